//! Parts that several forms share.

use domain::review::DecisionInput;

use super::extract::Fields;

/// What a reviewer decides about a record: verified, or returned with a reason.
#[must_use]
pub fn decision(fields: &Fields) -> DecisionInput {
    DecisionInput { is_return: fields.get("decision") == "return", reason: fields.string("return-reason") }
}
