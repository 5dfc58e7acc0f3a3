//! How far the allowances of limits are used up.

use chrono::{DateTime, Utc};
use diesel::connection::SimpleConnection;
use diesel::prelude::*;

use super::schema::throttles;
use super::{Both, Conn};

/// Number of the lock under which attempts are counted on PostgreSQL.
const LOCK: i64 = 2_027_112_701;

/// Lets nobody else count until the transaction ends.
///
/// # Errors
/// When the database fails.
pub fn lock(conn: &mut Conn) -> QueryResult<()> {
    // A write transaction on SQLite is alone anyway.
    if let Conn::Pg(conn) = conn { conn.batch_execute(&format!("SELECT pg_advisory_xact_lock({LOCK})")) } else { Ok(()) }
}

/// Until when the allowance of a key is used up.
///
/// # Errors
/// When the database fails.
pub fn used_until(conn: &mut Conn, key: &str) -> QueryResult<Option<DateTime<Utc>>> {
    let ms: Option<i64> = throttles::table.find(key).select(throttles::used_until_ms).first(conn).optional()?;
    Ok(ms.and_then(DateTime::from_timestamp_millis))
}

/// Notes until when the allowance of a key is used up.
///
/// # Errors
/// When the database fails.
pub fn set(conn: &mut Conn, key: &str, until: DateTime<Utc>) -> QueryResult<()> {
    let until = throttles::used_until_ms.eq(until.timestamp_millis());
    let row = (throttles::key_hash.eq(key), until);
    Both(diesel::insert_into(throttles::table).values(row).on_conflict(throttles::key_hash).do_update().set(until)).execute(conn).map(drop)
}

/// Deletes what is whole again.
///
/// # Errors
/// When the database fails.
pub fn forget(conn: &mut Conn, now: DateTime<Utc>) -> QueryResult<()> {
    diesel::delete(throttles::table.filter(throttles::used_until_ms.le(now.timestamp_millis()))).execute(conn).map(drop)
}
