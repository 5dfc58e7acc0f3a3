//! What the tables of money have in common.

use chrono::{DateTime, NaiveDateTime, Utc};
use domain::money::Cancelled;

use crate::db::corrupt;

/// What a new record is stored with.
#[derive(Debug, Clone, Copy)]
pub struct New<'a> {
    /// Key of its form: the same form, sent twice, makes one record.
    pub idempotency_key: &'a str,
    /// When it is made.
    pub now: DateTime<Utc>,
}

/// When and why a record was cancelled.
pub(super) fn cancelled(at: Option<NaiveDateTime>, reason: Option<String>) -> Option<Cancelled> {
    at.zip(reason).map(|(at, reason)| Cancelled { at: at.and_utc(), reason })
}

/// A stored set that must not be empty is.
pub(super) fn incomplete(what: &'static str, id: i32) -> diesel::result::Error {
    corrupt(domain::UnknownValue { what, value: id.to_string() })
}
