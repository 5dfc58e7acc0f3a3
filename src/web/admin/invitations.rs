//! `/admin/invitations/new`: inviting several people at once.

use actix_web::{HttpResponse, web};
use application::actions::person as actions;
use application::queries::person as queries;
use domain::address;
use domain::form::Errors;
use domain::invitation::InvitationsInput;
use views::person::invitations::Page;

use crate::web::app::App;
use crate::web::error::AppError;
use crate::web::extract::Posted;
use crate::web::response;
use crate::web::visitor::Visit;

async fn page(app: &App, visit: &Visit, typed: InvitationsInput, errors: Errors) -> Result<Page, AppError> {
    let lang = visit.frame.lang;
    let organisations = app.ask(|conn| queries::organisations(conn, None)).await?;
    let organisations = organisations.iter().map(|o| (o.id.to_string(), o.organisation.name.get(lang).to_owned())).collect();
    Ok(Page { typed, errors, organisations })
}

/// The form.
///
/// # Errors
/// When the database fails.
pub async fn form(app: web::Data<App>, visit: Visit) -> Result<HttpResponse, AppError> {
    let typed = InvitationsInput { lang: visit.frame.lang.as_str().to_owned(), ..InvitationsInput::default() };
    Ok(response::page(page(&app, &visit, typed, Errors::new()).await?.render(&visit.frame)))
}

/// Makes the accounts and queues the invitations.
///
/// # Errors
/// When the database fails.
pub async fn submit(app: web::Data<App>, visit: Visit, Posted(fields): Posted) -> Result<HttpResponse, AppError> {
    let typed = InvitationsInput {
        lines: fields.string("lines"),
        role: fields.string("role"),
        organisation: fields.string("organisation"),
        lang: fields.string("lang"),
    };
    let (actor, input) = (visit.actor(&app), typed.clone());
    if let Err(errors) = app.submit(move |conn| actions::invite_all(conn, &actor, &input)).await? {
        return Ok(response::invalid(page(&app, &visit, typed, errors).await?.render(&visit.frame)));
    }
    app.mail_waits.notify_one();
    Ok(response::done(&app, address::PEOPLE, "people-invited"))
}
