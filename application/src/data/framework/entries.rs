//! The entries of `framework.json`, strictly read.

use domain::framework::{FrameworkStatus, NoteKind, Strength};
use domain::lang::Translated;
use serde::Deserialize;

use crate::data::words::{optional_text, read_enum, text, texts};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FrameworkFile {
    pub(super) document: DocumentEntry,
    pub(super) notes: Vec<NoteEntry>,
    pub(super) priorities: Vec<PriorityEntry>,
    pub(super) focal_areas: Vec<AreaEntry>,
    pub(super) programme: ProgrammeEntry,
    pub(super) links: Vec<LinkEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DocumentEntry {
    pub(super) code: String,
    #[serde(deserialize_with = "read_enum")]
    pub(super) status: FrameworkStatus,
    #[serde(deserialize_with = "text")]
    pub(super) title: Translated,
    #[serde(deserialize_with = "text")]
    pub(super) short_title: Translated,
    #[serde(deserialize_with = "text")]
    pub(super) meeting: Translated,
    pub(super) symbol: Option<String>,
    #[serde(deserialize_with = "text")]
    pub(super) symbol_note: Translated,
    #[serde(deserialize_with = "text")]
    pub(super) adopted_as: Translated,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NoteEntry {
    #[serde(deserialize_with = "read_enum")]
    pub(super) kind: NoteKind,
    #[serde(deserialize_with = "optional_text")]
    pub(super) place: Translated,
    #[serde(deserialize_with = "text")]
    pub(super) text: Translated,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PriorityEntry {
    #[serde(deserialize_with = "text")]
    pub(super) text: Translated,
    pub(super) objective: String,
    pub(super) activities: Vec<i32>,
    #[serde(deserialize_with = "optional_text")]
    pub(super) note: Translated,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AreaEntry {
    pub(super) number: i32,
    #[serde(deserialize_with = "text")]
    pub(super) title: Translated,
    #[serde(deserialize_with = "text")]
    pub(super) objective: Translated,
    #[serde(deserialize_with = "texts")]
    pub(super) impacts: Vec<Translated>,
    pub(super) objectives: Vec<ObjectiveEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ObjectiveEntry {
    pub(super) code: String,
    #[serde(deserialize_with = "text")]
    pub(super) title: Translated,
    #[serde(deserialize_with = "text")]
    pub(super) aim: Translated,
    #[serde(deserialize_with = "texts")]
    pub(super) outcomes: Vec<Translated>,
    pub(super) indicators: Vec<IndicatorEntry>,
    pub(super) adopted: Option<AdoptedEntry>,
    #[serde(deserialize_with = "optional_text")]
    pub(super) note: Translated,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct IndicatorEntry {
    #[serde(deserialize_with = "text")]
    pub(super) text: Translated,
    #[serde(deserialize_with = "text")]
    pub(super) measure: Translated,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AdoptedEntry {
    pub(super) code: String,
    pub(super) is_confirmed: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ProgrammeEntry {
    pub(super) standing: Vec<ItemEntry>,
    pub(super) meetings: Vec<MeetingEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct MeetingEntry {
    pub(super) meeting: i32,
    pub(super) items: Vec<ItemEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ItemEntry {
    pub(super) label: String,
    pub(super) place: String,
    #[serde(deserialize_with = "text")]
    pub(super) title: Translated,
    #[serde(deserialize_with = "optional_text")]
    pub(super) task: Translated,
    pub(super) articles: Vec<String>,
    pub(super) decisions: Vec<DecisionEntry>,
    pub(super) cited: Vec<CitedEntry>,
    #[serde(deserialize_with = "optional_text")]
    pub(super) note: Translated,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DecisionEntry {
    pub(super) code: String,
    pub(super) paragraphs: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CitedEntry {
    pub(super) as_printed: String,
    pub(super) meant: String,
    pub(super) is_mismatch: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct LinkEntry {
    pub(super) objective: String,
    pub(super) activity: i32,
    #[serde(deserialize_with = "read_enum")]
    pub(super) strength: Strength,
    #[serde(deserialize_with = "text")]
    pub(super) reason: Translated,
}
