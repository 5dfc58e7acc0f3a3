//! `/events/{id}/review`: an officer verifies a record or returns it with a reason.

use actix_web::{HttpResponse, web};
use chrono::{DateTime, Utc};
use domain::access::Member;
use domain::form::{self as rules, Errors, Problem};
use domain::ids::EventId;
use views::event::review::{Effect, Page};

use super::edit::step;
use super::{directory, find, look_alikes};
use crate::app::App;
use crate::db::event::filter::EventFilter;
use crate::db::event::totals::{self, Counted};
use crate::db::{Conn, attachment, event};
use crate::error::AppError;
use crate::web::extract::Posted;
use crate::web::response;
use crate::web::visitor::Visit;

/// Longest reason.
const REASON_MAX: usize = 2000;

/// The record with the decision.
///
/// # Errors
/// [`AppError::NotFound`]
pub async fn form(app: web::Data<App>, visit: Visit, id: web::Path<i32>) -> Result<HttpResponse, AppError> {
    let (member, now) = (visit.member()?, app.clock.now());
    let page = app.read(move |conn| page(conn, EventId(*id), (&member, now), String::new(), Errors::new())).await?;
    Ok(response::page(page.render(&visit.frame)))
}

fn page(conn: &mut Conn, id: EventId, by: (&Member, DateTime<Utc>), reason: String, errors: Errors) -> Result<Page, AppError> {
    let (member, now) = by;
    let directory = directory(conn)?;
    let record = find(conn, &directory, id, Some(member))?;
    if !record.may_review(member) {
        return Err(AppError::NotFound);
    }
    let mut effects = Vec::new();
    for activity in &record.event.activities {
        let filter = EventFilter { activity: Some(*activity), ..EventFilter::default() };
        let (now, after) = (totals::of(conn, &filter, Counted::At(now))?, totals::of(conn, &filter, Counted::With(id))?);
        effects.push(Effect { activity: *activity, now, after });
    }
    let alike = look_alikes(conn, &directory, &record.event, Some(id), member)?;
    let (merged, attachments) = (event::merged_with(conn, &directory, id)?, attachment::of(conn, id)?);
    Ok(Page { record, directory, alike, merged, attachments, effects, reason, errors })
}

/// Verifies or returns.
///
/// # Errors
/// [`AppError::NotFound`]; [`AppError::Stale`] if the record has changed since it was seen, or somebody else has decided.
pub async fn submit(app: web::Data<App>, visit: Visit, id: web::Path<i32>, Posted(fields): Posted) -> Result<HttpResponse, AppError> {
    let (step, id, version) = (step(&app, &visit)?, EventId(*id), fields.number("version")?);
    let (decision, reason) = (fields.string("decision"), fields.string("return-reason"));
    let is_return = decision == "return";
    let back = app
        .write(move |conn| {
            let directory = directory(conn)?;
            let record = find(conn, &directory, id, Some(&step.by))?;
            if record.merged_into.is_some() || record.version != version {
                return Err(AppError::Stale);
            }
            match decision.as_str() {
                "verify" => step.verify(conn, &directory, &record).map(|()| None),
                "return" => {
                    let why = rules::prose(&reason, REASON_MAX).and_then(|r| if r.is_empty() { Err(Problem::Required) } else { Ok(r) });
                    let mut errors = Errors::new();
                    match errors.check("return-reason", why) {
                        Some(why) => step.send_back(conn, &record, why).map(|()| None),
                        None => page(conn, id, (&step.by, step.now), reason, errors).map(Some),
                    }
                }
                _ => Err(AppError::Unreadable("neither verify nor return")),
            }
        })
        .await?;
    app.mail_waits.notify_one();
    Ok(match back {
        None => response::done(&app, "/reviews", if is_return { "record-returned" } else { "record-verified" }),
        Some(page) => response::invalid(page.render(&visit.frame)),
    })
}
