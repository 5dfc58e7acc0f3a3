//! A plan: what all activities belong to.

use chrono::NaiveDate;

use crate::activity::Activity;
use crate::ids::PlanId;
use crate::lang::Translated;
use crate::partner::Partner;
use crate::progress::Computed;
use crate::status::Status;
use crate::update::Update;

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
    /// First planned calendar year.
    pub start_year: i32,
    /// Last planned calendar year.
    pub end_year: i32,
    /// Code of the decision that adopted it.
    pub decision_code: String,
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
}

impl ActivitySummary {
    /// The declared status.
    #[must_use]
    pub fn status(&self) -> Option<Status> {
        self.latest.as_ref().map(|u| u.report.status)
    }

    /// When the next update is due.
    #[must_use]
    pub fn next_update(&self) -> Option<NaiveDate> {
        self.activity.next_update(self.latest.as_ref().map(Update::latest).as_ref())
    }
}
