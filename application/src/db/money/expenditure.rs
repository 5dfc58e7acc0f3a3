//! Expenditures.

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use diesel::prelude::*;
use domain::ids::{ActivityId, ExpenditureId, OrganisationId};
use domain::money::{Amount, Expenditure, ExpenditureRecord};

use super::record::records;
use super::stored::{New, cancelled};
use super::version;
use crate::db::schema::expenditures;
use crate::db::{Conn, read_enum};

#[derive(Queryable)]
struct Row {
    id: i32,
    _idempotency_key: String,
    activity_id: i32,
    spender_id: i32,
    currency: String,
    spent: i64,
    first_day: NaiveDate,
    last_day: NaiveDate,
    purpose: String,
    source: String,
    created_at: NaiveDateTime,
    cancelled_at: Option<NaiveDateTime>,
    cancel_reason: Option<String>,
    version: i32,
}

fn record(row: Row) -> QueryResult<ExpenditureRecord> {
    Ok(ExpenditureRecord {
        id: ExpenditureId(row.id),
        entry: Expenditure {
            activity: ActivityId(row.activity_id),
            spender: OrganisationId(row.spender_id),
            amount: Amount { minor: row.spent, currency: read_enum(&row.currency)? },
            first: row.first_day,
            last: row.last_day,
            purpose: row.purpose,
            source: row.source,
        },
        created_at: row.created_at.and_utc(),
        cancelled: cancelled(row.cancelled_at, row.cancel_reason),
        version: row.version,
    })
}

/// Every expenditure, the newest first.
///
/// # Errors
/// When the database fails.
pub fn all(conn: &mut Conn) -> QueryResult<Vec<ExpenditureRecord>> {
    let rows: Vec<Row> = expenditures::table.order((expenditures::last_day.desc(), expenditures::id.desc())).load(conn)?;
    rows.into_iter().map(record).collect()
}

/// The expenditure of this key.
///
/// # Errors
/// When the database fails.
pub fn find(conn: &mut Conn, id: ExpenditureId) -> QueryResult<Option<ExpenditureRecord>> {
    expenditures::table.find(id.0).first::<Row>(conn).optional()?.map(record).transpose()
}

/// Adds an expenditure.
///
/// # Errors
/// When the database fails.
pub fn insert(conn: &mut Conn, new: New<'_>, e: &Expenditure) -> QueryResult<ExpenditureId> {
    let id = diesel::insert_into(expenditures::table)
        .values((
            expenditures::idempotency_key.eq(new.idempotency_key),
            expenditures::activity_id.eq(e.activity.0),
            expenditures::spender_id.eq(e.spender.0),
            expenditures::currency.eq(e.amount.currency.as_str()),
            expenditures::spent.eq(e.amount.minor),
            expenditures::first_day.eq(e.first),
            expenditures::last_day.eq(e.last),
            expenditures::purpose.eq(&e.purpose),
            expenditures::source.eq(&e.source),
            expenditures::created_at.eq(new.now.naive_utc()),
        ))
        .returning(expenditures::id)
        .get_result(conn)
        .map(ExpenditureId)?;
    version::keep(conn, id.0, e, new.now)?;
    Ok(id)
}

/// Stores an edit, unless somebody else has stored one since `version`. Says whether it did.
///
/// # Errors
/// When the database fails.
pub fn update(conn: &mut Conn, id: ExpenditureId, version: i32, e: &Expenditure, now: DateTime<Utc>) -> QueryResult<bool> {
    let stored = diesel::update(expenditures::table.find(id.0).filter(expenditures::version.eq(version)))
        .set((
            expenditures::activity_id.eq(e.activity.0),
            expenditures::spender_id.eq(e.spender.0),
            expenditures::currency.eq(e.amount.currency.as_str()),
            expenditures::spent.eq(e.amount.minor),
            expenditures::first_day.eq(e.first),
            expenditures::last_day.eq(e.last),
            expenditures::purpose.eq(&e.purpose),
            expenditures::source.eq(&e.source),
            expenditures::version.eq(expenditures::version + 1),
        ))
        .execute(conn)?;
    if stored == 1 {
        version::keep(conn, id.0, e, now)?;
    }
    Ok(stored == 1)
}

records!(Expenditure, expenditures);
