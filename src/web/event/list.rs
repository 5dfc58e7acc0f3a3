//! `/plans/{code}/events`.

use actix_web::HttpResponse;
use application::queries::dashboard::{self, Asked};
use application::queries::event as queries;
use application::queries::event::list::{self, PAGE, PageOf};
use chrono::Datelike;
use domain::access::Member;
use domain::directory::Directory;
use domain::ids::PlanId;
use views::event::list::{Page, Query};
use views::frame::Frame;

use crate::db::Conn;
use crate::db::event::filter::EventFilter;
use crate::error::AppError;
use crate::web::as_of::AsOf;
use crate::web::extract::Fields;
use crate::web::page_cache::Cached;

/// Most characters of a search text.
const WORDS_MAX: usize = 100;

/// What an address asks for. What is no choice is left out, as if it had not been asked.
pub(super) fn query(address: &str) -> Query {
    let fields = Fields::of_query(address);
    let text = |name: &str| fields.get(name).replace('\0', "").chars().take(WORDS_MAX).collect::<String>();
    let sort = text("sort");
    Query {
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

/// The filter behind the address, and the address without what was no choice.
pub(super) fn filter(
    conn: &mut Conn,
    plan: PlanId,
    directory: &Directory,
    query: Query,
    member: Option<&Member>,
    as_of: AsOf,
) -> Result<(EventFilter, Query), application::Error> {
    let Asked { selection, partner, donor } = dashboard::asked(directory, member, |name| {
        match name {
            "partner" => &query.partner,
            "donor" => &query.donor,
            "from" => &query.from,
            "until" => &query.until,
            _ => "",
        }
        .to_owned()
    });
    let number: Option<i32> = query.activity.parse().ok();
    let filter = EventFilter {
        plan: Some(plan),
        activity: directory.activities.iter().find(|a| Some(a.number) == number).map(|a| a.id),
        one_of: if selection.narrows_activities() { Some(dashboard::activities(conn, plan, directory, &selection, as_of)?) } else { None },
        ended: (selection.from, selection.until),
        kind: query.kind.parse().ok(),
        mode: query.mode.parse().ok(),
        country: directory.country(&query.country).map(|c| c.code.clone()),
        group: query.group.parse().ok(),
        stakeholders: query.stakeholders.parse().ok(),
        year: query.year.parse().ok().filter(|y| (1000..=9999).contains(y)),
        stage: query.state.parse().ok(),
        merged: query.state == "merged",
        organiser: directory.organisations.iter().find(|o| o.slug == query.organiser).map(|o| o.id),
        words: query.words.clone(),
    };
    let only = |known: bool, value: String| if known { value } else { String::new() };
    let query = Query {
        activity: only(filter.activity.is_some(), query.activity),
        kind: only(filter.kind.is_some(), query.kind),
        mode: only(filter.mode.is_some(), query.mode),
        country: only(filter.country.is_some(), query.country),
        group: only(filter.group.is_some(), query.group),
        stakeholders: only(filter.stakeholders.is_some(), query.stakeholders),
        year: only(filter.year.is_some(), query.year),
        state: only(filter.stage.is_some() || filter.merged, query.state),
        organiser: only(filter.organiser.is_some(), query.organiser),
        partner,
        donor,
        from: only(selection.from.is_some(), query.from),
        until: only(selection.until.is_some(), query.until),
        ..query
    };
    Ok((filter, query))
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
    asked: Query,
    as_of: AsOf,
    this_year: i32,
) -> Result<Page, application::Error> {
    let directory = queries::directory_in(conn, plan)?;
    let (filter, query) = filter(conn, plan, &directory, asked, member, as_of)?;
    let page = PageOf { plan, sort: &query.sort, number: query.page, this_year };
    let found = list::page(conn, member, &filter, as_of, page)?;
    Ok(Page {
        lines: found.lines,
        count: found.count,
        per_page: PAGE,
        totals: found.totals,
        waiting: found.waiting,
        years: found.years,
        directory,
        query,
    })
}
