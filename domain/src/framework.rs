//! The framework beside the plan: focal areas, operational objectives, outcomes and indicators of the draft Strategic Plan, its
//! programme of work, and our reading of which activity serves which objective.
//!
//! What the document states is loaded and never edited. The links are a reading, and officers correct them.

mod reading;

pub use reading::{REASON_MAX, TypedLink, read_links};

use crate::ids::ObjectiveId;
use crate::lang::Translated;
use crate::words::words;

words! {
    /// How far a document has come.
    FrameworkStatus ("status of a framework") {
        /// Submitted to a meeting, not adopted.
        Draft = "draft",
        /// Adopted by a meeting.
        Adopted = "adopted",
    }
}

words! {
    /// What a note about the document is about.
    NoteKind ("kind of note") {
        /// The state that is hoped for.
        Vision = "vision",
        /// What the plan is to do.
        Mission = "mission",
        /// How the parts of the plan hang together.
        Logic = "logic",
        /// Where numbers differ between the parts of the document or between documents.
        Numbering = "numbering",
        /// Where the text that was read is odd.
        Translation = "translation",
        /// What the plan takes for granted or asks for.
        Assumption = "assumption",
    }
}

words! {
    /// How much an activity serves an objective, in our reading.
    Strength ("strength of a link") {
        /// It touches the objective.
        Weak = "weak",
        /// It serves a part of the objective.
        Partial = "partial",
        /// The objective is what it is for.
        Strong = "strong",
    }
}

/// The document from which the framework is taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// Its name in the data.
    pub code: String,
    /// How far it has come.
    pub status: FrameworkStatus,
    /// Title.
    pub title: Translated,
    /// Title for tabs and links.
    pub short_title: Translated,
    /// The meeting for which it was written.
    pub meeting: Translated,
    /// Official symbol, if a document that was read confirms it.
    pub symbol: Option<String>,
    /// What is known about the symbol.
    pub symbol_note: Translated,
    /// What became of it.
    pub adopted_as: Translated,
}

/// What the document says about itself, or we about reading it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// What it is about.
    pub kind: NoteKind,
    /// Paragraph or table; empty for our own notes.
    pub place: Translated,
    /// The note, in our words.
    pub text: Translated,
}

/// A subject to which the decision behind the plan gives priority.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Priority {
    /// The subject.
    pub text: Translated,
    /// Code of the objective to which it belongs.
    pub objective: String,
    /// Numbers of the activities that have it as their subject.
    pub activities: Vec<i32>,
    /// What should be known about it; may be empty.
    pub note: Translated,
}

impl Priority {
    /// Whether no activity has this as its subject.
    #[must_use]
    pub const fn is_gap(&self) -> bool {
        self.activities.is_empty()
    }
}

/// A focal area with its strategic objective.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FocalArea {
    /// Its number.
    pub number: i32,
    /// Title.
    pub title: Translated,
    /// Strategic objective.
    pub objective: Translated,
    /// Expected impacts.
    pub impacts: Vec<Translated>,
}

/// The number of an objective in the plan that was adopted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Adopted {
    /// The number.
    pub code: String,
    /// Whether a document that was read confirms it.
    pub is_confirmed: bool,
}

/// An indicator of an objective.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Indicator {
    /// What is looked at.
    pub text: Translated,
    /// In what it is measured.
    pub measure: Translated,
}

/// An operational objective.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Objective {
    /// Number of its focal area.
    pub area: i32,
    /// Its number in the table of annex I: `2.3`.
    pub code: String,
    /// Title.
    pub title: Translated,
    /// The objective itself.
    pub aim: Translated,
    /// Results to be seen.
    pub outcomes: Vec<Translated>,
    /// What they are measured by.
    pub indicators: Vec<Indicator>,
    /// Its number in the plan that was adopted, where one is known.
    pub adopted: Option<Adopted>,
    /// What is odd about the text; may be empty.
    pub note: Translated,
}

/// That an activity serves an objective.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Number of the activity.
    pub activity: i32,
    /// How much.
    pub strength: Strength,
    /// Why.
    pub reason: Translated,
    /// Whether it is the reading that came with the tracker; otherwise an officer has set it.
    pub is_ours: bool,
}

/// An objective as stored, with its links by number of activity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ObjectiveRecord {
    /// Key.
    pub id: ObjectiveId,
    /// The objective.
    pub objective: Objective,
    /// The activities that serve it.
    pub links: Vec<Link>,
    /// How often officers have changed its links.
    pub version: i32,
}

/// An objective as an activity's page lists it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Served {
    /// Its number.
    pub code: String,
    /// Title.
    pub title: Translated,
    /// How much the activity serves it.
    pub strength: Strength,
}

/// The objectives that no activity serves.
pub fn gaps(all: &[ObjectiveRecord]) -> impl Iterator<Item = &Objective> {
    all.iter().filter(|o| o.links.is_empty()).map(|o| &o.objective)
}

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
    /// Decisions that it cites.
    pub decisions: Vec<String>,
    /// Objectives that it cites.
    pub cited: Vec<Cited>,
    /// What is odd about it; may be empty.
    pub note: Translated,
}

/// All that is loaded from the data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Framework {
    /// The document.
    pub document: Document,
    /// Notes, in order.
    pub notes: Vec<Note>,
    /// What the decision behind the plan puts first, in its order.
    pub priorities: Vec<Priority>,
    /// Focal areas.
    pub areas: Vec<FocalArea>,
    /// Objectives, in order.
    pub objectives: Vec<Objective>,
    /// Programme of work, in order.
    pub programme: Vec<ProgrammeItem>,
    /// Code of an objective and its link.
    pub links: Vec<(String, Link)>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(code: &str, links: &[Strength]) -> ObjectiveRecord {
        let objective = Objective {
            area: 1,
            code: code.into(),
            title: Translated::english("Title"),
            aim: Translated::english("Aim"),
            outcomes: Vec::new(),
            indicators: Vec::new(),
            adopted: None,
            note: Translated::default(),
        };
        let link = |(activity, strength): (i32, &Strength)| Link {
            activity,
            strength: *strength,
            reason: Translated::english("because"),
            is_ours: true,
        };
        ObjectiveRecord { id: ObjectiveId(1), objective, links: (1..).zip(links).map(link).collect(), version: 0 }
    }

    #[test]
    fn a_gap_is_an_objective_without_any_link() {
        let all = [record("1.1", &[Strength::Weak]), record("1.5", &[]), record("2.1", &[Strength::Strong]), record("4.2", &[])];
        assert_eq!(gaps(&all).map(|o| o.code.as_str()).collect::<Vec<_>>(), ["1.5", "4.2"]);
    }

    #[test]
    fn a_priority_without_activities_is_a_gap() {
        let priority =
            |activities| Priority { text: Translated::english("x"), objective: "1.1".into(), activities, note: Translated::default() };
        assert!(priority(Vec::new()).is_gap());
        assert!(!priority(vec![4]).is_gap());
    }

    #[test]
    fn a_citation_is_a_mismatch_when_another_objective_is_meant() {
        let cited = |as_printed: &str, meant: &str| Cited { as_printed: as_printed.into(), meant: meant.into() };
        assert!(cited("2.1", "1.1").is_mismatch());
        assert!(!cited("4.2", "4.2").is_mismatch());
    }
}
