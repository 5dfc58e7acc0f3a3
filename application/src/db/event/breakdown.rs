//! What counted at a moment, broken down: by month and kind, by country, by activity. The figures add up to those of [`super::totals::of`].

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Integer, Nullable, Text, Timestamp};
use domain::event::EventKind;
use domain::ids::ActivityId;
use domain::quarter::Quarter;

use super::filter::{EventFilter, EventSource, IS_PARTY, bound};
use super::sums::{self, Key};
use super::totals::sum;
use crate::db::{Conn, corrupt, read_enum};

/// Events and attendances of one kind that ended in one quarter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quarterly {
    /// The quarter of the last day.
    pub quarter: Quarter,
    /// The kind.
    pub kind: EventKind,
    /// Events.
    pub events: u64,
    /// Attendances.
    pub attendances: u64,
}

/// People from one country.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FromCountry {
    /// Code of the country.
    pub code: String,
    /// Events at which people from there took part.
    pub events: u64,
    /// Their attendances.
    pub attendances: u64,
}

/// What counts for one activity, of all kinds or of one.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Events.
    pub events: u64,
    /// Attendances.
    pub attendances: u64,
    /// Different countries from which people came.
    pub countries: u64,
    /// Different Parties among them, each as of the last day of the event.
    pub parties: u64,
}

/// Counts by activity and kind; without a kind: of all kinds together.
pub type ByActivity = BTreeMap<(ActivityId, Option<EventKind>), Counts>;

#[derive(QueryableByName)]
struct MonthRow {
    #[diesel(sql_type = Text)]
    month: String,
    #[diesel(sql_type = Text)]
    kind: String,
    #[diesel(sql_type = BigInt)]
    events: i64,
    #[diesel(sql_type = BigInt)]
    attended: i64,
}

#[derive(QueryableByName)]
struct CountryRow {
    #[diesel(sql_type = Text)]
    country: String,
    #[diesel(sql_type = BigInt)]
    events: i64,
    #[diesel(sql_type = BigInt)]
    people: i64,
}

#[derive(QueryableByName)]
struct ActivityRow {
    #[diesel(sql_type = Integer)]
    activity: i32,
    #[diesel(sql_type = Nullable<Text>)]
    kind: Option<String>,
    #[diesel(sql_type = BigInt)]
    events: i64,
    #[diesel(sql_type = BigInt)]
    attended: i64,
    #[diesel(sql_type = BigInt)]
    countries: i64,
    #[diesel(sql_type = BigInt)]
    parties: i64,
}

fn plain(n: i64) -> QueryResult<u64> {
    u64::try_from(n).map_err(corrupt)
}

/// Events and attendances by the quarter of the last day, and by kind.
///
/// # Errors
/// When the database fails.
pub fn by_quarter(conn: &mut Conn, filter: &EventFilter, at: DateTime<Utc>) -> QueryResult<Vec<Quarterly>> {
    let rows = match sums::answer(conn, filter, at)? {
        Some(key) => kept_months(conn, key)?,
        None => months(conn, filter, EventSource::Published(at))?,
    };
    let mut all: BTreeMap<(Quarter, EventKind), (u64, u64)> = BTreeMap::new();
    for row in rows {
        let day: NaiveDate = format!("{}-01", row.month).parse().map_err(corrupt)?;
        let (events, attendances) = all.entry((Quarter::of(day), read_enum(&row.kind)?)).or_default();
        *events += plain(row.events)?;
        *attendances += plain(row.attended)?;
    }
    Ok(all.into_iter().map(|((quarter, kind), (events, attendances))| Quarterly { quarter, kind, events, attendances }).collect())
}

fn kept_months(conn: &mut Conn, key: Key) -> QueryResult<Vec<MonthRow>> {
    let kept = key.each_kind();
    diesel::sql_query(format!("SELECT month, kind, events, attended FROM sums_by_month WHERE {kept} AND events > 0")).load(conn)
}

fn months(conn: &mut Conn, filter: &EventFilter, source: EventSource) -> QueryResult<Vec<MonthRow>> {
    let sql = format!(
        "SELECT SUBSTR(CAST(e.ends_on AS TEXT), 1, 7) AS month, e.kind, COUNT(*) AS events, {} AS attended FROM event_versions e WHERE {}",
        sum("e.attended"),
        filter.condition(source),
    );
    bound!(sql, filter, source, "GROUP BY SUBSTR(CAST(e.ends_on AS TEXT), 1, 7), e.kind").load(conn)
}

/// People by the country from which they came.
///
/// # Errors
/// When the database fails.
pub fn by_country(conn: &mut Conn, filter: &EventFilter, at: DateTime<Utc>) -> QueryResult<Vec<FromCountry>> {
    let rows = match sums::answer(conn, filter, at)? {
        Some(key) => kept_countries(conn, key)?,
        None => countries(conn, filter, EventSource::Published(at))?,
    };
    rows.into_iter().map(|row| Ok(FromCountry { code: row.country, events: plain(row.events)?, attendances: plain(row.people)? })).collect()
}

fn kept_countries(conn: &mut Conn, key: Key) -> QueryResult<Vec<CountryRow>> {
    let kept = key.condition();
    diesel::sql_query(format!("SELECT country, events, people FROM sums_by_country WHERE {kept} AND events > 0 ORDER BY country"))
        .load(conn)
}

fn countries(conn: &mut Conn, filter: &EventFilter, source: EventSource) -> QueryResult<Vec<CountryRow>> {
    let sql = format!(
        "SELECT c.country, COUNT(*) AS events, {} AS people FROM version_countries c JOIN event_versions e ON e.id = c.version_id WHERE {}",
        sum("c.people"),
        filter.condition(source),
    );
    bound!(sql, filter, source, "GROUP BY c.country ORDER BY c.country").load(conn)
}

/// What counted at a moment for every activity, for all kinds of events together and for each.
///
/// # Errors
/// When the database fails.
pub fn by_activity(conn: &mut Conn, at: DateTime<Utc>) -> QueryResult<ByActivity> {
    let rows = if sums::are_as_of(conn, at)? {
        kept_activities(conn)?
    } else {
        let mut rows = activity_rows(conn, "CAST(NULL AS TEXT)", "", at)?;
        rows.extend(activity_rows(conn, "e.kind", ", e.kind", at)?);
        rows
    };
    let one = |row: ActivityRow| {
        let counts = Counts {
            events: plain(row.events)?,
            attendances: plain(row.attended)?,
            countries: plain(row.countries)?,
            parties: plain(row.parties)?,
        };
        Ok(((ActivityId(row.activity), row.kind.as_deref().map(read_enum).transpose()?), counts))
    };
    rows.into_iter().map(one).collect()
}

fn kept_activities(conn: &mut Conn) -> QueryResult<Vec<ActivityRow>> {
    let sql = format!(
        "SELECT t.activity_id AS activity, NULLIF(t.kind, '') AS kind, t.events, t.attended, COALESCE(u.countries, 0) AS countries, \
         COALESCE(u.parties, 0) AS parties FROM \
         (SELECT activity_id, kind, {events} AS events, {attended} AS attended FROM sums_by_month WHERE activity_id > 0 \
          GROUP BY activity_id, kind) t \
         LEFT JOIN (SELECT activity_id, kind, COUNT(*) AS countries, {parties} AS parties FROM sums_by_country \
          WHERE activity_id > 0 AND events > 0 GROUP BY activity_id, kind) u ON u.activity_id = t.activity_id AND u.kind = t.kind \
         WHERE t.events > 0",
        events = sum("events"),
        attended = sum("attended"),
        parties = sum("CASE WHEN party_events > 0 THEN 1 ELSE 0 END"),
    );
    diesel::sql_query(sql).load(conn)
}

fn activity_rows(conn: &mut Conn, kind: &str, group: &str, at: DateTime<Utc>) -> QueryResult<Vec<ActivityRow>> {
    let (source, filter) = (EventSource::Published(at), EventFilter::default());
    let selection = format!("{} AND {}", filter.condition(source), source.condition());
    // An event has many countries: what is counted of it and of them is put together by activity and kind.
    let sql = format!(
        "SELECT t.activity, t.kind, t.events, t.attended, COALESCE(u.countries, 0) AS countries, COALESCE(u.parties, 0) AS parties FROM \
         (SELECT a.activity_id AS activity, {kind} AS kind, COUNT(*) AS events, {attended} AS attended \
          FROM event_versions e JOIN version_activities a ON a.version_id = e.id WHERE {selection} GROUP BY a.activity_id{group}) t \
         LEFT JOIN (SELECT a.activity_id AS activity, {kind} AS kind, COUNT(DISTINCT c.country) AS countries, \
          COUNT(DISTINCT CASE WHEN {IS_PARTY} THEN c.country END) AS parties \
          FROM event_versions e JOIN version_activities a ON a.version_id = e.id JOIN version_countries c ON c.version_id = e.id \
          JOIN countries k ON k.iso2 = c.country WHERE {selection} GROUP BY a.activity_id{group}) u \
         ON u.activity = t.activity AND COALESCE(u.kind, '') = COALESCE(t.kind, '')",
        attended = sum("e.attended"),
    );
    let [a, b, c, d] = filter.patterns();
    diesel::sql_query(sql)
        .bind::<Text, _>(a)
        .bind::<Text, _>(b)
        .bind::<Text, _>(c)
        .bind::<Text, _>(d)
        .bind::<Timestamp, _>(source.moment())
        .load(conn)
}
