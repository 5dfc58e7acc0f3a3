//! Indicators with the terms that held at a moment, and setting new terms.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use diesel::prelude::*;
use domain::ids::{ActivityId, PersonId, PlanId};
use domain::indicator::{Indicator, Terms};
use serde::{Deserialize, Serialize};

use super::schema::{indicator_terms as terms, indicators, units};
use super::{Conn, activity, corrupt, read_enum, translated, translated_list};

type Row = (i32, i32, String, String, String, String, String, bool, String, Option<f64>, Option<f64>);

/// A value on the way to the target, in the column `milestones`.
#[derive(Serialize, Deserialize)]
struct StoredMilestone {
    on: NaiveDate,
    value: f64,
}

#[derive(Queryable)]
struct TermsRow {
    direction: String,
    aggregation: String,
    feed: String,
    event_kind: Option<String>,
    baseline: Option<f64>,
    baseline_on: Option<NaiveDate>,
    target: Option<f64>,
    target_on: Option<NaiveDate>,
    milestones: String,
}

fn read_terms(row: TermsRow) -> QueryResult<Terms> {
    let milestones: Vec<StoredMilestone> = serde_json::from_str(&row.milestones).map_err(corrupt)?;
    Ok(Terms {
        direction: read_enum(&row.direction)?,
        aggregation: read_enum(&row.aggregation)?,
        feed: read_enum(&row.feed)?,
        event_kind: row.event_kind.as_deref().map(read_enum).transpose()?,
        baseline: row.baseline.map(|value| (value, row.baseline_on)),
        target: row.target.map(|value| (value, row.target_on)),
        milestones: milestones.into_iter().map(|m| (m.on, m.value)).collect(),
    })
}

/// The terms that somebody had set by a moment, by indicator: all at once, as they are few.
fn set_by(conn: &mut Conn, at: DateTime<Utc>) -> QueryResult<HashMap<i32, (Terms, DateTime<Utc>)>> {
    let at = at.naive_utc();
    let rows: Vec<(i32, NaiveDateTime, TermsRow)> = terms::table
        .filter(terms::from_at.le(at))
        .filter(terms::to_at.is_null().or(terms::to_at.gt(at)))
        .order(terms::id)
        .select((
            terms::indicator_id,
            terms::from_at,
            (
                terms::direction,
                terms::aggregation,
                terms::feed,
                terms::event_kind,
                terms::baseline,
                terms::baseline_on,
                terms::target,
                terms::target_on,
                terms::milestones,
            ),
        ))
        .load(conn)?;
    rows.into_iter().map(|(id, since, row)| Ok((id, (read_terms(row)?, since.and_utc())))).collect()
}

fn indicator(row: Row, set: &mut HashMap<i32, (Terms, DateTime<Utc>)>) -> QueryResult<(ActivityId, Indicator)> {
    let (id, activity, name, unit, unit_name, counts, kind, is_compound, parts, baseline, target) = row;
    let kind = read_enum(&kind)?;
    let usual = || Terms {
        baseline: baseline.map(|value| (value, None)),
        target: target.map(|value| (value, None)),
        ..Terms::usual(&unit, kind, is_compound)
    };
    let (terms, set_at) = set.remove(&id).map_or_else(|| (usual(), None), |(terms, at)| (terms, Some(at)));
    let indicator = Indicator {
        id,
        name: translated(&name)?,
        unit,
        unit_name: translated(&unit_name)?,
        counts: translated(&counts)?,
        kind,
        is_compound,
        parts: translated_list(&parts)?,
        terms,
        set_at,
    };
    Ok((ActivityId(activity), indicator))
}

macro_rules! rows {
    () => {
        indicators::table.inner_join(units::table).select((
            indicators::id,
            indicators::activity_id,
            indicators::name,
            units::slug,
            units::name,
            indicators::counts,
            indicators::kind,
            indicators::is_compound,
            indicators::parts,
            indicators::baseline,
            indicators::target,
        ))
    };
}

/// The indicators of an activity with the terms of a moment, in the order of the document.
///
/// # Errors
/// When the database fails.
pub fn of(conn: &mut Conn, activity: ActivityId, at: DateTime<Utc>) -> QueryResult<Vec<Indicator>> {
    let rows: Vec<Row> = rows!().filter(indicators::activity_id.eq(activity.0)).order(indicators::position).load(conn)?;
    let mut set = set_by(conn, at)?;
    rows.into_iter().map(|row| indicator(row, &mut set).map(|(_, i)| i)).collect()
}

/// Every indicator of a plan with its activity and the terms of a moment, in the order of activities and of the document.
///
/// # Errors
/// When the database fails.
pub fn all(conn: &mut Conn, plan: PlanId, at: DateTime<Utc>) -> QueryResult<Vec<(ActivityId, Indicator)>> {
    let own: Vec<i32> = activity::keys(conn, plan)?.into_iter().map(|a| a.0).collect();
    let rows: Vec<Row> =
        rows!().filter(indicators::activity_id.eq_any(own)).order((indicators::activity_id, indicators::position)).load(conn)?;
    let mut set = set_by(conn, at)?;
    rows.into_iter().map(|row| indicator(row, &mut set)).collect()
}

/// An indicator with the terms of a moment, and its activity.
///
/// # Errors
/// When the database fails.
pub fn find(conn: &mut Conn, id: i32, at: DateTime<Utc>) -> QueryResult<Option<(ActivityId, Indicator)>> {
    let row: Option<Row> = rows!().filter(indicators::id.eq(id)).first(conn).optional()?;
    row.map(|row| indicator(row, &mut set_by(conn, at)?)).transpose()
}

/// How often the terms of an indicator have been set: to notice two at once.
///
/// # Errors
/// When the database fails.
pub fn version(conn: &mut Conn, id: i32) -> QueryResult<i64> {
    terms::table.filter(terms::indicator_id.eq(id)).count().get_result(conn)
}

/// Sets new terms from a moment on. The former ones stay stored with the period in which they applied.
///
/// # Errors
/// When the database fails.
pub fn set_terms(conn: &mut Conn, id: i32, new: &Terms, by: PersonId, now: DateTime<Utc>) -> QueryResult<()> {
    let now: NaiveDateTime = now.naive_utc();
    diesel::update(terms::table.filter(terms::indicator_id.eq(id)).filter(terms::to_at.is_null()))
        .set(terms::to_at.eq(Some(now)))
        .execute(conn)?;
    let milestones: Vec<StoredMilestone> = new.milestones.iter().map(|(on, value)| StoredMilestone { on: *on, value: *value }).collect();
    diesel::insert_into(terms::table)
        .values((
            terms::indicator_id.eq(id),
            terms::from_at.eq(now),
            terms::direction.eq(new.direction.as_str()),
            terms::aggregation.eq(new.aggregation.as_str()),
            terms::feed.eq(new.feed.as_str()),
            terms::event_kind.eq(new.event_kind.map(domain::event::EventKind::as_str)),
            terms::baseline.eq(new.baseline.map(|b| b.0)),
            terms::baseline_on.eq(new.baseline.and_then(|b| b.1)),
            terms::target.eq(new.target.map(|t| t.0)),
            terms::target_on.eq(new.target.and_then(|t| t.1)),
            terms::milestones.eq(serde_json::to_string(&milestones).map_err(corrupt)?),
            terms::set_by.eq(Some(by.0)),
        ))
        .execute(conn)
        .map(drop)
}
