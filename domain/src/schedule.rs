//! When the lead officer is expected to report on an activity.

use chrono::{Days, NaiveDate};

use crate::status::Status;

/// While an activity runs, its lead officer reports at least this often, in days, unless an administrator has set something else.
pub const UPDATE_INTERVAL: u32 = 90;
/// How many days ahead something counts as due soon.
pub const SOON: i64 = 7;

/// What the next report on an activity depends on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Course {
    /// Start: the actual one if work has begun, else the planned one, if one is stated.
    pub start: Option<NaiveDate>,
    /// Last day of the planned years, if they are stated.
    pub end: Option<NaiveDate>,
    /// The day from which somebody has led the activity without a break, where that is recorded.
    pub led_since: Option<NaiveDate>,
    /// The last declared status, if any.
    pub status: Option<Status>,
    /// Day of the last update or confirmation, if any.
    pub last_update: Option<NaiveDate>,
    /// Days between updates.
    pub interval: u32,
}

impl Default for Course {
    fn default() -> Self {
        Self { start: None, end: None, led_since: None, status: None, last_update: None, interval: UPDATE_INTERVAL }
    }
}

/// What the lead officer reports next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Report {
    /// A progress update, by this day.
    Update(NaiveDate),
    /// The planned years are over: the actual end and a last update, asked for since this day.
    Closing(NaiveDate),
}

impl Report {
    /// The day by which an update is due, or since which the closing is asked for.
    #[must_use]
    pub const fn day(self) -> NaiveDate {
        match self {
            Self::Update(day) | Self::Closing(day) => day,
        }
    }
}

impl Course {
    /// What is reported next, as seen on the day `today`; `None` once the activity is completed or cancelled, and while nothing says
    /// when it begins. Its day does not depend on `today`, so it never slides.
    ///
    /// Nothing falls due before somebody could have known: the first update is due an interval after the activity began or got its
    /// lead, whichever is later; one that continues beyond its planned end is asked about again an interval after each update.
    #[must_use]
    pub fn next(&self, today: NaiveDate) -> Option<Report> {
        if self.status.is_some_and(|s| !s.is_open()) {
            return None;
        }
        let begun = self.start.max(self.led_since.filter(|_| self.start.is_some()));
        let due = self.last_update.or(begun)?.checked_add_days(Days::new(self.interval.into()))?;
        match self.end {
            Some(end) if today > end && self.last_update.is_none_or(|last| last <= end) => {
                Some(Report::Closing(end.succ_opt()?.max(self.led_since.unwrap_or(end))))
            }
            Some(end) if today > end => Some(Report::Closing(due)),
            _ => Some(Report::Update(due)),
        }
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
        let course = Course { start: Some(day(0)), ..Course::default() };
        assert_eq!(course.next(day(0)), Some(Report::Update(NaiveDate::from_ymd_opt(2017, 4, 1).unwrap())));
    }

    #[test]
    fn a_lead_who_is_named_later_has_an_interval_of_their_own() {
        let course = Course { start: Some(day(0)), led_since: Some(day(700)), ..Course::default() };
        assert_eq!(course.next(day(701)), Some(Report::Update(day(790))));
        assert_eq!(Course { start: Some(day(800)), ..course }.next(day(701)), Some(Report::Update(day(890))));
        assert_eq!(Course { start: None, ..course }.next(day(701)), None, "nothing says when work begins");
    }

    #[test]
    fn after_the_planned_end_the_activity_is_to_be_closed() {
        let course = Course { start: Some(day(0)), end: Some(day(364)), led_since: Some(day(10)), ..Course::default() };
        assert_eq!(course.next(day(364)), Some(Report::Update(day(100))));
        assert_eq!(course.next(day(365)), Some(Report::Closing(day(365))));
        assert_eq!(
            Course { led_since: Some(day(3000)), ..course }.next(day(3001)),
            Some(Report::Closing(day(3000))),
            "not late from the start"
        );
        assert_eq!(
            Course { last_update: Some(day(400)), ..course }.next(day(401)),
            Some(Report::Closing(day(490))),
            "it goes on: asked again"
        );
        assert_eq!(Course { last_update: Some(day(364)), ..course }.next(day(365)), Some(Report::Closing(day(365))));
    }

    #[test]
    fn nothing_is_due_once_it_is_over() {
        for status in [Status::Completed, Status::Cancelled] {
            let course =
                Course { start: Some(day(0)), end: Some(day(5)), status: Some(status), last_update: Some(day(9)), ..Course::default() };
            assert_eq!(course.next(day(999)), None);
        }
    }

    #[test]
    fn without_a_start_the_first_update_sets_the_pace() {
        assert_eq!(Course::default().next(day(0)), None);
        let reported = Course { status: Some(Status::OnTrack), last_update: Some(day(9)), ..Course::default() };
        assert_eq!(reported.next(day(10)), Some(Report::Update(day(99))));
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
            let course = Course { start: Some(day(start)), status: Some(Status::Delayed), last_update: Some(day(last)), ..Course::default() };
            prop_assert_eq!(course.next(day(last)), Some(Report::Update(day(last + 90))));
        }

        /// Nothing is due before the lead was named, and the day stays the same while time goes by.
        #[test]
        fn nothing_is_late_that_nobody_could_have_known(
            start in 0u64..1500, length in 0u64..1500, led in 0u64..4000, today in 0u64..4000, later in 0u64..500,
        ) {
            let course = Course { start: Some(day(start)), end: Some(day(start + length)), led_since: Some(day(led)), ..Course::default() };
            let seen = |at: u64| course.next(day(at)).unwrap();
            prop_assert!(seen(today).day() >= day(led));
            let is_same_kind = matches!((seen(today), seen(today + later)), (Report::Update(_), Report::Update(_)) | (Report::Closing(_), Report::Closing(_)));
            prop_assert!(!is_same_kind || seen(today) == seen(today + later));
        }
    }
}
