//! Evidence of outcomes: what somebody has seen change, on which day, where it can be read.

use chrono::{DateTime, NaiveDate, Utc};

use crate::as_of::held;
use crate::form::{self, DayInput, Errors, Problem};

/// Evidence as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    /// The expected result that it shows, by its place from 0.
    pub result: i32,
    /// When it was seen.
    pub day: NaiveDate,
    /// What was seen.
    pub words: String,
    /// Where it can be read.
    pub link: String,
}

/// Evidence as recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// Key.
    pub id: i32,
    /// What it says.
    pub seen: Seen,
    /// Name of who recorded it.
    pub author_name: String,
    /// Since when it is known.
    pub created_at: DateTime<Utc>,
    /// Since when it does not hold any more.
    pub gone_at: Option<DateTime<Utc>>,
}

impl Evidence {
    /// Whether it was known at a moment.
    #[must_use]
    pub fn was_known(&self, at: DateTime<Utc>) -> bool {
        self.seen.day <= at.date_naive() && held(Some(self.created_at), self.gone_at, at)
    }
}

/// What was typed about evidence.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EvidenceInput {
    /// Place of the expected result.
    pub result: String,
    /// When it was seen.
    pub day: DayInput,
    /// What was seen.
    pub words: String,
    /// Where it can be read.
    pub link: String,
}

impl EvidenceInput {
    /// Reads it; `results` is how many results the activity has.
    ///
    /// # Errors
    /// The problems of each field.
    pub fn parse(&self, results: usize, today: NaiveDate) -> Result<Seen, Errors> {
        let mut e = Errors::new();
        let result = match self.result.parse::<i32>() {
            Ok(at) if usize::try_from(at).is_ok_and(|at| at < results) => Ok(at),
            _ if self.result.is_empty() => Err(Problem::Required),
            _ => Err(Problem::NotAChoice),
        };
        let result = e.check("result", result);
        let day = e.check("day", form::past_day(&self.day, today));
        let words = e.check("words", form::required_prose(&self.words, 2000));
        let link = e.check("evidence", form::prose(&self.link, 500));
        match (result, day, words, link) {
            (Some(result), Some(day), Some(words), Some(link)) => Ok(Seen { result, day, words, link }),
            _ => Err(e),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn evidence_needs_a_day_that_has_come_and_words() {
        let today = NaiveDate::from_ymd_opt(2019, 3, 12).unwrap();
        let typed = EvidenceInput {
            result: "1".into(),
            day: ["1".into(), "3".into(), "2019".into()],
            words: "Two laboratories test by themselves.".into(),
            ..EvidenceInput::default()
        };
        assert!(typed.parse(2, today).is_ok());
        assert_eq!(typed.parse(1, today).unwrap_err().of("result"), Some(&Problem::NotAChoice));
        let bare = EvidenceInput { day: ["1".into(), "4".into(), "2019".into()], ..EvidenceInput::default() };
        let errors = bare.parse(2, today).unwrap_err();
        assert_eq!(errors.iter().map(|(f, _)| f).collect::<Vec<_>>(), ["result", "day", "words"]);
    }
}
