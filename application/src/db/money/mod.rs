//! Money: contributions with their payments, expenditures, exchange rates. Nothing is removed: what is cancelled stays.

pub mod contribution;
pub mod expenditure;
pub mod rate;
mod record;
mod version;

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::QueryResult;
use domain::money::{Cancelled, Ledger};

use super::{Conn, corrupt};
pub use record::Stored;

/// Everything that was recorded at a moment, as it was known then, the newest first.
///
/// # Errors
/// Those of the database.
pub fn ledger(conn: &mut Conn, at: DateTime<Utc>) -> QueryResult<Ledger> {
    let recorded = Ledger { contributions: contribution::all(conn)?, expenditures: expenditure::all(conn)? };
    version::ledger(conn, recorded, at)
}

/// What a new record is stored with.
#[derive(Debug, Clone, Copy)]
pub struct New<'a> {
    /// Key of its form: the same form, sent twice, makes one record.
    pub idempotency_key: &'a str,
    /// When it is made.
    pub now: DateTime<Utc>,
}

fn cancelled(at: Option<NaiveDateTime>, reason: Option<String>) -> Option<Cancelled> {
    at.zip(reason).map(|(at, reason)| Cancelled { at: at.and_utc(), reason })
}

/// A stored set that must not be empty is.
fn incomplete(what: &'static str, id: i32) -> diesel::result::Error {
    corrupt(domain::UnknownValue { what, value: id.to_string() })
}
