//! What the audit trail holds of access: no record changes.

use domain::audit::Act;

use crate::actor::Actor;
use crate::db::{Conn, audit};
use crate::error::Error;

/// Most characters of an address in the audit trail.
const ADDRESS_MAX: usize = 500;

/// Records that somebody who is signed in asked for an address that their role does not open, as in `GET /admin/people`.
///
/// # Errors
/// When the database fails.
pub fn deny(conn: &mut Conn, actor: &Actor, request: &str) -> Result<(), Error> {
    Ok(audit::record(conn, actor, Act::Denied, None, Some(&shortened(request)))?)
}

/// Records that somebody who is signed in downloaded what is at an address.
///
/// # Errors
/// When the database fails.
pub fn export(conn: &mut Conn, actor: &Actor, address: &str) -> Result<(), Error> {
    Ok(audit::record(conn, actor, Act::Exported, None, Some(&shortened(address)))?)
}

fn shortened(address: &str) -> String {
    address.chars().take(ADDRESS_MAX).collect()
}
