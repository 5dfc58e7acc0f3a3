//! `/outputs/{id}/deliveries/new`: what was delivered, to be reviewed by an officer.

use actix_web::{HttpResponse, web};
use application::{actions, queries};
use domain::address;
use domain::form::Errors;
use domain::ids::OutputId;
use domain::output::DeliveryInput;
use views::output::deliver::Page;

use crate::auth::random_token;
use crate::web::app::App;
use crate::web::error::AppError;
use crate::web::extract::{Fields, Posted};
use crate::web::response;
use crate::web::visitor::Visit;

async fn page(
    app: &App,
    visit: &Visit,
    id: OutputId,
    idempotency_key: String,
    typed: DeliveryInput,
    errors: Errors,
) -> Result<Page, AppError> {
    let member = visit.member()?;
    let output = app.ask(move |conn| queries::output::deliverable(conn, id, &member)).await?;
    Ok(Page { output, idempotency_key, typed, errors })
}

/// The empty form.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn form(app: web::Data<App>, visit: Visit, id: web::Path<i32>) -> Result<HttpResponse, AppError> {
    let typed = DeliveryInput { quantity: "1".to_owned(), ..DeliveryInput::default() };
    let page = page(&app, &visit, OutputId(*id), random_token(), typed, Errors::new()).await?;
    Ok(response::page(page.render(&visit.frame)))
}

fn typed(fields: &Fields) -> DeliveryInput {
    DeliveryInput {
        day: fields.day("day"),
        quantity: fields.string("quantity"),
        language: fields.string("language"),
        published: fields.string("published"),
        evidence: fields.string("evidence"),
    }
}

/// Reports the delivery.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn submit(app: web::Data<App>, visit: Visit, id: web::Path<i32>, Posted(fields): Posted) -> Result<HttpResponse, AppError> {
    let (actor, id, key, typed) = (visit.actor(&app), OutputId(*id), fields.idempotency_key()?, typed(&fields));
    let (form_key, input) = (key.clone(), typed.clone());
    let outcome = app.submit(move |conn| actions::output::deliver(conn, &actor, id, &input, &form_key)).await?;
    Ok(match outcome {
        Ok(_) => response::done(&app, &address::output(id), "delivered"),
        Err(errors) => response::invalid(page(&app, &visit, id, key, typed, errors).await?.render(&visit.frame)),
    })
}
