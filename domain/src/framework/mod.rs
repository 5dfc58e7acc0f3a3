//! The framework beside the plan: focal areas, operational objectives, outcomes and indicators of the draft Strategic Plan, its
//! programme of work, and our reading of which activity serves which objective.
//!
//! What the document states is loaded and never edited. The links are a reading, and officers correct them.

mod document;
mod objective;
mod programme;
mod reading;

pub use document::{Document, FrameworkStatus, Note, NoteKind, Priority};
pub use objective::{Adopted, FocalArea, Framework, Indicator, Link, Objective, ObjectiveRecord, Served, Strength, gaps};
pub use programme::{Cited, ProgrammeItem};
pub use reading::{LinkInput, REASON_MAX, link_changes, read_links};
