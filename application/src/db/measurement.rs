//! Measurements of indicators. A wrong one is replaced by another, never overwritten.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use diesel::prelude::*;
use domain::ids::{MeasurementId, OrganisationId, PersonId, PlanId};
use domain::measurement::{Measured, Measurement, Value};
use domain::review::{Review, Stage, State};

use super::schema::{activities, indicators, measurements as table, people};
use super::{Conn, corrupt, read_enum, stage};

#[derive(Queryable)]
struct Row {
    id: i32,
    _idempotency_key: String,
    indicator_id: i32,
    measured_on: NaiveDate,
    value: Option<f64>,
    unavailable: Option<String>,
    women: Option<f64>,
    men: Option<f64>,
    other_people: Option<f64>,
    countries: String,
    part: Option<i32>,
    language: Option<String>,
    source: String,
    evidence_level: String,
    evidence: String,
    note: String,
    author_id: i32,
    organisation_id: Option<i32>,
    stage: String,
    stage_at: NaiveDateTime,
    stage_by: Option<i32>,
    stage_reason: Option<String>,
    verified_at: Option<NaiveDateTime>,
    gone_at: Option<NaiveDateTime>,
    replaces_id: Option<i32>,
    version: i32,
    figures_by: Option<i32>,
}

fn measurement((row, author_name): (Row, String)) -> QueryResult<Measurement> {
    let value = match (row.value, row.unavailable) {
        (Some(value), _) => Value::Known(value),
        (None, reason) => Value::Unavailable(reason.unwrap_or_default()),
    };
    let people = match (row.women, row.men, row.other_people) {
        (Some(women), Some(men), Some(other)) => Some((women, men, other)),
        _ => None,
    };
    let measured = Measured {
        day: row.measured_on,
        value,
        people,
        countries: serde_json::from_str(&row.countries).map_err(corrupt)?,
        part: row.part.map(usize::try_from).transpose().map_err(corrupt)?,
        language: row.language,
        source: read_enum(&row.source)?,
        level: read_enum(&row.evidence_level)?,
        evidence: row.evidence,
        note: row.note,
    };
    let state = stage::read(&row.stage, Some(row.stage_at), row.stage_by, row.stage_reason)?;
    Ok(Measurement {
        id: MeasurementId(row.id),
        indicator: row.indicator_id,
        measured,
        review: Review {
            author: PersonId(row.author_id),
            organisation: row.organisation_id.map(OrganisationId),
            figures_by: row.figures_by.map(PersonId),
            state,
        },
        author_name,
        verified_at: row.verified_at.map(|t| t.and_utc()),
        gone_at: row.gone_at.map(|t| t.and_utc()),
        replaces: row.replaces_id.map(MeasurementId),
        version: row.version,
    })
}

/// The measurements of an indicator, the newest day first.
///
/// # Errors
/// When the database fails.
pub fn of(conn: &mut Conn, indicator: i32) -> QueryResult<Vec<Measurement>> {
    let rows: Vec<(Row, String)> = table::table
        .inner_join(people::table)
        .filter(table::indicator_id.eq(indicator))
        .order((table::measured_on.desc(), table::id.desc()))
        .select((table::all_columns, people::name))
        .load(conn)?;
    rows.into_iter().map(measurement).collect()
}

/// Keys of the indicators of a plan.
fn indicators_of(conn: &mut Conn, plan: PlanId) -> QueryResult<Vec<i32>> {
    indicators::table.inner_join(activities::table).filter(activities::plan_id.eq(plan.0)).select(indicators::id).load(conn)
}

/// Every measurement of a plan by its indicator, the newest day first.
///
/// # Errors
/// When the database fails.
pub fn all(conn: &mut Conn, plan: PlanId) -> QueryResult<HashMap<i32, Vec<Measurement>>> {
    let own = indicators_of(conn, plan)?;
    let rows: Vec<(Row, String)> = table::table
        .inner_join(people::table)
        .filter(table::indicator_id.eq_any(own))
        .order((table::measured_on.desc(), table::id.desc()))
        .select((table::all_columns, people::name))
        .load(conn)?;
    let mut all: HashMap<i32, Vec<Measurement>> = HashMap::new();
    for row in rows {
        let read = measurement(row)?;
        all.entry(read.indicator).or_default().push(read);
    }
    Ok(all)
}

/// The measurement of this key.
///
/// # Errors
/// When the database fails.
pub fn find(conn: &mut Conn, id: MeasurementId) -> QueryResult<Option<Measurement>> {
    let row: Option<(Row, String)> = table::table
        .inner_join(people::table)
        .filter(table::id.eq(id.0))
        .select((table::all_columns, people::name))
        .first(conn)
        .optional()?;
    row.map(measurement).transpose()
}

/// What waits for review in a plan, the longest first.
///
/// # Errors
/// When the database fails.
pub fn waiting(conn: &mut Conn, plan: PlanId) -> QueryResult<Vec<Measurement>> {
    let own = indicators_of(conn, plan)?;
    let rows: Vec<(Row, String)> = table::table
        .inner_join(people::table)
        .filter(table::indicator_id.eq_any(own))
        .filter(table::stage.eq(Stage::Submitted.as_str()))
        .order((table::stage_at, table::id))
        .select((table::all_columns, people::name))
        .load(conn)?;
    rows.into_iter().map(measurement).collect()
}

/// The measurements that somebody has reported last, at most `most`.
///
/// # Errors
/// When the database fails.
pub fn own(conn: &mut Conn, author: PersonId, most: usize) -> QueryResult<Vec<Measurement>> {
    let rows: Vec<(Row, String)> = table::table
        .inner_join(people::table)
        .filter(table::author_id.eq(author.0))
        .filter(table::gone_at.is_null())
        .order(table::id.desc())
        .limit(i64::try_from(most).unwrap_or(i64::MAX))
        .select((table::all_columns, people::name))
        .load(conn)?;
    rows.into_iter().map(measurement).collect()
}

/// What a new measurement needs besides what it says.
#[derive(Debug, Clone)]
pub struct NewMeasurement<'a> {
    /// Key of the form that was sent.
    pub idempotency_key: &'a str,
    /// Of which indicator.
    pub indicator: i32,
    /// Who reports it.
    pub author: PersonId,
    /// For which organisation.
    pub organisation: Option<OrganisationId>,
    /// The measurement that it corrects.
    pub replaces: Option<MeasurementId>,
    /// When.
    pub now: DateTime<Utc>,
}

/// Value, why there is none, women, men, others, countries as JSON.
type Facts = (Option<f64>, Option<String>, Option<f64>, Option<f64>, Option<f64>, String);

fn facts(m: &Measured) -> QueryResult<Facts> {
    let (value, unavailable) = match &m.value {
        Value::Known(value) => (Some(*value), None),
        Value::Unavailable(reason) => (None, Some(reason.clone())),
    };
    let countries = serde_json::to_string(&m.countries).map_err(corrupt)?;
    Ok((value, unavailable, m.people.map(|p| p.0), m.people.map(|p| p.1), m.people.map(|p| p.2), countries))
}

fn part(m: &Measured) -> QueryResult<Option<i32>> {
    m.part.map(i32::try_from).transpose().map_err(corrupt)
}

/// The measurement that a form with this key has made.
///
/// # Errors
/// When the database fails.
pub fn by_idempotency_key(conn: &mut Conn, key: &str) -> QueryResult<Option<MeasurementId>> {
    table::table.filter(table::idempotency_key.eq(key)).select(table::id).first(conn).map(MeasurementId).optional()
}

/// Adds a measurement that waits for review.
///
/// # Errors
/// When the database fails.
pub fn insert(conn: &mut Conn, new: &NewMeasurement<'_>, m: &Measured) -> QueryResult<MeasurementId> {
    let (value, unavailable, women, men, other, countries) = facts(m)?;
    diesel::insert_into(table::table)
        .values((
            (table::idempotency_key.eq(new.idempotency_key), table::indicator_id.eq(new.indicator), table::measured_on.eq(m.day)),
            (table::value.eq(value), table::unavailable.eq(unavailable)),
            (table::women.eq(women), table::men.eq(men), table::other_people.eq(other), table::countries.eq(countries)),
            (table::part.eq(part(m)?), table::language.eq(&m.language)),
            (table::source.eq(m.source.as_str()), table::evidence_level.eq(m.level.as_str())),
            (table::evidence.eq(&m.evidence), table::note.eq(&m.note)),
            (table::author_id.eq(new.author.0), table::organisation_id.eq(new.organisation.map(|o| o.0))),
            (table::stage.eq(Stage::Submitted.as_str()), table::stage_at.eq(new.now.naive_utc())),
            table::replaces_id.eq(new.replaces.map(|r| r.0)),
        ))
        .returning(table::id)
        .get_result(conn)
        .map(MeasurementId)
}

/// Stores what a measurement says that was never verified, in place of what it said before.
///
/// # Errors
/// When the database fails.
pub fn store(conn: &mut Conn, id: MeasurementId, m: &Measured) -> QueryResult<()> {
    let (value, unavailable, women, men, other, countries) = facts(m)?;
    diesel::update(table::table.find(id.0))
        .set((
            (table::measured_on.eq(m.day), table::value.eq(value), table::unavailable.eq(unavailable)),
            (table::women.eq(women), table::men.eq(men), table::other_people.eq(other), table::countries.eq(countries)),
            (table::part.eq(part(m)?), table::language.eq(&m.language)),
            (table::source.eq(m.source.as_str()), table::evidence_level.eq(m.level.as_str())),
            (table::evidence.eq(&m.evidence), table::note.eq(&m.note)),
            table::version.eq(table::version + 1),
        ))
        .execute(conn)
        .map(drop)
}

/// Stores who has last changed what a measurement counts.
///
/// # Errors
/// When the database fails.
pub fn set_figures_by(conn: &mut Conn, id: MeasurementId, review: &Review) -> QueryResult<()> {
    diesel::update(table::table.find(id.0)).set(table::figures_by.eq(review.figures_by.map(|p| p.0))).execute(conn).map(drop)
}

/// Stores where a measurement stands. From the moment it is verified it counts, and the one that it corrects does not.
///
/// # Errors
/// When the database fails.
pub fn set_state(conn: &mut Conn, m: &Measurement, state: &State, now: DateTime<Utc>) -> QueryResult<()> {
    let (at, by, reason) = stage::write(state);
    let at = at.unwrap_or_else(|| now.naive_utc());
    diesel::update(table::table.find(m.id.0))
        .set((
            table::stage.eq(state.stage().as_str()),
            table::stage_at.eq(at),
            table::stage_by.eq(by),
            table::stage_reason.eq(reason),
            table::version.eq(table::version + 1),
        ))
        .execute(conn)?;
    match state {
        State::Verified { at, .. } => {
            diesel::update(table::table.find(m.id.0)).set(table::verified_at.eq(Some(at.naive_utc()))).execute(conn)?;
            if let Some(old) = m.replaces {
                diesel::update(table::table.find(old.0)).set(table::gone_at.eq(Some(at.naive_utc()))).execute(conn)?;
            }
        }
        State::Cancelled { at, .. } if m.verified_at.is_some() => {
            diesel::update(table::table.find(m.id.0)).set(table::gone_at.eq(Some(at.naive_utc()))).execute(conn)?;
        }
        _ => {}
    }
    Ok(())
}
