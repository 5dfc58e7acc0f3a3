//! Money: contributions with their payments, expenditures, exchange rates. Nothing is removed: what is cancelled stays.

pub mod contribution;
pub mod expenditure;
pub mod rate;
mod record;
mod stored;
mod version;

pub use stored::New;

pub use record::Stored;

use chrono::{DateTime, Utc};
use diesel::QueryResult;
use domain::ids::PlanId;
use domain::money::Ledger;

use super::{Conn, activity};

/// Everything about a plan that was recorded at a moment, as it was known then, the newest first. What is for activities of two plans is in
/// the ledgers of both.
///
/// # Errors
/// When the database fails.
pub fn ledger(conn: &mut Conn, plan: PlanId, at: DateTime<Utc>) -> QueryResult<Ledger> {
    let recorded = Ledger { contributions: contribution::all(conn)?, expenditures: expenditure::all(conn)? };
    let known = version::ledger(conn, recorded, at)?;
    Ok(known.of_plan(plan, &activity::keys(conn, plan)?))
}
