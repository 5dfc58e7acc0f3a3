//! `/plans/{code}/activities/{number}/evidence/new` and `/plans/{code}/activities/{number}/evidence/end`: officers record what has changed, and take it back.

use actix_web::{HttpResponse, web};
use application::{actions, queries};
use domain::address;
use domain::form::Errors;
use domain::ids::PlanId;
use domain::outcome::EvidenceInput;
use views::activity::evidence::Page;

use crate::auth::random_token;
use crate::web::app::App;
use crate::web::error::AppError;
use crate::web::extract::{ActivityNumber, Fields, Posted};
use crate::web::response;
use crate::web::visitor::Visit;

async fn page(
    app: &App,
    plan: PlanId,
    number: i32,
    idempotency_key: String,
    typed: EvidenceInput,
    errors: Errors,
) -> Result<Page, AppError> {
    let (activity, results) = app.ask(move |conn| queries::activity::expected(conn, plan, number)).await?;
    Ok(Page { activity, results, idempotency_key, typed, errors })
}

/// The empty form.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn form(app: web::Data<App>, visit: Visit, number: ActivityNumber) -> Result<HttpResponse, AppError> {
    let page = page(&app, visit.frame.plan.id, *number, random_token(), EvidenceInput::default(), Errors::new()).await?;
    Ok(response::page(page.render(&visit.frame)))
}

fn typed(fields: &Fields) -> EvidenceInput {
    EvidenceInput {
        result: fields.string("result"),
        day: fields.day("day"),
        words: fields.string("words"),
        link: fields.string("evidence"),
    }
}

fn results_of(visit: &Visit, number: i32) -> String {
    address::with_fragment(&visit.frame.plan().activity(number), "results")
}

/// Records it.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn submit(app: web::Data<App>, visit: Visit, number: ActivityNumber, Posted(fields): Posted) -> Result<HttpResponse, AppError> {
    let (actor, plan, number, key, typed) = (visit.actor(&app), visit.frame.plan.id, *number, fields.idempotency_key()?, typed(&fields));
    let (form_key, input) = (key.clone(), typed.clone());
    let outcome = app
        .submit(move |conn| {
            let activity = queries::activity::find(conn, plan, number)?;
            actions::evidence::add(conn, &actor, activity.id, &input, &form_key)
        })
        .await?;
    Ok(match outcome {
        Ok(()) => response::done(&app, &results_of(&visit, number), "evidence-saved"),
        Err(errors) => response::invalid(page(&app, plan, number, key, typed, errors).await?.render(&visit.frame)),
    })
}

/// Takes it back: figures and pages of days before still have it.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn end(app: web::Data<App>, visit: Visit, number: ActivityNumber, Posted(fields): Posted) -> Result<HttpResponse, AppError> {
    let (actor, plan, number, evidence) = (visit.actor(&app), visit.frame.plan.id, *number, fields.number("evidence")?);
    app.act(move |conn| {
        let activity = queries::activity::find(conn, plan, number)?;
        actions::evidence::end(conn, &actor, activity.id, evidence)
    })
    .await?;
    Ok(response::done(&app, &results_of(&visit, number), "evidence-ended"))
}
