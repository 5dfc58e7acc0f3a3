//! The moment as of which figures are read: now, or the end of a past day.

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};

/// Whether what came to be known at one moment, if ever, and ended at another, if at all, held at `at`.
#[must_use]
pub fn held(since: Option<DateTime<Utc>>, ended: Option<DateTime<Utc>>, at: DateTime<Utc>) -> bool {
    since.is_some_and(|since| since <= at) && ended.is_none_or(|ended| ended > at)
}

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_known_holds_until_the_moment_at_which_it_ends() {
        let at = |h| DateTime::UNIX_EPOCH + TimeDelta::hours(h);
        let held = |ended: Option<i64>, now| held(Some(at(1)), ended.map(at), at(now));
        assert_eq!([held(None, 0), held(None, 1), held(Some(3), 2), held(Some(3), 3)], [false, true, true, false]);
        assert!(!super::held(None, None, at(1)), "never known");
    }
}
