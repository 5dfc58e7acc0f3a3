//! The programme of work: items of meetings, with the numbers of objectives as they are printed.

use crate::lang::Translated;

/// An objective cited by the programme of work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cited {
    /// The number as it is printed.
    pub as_printed: String,
    /// The objective of annex I that is meant, in our reading.
    pub meant: String,
}

impl Cited {
    /// Whether the printed number is another objective of annex I, or none.
    #[must_use]
    pub fn is_mismatch(&self) -> bool {
        self.as_printed != self.meant
    }
}

/// An item of the programme of work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProgrammeItem {
    /// Number of the meeting; `None`: a standing item of every meeting.
    pub meeting: Option<i32>,
    /// Its letter.
    pub label: String,
    /// Paragraph of annex II.
    pub place: String,
    /// Title.
    pub title: Translated,
    /// What the meeting is to do; may be empty.
    pub task: Translated,
    /// Articles of the Protocol that it cites.
    pub articles: Vec<String>,
    /// Code and paragraphs of the decisions that it cites.
    pub decisions: Vec<(String, String)>,
    /// Objectives that it cites.
    pub cited: Vec<Cited>,
    /// What is odd about it; may be empty.
    pub note: Translated,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_citation_is_a_mismatch_when_another_objective_is_meant() {
        let cited = |as_printed: &str, meant: &str| Cited { as_printed: as_printed.into(), meant: meant.into() };
        assert!(cited("2.1", "1.1").is_mismatch());
        assert!(!cited("4.2", "4.2").is_mismatch());
    }
}
