//! The moment as of which figures are read: now, or the end of a past day.

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};

/// The moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AsOf {
    /// The day, if it is not today.
    pub day: Option<NaiveDate>,
    /// What was recorded by then counts.
    pub at: DateTime<Utc>,
}

impl AsOf {
    /// The present.
    #[must_use]
    pub const fn now(now: DateTime<Utc>) -> Self {
        Self { day: None, at: now }
    }

    /// The last moment of a past day, UTC.
    #[must_use]
    pub fn end_of(day: NaiveDate) -> Self {
        let at = day.and_time(NaiveTime::MIN).and_utc() + TimeDelta::days(1) - TimeDelta::microseconds(1);
        Self { day: Some(day), at }
    }
}
