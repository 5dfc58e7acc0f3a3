//! The invented results of the demonstration: outputs with what was delivered, targets, measurements.

use chrono::NaiveDate;
use domain::access::Member;
use domain::ids::{ActivityId, OrganisationId, PersonId};
use domain::indicator::Indicator;
use domain::measurement::{EvidenceLevel, Measured, Source, Value};
use domain::output::{Delivered, Output};
use domain::review::{Review, State};
use serde::Deserialize;

use super::{key, morning, read_enum};
use crate::db::measurement::NewMeasurement;
use crate::db::output::NewDelivery;
use crate::db::{Conn, activity, indicator, measurement, output, person, plan};
use crate::error::AppError;

/// An output in `data/demo.json`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DemoOutput {
    activity: i32,
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

/// What is filled in, and by whom.
pub(super) struct Filling<'a> {
    pub conn: &'a mut Conn,
    pub people: &'a [(String, PersonId)],
    pub organisations: &'a [(String, OrganisationId)],
}

impl Filling<'_> {
    fn activity(&mut self, number: i32) -> Result<ActivityId, AppError> {
        let plan = plan::current(self.conn)?.ok_or(AppError::NotFound)?;
        Ok(activity::by_number(self.conn, plan.id, number)?.ok_or(AppError::NotFound)?.id)
    }

    fn indicator(&mut self, number: i32, at: usize) -> Result<Indicator, AppError> {
        let activity = self.activity(number)?;
        let all = indicator::of(self.conn, activity, morning(super::DAY))?;
        all.into_iter().nth(at).ok_or_else(|| AppError::internal("data/demo.json names an indicator that the plan does not hold"))
    }

    fn member(&mut self, name: &str) -> Result<Member, AppError> {
        let id = key(self.people, name)?;
        Ok(person::find(self.conn, id)?.ok_or(AppError::NotFound)?.member())
    }

    /// The state to which a record comes by the rules, as if people had taken it there.
    fn verified(&mut self, by: &Member, reported: NaiveDate, reviewer: &str, on: NaiveDate) -> Result<State, AppError> {
        let begun = Review { author: by.id, organisation: by.organisation, state: State::Draft };
        let reviewer = self.member(reviewer)?;
        let waiting = begun.submit(by, morning(reported)).map_err(AppError::internal)?;
        Ok(waiting.verify(&reviewer, morning(on)).map_err(AppError::internal)?.state)
    }

    /// Adds an output with its deliveries.
    pub fn output(&mut self, at: usize, o: &DemoOutput) -> Result<(), AppError> {
        let activity = self.activity(o.activity)?;
        let responsible = o.responsible.as_ref().map(|slug| key(self.organisations, slug)).transpose()?;
        let (title, languages) = (o.title.clone(), o.languages.clone());
        let new = Output { title, quantity: o.quantity, languages, due: Some(o.due), responsible, result: None };
        let id = output::insert(self.conn, &format!("demo-{at}"), activity, &new, morning(o.created))?;
        for (n, d) in o.deliveries.iter().enumerate() {
            let (by, idempotency_key) = (self.member(&d.by)?, format!("demo-{at}-{n}"));
            let (published, evidence) = (d.published.clone(), d.evidence.clone());
            let said = Delivered { day: d.day, quantity: d.quantity, language: d.language.clone(), published, evidence };
            let (author, organisation, now) = (by.id, by.organisation, morning(d.day));
            let made = output::deliver(
                self.conn,
                &NewDelivery { idempotency_key: &idempotency_key, output: id, author, organisation, now },
                &said,
            )?;
            if let (Some(reviewer), Some(on)) = (&d.reviewer, d.verified) {
                let state = self.verified(&by, d.day, reviewer, on)?;
                let record = output::find(self.conn, id)?.ok_or(AppError::NotFound)?;
                let delivery = record.deliveries.iter().find(|d| d.id == made).ok_or(AppError::NotFound)?;
                output::set_state(self.conn, delivery, &state, morning(on))?;
            }
        }
        Ok(())
    }

    /// Sets a target.
    pub fn target(&mut self, t: &DemoTarget) -> Result<(), AppError> {
        let (indicator, by) = (self.indicator(t.activity, t.indicator)?, key(self.people, &t.by)?);
        let mut terms = indicator.terms;
        terms.target = Some((t.target, Some(t.target_on)));
        terms.baseline = t.baseline.map(|value| (value, None));
        Ok(indicator::set_terms(self.conn, indicator.id, &terms, by, morning(t.on))?)
    }

    /// Adds a measurement.
    pub fn measurement(&mut self, at: usize, m: &DemoMeasurement) -> Result<(), AppError> {
        let (indicator, by) = (self.indicator(m.activity, m.indicator)?, self.member(&m.by)?);
        let value = m.value.map_or_else(|| Value::Unavailable(m.unavailable.clone().unwrap_or_default()), Value::Known);
        let (source, level): (Source, EvidenceLevel) = (read_enum(&m.source)?, read_enum(&m.level)?);
        let countries = m.countries.iter().map(|code| (code.clone(), 1.0)).collect();
        let (evidence, note) = (m.evidence.clone(), m.note.clone());
        let said = Measured { day: m.day, value, people: None, countries, part: None, language: None, source, level, evidence, note };
        let (idempotency_key, now) = (format!("demo-{at}"), morning(m.reported));
        let (author, organisation) = (by.id, by.organisation);
        let new = NewMeasurement { idempotency_key: &idempotency_key, indicator: indicator.id, author, organisation, replaces: None, now };
        let id = measurement::insert(self.conn, &new, &said)?;
        if let (Some(reviewer), Some(on)) = (&m.reviewer, m.verified) {
            let state = self.verified(&by, m.reported, reviewer, on)?;
            let stored = measurement::find(self.conn, id)?.ok_or(AppError::NotFound)?;
            measurement::set_state(self.conn, &stored, &state, morning(on))?;
        }
        Ok(())
    }
}
