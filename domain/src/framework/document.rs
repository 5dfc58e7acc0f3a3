//! The document itself: what it is, what it says about itself, and what a decision puts first.

use crate::lang::Translated;
use crate::string_enum::string_enum;

string_enum! {
    /// How far a document has come.
    FrameworkStatus ("status of a framework") {
        /// Submitted to a meeting, not adopted.
        Draft = "draft",
        /// Adopted by a meeting.
        Adopted = "adopted",
    }
}

string_enum! {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_priority_without_activities_is_a_gap() {
        let priority =
            |activities| Priority { text: Translated::english("x"), objective: "1.1".into(), activities, note: Translated::default() };
        assert!(priority(Vec::new()).is_gap());
        assert!(!priority(vec![4]).is_gap());
    }
}
