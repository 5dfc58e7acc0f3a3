//! The calendar years for which something is planned.

use chrono::NaiveDate;

/// First and last planned calendar year. A plan may state none: then there is no value of this type at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Years {
    /// The first year.
    pub first: i32,
    /// The last year, not before the first.
    pub last: i32,
}

impl Years {
    /// From the two stored or stated years; `None` unless both are there.
    #[must_use]
    pub fn of(first: Option<i32>, last: Option<i32>) -> Option<Self> {
        first.zip(last).map(|(first, last)| Self { first, last })
    }

    /// The first day of the first year.
    #[must_use]
    pub fn start(self) -> NaiveDate {
        NaiveDate::from_ymd_opt(self.first, 1, 1).unwrap_or(NaiveDate::MIN)
    }

    /// The last day of the last year.
    #[must_use]
    pub fn end(self) -> NaiveDate {
        NaiveDate::from_ymd_opt(self.last, 12, 31).unwrap_or(NaiveDate::MAX)
    }

    /// Whether all of the other years lie within these.
    #[must_use]
    pub const fn contains(self, other: Self) -> bool {
        self.first <= other.first && other.last <= self.last
    }
}

impl std::fmt::Display for Years {
    /// `2017–2020`, or `2017` where both are the same.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.first == self.last { write!(f, "{}", self.first) } else { write!(f, "{}–{}", self.first, self.last) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_have_days_and_a_short_form() {
        let years = Years { first: 2017, last: 2020 };
        assert_eq!((years.start().to_string(), years.end().to_string()), ("2017-01-01".to_owned(), "2020-12-31".to_owned()));
        assert_eq!((years.to_string(), Years { first: 2019, last: 2019 }.to_string()), ("2017–2020".to_owned(), "2019".to_owned()));
        assert!(years.contains(Years { first: 2018, last: 2020 }) && !years.contains(Years { first: 2018, last: 2021 }));
        assert_eq!(Years::of(Some(2017), None), None);
    }
}
