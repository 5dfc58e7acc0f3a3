//! What an activity is expected to bring about.

use crate::lang::Translated;
use crate::string_enum::string_enum;

string_enum! {
    /// The plan's table has one joint column “outputs/outcomes”; which of the two an entry is, is our reading.
    ResultKind ("kind of result") {
        /// A product.
        Output = "output",
        /// A change in somebody's capacity or behaviour.
        Outcome = "outcome",
    }
}

/// What an activity is expected to bring about.
#[derive(Debug, Clone, PartialEq)]
pub struct ExpectedResult {
    /// Output or outcome, by our reading.
    pub kind: ResultKind,
    /// In words.
    pub text: Translated,
    /// The number that the document sets, where it sets one.
    pub target: Option<ResultTarget>,
    /// Languages that the document asks for (BCP 47).
    pub languages: Vec<String>,
    /// Parts of a result that mixes several.
    pub components: Vec<Translated>,
}

/// A number set by the document itself.
#[derive(Debug, Clone, PartialEq)]
pub struct ResultTarget {
    /// The number.
    pub number: f64,
    /// How it is compared: `>=` for “at least”.
    pub comparator: String,
    /// Slug of the unit.
    pub unit: String,
    /// Name of the unit.
    pub unit_name: Translated,
}
