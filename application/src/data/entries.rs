//! What stands in `plan.json` and `organisations.json`, entry by entry. An unknown key is refused.

use std::collections::BTreeMap;

use domain::lang::Translated;
use serde::Deserialize;
use serde_json::Value;

use super::words::{optional_text, read_enum, text, texts};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PlanFile {
    pub plan: PlanEntry,
    pub topics: Vec<NamedEntry>,
    pub units: Vec<NamedEntry>,
    pub decisions: Vec<DecisionEntry>,
    pub activities: Vec<ActivityEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PlanEntry {
    pub code: String,
    #[serde(deserialize_with = "text")]
    pub title: Translated,
    #[serde(deserialize_with = "text")]
    pub short_title: Translated,
    #[serde(deserialize_with = "text")]
    pub summary: Translated,
    pub start_year: i32,
    pub end_year: i32,
    pub decision: BTreeMap<String, Value>,
    pub context: Vec<Value>,
    pub footnotes: Vec<Value>,
    pub reading_notes: Vec<Value>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NamedEntry {
    pub id: String,
    #[serde(deserialize_with = "text")]
    pub name: Translated,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DecisionEntry {
    pub code: String,
    #[serde(deserialize_with = "read_enum")]
    pub body: domain::decision::Body,
    #[serde(deserialize_with = "optional_text")]
    pub topic: Translated,
    #[serde(deserialize_with = "text")]
    pub basis: Translated,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ActivityEntry {
    pub number: i32,
    pub full_plan_number: Option<i32>,
    pub full_plan_number_inferred: Option<i32>,
    pub priority: bool,
    #[serde(deserialize_with = "text")]
    pub title: Translated,
    #[serde(deserialize_with = "text")]
    pub short_title: Translated,
    #[serde(deserialize_with = "text")]
    pub summary: Translated,
    pub topic: String,
    #[serde(deserialize_with = "texts")]
    pub modality: Vec<Translated>,
    pub start_year: i32,
    pub end_year: i32,
    pub decisions: Vec<CitationEntry>,
    pub results: Vec<ResultEntry>,
    pub indicators: Vec<IndicatorEntry>,
    pub partners: Vec<PartnerEntry>,
    pub partners_to_be_determined: bool,
    pub depends_on: Vec<DependencyEntry>,
    pub source: SourceEntry,
    #[serde(deserialize_with = "texts")]
    pub notes: Vec<Translated>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CitationEntry {
    pub code: String,
    pub paragraphs: Option<String>,
    #[serde(deserialize_with = "optional_text")]
    pub note: Translated,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ResultEntry {
    #[serde(deserialize_with = "read_enum")]
    pub kind: domain::result::ResultKind,
    #[serde(deserialize_with = "text")]
    pub text: Translated,
    pub target: Option<TargetEntry>,
    pub languages: Vec<String>,
    #[serde(deserialize_with = "texts")]
    pub components: Vec<Translated>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TargetEntry {
    pub number: f64,
    pub comparator: String,
    pub unit: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct IndicatorEntry {
    #[serde(deserialize_with = "text")]
    pub name: Translated,
    pub unit: String,
    #[serde(deserialize_with = "text")]
    pub counts: Translated,
    #[serde(deserialize_with = "read_enum")]
    pub kind: domain::indicator::IndicatorKind,
    pub compound: bool,
    #[serde(deserialize_with = "texts")]
    pub parts: Vec<Translated>,
    pub baseline: Option<f64>,
    pub target: Option<f64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PartnerEntry {
    pub organisation: String,
    #[serde(deserialize_with = "read_enum")]
    pub role: domain::partner::PartnerRole,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DependencyEntry {
    pub activity: i32,
    pub relation: String,
    pub cited_as: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SourceEntry {
    pub document: String,
    #[serde(deserialize_with = "text")]
    pub place: Translated,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OrganisationEntry {
    pub slug: String,
    #[serde(deserialize_with = "text")]
    pub name: Translated,
    pub acronym: Option<String>,
    #[serde(deserialize_with = "read_enum")]
    pub kind: domain::organisation::OrganisationKind,
    pub country: Option<String>,
    #[serde(deserialize_with = "optional_text")]
    pub note: Translated,
}
