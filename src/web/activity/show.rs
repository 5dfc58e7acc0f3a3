//! `/plans/{code}/activities/{number}`.

use actix_web::HttpResponse;
use application::queries::activity::{self as queries, ActivityDetails, ActivityEvents};
use views::activity::events::{Events, SHOWN};
use views::activity::show::Page;

use crate::web::error::AppError;
use crate::web::extract::ActivityNumber;
use crate::web::page_cache::Cached;

/// The page of an activity.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn show(cached: Cached, number: ActivityNumber) -> Result<HttpResponse, AppError> {
    let as_of = cached.as_of();
    let render = move |conn: &mut _, frame: &views::frame::Frame| {
        Ok(page(queries::details(conn, frame.plan.id, *number, as_of, frame.member())?).render(frame))
    };
    cached.page(render).await
}

fn page(d: ActivityDetails) -> Page {
    Page {
        activity: d.activity,
        count: d.count,
        neighbours: d.neighbours,
        updates: d.updates,
        partners: d.partners,
        citations: d.citations,
        results: d.results,
        evidence: d.evidence,
        figures: d.figures,
        depends_on: d.depends_on,
        needed_by: d.needed_by,
        serves: d.serves,
        history: d.history,
        events: events(d.events),
        money: d.money,
        has_draft: d.has_draft,
    }
}

fn events(e: ActivityEvents) -> Events {
    let lines = e.newest.into_iter().take(SHOWN).collect();
    Events { directory: e.directory, lines, count: e.count, totals: e.totals, waiting: e.waiting, planned: e.planned, may_log: e.may_log }
}
