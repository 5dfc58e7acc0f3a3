//! What a report is composed from.

use super::record::{ReportScope, Snapshot};
use crate::dashboard::Dashboard;
use crate::ids::ActivityId;
use crate::money::Totals;
use crate::update::Update;

/// The frozen report with which this one is compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Last {
    /// What it covers.
    pub terms: ReportScope,
    /// Its figures.
    pub standing: Snapshot,
}

/// What a report is made of, besides its words.
#[derive(Debug, Clone)]
pub struct Collected {
    /// Code of the plan.
    pub plan: String,
    /// Everything from the beginning of the plan, as the public may see it at the end of the period.
    pub whole: Dashboard,
    /// What took place in the period.
    pub period: Dashboard,
    /// Updates of each activity up to the end of the period, the newest first.
    pub updates: Vec<(ActivityId, Vec<Update>)>,
    /// Money of each activity up to the end of the period.
    pub money: Vec<(ActivityId, Totals)>,
    /// The report before.
    pub last: Option<Last>,
}
