//! Lists of events, and how many they hold.

use std::collections::HashMap;

use chrono::{Datelike, NaiveDate, NaiveDateTime};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Date, Integer, Nullable, Text, Timestamp};
use domain::access::{Member, Role};
use domain::event::EventSummary;
use domain::ids::{ActivityId, EventId, OrganisationId, PlanId};
use domain::review::Stage;

use super::filter::{EventFilter, EventSource, Scope, bound, selection};
use super::sums::{self, Key};
use super::totals::sum;
use crate::db::{Conn, corrupt, read_enum};

/// In which order events are listed: a word of [`SORTS`], with `-` before it for the other direction.
pub const SORTS: [&str; 5] = ["day", "title", "place", "attended", "state"];

fn order(sort: &str) -> String {
    let (name, is_down) = sort.strip_prefix('-').map_or((sort, false), |name| (name, true));
    let column = match name {
        "title" => "LOWER(e.title)",
        "place" => "e.country",
        "attended" => "e.attended",
        "state" => "e.stage",
        _ => "e.starts_on",
    };
    // The newest day and the highest number first, unless asked otherwise.
    let is_down = is_down != matches!(name, "day" | "attended" | "");
    format!("{column} {} NULLS LAST, e.id DESC", if is_down { "DESC" } else { "ASC" })
}

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = Integer)]
    id: i32,
    #[diesel(sql_type = Integer)]
    part_key: i32,
    #[diesel(sql_type = Nullable<Text>)]
    title: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    kind: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    mode: Option<String>,
    #[diesel(sql_type = Nullable<Date>)]
    starts_on: Option<NaiveDate>,
    #[diesel(sql_type = Nullable<Date>)]
    ends_on: Option<NaiveDate>,
    #[diesel(sql_type = Nullable<Text>)]
    city: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    country: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    region: Option<String>,
    #[diesel(sql_type = Text)]
    stage: String,
    #[diesel(sql_type = Nullable<Timestamp>)]
    stage_at: Option<NaiveDateTime>,
    #[diesel(sql_type = Nullable<Text>)]
    stage_reason: Option<String>,
    #[diesel(sql_type = Integer)]
    author_id: i32,
    #[diesel(sql_type = Nullable<Integer>)]
    figures_by: Option<i32>,
    #[diesel(sql_type = Text)]
    author_name: String,
    #[diesel(sql_type = Nullable<Integer>)]
    organiser_id: Option<i32>,
    #[diesel(sql_type = Nullable<Integer>)]
    registered: Option<i32>,
    #[diesel(sql_type = Nullable<Integer>)]
    attended: Option<i32>,
    #[diesel(sql_type = Nullable<Integer>)]
    women: Option<i32>,
    #[diesel(sql_type = Nullable<Integer>)]
    men: Option<i32>,
    #[diesel(sql_type = Nullable<Integer>)]
    other_people: Option<i32>,
    #[diesel(sql_type = Nullable<Text>)]
    basis: Option<String>,
    #[diesel(sql_type = Integer)]
    version: i32,
}

/// What a list shows of an event. A record that counted at the moment in question is shown in that state.
fn columns(source: EventSource) -> String {
    let own = "e.title, e.kind, e.mode, e.starts_on, e.ends_on, e.city, e.country, e.region, e.organiser_id, e.registered, e.attended, \
               e.women, e.men, e.other_people, e.basis, r.author_id, r.figures_by, p.name AS author_name, r.version, r.id AS id, e.id AS part_key";
    match source {
        EventSource::Records => format!("{own}, e.stage, e.stage_at, e.stage_reason"),
        EventSource::Published(_) => format!("{own}, 'verified' AS stage, e.from_at AS stage_at, NULL AS stage_reason"),
    }
}

/// The tables of a list: `e` the event as the source has it, `r` its record, `p` its author.
fn tables(source: EventSource) -> String {
    let record = match source {
        EventSource::Records => "e.id",
        EventSource::Published(_) => "e.event_id",
    };
    format!("{} e JOIN events r ON r.id = {record} JOIN people p ON p.id = r.author_id", source.table())
}

fn line(row: Row) -> QueryResult<EventSummary> {
    let count = |n: Option<i32>| n.map(|n| u32::try_from(n).map_err(corrupt)).transpose();
    Ok(EventSummary {
        id: EventId(row.id),
        title: row.title,
        kind: row.kind.as_deref().map(read_enum).transpose()?,
        mode: row.mode.as_deref().map(read_enum).transpose()?,
        days: row.starts_on.zip(row.ends_on),
        city: row.city,
        country: row.country,
        region: row.region.as_deref().map(read_enum).transpose()?,
        stage: read_enum(&row.stage)?,
        stage_at: row.stage_at.map(|t| t.and_utc()),
        stage_reason: row.stage_reason,
        author: domain::ids::PersonId(row.author_id),
        figures_by: row.figures_by.map(domain::ids::PersonId),
        author_name: row.author_name,
        organiser: row.organiser_id.map(OrganisationId),
        co_organisers: Vec::new(),
        activities: Vec::new(),
        registered: count(row.registered)?,
        attended: count(row.attended)?,
        women: count(row.women)?,
        men: count(row.men)?,
        other: count(row.other_people)?,
        basis: row.basis.as_deref().map(read_enum).transpose()?,
        countries: Vec::new(),
        groups: Vec::new(),
        version: row.version,
    })
}

/// Events per page of a list.
pub const PAGE: i64 = 50;

/// One page of a list, counted from 1.
///
/// # Errors
/// When the database fails.
pub fn page(
    conn: &mut Conn,
    source: EventSource,
    scope: Scope,
    filter: &EventFilter,
    sort: &str,
    number: i64,
) -> QueryResult<Vec<EventSummary>> {
    let skip = (number.max(1) - 1).saturating_mul(PAGE);
    lines(conn, source, scope, filter, "", &format!("ORDER BY {} LIMIT {PAGE} OFFSET {skip}", order(sort)))
}

/// The next events after one, by key, at most `most`, to read all of them in pieces.
///
/// # Errors
/// When the database fails.
pub fn after(
    conn: &mut Conn,
    source: EventSource,
    scope: Scope,
    filter: &EventFilter,
    last: EventId,
    most: i64,
) -> QueryResult<Vec<EventSummary>> {
    lines(conn, source, scope, filter, &format!("AND r.id > {last}"), &format!("ORDER BY r.id LIMIT {most}"))
}

/// What waits for review in a plan, or in all of them, the longest first.
///
/// # Errors
/// When the database fails.
pub fn waiting(conn: &mut Conn, plan: Option<PlanId>) -> QueryResult<Vec<EventSummary>> {
    let filter = EventFilter { plan, stage: Some(Stage::Submitted), ..EventFilter::default() };
    lines(conn, EventSource::Records, Scope::All, &filter, "", "ORDER BY e.stage_at, e.id LIMIT 500")
}

/// One page of what waits for review in all plans, counted from 1, the longest first.
///
/// # Errors
/// When the database fails.
pub fn waiting_page(conn: &mut Conn, number: i64) -> QueryResult<Vec<EventSummary>> {
    let filter = EventFilter { stage: Some(Stage::Submitted), ..EventFilter::default() };
    let skip = (number.max(1) - 1).saturating_mul(PAGE);
    lines(conn, EventSource::Records, Scope::All, &filter, "", &format!("ORDER BY e.stage_at, e.id LIMIT {PAGE} OFFSET {skip}"))
}

/// Records of all plans of which something is still to become: drafts, planned ones, those that wait for review, those that were returned.
///
/// # Errors
/// When the database fails.
pub fn open(conn: &mut Conn) -> QueryResult<Vec<EventSummary>> {
    let more = "AND e.stage IN ('draft', 'planned', 'submitted', 'returned')";
    lines(conn, EventSource::Records, Scope::All, &EventFilter::default(), more, "ORDER BY e.id")
}

/// Records of which a person is the author, or their organisation's if they are a partner: those that changed their state last, at most
/// `most`.
///
/// # Errors
/// When the database fails.
pub fn own(conn: &mut Conn, member: &Member, most: usize) -> QueryResult<Vec<EventSummary>> {
    let organisation = member.organisation.filter(|_| member.role == Role::Partner).map_or(0, |o| o.0);
    let more = format!("AND (e.author_id = {} OR e.organisation_id = {organisation})", member.id.0);
    let rest = format!("ORDER BY COALESCE(e.stage_at, e.created_at) DESC, e.id DESC LIMIT {most}");
    lines(conn, EventSource::Records, Scope::All, &EventFilter::default(), &more, &rest)
}

/// Records that are over on `from` or later, by key, for calendars. What was announced or had counted before it was cancelled is
/// known to everybody, so that it can be seen to be cancelled.
///
/// # Errors
/// When the database fails.
pub fn since(conn: &mut Conn, scope: Scope, from: NaiveDate) -> QueryResult<Vec<EventSummary>> {
    let was_published = "(e.stage = 'cancelled' AND (EXISTS (SELECT 1 FROM event_versions v WHERE v.event_id = e.id) OR EXISTS \
                         (SELECT 1 FROM history h WHERE h.subject_kind = 'event' AND h.subject_id = e.id AND h.action = 'announced')))";
    let more = format!("AND e.ends_on >= '{from}' AND ({} OR {was_published})", scope.condition());
    lines(conn, EventSource::Records, Scope::All, &EventFilter::default(), &more, "ORDER BY e.id")
}

fn lines(
    conn: &mut Conn,
    source: EventSource,
    scope: Scope,
    filter: &EventFilter,
    more: &str,
    rest: &str,
) -> QueryResult<Vec<EventSummary>> {
    let rows: Vec<Row> = bound!(
        format!("SELECT {} FROM {} WHERE {} {more}", columns(source), tables(source), selection(source, scope, filter)),
        filter,
        source,
        rest,
    )
    .load(conn)?;
    let keys: Vec<i32> = rows.iter().map(|row| row.part_key).collect();
    let mut lines = rows.into_iter().map(line).collect::<QueryResult<Vec<EventSummary>>>()?;
    add_parts(conn, source, &keys, &mut lines)?;
    Ok(lines)
}

#[derive(QueryableByName)]
struct Part {
    #[diesel(sql_type = Integer)]
    event: i32,
    #[diesel(sql_type = Text)]
    what: String,
    #[diesel(sql_type = Integer)]
    n: i32,
}

/// The parts of events: what, and how many.
fn parts(conn: &mut Conn, source: EventSource, name: &str, what: &str, n: &str, keys: &[i32]) -> QueryResult<Vec<Part>> {
    if keys.is_empty() {
        return Ok(Vec::new());
    }
    let (table, key) = source.part(name);
    let keys = keys.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    let sql = format!(
        "SELECT {key} AS event, CAST({what} AS TEXT) AS what, {n} AS n FROM {table} WHERE {key} IN ({keys}) ORDER BY {key}, {what}"
    );
    diesel::sql_query(sql).load(conn)
}

/// Adds what the events have several of.
fn add_parts(conn: &mut Conn, source: EventSource, keys: &[i32], lines: &mut [EventSummary]) -> QueryResult<()> {
    let organisers = match source {
        EventSource::Records => "co_organisers",
        EventSource::Published(_) => "organisers",
    };
    let activities = parts(conn, source, "activities", "activity_id", "activity_id", keys)?;
    let organisers = parts(conn, source, organisers, "organisation_id", "organisation_id", keys)?;
    let countries = parts(conn, source, "countries", "country", "people", keys)?;
    let groups = parts(conn, source, "groups", "stakeholder_group", "people", keys)?;
    let places: HashMap<i32, usize> = keys.iter().enumerate().map(|(at, key)| (*key, at)).collect();
    for part in activities {
        if let Some(line) = places.get(&part.event).and_then(|at| lines.get_mut(*at)) {
            line.activities.push(ActivityId(part.n));
        }
    }
    for part in organisers {
        if let Some(line) =
            places.get(&part.event).and_then(|at| lines.get_mut(*at)).filter(|l| l.organiser != Some(OrganisationId(part.n)))
        {
            line.co_organisers.push(OrganisationId(part.n));
        }
    }
    for part in countries {
        if let Some(line) = places.get(&part.event).and_then(|at| lines.get_mut(*at)) {
            line.countries.push((part.what, u32::try_from(part.n).map_err(corrupt)?));
        }
    }
    for part in groups {
        if let Some(line) = places.get(&part.event).and_then(|at| lines.get_mut(*at)) {
            line.groups.push((read_enum(&part.what)?, u32::try_from(part.n).map_err(corrupt)?));
        }
    }
    lines.iter_mut().for_each(|line| line.groups.sort());
    Ok(())
}

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = BigInt)]
    n: i64,
}

/// How many events a list holds.
///
/// # Errors
/// When the database fails.
pub fn count(conn: &mut Conn, source: EventSource, scope: Scope, filter: &EventFilter) -> QueryResult<i64> {
    match (source, Key::of(filter)) {
        (EventSource::Records, Some(key)) => {
            // What is verified exists for everybody. Few records are not: they are counted one by one.
            let verified = counted(conn, key)?;
            let more = if filter.stage.is_none() { count_each(conn, source, scope, filter, UNVERIFIED)? } else { 0 };
            Ok(verified + more)
        }
        (EventSource::Published(at), Some(key)) if sums::are_as_of(conn, at)? => counted(conn, key),
        _ => count_each(conn, source, scope, filter, "1 = 1"),
    }
}

/// Every state but one, so that an index finds them.
const UNVERIFIED: &str = "e.stage IN ('draft', 'planned', 'submitted', 'returned', 'cancelled')";

fn counted(conn: &mut Conn, key: Key) -> QueryResult<i64> {
    let sql = format!("SELECT {} AS n FROM sums_by_month WHERE {}", sum("events"), key.condition());
    diesel::sql_query(sql).get_result::<Count>(conn).map(|count| count.n)
}

fn count_each(conn: &mut Conn, source: EventSource, scope: Scope, filter: &EventFilter, only: &str) -> QueryResult<i64> {
    let sql = format!("SELECT COUNT(*) AS n FROM {} e WHERE {only} AND {}", source.table(), selection(source, scope, filter));
    bound!(sql, filter, source, "").get_result::<Count>(conn).map(|count| count.n)
}

#[derive(QueryableByName)]
struct Day {
    #[diesel(sql_type = Nullable<Date>)]
    day: Option<NaiveDate>,
}

/// The first and the last year in which events of a plan are recorded.
///
/// # Errors
/// When the database fails.
pub fn years(conn: &mut Conn, plan: PlanId) -> QueryResult<Option<(i32, i32)>> {
    // Asked for by themselves, each is a walk along an index as far as the first event of the plan.
    let mut end = |column: &str, order: &str| -> QueryResult<Option<NaiveDate>> {
        let of_plan = super::filter::plan_condition(EventSource::Records, plan);
        let sql = format!(
            "SELECT e.{column} AS day FROM events e WHERE e.{column} IS NOT NULL AND {of_plan} ORDER BY e.{column} {order} LIMIT 1"
        );
        Ok(diesel::sql_query(sql).get_result::<Day>(conn).optional()?.and_then(|found| found.day))
    };
    Ok(end("starts_on", "ASC")?.zip(end("ends_on", "DESC")?).map(|(first, last)| (first.year(), last.year())))
}
