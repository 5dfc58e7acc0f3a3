//! What became of somebody's own records.

use chrono::{DateTime, Utc};

use crate::lang::Translated;
use crate::review::Stage;

/// A record that somebody has begun.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnRecord {
    /// Whether it is an event; otherwise a measurement or a delivery.
    pub is_event: bool,
    /// Its title.
    pub title: Translated,
    /// Where it is read or, as long as its author may, changed.
    pub address: String,
    /// Where it stands.
    pub stage: Stage,
    /// Since when; a draft has no such time.
    pub since: Option<DateTime<Utc>>,
    /// Why it was returned or cancelled.
    pub reason: Option<String>,
    /// With whom it waits.
    pub reviewers: Vec<String>,
}
