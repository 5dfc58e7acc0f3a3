//! The invented results of the demonstration: outputs with what was delivered, targets, measurements.

use chrono::NaiveDate;
use domain::form::typed_day;
use domain::ids::{ActivityId, OutputId};
use domain::indicator::{Terms, TermsInput};
use domain::measurement::MeasurementInput;
use domain::output::{DeliveryInput, Output, OutputInput};
use domain::review::DecisionInput;
use serde::Deserialize;

use super::filling::{DAY, Filling, accepted, key, morning};
use crate::db::{indicator, measurement, output};
use crate::error::Error;
use crate::{actions, queries};

/// An output in `data/demo.json`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DemoOutput {
    activity: i32,
    by: String,
    title: String,
    due: NaiveDate,
    created: NaiveDate,
    responsible: Option<String>,
    #[serde(default)]
    languages: Vec<String>,
    quantity: u32,
    deliveries: Vec<DemoDelivery>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DemoDelivery {
    day: NaiveDate,
    quantity: u32,
    language: Option<String>,
    by: String,
    reviewer: Option<String>,
    verified: Option<NaiveDate>,
    #[serde(default)]
    published: String,
    evidence: String,
}

/// A target in `data/demo.json`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DemoTarget {
    activity: i32,
    indicator: usize,
    target: f64,
    baseline: Option<f64>,
    target_on: NaiveDate,
    by: String,
    on: NaiveDate,
}

/// A measurement in `data/demo.json`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DemoMeasurement {
    activity: i32,
    indicator: usize,
    day: NaiveDate,
    value: Option<f64>,
    unavailable: Option<String>,
    by: String,
    reported: NaiveDate,
    reviewer: Option<String>,
    verified: Option<NaiveDate>,
    source: String,
    level: String,
    #[serde(default)]
    countries: Vec<String>,
    #[serde(default)]
    note: String,
    #[serde(default)]
    evidence: String,
}

impl Filling<'_> {
    fn activity_id(&mut self, number: i32) -> Result<ActivityId, Error> {
        let plan = self.plan()?;
        Ok(queries::activity::find(self.conn, plan, number)?.id)
    }

    /// The key of an indicator, by the number of its activity and its place there.
    fn indicator_id(&mut self, number: i32, at: usize) -> Result<i32, Error> {
        let activity = self.activity_id(number)?;
        let all = indicator::of(self.conn, activity, morning(DAY))?;
        let found = all.into_iter().nth(at);
        found.map(|i| i.id).ok_or_else(|| Error::internal("data/demo.json names an indicator that the plan does not hold"))
    }

    /// Adds an output with its deliveries.
    pub fn output(&mut self, at: usize, o: &DemoOutput) -> Result<(), Error> {
        let (activity, by) = (self.activity_id(o.activity)?, self.actor(&o.by, o.created)?);
        let responsible = o.responsible.as_ref().map(|slug| key(&self.organisations, slug)).transpose()?;
        let (title, languages) = (o.title.clone(), o.languages.clone());
        let new = Output { title, quantity: o.quantity, languages, due: Some(o.due), responsible, result: None };
        let id = accepted(actions::output::create(self.conn, &by, activity, &OutputInput::of(&new), &format!("demo-{at}")))?;
        o.deliveries.iter().enumerate().try_for_each(|(n, d)| self.delivery(id, &format!("demo-{at}-{n}"), d))
    }

    fn delivery(&mut self, id: OutputId, idempotency_key: &str, d: &DemoDelivery) -> Result<(), Error> {
        let by = self.actor(&d.by, d.day)?;
        let typed = DeliveryInput {
            day: typed_day(Some(d.day)),
            quantity: d.quantity.to_string(),
            language: d.language.clone().unwrap_or_default(),
            published: d.published.clone(),
            evidence: d.evidence.clone(),
        };
        let made = accepted(actions::output::deliver(self.conn, &by, id, &typed, idempotency_key))?;
        let (Some(reviewer), Some(on)) = (&d.reviewer, d.verified) else { return Ok(()) };
        let reviewer = self.actor(reviewer, on)?;
        let record = output::find(self.conn, id)?.ok_or(Error::NotFound)?;
        let seen = record.deliveries.iter().find(|d| d.id == made).ok_or(Error::NotFound)?.version;
        accepted(actions::output::review_delivery(self.conn, &reviewer, made, seen, &DecisionInput::default()))
    }

    /// Sets a target.
    pub fn target(&mut self, t: &DemoTarget) -> Result<(), Error> {
        let (id, by) = (self.indicator_id(t.activity, t.indicator)?, self.actor(&t.by, t.on)?);
        let (indicator, seen) = queries::indicator::terms(self.conn, id, by.now)?;
        let (target, baseline) = (Some((t.target, Some(t.target_on))), t.baseline.map(|value| (value, None)));
        let terms = Terms { target, baseline, ..indicator.terms };
        accepted(actions::indicator::set_terms(self.conn, &by, id, &TermsInput::of(&terms), seen)).map(drop)
    }

    /// Adds a measurement.
    pub fn measurement(&mut self, at: usize, m: &DemoMeasurement) -> Result<(), Error> {
        let (indicator, by) = (self.indicator_id(m.activity, m.indicator)?, self.actor(&m.by, m.reported)?);
        let typed = MeasurementInput {
            day: typed_day(Some(m.day)),
            value: m.value.map_or_else(String::new, |n| n.to_string()),
            unavailable: m.unavailable.clone().unwrap_or_default(),
            countries: m.countries.iter().map(|code| (code.clone(), String::new())).collect(),
            source: m.source.clone(),
            level: m.level.clone(),
            evidence: m.evidence.clone(),
            note: m.note.clone(),
            ..MeasurementInput::default()
        };
        let made = accepted(actions::measurement::record(self.conn, &by, indicator, &typed, &format!("demo-{at}")))?;
        let (Some(reviewer), Some(on)) = (&m.reviewer, m.verified) else { return Ok(()) };
        let reviewer = self.actor(reviewer, on)?;
        let seen = measurement::find(self.conn, made)?.ok_or(Error::NotFound)?.version;
        accepted(actions::measurement::review(self.conn, &reviewer, made, seen, &DecisionInput::default()))
    }
}
