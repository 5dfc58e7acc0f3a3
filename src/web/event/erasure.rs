//! `/events/{id}/erasure/new`: a record is erased with all that it ever said.

use actix_web::{HttpResponse, web};
use application::actions::erasure as actions;
use application::queries::erasure as queries;
use domain::address;
use domain::form::Errors;
use domain::ids::EventId;
use views::event::reason::{Page, Question};

use crate::web::app::App;
use crate::web::error::AppError;
use crate::web::extract::Posted;
use crate::web::response;
use crate::web::visitor::Visit;

/// Asks why.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn form(app: web::Data<App>, visit: Visit, id: web::Path<i32>) -> Result<HttpResponse, AppError> {
    let record = app.ask(move |conn| queries::event(conn, EventId(*id))).await?;
    let page = Page { question: Question::Erase, record, reason: String::new(), errors: Errors::new() };
    Ok(response::page(page.render(&visit.frame)))
}

/// Erases.
///
/// # Errors
/// [`AppError::NotFound`]; [`AppError::Stale`] if it is merged with another, or erased already.
pub async fn submit(app: web::Data<App>, visit: Visit, id: web::Path<i32>, Posted(fields): Posted) -> Result<HttpResponse, AppError> {
    let (actor, id, reason) = (visit.actor(&app), EventId(*id), fields.string("erasure-reason"));
    let given = reason.clone();
    match app.submit(move |conn| actions::erase_event(conn, &actor, id, &given)).await? {
        Ok(files) => {
            crate::web::upload::remove_files(&app, files).await?;
            Ok(response::done(&app, &address::event(id), "event-erased"))
        }
        Err(errors) => {
            let record = app.ask(move |conn| queries::event(conn, id)).await?;
            Ok(response::invalid(Page { question: Question::Erase, record, reason, errors }.render(&visit.frame)))
        }
    }
}
