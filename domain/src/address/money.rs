//! Records of money. Their lists and the forms of new ones are in [`super::InPlan`].

use crate::ids::{ContributionId, ExpenditureId};

/// The form of an exchange rate.
pub const NEW_RATE: &str = "/money/rates/new";

/// A contribution.
#[must_use]
pub fn contribution(id: ContributionId) -> String {
    format!("/money/contributions/{id}")
}

/// The form of a contribution.
#[must_use]
pub fn edit_contribution(id: ContributionId) -> String {
    format!("/money/contributions/{id}/edit")
}

/// An expenditure.
#[must_use]
pub fn expenditure(id: ExpenditureId) -> String {
    format!("/money/expenditures/{id}")
}

/// The form of an expenditure.
#[must_use]
pub fn edit_expenditure(id: ExpenditureId) -> String {
    format!("/money/expenditures/{id}/edit")
}

/// The form that cancels the contribution or expenditure with this address.
#[must_use]
pub fn cancel_money(record: &str) -> String {
    format!("{record}/cancellation/new")
}
