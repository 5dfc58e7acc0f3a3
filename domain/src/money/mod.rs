//! Money: what was pledged, received and spent for the plan. Sums are kept by currency and never mixed; a total in one currency
//! exists only with rates that somebody has stated. Amounts are whole numbers of the smallest unit: nothing is ever rounded
//! but such a total.

mod amount;
mod contribution;
mod expenditure;
mod ledger;
mod rate;
mod record;

pub use amount::{AMOUNT_MAX, Amount, Currency, Sums};
pub use contribution::{Contribution, ContributionInput, ContributionRecord, PAYMENTS_MAX, Payment, PaymentInput, Purpose, WHOLE_PLAN};
pub use expenditure::{Expenditure, ExpenditureInput, ExpenditureRecord};
pub use ledger::{InOne, Ledger, LedgerFilter, Totals};
pub use rate::{Converted, ExchangeRate, Rate, RateInput, RateRecord, in_one};
pub use record::{MoneyEntry, MoneyRecord};

use chrono::{DateTime, Utc};

use crate::directory::Directory;
use crate::form::Problem;
use crate::ids::{ActivityId, OrganisationId};

/// What can be chosen in a form about money.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Choices {
    /// Organisations that can be named.
    pub organisations: Vec<OrganisationId>,
    /// Activities that can be named.
    pub activities: Vec<ActivityId>,
}

impl Choices {
    /// What stands in the directory. Organisations that are not active can stay where they are named already.
    #[must_use]
    pub fn of(directory: &Directory, named: Option<OrganisationId>) -> Self {
        let organisations = directory.organisations.iter().filter(|o| o.is_active || Some(o.id) == named).map(|o| o.id).collect();
        Self { organisations, activities: directory.activities.iter().map(|a| a.id).collect() }
    }

    fn organisation(&self, typed: &str) -> Result<OrganisationId, Problem> {
        chosen(typed, &self.organisations, OrganisationId)
    }

    fn activity(&self, typed: &str) -> Result<ActivityId, Problem> {
        chosen(typed, &self.activities, ActivityId)
    }
}

fn chosen<T: Copy + PartialEq>(typed: &str, of: &[T], make: impl Fn(i32) -> T) -> Result<T, Problem> {
    if typed.is_empty() {
        return Err(Problem::Required);
    }
    typed.parse().map(make).ok().filter(|id| of.contains(id)).ok_or(Problem::NotAChoice)
}

/// Why and when something was taken out. It is kept, and does not count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cancelled {
    /// When.
    pub at: DateTime<Utc>,
    /// Why.
    pub reason: String,
}

/// Longest source.
const SOURCE_MAX: usize = 240;
/// Longest note.
const NOTE_MAX: usize = 1000;

/// Longest reason why a record is withdrawn.
pub const REASON_MAX: usize = 1000;
