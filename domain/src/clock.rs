//! The only place that asks what time it is.

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;

/// Where the present comes from. Built once, at the start of the program or of a test.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Clock {
    /// The machine's clock.
    System,
    /// Trials and the demonstration: always this day, with the machine's time of day, in UTC.
    FixedDay(NaiveDate),
}

impl Clock {
    /// The present moment.
    #[must_use]
    #[expect(clippy::disallowed_methods, reason = "the one place that reads the machine's clock")]
    pub fn now(&self) -> DateTime<Utc> {
        let now = Utc::now();
        match self {
            Self::System => now,
            Self::FixedDay(day) => day.and_time(now.time()).and_utc(),
        }
    }

    /// The present day in a time zone.
    #[must_use]
    pub fn today(&self, zone: Tz) -> NaiveDate {
        match self {
            Self::System => self.now().with_timezone(&zone).date_naive(),
            Self::FixedDay(day) => *day,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fixed_day_is_that_day_everywhere() {
        let day = NaiveDate::from_ymd_opt(2019, 3, 12).unwrap();
        let clock = Clock::FixedDay(day);
        assert_eq!(clock.now().date_naive(), day);
        assert_eq!(clock.today(chrono_tz::Pacific::Kiritimati), day);
    }
}
