//! Precedents: events that took place before the plan.

use domain::lang::Translated;
use domain::precedent::Precedent;

use crate::db::{Conn, precedent};
use crate::error::Error;

/// Every precedent with the name of its country, the newest first.
///
/// # Errors
/// When the database fails.
pub fn all(conn: &mut Conn) -> Result<Vec<(Precedent, Option<Translated>)>, Error> {
    Ok(precedent::all(conn)?)
}
