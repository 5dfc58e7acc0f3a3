//! What the forms about money share: choices and lengths.

use chrono::{DateTime, Utc};

use crate::directory::Directory;
use crate::form::Problem;
use crate::ids::{ActivityId, OrganisationId, PlanId};

/// What can be chosen in a form about money.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Choices {
    /// Organisations that can be named.
    pub organisations: Vec<OrganisationId>,
    /// Activities that can be named.
    pub activities: Vec<ActivityId>,
    /// The plan that is meant by the plan as a whole.
    pub plan: PlanId,
}

impl Choices {
    /// What stands in the directory, for a record of this plan. Organisations that are not active can stay where they are named already.
    #[must_use]
    pub fn of(directory: &Directory, plan: PlanId, named: Option<OrganisationId>) -> Self {
        let organisations = directory.organisations.iter().filter(|o| o.is_active || Some(o.id) == named).map(|o| o.id).collect();
        Self { organisations, activities: directory.every_activity().map(|a| a.id).collect(), plan }
    }

    pub(super) fn organisation(&self, typed: &str) -> Result<OrganisationId, Problem> {
        chosen(typed, &self.organisations, OrganisationId)
    }

    pub(super) fn activity(&self, typed: &str) -> Result<ActivityId, Problem> {
        chosen(typed, &self.activities, ActivityId)
    }
}

fn chosen<T: Copy + PartialEq>(typed: &str, of: &[T], make: impl Fn(i32) -> T) -> Result<T, Problem> {
    if typed.is_empty() {
        return Err(Problem::Required);
    }
    typed.parse().map(make).ok().filter(|id| of.contains(id)).ok_or(Problem::NotAChoice)
}

/// Why and when something was cancelled. Its record stays, and does not count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cancelled {
    /// When.
    pub at: DateTime<Utc>,
    /// Why.
    pub reason: String,
}

/// Longest source.
pub(super) const SOURCE_MAX: usize = 240;
/// Longest note.
pub(super) const NOTE_MAX: usize = 1000;
/// Longest reason why a record is withdrawn.
pub const REASON_MAX: usize = 1000;
