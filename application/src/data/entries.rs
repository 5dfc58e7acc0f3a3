//! What stands in a plan's file and in `organisations.json`, entry by entry. `docs/plan-file.md` describes it for those who write one.

use std::collections::BTreeMap;

use domain::lang::Translated;
use domain::years::Years;
use serde::{Deserialize, Deserializer};
use serde_json::Value;

use super::problems::Problems;
use super::reading::{Place, Placed, Read, entry};

/// The lists of a plan's file.
pub(super) struct Lists {
    pub organisations: Vec<Placed<OrganisationEntry>>,
    pub topics: Vec<Placed<NamedEntry>>,
    pub units: Vec<Placed<NamedEntry>>,
    pub decisions: Vec<Placed<DecisionEntry>>,
    pub activities: Vec<Placed<ActivityEntry>>,
}

entry! {
    PlanEntry {
        required code: String,
        required title: Translated,
        required short_title: Translated,
        required summary: Translated,
        optional start_year: Option<i32>,
        optional end_year: Option<i32>,
        optional decision: BTreeMap<String, Value>,
        optional context: Vec<Value>,
        optional footnotes: Vec<Value>,
        optional reading_notes: Vec<Value>,
    }
}

entry! {
    NamedEntry {
        required id: String,
        required name: Translated,
    }
}

entry! {
    DecisionEntry {
        required code: String,
        required body: domain::decision::Body,
        optional topic: Translated,
        optional basis: Translated,
    }
}

entry! {
    ActivityEntry {
        required number: i32,
        optional full_plan_number: Option<i32>,
        optional full_plan_number_inferred: Option<i32>,
        optional priority: bool,
        required title: Translated,
        required short_title: Translated,
        required summary: Translated,
        optional topic: Option<String>,
        optional modality: Vec<Translated>,
        optional start_year: Option<i32>,
        optional end_year: Option<i32>,
        optional decisions: Vec<CitationEntry>,
        optional results: Vec<ResultEntry>,
        optional indicators: Vec<IndicatorEntry>,
        optional partners: Vec<PartnerEntry>,
        optional partners_to_be_determined: bool,
        optional depends_on: Vec<DependencyEntry>,
        optional source: Option<SourceEntry>,
        optional notes: Vec<Translated>,
    }
}

entry! {
    CitationEntry {
        required code: String,
        optional paragraphs: Option<String>,
        optional note: Translated,
    }
}

entry! {
    ResultEntry {
        required kind: domain::result::ResultKind,
        required text: Translated,
        optional target: Option<TargetEntry>,
        optional languages: Vec<String>,
        optional components: Vec<Translated>,
    }
}

entry! {
    TargetEntry {
        required number: f64,
        required comparator: String,
        required unit: String,
    }
}

entry! {
    IndicatorEntry {
        required name: Translated,
        required unit: String,
        required counts: Translated,
        required kind: domain::indicator::IndicatorKind,
        optional compound: bool,
        optional parts: Vec<Translated>,
        optional baseline: Option<f64>,
        optional target: Option<f64>,
    }
}

entry! {
    PartnerEntry {
        required organisation: String,
        required role: domain::partner::PartnerRole,
    }
}

entry! {
    DependencyEntry {
        required activity: i32,
        required relation: String,
        optional cited_as: Option<String>,
    }
}

entry! {
    SourceEntry {
        required document: String,
        optional place: Translated,
    }
}

entry! {
    OrganisationEntry {
        required slug: String,
        required name: Translated,
        optional acronym: Option<String>,
        required kind: domain::organisation::OrganisationKind,
        optional country: Option<String>,
        optional note: Translated,
    }
}

impl PlanEntry {
    /// The planned years, where both are stated.
    pub(super) fn years(&self) -> Option<Years> {
        Years::of(self.start_year, self.end_year)
    }

    /// The decision that adopted the plan, where one is stated.
    pub(super) fn decision_code(&self) -> Option<&str> {
        self.decision.get("code").and_then(Value::as_str).filter(|code| !code.is_empty())
    }
}

impl ActivityEntry {
    /// The planned years, where both are stated.
    pub(super) fn years(&self) -> Option<Years> {
        Years::of(self.start_year, self.end_year)
    }

    /// Every unit that it names.
    pub(super) fn units(&self) -> impl Iterator<Item = &str> {
        let targets = self.results.iter().filter_map(|r| Some(r.target.as_ref()?.unit.as_str()));
        self.indicators.iter().map(|i| i.unit.as_str()).chain(targets)
    }
}

impl<'de> Deserialize<'de> for OrganisationEntry {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let mut problems = Problems::new("organisations");
        let read = Self::read(Value::deserialize(from)?, &Place::default(), &mut problems);
        problems.refuse().map_err(serde::de::Error::custom)?;
        read.ok_or_else(|| serde::de::Error::custom("not an organisation"))
    }
}
