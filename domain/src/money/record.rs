//! What contributions and expenditures have in common: both are recorded from a form, changed, and withdrawn with a reason.

use std::fmt::{Debug, Display};

use chrono::{DateTime, NaiveDate, Utc};

use super::typed::{Cancelled, Choices};
use crate::directory::Directory;
use crate::form::Errors;
use crate::history::{Changes, Subject};
use crate::ids::{OrganisationId, PlanId};

/// A kind of record of money.
pub trait MoneyEntry: Debug + Clone + PartialEq + Send + 'static {
    /// Its key.
    type Id: Debug + Display + Copy + Eq + Send + 'static;
    /// What its form holds.
    type Input: Debug + Clone + Default + Send + 'static;

    /// The typed key.
    fn id(key: i32) -> Self::Id;

    /// The record as a subject of the history.
    fn subject(id: Self::Id) -> Subject;

    /// Whose money it is: the donor, or who spent it. It decides who may see the record.
    fn organisation(&self) -> OrganisationId;

    /// The plan for which it is as a whole, if it is.
    fn whole_plan(&self) -> Option<PlanId> {
        None
    }

    /// Reads what was typed on a day.
    ///
    /// # Errors
    /// Every field's problem.
    fn parse(typed: &Self::Input, choices: &Choices, today: NaiveDate) -> Result<Self, Errors>;

    /// The form of what is stored.
    fn typed(&self) -> Self::Input;

    /// The differences to `before`; all of it if there was nothing before.
    fn differences(before: Option<&Self>, after: &Self, directory: &Directory) -> Changes;
}

/// A contribution or an expenditure as it is recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MoneyRecord<E: MoneyEntry> {
    /// Key.
    pub id: E::Id,
    /// What is known.
    pub entry: E,
    /// When it was recorded.
    pub created_at: DateTime<Utc>,
    /// Why it was withdrawn, if it was. It does not count then.
    pub cancelled: Option<Cancelled>,
    /// Raised by every edit, to notice two at once.
    pub version: i32,
}

impl<E: MoneyEntry> MoneyRecord<E> {
    /// Whether it counts; only then it can be changed or withdrawn.
    #[must_use]
    pub const fn counts(&self) -> bool {
        self.cancelled.is_none()
    }
}
