//! `/events/{id}/discard/new`: a draft is thrown away, with its files.

use actix_web::{HttpResponse, web};
use domain::access::Member;
use domain::event::EventRecord;
use domain::form::Errors;
use domain::ids::EventId;
use views::event::reason::{Page, Question};

use super::{directory, find};
use crate::app::App;
use crate::db::{Conn, attachment, event};
use crate::error::AppError;
use crate::web::extract::Posted;
use crate::web::response;
use crate::web::visitor::Visit;

fn load(conn: &mut Conn, id: EventId, member: &Member) -> Result<EventRecord, AppError> {
    let directory = directory(conn)?;
    let record = find(conn, &directory, id, Some(member))?;
    if record.may_discard(member) { Ok(record) } else { Err(AppError::NotFound) }
}

/// Asks whether.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn form(app: web::Data<App>, visit: Visit, id: web::Path<i32>) -> Result<HttpResponse, AppError> {
    let member = visit.member()?;
    let record = app.read(move |conn| load(conn, EventId(*id), &member)).await?;
    let page = Page { question: Question::Discard, record, reason: String::new(), errors: Errors::new() };
    Ok(response::page(page.render(&visit.frame)))
}

/// Throws it away.
///
/// # Errors
/// [`AppError::NotFound`]; [`AppError::Stale`] if the draft has changed since it was seen.
pub async fn submit(app: web::Data<App>, visit: Visit, id: web::Path<i32>, Posted(fields): Posted) -> Result<HttpResponse, AppError> {
    let (member, id, version) = (visit.member()?, EventId(*id), fields.number("version")?);
    let files = app
        .write(move |conn| {
            if load(conn, id, &member)?.version != version {
                return Err(AppError::Stale);
            }
            let files = attachment::of(conn, id)?;
            event::discard(conn, id)?;
            Ok(files)
        })
        .await?;
    crate::web::upload::remove_files(&app, files).await?;
    Ok(response::done(&app, "/events", "event-discarded"))
}
