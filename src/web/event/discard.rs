//! `/events/{id}/discard/new`: a draft is thrown away, with its files.

use actix_web::{HttpResponse, web};
use application::actions::event as actions;
use application::queries::event as queries;
use domain::form::Errors;
use domain::ids::EventId;
use views::event::reason::{Page, Question};

use crate::web::app::App;
use crate::web::error::AppError;
use crate::web::extract::Posted;
use crate::web::response;
use crate::web::visitor::Visit;

/// Asks whether.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn form(app: web::Data<App>, visit: Visit, id: web::Path<i32>) -> Result<HttpResponse, AppError> {
    let member = visit.member()?;
    let record = app.ask(move |conn| queries::discardable(conn, EventId(*id), &member)).await?;
    let page = Page { question: Question::Discard, record, reason: String::new(), errors: Errors::new() };
    Ok(response::page(page.render(&visit.frame)))
}

/// Throws it away.
///
/// # Errors
/// [`AppError::NotFound`]; [`AppError::Stale`] if the draft has changed since it was seen.
pub async fn submit(app: web::Data<App>, visit: Visit, id: web::Path<i32>, Posted(fields): Posted) -> Result<HttpResponse, AppError> {
    let (actor, id, version) = (visit.actor(&app), EventId(*id), fields.number("version")?);
    let files = app.act(move |conn| actions::discard(conn, &actor, id, version)).await?;
    crate::web::upload::remove_files(&app, files).await?;
    Ok(response::done(&app, &visit.frame.plan().events(), "event-discarded"))
}
