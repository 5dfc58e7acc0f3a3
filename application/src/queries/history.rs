//! What was changed about a thing, as far as a reader may know it.

use chrono::{DateTime, Utc};
use domain::access::Member;
use domain::history::{HistoryEntry, Subject};
use domain::visibility::visible_to;

use crate::db::{Conn, history};
use crate::error::Error;

/// After every entry: 31 December 9999, which both databases know.
const FAR: i64 = 253_402_214_400;

/// All entries of a thing, the newest first, that the reader may know. `works_on_it`: the reader's organisation has written the record.
///
/// # Errors
/// When the database fails.
pub fn whole(conn: &mut Conn, subject: Subject, reader: Option<&Member>, works_on_it: bool) -> Result<Vec<HistoryEntry>, Error> {
    of(conn, subject, DateTime::from_timestamp(FAR, 0).unwrap_or_default(), reader, works_on_it)
}

/// The entries of a thing up to a moment, the newest first, that the reader may know. `works_on_it`: the reader's organisation has written
/// the record.
///
/// # Errors
/// When the database fails.
pub fn of(
    conn: &mut Conn,
    subject: Subject,
    at: DateTime<Utc>,
    reader: Option<&Member>,
    works_on_it: bool,
) -> Result<Vec<HistoryEntry>, Error> {
    if reader.is_none() {
        return Ok(Vec::new());
    }
    Ok(visible_to(reader, subject.kind(), history::until(conn, subject.kind(), subject.key(), at)?, works_on_it))
}
