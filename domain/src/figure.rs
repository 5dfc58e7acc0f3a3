//! Figures of an activity at a moment: its indicators with their values, its outputs, and the signal that they give.

use chrono::{DateTime, Utc};

use crate::activity::Activity;
use crate::address::{self, InPlan};
use crate::event::EventKind;
use crate::indicator::{Feed, Indicator};
use crate::output::OutputRecord;
use crate::progress::{Computed, Facts, Reach};

/// An indicator with its value at a moment.
#[derive(Debug, Clone, PartialEq)]
pub struct IndicatorFigure {
    /// The indicator with the terms that held then.
    pub indicator: Indicator,
    /// Its value, if there was one.
    pub value: Option<f64>,
    /// Its value before the newest measurement, for trends.
    pub before: Option<f64>,
    /// The values of its parts, of a compound indicator, where they were measured.
    pub parts: Vec<Option<f64>>,
    /// Why there is no value, where the newest measurement says so.
    pub unavailable: Option<String>,
}

impl IndicatorFigure {
    /// How far it has come.
    #[must_use]
    pub fn reach(&self) -> Reach {
        Reach::of(&self.indicator.terms, self.indicator.kind, self.value, self.before)
    }

    /// The address of the records behind the value.
    #[must_use]
    pub fn records(&self, plan: InPlan<'_>, number: i32) -> String {
        let kind = self.indicator.terms.event_kind.map_or("", EventKind::as_str);
        match self.indicator.terms.feed {
            Feed::Reported => address::with_fragment(&address::indicator(self.indicator.id), "measurements"),
            _ => address::with_query(&plan.events(), &[("activity", &number.to_string()), ("kind", kind), ("state", "verified")]),
        }
    }
}

/// Everything that is counted about an activity at a moment.
#[derive(Debug, Clone, PartialEq)]
pub struct Figures {
    /// The moment.
    pub at: DateTime<Utc>,
    /// Its indicators, in the order of the document.
    pub indicators: Vec<IndicatorFigure>,
    /// The outputs that were expected then.
    pub outputs: Vec<OutputRecord>,
}

/// What a signal is computed from, for an activity with these outputs and so many indicators with a target.
#[must_use]
pub fn facts(activity: &Activity, outputs: &[OutputRecord], targets: u32, at: DateTime<Utc>) -> Facts {
    let expected: Vec<&OutputRecord> = outputs.iter().filter(|o| o.was_expected(at)).collect();
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    Facts {
        start: activity.actual_start.or_else(|| activity.planned_start()),
        end: activity.planned_end(),
        today: at.date_naive(),
        outputs: (count(expected.len()), count(expected.iter().filter(|o| o.is_delivered(at)).count())),
        pieces: (expected.iter().map(|o| o.pieces()).sum(), expected.iter().map(|o| o.delivered(at)).sum()),
        days_late: expected.iter().filter_map(|o| o.days_late(at)).max(),
        targets,
    }
}

impl Figures {
    /// What the signal is computed from.
    #[must_use]
    pub fn facts(&self, activity: &Activity) -> Facts {
        let targets = self.indicators.iter().filter(|i| i.indicator.terms.target.is_some()).count();
        facts(activity, &self.outputs, u32::try_from(targets).unwrap_or(0), self.at)
    }

    /// How the activity stands by its figures.
    #[must_use]
    pub fn signal(&self, activity: &Activity) -> Computed {
        self.facts(activity).signal(activity.monitoring.rule)
    }
}
