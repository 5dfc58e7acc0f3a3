//! Secret addresses of calendars. The table holds a number used once: the address is made from it with the secret of the installation,
//! so that a copy of the database opens no calendar.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;
use domain::ids::PersonId;

use super::Conn;
use super::schema::calendar_addresses as table;

/// A person's address: the number from which it is made, and when it was.
///
/// # Errors
/// When the database fails.
pub fn address(conn: &mut Conn, person: PersonId) -> QueryResult<Option<(String, DateTime<Utc>)>> {
    let row: Option<(String, NaiveDateTime)> = table::table.find(person.0).select((table::nonce, table::made_at)).first(conn).optional()?;
    Ok(row.map(|(nonce, at)| (nonce, at.and_utc())))
}

/// Gives a person a new address in the place of the one before.
///
/// # Errors
/// When the database fails.
pub fn renew(conn: &mut Conn, person: PersonId, nonce: &str, now: DateTime<Utc>) -> QueryResult<()> {
    end(conn, person)?;
    let row = (table::person_id.eq(person.0), table::nonce.eq(nonce), table::made_at.eq(now.naive_utc()));
    diesel::insert_into(table::table).values(row).execute(conn).map(drop)
}

/// Ends a person's address. Says whether there was one.
///
/// # Errors
/// When the database fails.
pub fn end(conn: &mut Conn, person: PersonId) -> QueryResult<bool> {
    diesel::delete(table::table.find(person.0)).execute(conn).map(|n| n > 0)
}
