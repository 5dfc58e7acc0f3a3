//! What stands in somebody's calendar: events, due days of outputs, updates and measurements.

use chrono::{DateTime, Datelike, NaiveDate, Utc};

use crate::address::{self, InPlan};
use crate::ids::{ActivityId, EventId, OutputId};

/// An entry of a calendar: it lasts for whole days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// What it is about.
    pub subject: EntrySubject,
    /// Its title, or that of what it is about; for updates that of the activity.
    pub title: String,
    /// First and last day.
    pub days: (NaiveDate, NaiveDate),
    /// When what it is about was last changed.
    pub changed_at: DateTime<Utc>,
    /// How often it was changed: rises with every change and never falls.
    pub changes: i32,
    /// Whether it still holds.
    pub standing: EntryStatus,
}

/// What an entry is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EntrySubject {
    /// An event, with the place where it is held.
    Event {
        /// Which.
        id: EventId,
        /// City and country, as they are written; empty if it is only online.
        place: String,
    },
    /// The day on which an output is due.
    Output {
        /// Which.
        id: OutputId,
        /// Whether it was delivered whole.
        is_delivered: bool,
    },
    /// The day on which the next progress update of an activity is due.
    Update {
        /// Of which activity.
        activity: ActivityId,
        /// Its number in the plan.
        number: i32,
        /// Code of the plan.
        plan: String,
    },
    /// The day on which a value of an indicator is to be measured.
    Measurement {
        /// Key of the indicator.
        indicator: i32,
    },
}

/// Whether an entry holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EntryStatus {
    /// It is recorded, and waits to be verified or corrected.
    Tentative,
    /// It holds.
    Confirmed,
    /// It does not take place or does not count any more.
    Cancelled,
}

impl Entry {
    /// The name of the entry, the same for ever, without the host.
    #[must_use]
    pub fn name(&self) -> String {
        match &self.subject {
            EntrySubject::Event { id, .. } => format!("event-{id}"),
            EntrySubject::Output { id, .. } => format!("output-{id}"),
            EntrySubject::Update { activity, .. } => format!("update-{activity}"),
            // One indicator may have several days: each is an entry.
            EntrySubject::Measurement { indicator } => format!("measurement-{indicator}-{}", self.days.0.format("%Y%m%d")),
        }
    }

    /// The page on which it can be read, or the form that is to be filled in, as a path.
    #[must_use]
    pub fn path(&self) -> String {
        match &self.subject {
            EntrySubject::Event { id, .. } => address::event(*id),
            EntrySubject::Output { id, .. } => address::output(*id),
            EntrySubject::Update { number, plan, .. } => InPlan(plan).new_update(*number),
            EntrySubject::Measurement { indicator } => address::indicator(*indicator),
        }
    }
}

/// The first day that calendars show: 1 January of the year before. It moves once a year, so that calendars do not change every day.
#[must_use]
pub fn first_day(today: NaiveDate) -> NaiveDate {
    NaiveDate::from_ymd_opt(today.year() - 1, 1, 1).unwrap_or(NaiveDate::MIN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_never_meet() {
        let day = NaiveDate::from_ymd_opt(2019, 3, 12).unwrap();
        let named = |subject| {
            let entry = Entry {
                subject,
                title: String::new(),
                days: (day, day),
                changed_at: DateTime::UNIX_EPOCH,
                changes: 0,
                standing: EntryStatus::Confirmed,
            };
            entry.name()
        };
        assert_eq!(named(EntrySubject::Event { id: EventId(1), place: String::new() }), "event-1");
        assert_eq!(named(EntrySubject::Output { id: OutputId(1), is_delivered: false }), "output-1");
        assert_eq!(named(EntrySubject::Update { activity: ActivityId(1), number: 7, plan: String::new() }), "update-1");
        assert_eq!(named(EntrySubject::Measurement { indicator: 1 }), "measurement-1-20190312");
    }

    #[test]
    fn calendars_begin_with_the_year_before() {
        let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).unwrap();
        assert_eq!(first_day(day(2019, 3, 12)), day(2018, 1, 1));
        assert_eq!(first_day(day(2019, 12, 31)), first_day(day(2019, 1, 1)));
    }
}
