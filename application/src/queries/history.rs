//! What was changed about a thing, as far as a reader may know it.

use chrono::{DateTime, Utc};
use domain::access::{self, Member};
use domain::history::{HistoryEntry, Subject};

use crate::db::{Conn, history};
use crate::error::Error;

/// All entries of a thing up to a moment, the newest first; none for readers who may not know who did what.
///
/// # Errors
/// When the database fails.
pub fn of(conn: &mut Conn, subject: Subject, at: DateTime<Utc>, reader: Option<&Member>) -> Result<Vec<HistoryEntry>, Error> {
    if !access::may_see_history(reader) {
        return Ok(Vec::new());
    }
    Ok(history::until(conn, subject.kind(), subject.key(), at)?)
}
