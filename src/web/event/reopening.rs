//! `/events/{id}/reopening/new`: a verified record is put back to review, with a reason.

use actix_web::{HttpResponse, web};
use application::actions::event as actions;
use application::queries::event as queries;
use domain::address;
use domain::event::EventRecord;
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
    let member = visit.member()?;
    let record = app.ask(move |conn| queries::correctable(conn, EventId(*id), &member)).await?;
    let page = Page { question: Question::Reopen, record, reason: String::new(), errors: Errors::new() };
    Ok(response::page(page.render(&visit.frame)))
}

/// Puts it back.
///
/// # Errors
/// [`AppError::NotFound`]; [`AppError::Stale`] if the record has changed since it was seen.
pub async fn submit(app: web::Data<App>, visit: Visit, id: web::Path<i32>, Posted(fields): Posted) -> Result<HttpResponse, AppError> {
    let (member, actor) = (visit.member()?, visit.actor(&app));
    let (id, version, reason) = (EventId(*id), fields.number("version")?, fields.string("reopen-reason"));
    let given = reason.clone();
    match app.submit(move |conn| actions::reopen(conn, &actor, id, version, &given)).await? {
        Ok(()) => {
            app.mail_waits.notify_one();
            Ok(response::done(&app, &address::event(id), "event-reopened"))
        }
        Err(errors) => {
            let record = app.ask(move |conn| queries::correctable(conn, id, &member)).await?;
            let page = Page { question: Question::Reopen, record: EventRecord { version, ..record }, reason, errors };
            Ok(response::invalid(page.render(&visit.frame)))
        }
    }
}
