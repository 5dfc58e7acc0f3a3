//! Quarters of the year, and places of days on a line of time.

use chrono::{Datelike, NaiveDate};

/// A quarter of a calendar year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Quarter {
    /// Calendar year.
    pub year: i32,
    /// 1 to 4.
    pub number: u32,
}

impl Quarter {
    /// The quarter in which a day lies.
    #[must_use]
    pub fn of(day: NaiveDate) -> Self {
        Self { year: day.year(), number: day.month0() / 3 + 1 }
    }

    /// Its first day.
    #[must_use]
    pub fn first_day(self) -> NaiveDate {
        NaiveDate::from_ymd_opt(self.year, (self.number.clamp(1, 4) - 1) * 3 + 1, 1).unwrap_or(NaiveDate::MIN)
    }

    /// Its first and its last day.
    #[must_use]
    pub fn days(self) -> (NaiveDate, NaiveDate) {
        (self.first_day(), self.after().first_day().pred_opt().unwrap_or(NaiveDate::MAX))
    }

    /// The quarter after.
    #[must_use]
    pub const fn after(self) -> Self {
        if self.number >= 4 { Self { year: self.year + 1, number: 1 } } else { Self { number: self.number + 1, ..self } }
    }

    /// The quarter before.
    #[must_use]
    pub const fn before(self) -> Self {
        if self.number <= 1 { Self { year: self.year - 1, number: 4 } } else { Self { number: self.number - 1, ..self } }
    }
}

/// A stretch of whole calendar years, on which days have a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    from: NaiveDate,
    until: NaiveDate,
}

impl Span {
    /// From the first day of `first` to the last of `last`; the other way round if they are swapped.
    #[must_use]
    pub fn years(first: i32, last: i32) -> Self {
        let (first, last) = (first.min(last), first.max(last));
        let new_year = |year| NaiveDate::from_ymd_opt(year, 1, 1).unwrap_or(NaiveDate::MIN);
        Self { from: new_year(first), until: new_year(last + 1) }
    }

    /// The first days of its years.
    pub fn new_years(self) -> impl Iterator<Item = NaiveDate> {
        (self.from.year()..self.until.year()).filter_map(|y| NaiveDate::from_ymd_opt(y, 1, 1))
    }

    /// Where the beginning of a day lies, from 0 (start) to 1 (end); days outside are held at the ends.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "a span of years has far fewer days than an f64 has exact integers")]
    pub fn place(self, day: NaiveDate) -> f64 {
        let whole = (self.until - self.from).num_days() as f64;
        ((day - self.from).num_days() as f64 / whole).clamp(0.0, 1.0)
    }

    /// Whether a day lies inside.
    #[must_use]
    pub fn contains(self, day: NaiveDate) -> bool {
        (self.from..self.until).contains(&day)
    }
}

/// Share of the time from `start` to the end of the day `end` that has gone by at the beginning of `today`, in whole per cent, rounded down.
#[must_use]
pub fn time_gone(start: NaiveDate, end: NaiveDate, today: NaiveDate) -> i64 {
    let whole = (end - start).num_days() + 1;
    if whole <= 0 {
        return 100;
    }
    ((today - start).num_days() * 100 / whole).clamp(0, 100)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(y: i32, m: u32, d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(y, m, d).unwrap()
    }

    #[test]
    fn quarters_change_with_the_months() {
        assert_eq!(Quarter::of(day(2019, 3, 31)), Quarter { year: 2019, number: 1 });
        assert_eq!(Quarter::of(day(2019, 4, 1)), Quarter { year: 2019, number: 2 });
        assert_eq!(Quarter::of(day(2019, 12, 31)), Quarter { year: 2019, number: 4 });
        assert_eq!(Quarter::of(day(2019, 6, 30)).first_day(), day(2019, 4, 1));
        assert_eq!(Quarter::of(day(2018, 12, 3)).after().first_day(), day(2019, 1, 1));
        assert_eq!(Quarter::of(day(2019, 2, 3)).before().first_day(), day(2018, 10, 1));
    }

    #[test]
    fn the_mock_up_of_2019_has_54_per_cent_gone() {
        assert_eq!(time_gone(day(2017, 1, 1), day(2020, 12, 31), day(2019, 3, 12)), 54);
        assert_eq!(time_gone(day(2017, 1, 1), day(2018, 12, 31), day(2019, 3, 12)), 100);
        assert_eq!(time_gone(day(2017, 1, 1), day(2018, 12, 31), day(2018, 12, 31)), 99);
        assert_eq!(time_gone(day(2017, 1, 1), day(2016, 12, 31), day(2016, 12, 31)), 100);
    }

    proptest! {
        #[test]
        fn places_keep_the_order_of_days(a in 0i64..4000, b in 0i64..4000) {
            let span = Span::years(2017, 2020);
            let start = day(2014, 1, 1);
            let (x, y) = (start + chrono::Days::new(a.unsigned_abs()), start + chrono::Days::new(b.unsigned_abs()));
            prop_assert!((0.0..=1.0).contains(&span.place(x)));
            if x <= y { prop_assert!(span.place(x) <= span.place(y)); }
        }

        #[test]
        fn time_gone_never_runs_backwards(len in 0u64..3000, t in 0u64..4000) {
            let start = day(2017, 1, 1);
            let end = start + chrono::Days::new(len);
            let today = start + chrono::Days::new(t);
            let now = time_gone(start, end, today);
            prop_assert!((0..=100).contains(&now));
            prop_assert!(now <= time_gone(start, end, today + chrono::Days::new(1)));
            prop_assert!(t > len || now < 100, "100 % is not shown before the end");
        }
    }
}
