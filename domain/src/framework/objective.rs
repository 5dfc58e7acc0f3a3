//! Focal areas, their objectives, and the links from activities to objectives.

use super::document::{Document, Note, Priority};
use super::programme::ProgrammeItem;
use crate::ids::ObjectiveId;
use crate::lang::Translated;
use crate::string_enum::string_enum;

string_enum! {
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
}
