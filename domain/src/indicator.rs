//! What an indicator measures.

use crate::lang::Translated;
use crate::words::words;

words! {
    /// How an indicator is read.
    IndicatorKind ("kind of indicator") {
        /// A number that is counted.
        Count = "count",
        /// A direction over several periods.
        Trend = "trend",
    }
}

/// An indicator of the plan. Baseline and target are `None` until somebody sets them: the documents give none.
#[derive(Debug, Clone, PartialEq)]
pub struct Indicator {
    /// Key.
    pub id: i32,
    /// Name.
    pub name: Translated,
    /// Slug of the unit.
    pub unit: String,
    /// Name of the unit.
    pub unit_name: Translated,
    /// What exactly is counted.
    pub counts: Translated,
    /// Count or trend.
    pub kind: IndicatorKind,
    /// Whether it counts two things at once.
    pub is_compound: bool,
    /// The things a compound indicator counts.
    pub parts: Vec<Translated>,
    /// Value before the work.
    pub baseline: Option<f64>,
    /// Value to be reached.
    pub target: Option<f64>,
}
