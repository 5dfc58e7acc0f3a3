//! What an activity is expected to bring about.

use crate::words::words;

words! {
    /// The plan's table has one joint column “outputs/outcomes”; which of the two an entry is, is our reading.
    ResultKind ("kind of result") {
        /// A product.
        Output = "output",
        /// A change in somebody's capacity or behaviour.
        Outcome = "outcome",
    }
}
