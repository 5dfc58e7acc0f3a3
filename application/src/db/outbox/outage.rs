//! Whether mails go out at all. One row at most: it is there while every attempt fails before the server has looked at the mail.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;
use domain::mail::Outage;

use crate::db::Conn;
use crate::db::schema::mail_outages as table;

/// The key of the one row.
const ONE: i32 = 1;

/// The outage, if there is one.
///
/// # Errors
/// When the database fails.
pub fn current(conn: &mut Conn) -> QueryResult<Option<Outage>> {
    let row: Option<(NaiveDateTime, i32, String)> =
        table::table.find(ONE).select((table::since, table::failures, table::reason)).first(conn).optional()?;
    Ok(row.map(|(since, failures, reason)| Outage { since: since.and_utc(), failures, reason }))
}

/// One more attempt has failed.
///
/// # Errors
/// When the database fails.
pub fn grows(conn: &mut Conn, reason: &str, now: DateTime<Utc>) -> QueryResult<()> {
    let known = diesel::update(table::table.find(ONE)).set((table::failures.eq(table::failures + 1), table::reason.eq(reason)));
    if known.execute(conn)? == 0 {
        let first = (table::id.eq(ONE), table::since.eq(now.naive_utc()), table::failures.eq(1), table::reason.eq(reason));
        diesel::insert_into(table::table).values(first).execute(conn)?;
    }
    Ok(())
}

/// The server has answered.
///
/// # Errors
/// When the database fails.
pub fn ends(conn: &mut Conn) -> QueryResult<()> {
    diesel::delete(table::table.find(ONE)).execute(conn).map(drop)
}
