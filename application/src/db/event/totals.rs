//! Figures of events: how many, how many people, from where, of which groups.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Nullable, Text, Timestamp};
use domain::event::{RegionalGroup, Totals};
use domain::ids::EventId;

use super::filter::{EventFilter, EventSource, IS_LDC, IS_PARTY, IS_SIDS, bound};
use super::sums::{self, Key};
use crate::db::{Conn, corrupt, read_enum};

#[derive(QueryableByName)]
struct Sums {
    #[diesel(sql_type = BigInt)]
    events: i64,
    #[diesel(sql_type = BigInt)]
    attended: i64,
    #[diesel(sql_type = BigInt)]
    women: i64,
    #[diesel(sql_type = BigInt)]
    men: i64,
    #[diesel(sql_type = BigInt)]
    other: i64,
    #[diesel(sql_type = BigInt)]
    estimated: i64,
}

#[derive(QueryableByName)]
struct RegionSums {
    #[diesel(sql_type = Nullable<Text>)]
    region: Option<String>,
    #[diesel(sql_type = BigInt)]
    people: i64,
    #[diesel(sql_type = BigInt)]
    countries: i64,
    #[diesel(sql_type = BigInt)]
    parties: i64,
    #[diesel(sql_type = BigInt)]
    ldc_people: i64,
    #[diesel(sql_type = BigInt)]
    ldc_countries: i64,
    #[diesel(sql_type = BigInt)]
    sids_people: i64,
    #[diesel(sql_type = BigInt)]
    sids_countries: i64,
}

#[derive(QueryableByName)]
struct GroupSum {
    #[diesel(sql_type = Text)]
    stakeholder_group: String,
    #[diesel(sql_type = BigInt)]
    people: i64,
}

fn plain(n: i64) -> QueryResult<u64> {
    u64::try_from(n).map_err(corrupt)
}

/// Of which events figures are made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counted {
    /// Of those that counted at a moment, as they were then.
    At(DateTime<Utc>),
    /// Of those that count now, and of one more as if it did.
    With(EventId),
}

/// Figures of the events of a list.
///
/// # Errors
/// When the database fails.
pub fn of(conn: &mut Conn, filter: &EventFilter, counted: Counted) -> QueryResult<Totals> {
    let (source, only) = match counted {
        Counted::At(at) => (EventSource::Published(at), "1 = 1".to_owned()),
        Counted::With(id) => (EventSource::Records, format!("(e.stage = 'verified' OR e.id = {id})")),
    };
    if let Counted::At(at) = counted
        && let Some(key) = sums::answer(conn, filter, at)?
    {
        return kept_totals(conn, key);
    }
    let selection = format!("{only} AND {}", filter.condition(source));
    let mut totals = sums_of(conn, filter, source, &selection)?;
    add_countries(conn, filter, source, &selection, &mut totals)?;
    add_groups(conn, filter, source, &selection, &mut totals)?;
    Ok(totals)
}

pub(super) fn sum(what: &str) -> String {
    format!("CAST(COALESCE(SUM({what}), 0) AS BIGINT)")
}

fn sums_of(conn: &mut Conn, filter: &EventFilter, source: EventSource, selection: &str) -> QueryResult<Totals> {
    let sql = format!(
        "SELECT COUNT(*) AS events, {} AS attended, {} AS women, {} AS men, {} AS other, {} AS estimated FROM {} e WHERE {selection}",
        sum("e.attended"),
        sum("e.women"),
        sum("e.men"),
        sum("e.other_people"),
        sum("CASE WHEN e.basis = 'estimated' THEN e.attended ELSE 0 END"),
        source.table(),
    );
    of_sums(&bound!(sql, filter, source, "").get_result(conn)?)
}

/// The same figures, from the stored sums.
fn kept_totals(conn: &mut Conn, key: Key) -> QueryResult<Totals> {
    let kept = key.condition();
    let sums = format!(
        "SELECT {} AS events, {} AS attended, {} AS women, {} AS men, {} AS other, {} AS estimated FROM sums_by_month WHERE {kept}",
        sum("events"),
        sum("attended"),
        sum("women"),
        sum("men"),
        sum("other_people"),
        sum("estimated"),
    );
    let one_if = |condition: &str| format!("CASE WHEN {condition} THEN 1 ELSE 0 END");
    let if_sids = |value: &str| format!("CASE WHEN {IS_SIDS} THEN {value} ELSE 0 END");
    let regions = format!(
        "SELECT k.regional_group AS region, {} AS people, COUNT(*) AS countries, {} AS parties, {} AS ldc_people, {} AS ldc_countries, \
         {} AS sids_people, {} AS sids_countries FROM sums_by_country s JOIN countries k ON k.iso2 = s.country \
         WHERE {kept} AND events > 0 GROUP BY k.regional_group",
        sum("s.people"),
        sum(&one_if("s.party_events > 0")),
        sum("s.ldc_people"),
        sum(&one_if("s.ldc_events > 0")),
        sum(&if_sids("s.people")),
        sum(&if_sids("1")),
    );
    let groups = format!("SELECT stakeholder_group, people FROM sums_by_group WHERE {kept} AND people > 0");
    let mut totals = of_sums(&diesel::sql_query(sums).get_result(conn)?)?;
    of_regions(diesel::sql_query(regions).load(conn)?, &mut totals)?;
    of_groups(diesel::sql_query(groups).load(conn)?, &mut totals)?;
    Ok(totals)
}

fn of_sums(sums: &Sums) -> QueryResult<Totals> {
    Ok(Totals {
        events: plain(sums.events)?,
        attendances: plain(sums.attended)?,
        women: plain(sums.women)?,
        men: plain(sums.men)?,
        other: plain(sums.other)?,
        estimated: plain(sums.estimated)?,
        ..Totals::default()
    })
}

fn add_countries(conn: &mut Conn, filter: &EventFilter, source: EventSource, selection: &str, totals: &mut Totals) -> QueryResult<()> {
    let (table, key) = source.part("countries");
    let people = |condition: &str| format!("SUM(CASE WHEN {condition} THEN c.people ELSE 0 END)");
    let ever = |condition: &str| format!("MAX(CASE WHEN {condition} THEN 1 ELSE 0 END)");
    // First a line for each country, which is a walk along an index; then regions from those few.
    let countries = format!(
        "SELECT k.regional_group AS region, SUM(c.people) AS people, {} AS party, {} AS ldc_people, {} AS ldc, {} AS sids_people, {} AS sids \
         FROM {table} c JOIN {} e ON e.id = c.{key} JOIN countries k ON k.iso2 = c.country WHERE {selection}",
        ever(IS_PARTY),
        people(IS_LDC),
        ever(IS_LDC),
        people(IS_SIDS),
        ever(IS_SIDS),
        source.table(),
    );
    let [all, parties, ldc_people, ldc, sids_people, sids] =
        ["people", "party", "ldc_people", "ldc", "sids_people", "sids"].map(|column| sum(&format!("x.{column}")));
    let sql = format!(
        "SELECT x.region, {all} AS people, COUNT(*) AS countries, {parties} AS parties, {ldc_people} AS ldc_people, {ldc} AS ldc_countries, \
         {sids_people} AS sids_people, {sids} AS sids_countries FROM ({countries}",
    );
    of_regions(bound!(sql, filter, source, "GROUP BY c.country, k.regional_group) x GROUP BY x.region").load(conn)?, totals)
}

fn of_regions(rows: Vec<RegionSums>, totals: &mut Totals) -> QueryResult<()> {
    for row in rows {
        totals.countries += plain(row.countries)?;
        totals.parties += plain(row.parties)?;
        totals.with_country += plain(row.people)?;
        totals.ldc = (totals.ldc.0 + plain(row.ldc_people)?, totals.ldc.1 + plain(row.ldc_countries)?);
        totals.sids = (totals.sids.0 + plain(row.sids_people)?, totals.sids.1 + plain(row.sids_countries)?);
        if let Some(region) = row.region.as_deref().and_then(RegionalGroup::named) {
            totals.regions.push((region, plain(row.people)?, plain(row.countries)?));
        }
    }
    totals.regions.sort();
    Ok(())
}

fn add_groups(conn: &mut Conn, filter: &EventFilter, source: EventSource, selection: &str, totals: &mut Totals) -> QueryResult<()> {
    let (table, key) = source.part("groups");
    let sql = format!(
        "SELECT g.stakeholder_group, {} AS people FROM {table} g JOIN {} e ON e.id = g.{key} WHERE {selection}",
        sum("g.people"),
        source.table()
    );
    of_groups(bound!(sql, filter, source, "GROUP BY g.stakeholder_group").load(conn)?, totals)
}

fn of_groups(rows: Vec<GroupSum>, totals: &mut Totals) -> QueryResult<()> {
    for row in rows {
        totals.groups.push((read_enum(&row.stakeholder_group)?, plain(row.people)?));
    }
    totals.groups.sort();
    Ok(())
}
