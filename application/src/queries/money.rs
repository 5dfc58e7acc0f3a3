//! Money as far as a reader may see it.

use domain::access::{Member, MoneySeen};
use domain::as_of::AsOf;
use domain::ids::{ActivityId, ContributionId, ExpenditureId};
use domain::money::{ContributionRecord, ExpenditureRecord, Ledger, LedgerFilter, Totals};

use crate::db::{Conn, money};
use crate::error::Error;

/// A contribution that the reader may know of.
///
/// # Errors
/// [`Error::NotFound`].
pub fn contribution(conn: &mut Conn, id: ContributionId, seen: MoneySeen) -> Result<ContributionRecord, Error> {
    money::contribution::find(conn, id)?.filter(|r| seen.may_read(r.contribution.donor)).ok_or(Error::NotFound)
}

/// An expenditure that the reader may know of.
///
/// # Errors
/// [`Error::NotFound`].
pub fn expenditure(conn: &mut Conn, id: ExpenditureId, seen: MoneySeen) -> Result<ExpenditureRecord, Error> {
    money::expenditure::find(conn, id)?.filter(|r| seen.may_read(r.expenditure.spender)).ok_or(Error::NotFound)
}

/// The ledger as of a moment; of a past day, what had happened by then.
///
/// # Errors
/// Those of the database.
pub fn ledger(conn: &mut Conn, as_of: AsOf) -> Result<Ledger, Error> {
    let known = money::ledger(conn, as_of.at)?;
    Ok(if let Some(day) = as_of.day { known.until(day) } else { known })
}

/// Figures of one activity, as far as a reader may see them.
///
/// # Errors
/// Those of the database.
pub fn of_activity(conn: &mut Conn, activity: ActivityId, as_of: AsOf, member: Option<&Member>) -> Result<Totals, Error> {
    let filter = LedgerFilter { activity: Some(activity), ..LedgerFilter::default() };
    Ok(ledger(conn, as_of)?.seen(MoneySeen::by(member), &filter).totals(&filter))
}
