//! A plan: what all activities belong to.

use chrono::NaiveDate;

use crate::activity::Activity;
use crate::ids::PlanId;
use crate::lang::Translated;
use crate::partner::Partner;
use crate::progress::Computed;
use crate::schedule::Report;
use crate::status::Status;
use crate::update::Update;
use crate::years::Years;

pub use crate::activity::Topic;

/// A plan as adopted by a decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// Key.
    pub id: PlanId,
    /// Code in data files.
    pub code: String,
    /// Full title.
    pub title: Translated,
    /// Title for menus and headings.
    pub short_title: Translated,
    /// What it is, in a few sentences.
    pub summary: Translated,
    /// Planned calendar years; `None` where the plan states none.
    pub years: Option<Years>,
    /// Code of the decision that adopted it, if one did.
    pub decision_code: Option<String>,
}

/// A plan by which others are scoped: enough for addresses, queries and the switch between plans.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct PlanRef {
    /// Key; 0 where there is no plan.
    pub id: PlanId,
    /// Code in addresses.
    pub code: String,
    /// Title for menus.
    pub title: Translated,
}

impl From<&Plan> for PlanRef {
    fn from(plan: &Plan) -> Self {
        Self { id: plan.id, code: plan.code.clone(), title: plan.short_title.clone() }
    }
}

/// An activity with what lists show beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActivitySummary {
    /// The activity.
    pub activity: Activity,
    /// Its partners.
    pub partners: Vec<Partner>,
    /// Its newest published update.
    pub latest: Option<Update>,
    /// How it stands by its figures.
    pub computed: Computed,
    /// By how many days the latest of its outputs is late, if one is.
    pub output_late: Option<i64>,
}

impl ActivitySummary {
    /// The declared status.
    #[must_use]
    pub fn status(&self) -> Option<Status> {
        self.latest.as_ref().map(|u| u.report.status)
    }

    /// Whether work on it is not over, as declared.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.status().is_none_or(Status::is_open)
    }

    /// Whether an output or a report is late on the day `today`.
    #[must_use]
    pub fn is_late(&self, today: NaiveDate) -> bool {
        let report_late = matches!(self.next_report(today), Some(Report::Update(due)) if due < today);
        report_late || (self.is_open() && self.output_late.is_some())
    }

    /// What the lead officer reports next, as seen on the day `today`.
    #[must_use]
    pub fn next_report(&self, today: NaiveDate) -> Option<Report> {
        self.activity.next_report(self.latest.as_ref().map(Update::latest).as_ref(), today)
    }
}
