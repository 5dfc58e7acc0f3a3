//! `/plans/{code}/events`.

use actix_web::HttpResponse;
use application::queries::event as queries;
use application::queries::event::list::{self, PAGE, PageOf};
use chrono::Datelike;
use domain::access::Member;
use domain::event::EventQuery;
use domain::ids::PlanId;
use views::event::list::Page;
use views::frame::Frame;

use crate::db::Conn;
use crate::web::as_of::AsOf;
use crate::web::error::AppError;
use crate::web::extract::Fields;
use crate::web::page_cache::Cached;

/// Most characters of a search text.
const WORDS_MAX: usize = 100;

/// What an address asks for. What is no choice is left out, as if it had not been asked.
pub(super) fn query(address: &str) -> EventQuery {
    let fields = Fields::of_query(address);
    let text = |name: &str| fields.get(name).replace('\0', "").chars().take(WORDS_MAX).collect::<String>();
    let sort = text("sort");
    EventQuery {
        words: text("words"),
        activity: text("activity"),
        kind: text("kind"),
        mode: text("mode"),
        country: text("country"),
        group: text("group"),
        stakeholders: text("stakeholders"),
        year: text("year"),
        state: text("state"),
        organiser: text("organiser"),
        partner: text("partner"),
        donor: text("donor"),
        from: text("from"),
        until: text("until"),
        sort: if list::SORTS.contains(&sort.trim_start_matches('-')) { sort } else { String::new() },
        page: fields.get("page").parse().ok().filter(|p| (1..=1_000_000).contains(p)).unwrap_or(1),
    }
}

/// Shows a page of the events that the address selects, with their totals.
///
/// # Errors
/// When the database fails.
pub async fn show(cached: Cached) -> Result<HttpResponse, AppError> {
    let (asked, as_of) = (query(cached.query()), cached.as_of());
    let make = move |conn: &mut Conn, frame: &Frame| {
        Ok(page(conn, frame.plan.id, frame.member(), asked, as_of, frame.today.year())?.render(frame))
    };
    cached.page(make).await
}

fn page(
    conn: &mut Conn,
    plan: PlanId,
    member: Option<&Member>,
    asked: EventQuery,
    as_of: AsOf,
    this_year: i32,
) -> Result<Page, application::Error> {
    let directory = queries::directory_in(conn, plan)?;
    let (filter, query) = list::filter(conn, plan, &directory, asked, member, as_of)?;
    let page = PageOf { plan, sort: &query.sort, number: query.page, this_year };
    let found = list::page(conn, member, &filter, as_of, page)?;
    Ok(Page {
        lines: found.lines,
        count: found.count,
        per_page: PAGE,
        totals: found.totals,
        waiting: found.waiting,
        planned: found.planned,
        years: found.years,
        directory,
        query,
    })
}
