//! Lists of events with their totals, and all of a selection one part after the other.

use domain::access::Member;
use domain::as_of::AsOf;
use domain::directory::Directory;
use domain::event::{EventQuery, EventSummary, Totals};
use domain::ids::{EventId, PlanId};
use domain::review::Stage;
use domain::years::Years;

use crate::db::Conn;
use crate::db::event::filter::{EventFilter, EventSource, Scope};
use crate::db::event::list;
use crate::db::event::totals::{self, Counted};
use crate::error::Error;
use crate::queries::dashboard::{self, Asked};
use crate::queries::plan;

pub use crate::db::event::list::{PAGE, SORTS};

/// A page of a list.
#[derive(Debug, Clone)]
pub struct EventList {
    /// The events of this page.
    pub lines: Vec<EventSummary>,
    /// How many events the whole list holds.
    pub count: i64,
    /// Figures of those that counted.
    pub totals: Totals,
    /// How many records wait for review, if the reader may know.
    pub waiting: Option<i64>,
    /// How many are planned; of a past day none.
    pub planned: i64,
    /// The first and the last year that may be asked for.
    pub years: (i32, i32),
}

/// Which page of a list is asked for.
#[derive(Debug, Clone, Copy)]
pub struct PageOf<'a> {
    /// The plan whose events are listed.
    pub plan: PlanId,
    /// One of [`SORTS`], with `-` before it for the other direction.
    pub sort: &'a str,
    /// The number of the page, from 1.
    pub number: i64,
    /// The present year, for the years that may be asked for.
    pub this_year: i32,
}

/// The filter of a query, and the query without what was no choice or is not for this reader.
///
/// # Errors
/// When the database fails.
pub fn filter(
    conn: &mut Conn,
    plan: PlanId,
    directory: &Directory,
    query: EventQuery,
    member: Option<&Member>,
    as_of: AsOf,
) -> Result<(EventFilter, EventQuery), Error> {
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
    let query = EventQuery {
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

/// A page of the list of a selection from a plan.
///
/// # Errors
/// When the database fails.
pub fn page(conn: &mut Conn, reader: Option<&Member>, filter: &EventFilter, as_of: AsOf, asked: PageOf<'_>) -> Result<EventList, Error> {
    let PageOf { sort, number, this_year, .. } = asked;
    let plan = plan::of(conn, asked.plan)?;
    let filter = &EventFilter { plan: Some(plan.id), ..filter.clone() };
    let (scope, source) = (Scope::of(reader), source(as_of));
    let planned = plan.years.unwrap_or(Years { first: this_year, last: this_year });
    let (first, last) = list::years(conn, plan.id)?.unwrap_or((planned.first, planned.first));
    Ok(EventList {
        lines: list::page(conn, source, scope, filter, sort, number)?,
        count: list::count(conn, source, scope, filter)?,
        totals: totals::of(conn, filter, Counted::At(as_of.at))?,
        waiting: if as_of.day.is_some() { None } else { waiting(conn, scope, filter)? },
        planned: if as_of.day.is_some() { 0 } else { planned_in(conn, scope, filter)? },
        years: (first.min(planned.first), last.max(this_year.min(planned.last))),
    })
}

/// Events read at once when all of them are read in pieces.
const CHUNK: i64 = 500;

/// The next events of a selection after one, by key; none once all were read.
///
/// # Errors
/// When the database fails.
pub fn after(
    conn: &mut Conn,
    reader: Option<&Member>,
    filter: &EventFilter,
    as_of: AsOf,
    last: EventId,
) -> Result<Vec<EventSummary>, Error> {
    Ok(list::after(conn, source(as_of), Scope::of(reader), filter, last, CHUNK)?)
}

/// Where a list as of a moment reads from: today the records, before that what counted then.
const fn source(as_of: AsOf) -> EventSource {
    if as_of.day.is_some() { EventSource::Published(as_of.at) } else { EventSource::Records }
}

/// How many of the events of a selection are planned.
pub(in crate::queries) fn planned_in(conn: &mut Conn, scope: Scope, filter: &EventFilter) -> Result<i64, Error> {
    if filter.merged || filter.stage.is_some_and(|stage| stage != Stage::Planned) {
        return Ok(0);
    }
    let planned = EventFilter { stage: Some(Stage::Planned), ..filter.clone() };
    Ok(list::count(conn, EventSource::Records, scope, &planned)?)
}

/// How many records wait for review. To those who may not read them, by plan or activity at most: finer counts would tell what they say.
fn waiting(conn: &mut Conn, scope: Scope, filter: &EventFilter) -> Result<Option<i64>, Error> {
    let coarse = EventFilter { plan: filter.plan, activity: filter.activity, ..EventFilter::default() };
    let is_coarse = *filter == coarse;
    let asked = match scope {
        Scope::All if filter.stage.is_none() && !filter.merged => EventFilter { stage: Some(Stage::Submitted), ..filter.clone() },
        _ if is_coarse => EventFilter { stage: Some(Stage::Submitted), ..coarse },
        _ => return Ok(None),
    };
    Ok(Some(list::count(conn, EventSource::Records, Scope::All, &asked)?))
}
