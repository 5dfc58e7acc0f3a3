//! Outputs and what was delivered of them.

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use diesel::prelude::*;
use domain::ids::{ActivityId, DeliveryId, OrganisationId, OutputId, PersonId, PlanId};
use domain::output::{Delivered, Delivery, Output, OutputRecord};
use domain::review::{Review, Stage, State};

use super::schema::{activities, deliveries, outputs as table, people};
use super::{Conn, corrupt, stage};

#[derive(Queryable)]
struct Row {
    id: i32,
    _idempotency_key: String,
    activity_id: i32,
    result_position: Option<i32>,
    title: String,
    quantity: i32,
    languages: String,
    due_on: Option<NaiveDate>,
    responsible_id: Option<i32>,
    created_at: NaiveDateTime,
    gone_at: Option<NaiveDateTime>,
    version: i32,
}

#[derive(Queryable)]
struct DeliveryRow {
    id: i32,
    _idempotency_key: String,
    output_id: i32,
    delivered_on: NaiveDate,
    quantity: i32,
    language: Option<String>,
    published_at: String,
    evidence: String,
    author_id: i32,
    organisation_id: Option<i32>,
    stage: String,
    stage_at: NaiveDateTime,
    stage_by: Option<i32>,
    stage_reason: Option<String>,
    verified_at: Option<NaiveDateTime>,
    gone_at: Option<NaiveDateTime>,
    version: i32,
}

fn delivery((row, author_name): (DeliveryRow, String)) -> QueryResult<(OutputId, Delivery)> {
    let state = stage::read(&row.stage, Some(row.stage_at), row.stage_by, row.stage_reason)?;
    let delivery = Delivery {
        id: DeliveryId(row.id),
        day: row.delivered_on,
        quantity: u32::try_from(row.quantity).map_err(corrupt)?,
        language: row.language,
        published: row.published_at,
        evidence: row.evidence,
        review: Review { author: PersonId(row.author_id), organisation: row.organisation_id.map(OrganisationId), figures_by: None, state },
        author_name,
        verified_at: row.verified_at.map(|t| t.and_utc()),
        gone_at: row.gone_at.map(|t| t.and_utc()),
        version: row.version,
    };
    Ok((OutputId(row.output_id), delivery))
}

fn record(row: Row, deliveries: Vec<Delivery>) -> QueryResult<OutputRecord> {
    Ok(OutputRecord {
        id: OutputId(row.id),
        activity: ActivityId(row.activity_id),
        output: Output {
            title: row.title,
            quantity: u32::try_from(row.quantity).map_err(corrupt)?,
            languages: serde_json::from_str(&row.languages).map_err(corrupt)?,
            due: row.due_on,
            responsible: row.responsible_id.map(OrganisationId),
            result: row.result_position,
        },
        created_at: row.created_at.and_utc(),
        gone_at: row.gone_at.map(|t| t.and_utc()),
        deliveries,
        version: row.version,
    })
}

fn with_deliveries(conn: &mut Conn, rows: Vec<Row>) -> QueryResult<Vec<OutputRecord>> {
    let ids: Vec<i32> = rows.iter().map(|r| r.id).collect();
    let delivered: Vec<(DeliveryRow, String)> = deliveries::table
        .inner_join(people::table)
        .filter(deliveries::output_id.eq_any(ids))
        .order((deliveries::delivered_on, deliveries::id))
        .select((deliveries::all_columns, people::name))
        .load(conn)?;
    let mut delivered = delivered.into_iter().map(delivery).collect::<QueryResult<Vec<_>>>()?;
    rows.into_iter()
        .map(|row| {
            let own = delivered.extract_if(.., |(of, _)| of.0 == row.id).map(|(_, d)| d).collect();
            record(row, own)
        })
        .collect()
}

/// The outputs of an activity with what was delivered, in the order of their due days.
///
/// # Errors
/// When the database fails.
pub fn of(conn: &mut Conn, activity: ActivityId) -> QueryResult<Vec<OutputRecord>> {
    let rows: Vec<Row> = table::table.filter(table::activity_id.eq(activity.0)).order((table::due_on, table::id)).load(conn)?;
    with_deliveries(conn, rows)
}

/// The outputs of a plan with what was delivered.
///
/// # Errors
/// When the database fails.
pub fn all(conn: &mut Conn, plan: PlanId) -> QueryResult<Vec<OutputRecord>> {
    let own = activities::table.filter(activities::plan_id.eq(plan.0)).select(activities::id).load::<i32>(conn)?;
    let rows: Vec<Row> = table::table.filter(table::activity_id.eq_any(own)).order((table::due_on, table::id)).load(conn)?;
    with_deliveries(conn, rows)
}

/// The output of this key.
///
/// # Errors
/// When the database fails.
pub fn find(conn: &mut Conn, id: OutputId) -> QueryResult<Option<OutputRecord>> {
    let row: Option<Row> = table::table.find(id.0).first(conn).optional()?;
    Ok(with_deliveries(conn, row.into_iter().collect())?.pop())
}

/// The output to which a delivery belongs.
///
/// # Errors
/// When the database fails.
pub fn of_delivery(conn: &mut Conn, id: DeliveryId) -> QueryResult<Option<OutputRecord>> {
    let output: Option<i32> = deliveries::table.find(id.0).select(deliveries::output_id).first(conn).optional()?;
    output.map_or(Ok(None), |output| find(conn, OutputId(output)))
}

/// The output that a form with this key has made.
///
/// # Errors
/// When the database fails.
pub fn by_idempotency_key(conn: &mut Conn, key: &str) -> QueryResult<Option<OutputId>> {
    table::table.filter(table::idempotency_key.eq(key)).select(table::id).first(conn).map(OutputId).optional()
}

/// Adds an output.
///
/// # Errors
/// When the database fails.
pub fn insert(conn: &mut Conn, idempotency_key: &str, activity: ActivityId, output: &Output, now: DateTime<Utc>) -> QueryResult<OutputId> {
    diesel::insert_into(table::table)
        .values((
            table::idempotency_key.eq(idempotency_key),
            table::activity_id.eq(activity.0),
            table::result_position.eq(output.result),
            table::title.eq(&output.title),
            table::quantity.eq(i32::try_from(output.quantity).map_err(corrupt)?),
            table::languages.eq(serde_json::to_string(&output.languages).map_err(corrupt)?),
            table::due_on.eq(output.due),
            table::responsible_id.eq(output.responsible.map(|o| o.0)),
            table::created_at.eq(now.naive_utc()),
        ))
        .returning(table::id)
        .get_result(conn)
        .map(OutputId)
}

/// Stores an edit, unless somebody else has stored one since `version`. Says whether it did.
///
/// # Errors
/// When the database fails.
pub fn update(conn: &mut Conn, id: OutputId, version: i32, output: &Output) -> QueryResult<bool> {
    diesel::update(table::table.find(id.0).filter(table::version.eq(version)))
        .set((
            table::result_position.eq(output.result),
            table::title.eq(&output.title),
            table::quantity.eq(i32::try_from(output.quantity).map_err(corrupt)?),
            table::languages.eq(serde_json::to_string(&output.languages).map_err(corrupt)?),
            table::due_on.eq(output.due),
            table::responsible_id.eq(output.responsible.map(|o| o.0)),
            table::version.eq(table::version + 1),
        ))
        .execute(conn)
        .map(|n| n == 1)
}

/// An output is not expected any more.
///
/// # Errors
/// When the database fails.
pub fn end(conn: &mut Conn, id: OutputId, now: DateTime<Utc>) -> QueryResult<()> {
    diesel::update(table::table.find(id.0))
        .set((table::gone_at.eq(Some(now.naive_utc())), table::version.eq(table::version + 1)))
        .execute(conn)
        .map(drop)
}

/// What a new delivery needs besides what it says.
#[derive(Debug, Clone)]
pub struct NewDelivery<'a> {
    /// Key of the form that was sent.
    pub idempotency_key: &'a str,
    /// Of which output.
    pub output: OutputId,
    /// Who reports it.
    pub author: PersonId,
    /// For which organisation.
    pub organisation: Option<OrganisationId>,
    /// When.
    pub now: DateTime<Utc>,
}

/// The delivery that a form with this key has reported.
///
/// # Errors
/// When the database fails.
pub fn delivery_by_idempotency_key(conn: &mut Conn, key: &str) -> QueryResult<Option<DeliveryId>> {
    deliveries::table.filter(deliveries::idempotency_key.eq(key)).select(deliveries::id).first(conn).map(DeliveryId).optional()
}

/// Adds a delivery that waits for review.
///
/// # Errors
/// When the database fails.
pub fn deliver(conn: &mut Conn, new: &NewDelivery<'_>, d: &Delivered) -> QueryResult<DeliveryId> {
    diesel::insert_into(deliveries::table)
        .values((
            deliveries::idempotency_key.eq(new.idempotency_key),
            deliveries::output_id.eq(new.output.0),
            deliveries::delivered_on.eq(d.day),
            deliveries::quantity.eq(i32::try_from(d.quantity).map_err(corrupt)?),
            deliveries::language.eq(&d.language),
            deliveries::published_at.eq(&d.published),
            deliveries::evidence.eq(&d.evidence),
            deliveries::author_id.eq(new.author.0),
            deliveries::organisation_id.eq(new.organisation.map(|o| o.0)),
            deliveries::stage.eq(Stage::Submitted.as_str()),
            deliveries::stage_at.eq(new.now.naive_utc()),
        ))
        .returning(deliveries::id)
        .get_result(conn)
        .map(DeliveryId)
}

/// Stores where a delivery stands.
///
/// # Errors
/// When the database fails.
pub fn set_state(conn: &mut Conn, d: &Delivery, state: &State, now: DateTime<Utc>) -> QueryResult<()> {
    let (at, by, reason) = stage::write(state);
    let at = at.unwrap_or_else(|| now.naive_utc());
    let verified = match state {
        State::Verified { at, .. } => Some(at.naive_utc()),
        _ => d.verified_at.map(|t| t.naive_utc()),
    };
    let gone = match state {
        State::Cancelled { at, .. } if d.verified_at.is_some() => Some(at.naive_utc()),
        _ => d.gone_at.map(|t| t.naive_utc()),
    };
    diesel::update(deliveries::table.find(d.id.0))
        .set((
            deliveries::stage.eq(state.stage().as_str()),
            deliveries::stage_at.eq(at),
            deliveries::stage_by.eq(by),
            deliveries::stage_reason.eq(reason),
            deliveries::verified_at.eq(verified),
            deliveries::gone_at.eq(gone),
            deliveries::version.eq(deliveries::version + 1),
        ))
        .execute(conn)
        .map(drop)
}
