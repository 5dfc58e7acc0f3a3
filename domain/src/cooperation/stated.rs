//! Days as exactly as a document states them.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::form::{self, Problem};
use crate::precedent::{Precision, Span};

/// A day as exactly as it is stated: `2006`, `2007-03` or `2007-03-05`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Stated(Span);

impl Stated {
    /// All days on which it may have been.
    #[must_use]
    pub const fn span(self) -> Span {
        self.0
    }

    /// Reads a day typed as three fields. The day, or day and month, may be left empty; all empty is `None`.
    ///
    /// # Errors
    /// As [`form::optional_date`].
    pub fn typed([day, month, year]: &[String; 3]) -> Result<Option<Self>, Problem> {
        let (day, month) = (day.trim(), month.trim());
        let (whole_day, precision) = match (day.is_empty(), month.is_empty()) {
            (true, true) => (["1", "1"], Precision::Year),
            (true, false) => (["1", month], Precision::Month),
            (false, _) => ([day, month], Precision::Day),
        };
        if year.trim().is_empty() && precision == Precision::Year {
            return Ok(None);
        }
        let date = form::optional_date(whole_day[0], whole_day[1], year)?.ok_or(Problem::NotADate)?;
        stated(date, precision).map(Some).ok_or(Problem::NotADate)
    }

    /// As it stands in a form.
    #[must_use]
    pub fn fields(stated: Option<Self>) -> [String; 3] {
        let text = stated.map_or_else(String::new, |s| s.to_string());
        let mut parts = text.splitn(3, '-').map(|p| p.trim_start_matches('0').to_owned());
        let (year, month, day) = (parts.next(), parts.next(), parts.next());
        [day, month, year].map(Option::unwrap_or_default)
    }
}

fn stated(date: NaiveDate, precision: Precision) -> Option<Stated> {
    let text = match precision {
        Precision::Day => date.format("%Y-%m-%d"),
        Precision::Month => date.format("%Y-%m"),
        Precision::Year => date.format("%Y"),
    };
    text.to_string().parse().ok()
}

impl std::str::FromStr for Stated {
    type Err = crate::UnknownValue;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let precision = match text.len() {
            4 => Precision::Year,
            7 => Precision::Month,
            _ => Precision::Day,
        };
        Span::parse(text, text, precision).map(Self).map_err(|_| crate::UnknownValue { what: "stated day", value: text.to_owned() })
    }
}

impl From<Stated> for String {
    fn from(day: Stated) -> Self {
        day.to_string()
    }
}

impl TryFrom<String> for Stated {
    type Error = crate::UnknownValue;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl std::fmt::Display for Stated {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let first = self.0.first;
        match self.0.precision {
            Precision::Day => write!(f, "{}", first.format("%Y-%m-%d")),
            Precision::Month => write!(f, "{}", first.format("%Y-%m")),
            Precision::Year => write!(f, "{}", first.format("%Y")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(day: &str, month: &str, year: &str) -> [String; 3] {
        [day, month, year].map(str::to_owned)
    }

    #[test]
    fn a_day_is_kept_as_exactly_as_it_is_stated() {
        for (day, month, year, text) in [("", "", "2006", "2006"), ("", "3", "2007", "2007-03"), ("5", "12", "2016", "2016-12-05")] {
            let stated = Stated::typed(&fields(day, month, year)).unwrap();
            assert_eq!(stated.unwrap().to_string(), text);
            assert_eq!(Stated::fields(stated), fields(day, month, year));
        }
        assert_eq!(Stated::typed(&fields("", " ", "")), Ok(None));
        for (day, month, year) in [("31", "2", "2007"), ("5", "", "2007"), ("", "13", "2007"), ("", "3", "")] {
            assert_eq!(Stated::typed(&fields(day, month, year)), Err(Problem::NotADate));
        }
        assert!("2007-3".parse::<Stated>().is_err());
    }
}
