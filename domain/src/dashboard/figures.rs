//! The selected part of the plan, and the figures at the top of the dashboard at one moment.

use chrono::{DateTime, NaiveDate, Utc};

use crate::event::{Group, Totals};
use crate::ids::{ActivityId, OrganisationId};
use crate::output::OutputRecord;
use crate::quarter::Quarter;
use crate::status::Status;

/// The selected part of the plan: everything, unless something is named.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Selection {
    /// One activity.
    pub activity: Option<ActivityId>,
    /// The activities on which this organisation is a partner.
    pub partner: Option<OrganisationId>,
    /// The activities that this organisation has given money for.
    pub donor: Option<OrganisationId>,
    /// Events held in, or attended from, this group of countries.
    pub group: Option<Group>,
    /// First day: what ended, fell due or was given before is left out.
    pub from: Option<NaiveDate>,
    /// Last day: what ended, fell due or was given later is left out.
    pub until: Option<NaiveDate>,
}

impl Selection {
    /// Whether a day lies in the selected time.
    #[must_use]
    pub fn covers(&self, day: NaiveDate) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day <= until)
    }

    /// Whether only some of the activities are selected.
    #[must_use]
    pub const fn narrows_activities(&self) -> bool {
        self.activity.is_some() || self.partner.is_some() || self.donor.is_some()
    }

    /// Whether anything is left out.
    #[must_use]
    pub fn is_narrow(&self) -> bool {
        *self != Self::default()
    }
}

/// Outputs in figures.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct OutputCount {
    /// Due by the day, delivered whole.
    pub delivered: u64,
    /// Due by the day.
    pub due: u64,
    /// Delivered whole, though not due yet or without a due day.
    pub early: u64,
    /// All that are planned.
    pub planned: u64,
}

impl OutputCount {
    /// Counts the outputs that were expected at a moment.
    #[must_use]
    pub fn of<'a>(outputs: impl Iterator<Item = &'a OutputRecord>, at: DateTime<Utc>) -> Self {
        outputs.filter(|o| o.was_expected(at)).fold(Self::default(), |mut count, o| {
            let is_due = o.output.due.is_some_and(|due| due <= at.date_naive());
            count.planned += 1;
            count.due += u64::from(is_due);
            count.delivered += u64::from(is_due && o.is_delivered(at));
            count.early += u64::from(!is_due && o.is_delivered(at));
            count
        })
    }
}

/// The figures at the top, at one moment.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Headline {
    /// Each activity by number with its declared status.
    pub statuses: Vec<(i32, Option<Status>)>,
    /// Outputs.
    pub outputs: OutputCount,
    /// Events and attendances.
    pub totals: Totals,
}

impl Headline {
    /// How many activities have one of these statuses.
    #[must_use]
    pub fn with(&self, statuses: &[Status]) -> usize {
        self.statuses.iter().filter(|(_, s)| s.is_some_and(|s| statuses.contains(&s))).count()
    }

    /// The activities whose declared status differs from that of an earlier moment: number, then, now.
    #[must_use]
    pub fn moved_since(&self, earlier: &Self) -> Vec<(i32, Option<Status>, Option<Status>)> {
        let then = |number: i32| earlier.statuses.iter().find(|(n, _)| *n == number).and_then(|(_, s)| *s);
        self.statuses.iter().map(|(n, now)| (*n, then(*n), *now)).filter(|(_, then, now)| then != now).collect()
    }
}

/// Every quarter from the one of `first` to the one of `last`.
#[must_use]
pub fn quarters(first: NaiveDate, last: NaiveDate) -> Vec<Quarter> {
    let (end, mut at) = (Quarter::of(last), Quarter::of(first));
    let mut all = Vec::new();
    while at <= end && all.len() < 200 {
        all.push(at);
        at = at.after();
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(d: &str) -> NaiveDate {
        d.parse().unwrap()
    }

    #[test]
    fn a_time_holds_its_first_and_last_day() {
        let year = Selection { from: Some(day("2018-01-01")), until: Some(day("2018-12-31")), ..Selection::default() };
        let inside = |d: &str| year.covers(day(d));
        assert_eq!(["2017-12-31", "2018-01-01", "2018-12-31", "2019-01-01"].map(inside), [false, true, true, false]);
        assert!(Selection::default().covers(NaiveDate::MIN) && !Selection::default().is_narrow() && year.is_narrow());
    }

    #[test]
    fn only_what_moved_is_told() {
        let at = |statuses: Vec<(i32, Option<Status>)>| Headline { statuses, ..Headline::default() };
        let then = at(vec![(1, None), (2, Some(Status::OnTrack)), (3, Some(Status::Delayed))]);
        let now = at(vec![(1, Some(Status::OnTrack)), (2, Some(Status::OnTrack)), (3, Some(Status::Completed))]);
        assert_eq!(now.moved_since(&then), [(1, None, Some(Status::OnTrack)), (3, Some(Status::Delayed), Some(Status::Completed))]);
        assert_eq!(now.with(&[Status::OnTrack, Status::Completed]), 3);
        assert!(now.moved_since(&now).is_empty());
    }

    proptest! {
        #[test]
        fn quarters_follow_each_other(first in 0_i64..4000, more in 0_i64..4000) {
            let first = day("2015-01-01") + chrono::TimeDelta::days(first);
            let last = first + chrono::TimeDelta::days(more);
            let all = quarters(first, last);
            prop_assert_eq!(all[0], Quarter::of(first));
            prop_assert_eq!(*all.last().unwrap(), Quarter::of(last));
            prop_assert!(all.windows(2).all(|w| w[0] < w[1] && w[0].after() == w[1]));
        }
    }
}
