//! `/events`.

use actix_web::HttpResponse;
use application::queries::dashboard::{self, Asked};
use chrono::Datelike;
use domain::access::Member;
use domain::directory::Directory;
use domain::review::Stage;
use domain::years::Years;
use views::event::list::{Page, Query};
use views::frame::Frame;

use super::directory;
use crate::db::Conn;
use crate::db::event::filter::{EventFilter, EventSource, Scope};
use crate::db::event::list::{self, PAGE};
use crate::db::event::totals::{self, Counted};
use crate::error::AppError;
use crate::web::as_of::AsOf;
use crate::web::extract::Fields;
use crate::web::page_cache::{Audience, Cached};
use crate::web::plan;

/// Longest text that is looked for.
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
    directory: &Directory,
    query: Query,
    member: Option<&Member>,
    as_of: AsOf,
) -> Result<(EventFilter, Query), AppError> {
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
        activity: directory.activities.iter().find(|a| Some(a.number) == number).map(|a| a.id),
        one_of: if selection.narrows_activities() { Some(dashboard::activities(conn, directory, &selection, as_of)?) } else { None },
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

/// The page.
///
/// # Errors
/// Those of the database.
pub async fn show(cached: Cached) -> Result<HttpResponse, AppError> {
    let (asked, as_of) = (query(cached.query()), cached.as_of());
    let make = move |conn: &mut Conn, frame: &Frame| Ok(page(conn, frame.member(), asked, as_of, frame.today.year())?.render(frame));
    cached.page(Audience::Records, make).await
}

fn page(conn: &mut Conn, member: Option<&Member>, asked: Query, as_of: AsOf, this_year: i32) -> Result<Page, AppError> {
    let plan = plan::current(conn)?;
    let directory = directory(conn)?;
    let (filter, query) = filter(conn, &directory, asked, member, as_of)?;
    let scope = Scope::of(member);
    let source = source(as_of);
    let planned = plan.years.unwrap_or(Years { first: this_year, last: this_year });
    let (first, last) = list::years(conn)?.unwrap_or((planned.first, planned.first));
    Ok(Page {
        lines: list::page(conn, source, scope, &filter, &query.sort, query.page)?,
        count: list::count(conn, source, scope, &filter)?,
        per_page: PAGE,
        totals: totals::of(conn, &filter, Counted::At(as_of.at))?,
        waiting: if as_of.day.is_some() { None } else { waiting(conn, scope, &filter)? },
        years: (first.min(planned.first), last.max(this_year.min(planned.last))),
        directory,
        query,
    })
}

/// Where a list as of a moment reads from: today the records, before that what counted then.
pub(super) const fn source(as_of: AsOf) -> EventSource {
    if as_of.day.is_some() { EventSource::Published(as_of.at) } else { EventSource::Records }
}

/// How many records wait for review. To those who may not read them, by activity at most: finer counts would tell what they say.
fn waiting(conn: &mut Conn, scope: Scope, filter: &EventFilter) -> Result<Option<i64>, AppError> {
    let coarse = EventFilter { activity: filter.activity, ..EventFilter::default() };
    let is_coarse = *filter == coarse;
    let asked = match scope {
        Scope::All if filter.stage.is_none() && !filter.merged => EventFilter { stage: Some(Stage::Submitted), ..filter.clone() },
        _ if is_coarse => EventFilter { stage: Some(Stage::Submitted), ..coarse },
        _ => return Ok(None),
    };
    Ok(Some(list::count(conn, EventSource::Records, Scope::All, &asked)?))
}
