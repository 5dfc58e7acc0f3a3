//! What an indicator measures.

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
