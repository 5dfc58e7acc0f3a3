//! `/reviews`: what waits for review; many records can be verified at once.

use actix_web::{HttpRequest, HttpResponse, web};
use application::actions::event::{self as actions, VerifiedTogether};
use application::queries::event as queries;
use application::queries::event::review::Queue;
use domain::address;
use domain::ids::EventId;
use views::event::reviews::Page;

use crate::web::app::App;
use crate::web::error::AppError;
use crate::web::extract::{Fields, Posted};
use crate::web::response;
use crate::web::visitor::Visit;

/// A page of the queue.
///
/// # Errors
/// When the database fails.
pub async fn show(app: web::Data<App>, visit: Visit, request: HttpRequest) -> Result<HttpResponse, AppError> {
    let (member, now) = (visit.member()?, app.clock.now());
    let query = Fields::of_query(request.query_string());
    let (asked, is_all) = (query.get("page").parse().unwrap_or(1), query.get("all") == "yes");
    let Queue { directory, count, page, lines, others } = app.ask(move |conn| queries::review::queue(conn, &member, asked, now)).await?;
    Ok(response::page(Page { directory, count, per_page: queries::list::PAGE, page, lines, others, is_all }.render(&visit.frame)))
}

/// A ticked record with the version that was seen: `24:3`.
fn ticked(value: &str) -> Option<(EventId, i32)> {
    let (id, version) = value.split_once(':')?;
    Some((EventId(id.parse().ok()?), version.parse().ok()?))
}

/// Verifies those that were ticked, as long as they are still as they were seen.
///
/// # Errors
/// When the database fails.
pub async fn submit(app: web::Data<App>, visit: Visit, Posted(fields): Posted) -> Result<HttpResponse, AppError> {
    let actor = visit.actor(&app);
    let mut chosen: Vec<(EventId, i32)> = fields.all("event").iter().filter_map(|value| ticked(value)).collect();
    chosen.dedup();
    if chosen.is_empty() {
        return Ok(response::done(&app, address::REVIEWS, "records-none-chosen"));
    }
    let done = app.act(move |conn| actions::verify_many(conn, &actor, &chosen)).await?;
    app.mail_waits.notify_one();
    let notice = match done {
        VerifiedTogether { held_back: 1.., .. } => "records-held-back",
        VerifiedTogether { passed_over: 1.., .. } => "records-verified-some",
        VerifiedTogether { .. } => "records-verified",
    };
    Ok(response::done(&app, address::REVIEWS, notice))
}
