//! When progress updates are due.

use chrono::{Days, NaiveDate};

use crate::status::Status;

/// While an activity runs, its lead officer reports at least this often, in days.
pub const UPDATE_INTERVAL: u64 = 90;
/// How many days ahead something counts as due soon.
pub const SOON: i64 = 7;

/// What the due date of an update depends on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Course {
    /// Start: the actual one if work has begun, else the planned one.
    pub start: NaiveDate,
    /// The last declared status, if any.
    pub status: Option<Status>,
    /// Day of the last update or confirmation, if any.
    pub last_update: Option<NaiveDate>,
}

impl Course {
    /// The day on which the next update is due: 90 days after the last one, or after the start.
    /// `None` once the activity is completed or cancelled. It depends on no clock, so it never slides.
    #[must_use]
    pub fn next_update(&self) -> Option<NaiveDate> {
        if self.status.is_some_and(|s| !s.is_open()) {
            return None;
        }
        self.last_update.unwrap_or(self.start).checked_add_days(Days::new(UPDATE_INTERVAL))
    }
}

/// How near a due day is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Urgency {
    /// Past, by so many days.
    Late(i64),
    /// Today or within [`SOON`] days.
    Soon(i64),
    /// Further off, in so many days.
    Later(i64),
}

impl Urgency {
    /// How near `due` is on the day `today`.
    #[must_use]
    pub fn of(due: NaiveDate, today: NaiveDate) -> Self {
        match (due - today).num_days() {
            days if days < 0 => Self::Late(-days),
            days if days <= SOON => Self::Soon(days),
            days => Self::Later(days),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(n: u64) -> NaiveDate {
        NaiveDate::from_ymd_opt(2017, 1, 1).unwrap() + Days::new(n)
    }

    #[test]
    fn the_first_update_is_due_90_days_after_the_start() {
        let course = Course { start: day(0), status: None, last_update: None };
        assert_eq!(course.next_update(), NaiveDate::from_ymd_opt(2017, 4, 1));
    }

    #[test]
    fn nothing_is_due_once_it_is_over() {
        for status in [Status::Completed, Status::Cancelled] {
            assert_eq!(Course { start: day(0), status: Some(status), last_update: Some(day(9)) }.next_update(), None);
        }
    }

    #[test]
    fn a_week_is_soon() {
        assert_eq!(Urgency::of(day(9), day(10)), Urgency::Late(1));
        assert_eq!(Urgency::of(day(10), day(10)), Urgency::Soon(0));
        assert_eq!(Urgency::of(day(17), day(10)), Urgency::Soon(7));
        assert_eq!(Urgency::of(day(18), day(10)), Urgency::Later(8));
    }

    proptest! {
        #[test]
        fn every_update_moves_the_next_by_its_own_date(start in 0u64..2000, last in 0u64..2000) {
            let course = Course { start: day(start), status: Some(Status::Delayed), last_update: Some(day(last)) };
            prop_assert_eq!(course.next_update(), Some(day(last + 90)));
        }
    }
}
