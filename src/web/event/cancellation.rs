//! `/events/{id}/cancellation/new`: a record is taken out, with a reason. It is kept, and does not count.

use actix_web::{HttpResponse, web};
use domain::access::Member;
use domain::directory::Directory;
use domain::event::EventRecord;
use domain::form::{self as rules, Errors, Problem};
use domain::history::Action;
use domain::ids::EventId;
use views::event::reason::{Page, Question};

use super::edit::step;
use super::steps::refused;
use super::{directory, find};
use crate::app::App;
use crate::db::{Conn, event};
use crate::error::AppError;
use crate::web::extract::Posted;
use crate::web::response;
use crate::web::visitor::Visit;

/// Longest reason.
const REASON_MAX: usize = 1000;

fn load(conn: &mut Conn, id: EventId, member: &Member) -> Result<(Directory, EventRecord), AppError> {
    let directory = directory(conn)?;
    let record = find(conn, &directory, id, Some(member))?;
    Ok((directory, record))
}

/// Asks why.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn form(app: web::Data<App>, visit: Visit, id: web::Path<i32>) -> Result<HttpResponse, AppError> {
    let member = visit.member()?;
    let (_, record) = app.read(move |conn| load(conn, EventId(*id), &member)).await?;
    if !record.may_cancel(&member) {
        return Err(AppError::NotFound);
    }
    let page = Page { question: Question::Cancel, record, reason: String::new(), errors: Errors::new() };
    Ok(response::page(page.render(&visit.frame)))
}

/// Cancels.
///
/// # Errors
/// [`AppError::NotFound`]; [`AppError::Stale`] if the record has changed since it was seen.
pub async fn submit(app: web::Data<App>, visit: Visit, id: web::Path<i32>, Posted(fields): Posted) -> Result<HttpResponse, AppError> {
    let (step, id, version, reason) = (step(&app, &visit)?, EventId(*id), fields.number("version")?, fields.string("cancel-reason"));
    let back = app
        .write(move |conn| {
            let (directory, record) = load(conn, id, &step.by)?;
            if record.merged_into.is_some() || record.version != version {
                return Err(AppError::Stale);
            }
            let mut errors = Errors::new();
            let why = rules::prose(&reason, REASON_MAX).and_then(|r| if r.is_empty() { Err(Problem::Required) } else { Ok(r) });
            let Some(why) = errors.check("cancel-reason", why) else {
                return Ok(Some(Page { question: Question::Cancel, record, reason, errors }));
            };
            let review = record.review.cancel(&step.by, why.clone(), step.now).map_err(refused)?;
            event::set_state(conn, id, &review.state)?;
            step.publish(conn, &directory, id)?;
            step.remember(conn, id, Action::Cancelled, Vec::new(), Some(why))?;
            Ok(None)
        })
        .await?;
    Ok(match back {
        None => response::done(&app, &format!("/events/{id}"), "event-cancelled"),
        Some(page) => response::invalid(page.render(&visit.frame)),
    })
}
