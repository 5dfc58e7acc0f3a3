//! A plan: what all activities belong to.

use crate::ids::PlanId;
use crate::lang::Translated;

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

/// What an activity is about, for grouping.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Topic {
    /// Short name in addresses.
    pub slug: String,
    /// Name.
    pub name: Translated,
}
