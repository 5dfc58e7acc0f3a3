//! `/plans/{code}/activities/{number}`.

use actix_web::HttpResponse;
use application::queries::activity::{self as queries, ActivityDetails, ActivityEvents};
use domain::comment::Topic;
use views::activity::events::{Events, SHOWN};
use views::activity::show::Page;
use views::comment::Conversation;

use crate::web::comment::conversation;
use crate::web::error::AppError;
use crate::web::extract::ActivityNumber;
use crate::web::page_cache::Cached;

/// The page of an activity.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn show(cached: Cached, number: ActivityNumber) -> Result<HttpResponse, AppError> {
    let (as_of, now) = (cached.as_of(), cached.now());
    let render = move |conn: &mut _, frame: &views::frame::Frame| {
        let details = queries::details(conn, frame.plan.id, *number, as_of, frame.member())?;
        let conversation = conversation(conn, Topic::Activity(details.activity.id), frame.member(), now)?;
        Ok(page(details, conversation).render(frame))
    };
    cached.page(render).await
}

fn page(d: ActivityDetails, conversation: Conversation) -> Page {
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
        conversation,
        history: d.history,
        events: events(d.events),
        money: d.money,
        revision: d.revision,
        has_draft: d.has_draft,
        is_followed: d.is_followed,
    }
}

fn events(e: ActivityEvents) -> Events {
    let lines = e.newest.into_iter().take(SHOWN).collect();
    Events { directory: e.directory, lines, count: e.count, totals: e.totals, waiting: e.waiting, planned: e.planned, may_log: e.may_log }
}
