//! Money: what was pledged, received and spent for the plan. Sums are computed by currency and never mixed; a total in one currency
//! exists only with rates that somebody has stated. Amounts are whole numbers of the smallest unit: nothing is ever rounded
//! but such a total.

mod amount;
mod contribution;
mod expenditure;
mod ledger;
mod rate;
mod record;
mod typed;

pub use amount::{AMOUNT_MAX, Amount, Currency, Sums};
pub use contribution::{Contribution, ContributionInput, ContributionRecord, PAYMENTS_MAX, Payment, PaymentInput, Purpose, WHOLE_PLAN};
pub use expenditure::{Expenditure, ExpenditureInput, ExpenditureRecord};
pub use ledger::{InOne, Ledger, LedgerFilter, Totals};
pub use rate::{Converted, ExchangeRate, Rate, RateInput, RateRecord, in_one};
pub use record::{MoneyEntry, MoneyRecord};
pub use typed::{Cancelled, Choices, REASON_MAX};
