//! Signed links that are open.

use chrono::{DateTime, Utc};
use domain::person::{Account, Profile};

use crate::actor::Site;
use crate::auth::link::{self, OpenLink, Purpose};
use crate::db::{Conn, person};
use crate::error::Error;

/// The open link that makes the first administrator.
///
/// # Errors
/// [`Error::DeadLink`], also once anybody has an account.
pub fn first(conn: &mut Conn, site: &Site, token: &str, now: DateTime<Utc>) -> Result<OpenLink, Error> {
    let open = link::open(conn, &site.keys, Purpose::First, token, now)?;
    if person::any(conn)? { Err(Error::DeadLink) } else { Ok(open) }
}

/// The open link and the person for whom it was given out, who must not have been shut out since.
///
/// # Errors
/// [`Error::DeadLink`].
pub fn owned(conn: &mut Conn, site: &Site, purpose: Purpose, token: &str, now: DateTime<Utc>) -> Result<(OpenLink, Profile), Error> {
    let open = link::open(conn, &site.keys, purpose, token, now)?;
    let profile = open.person.map(|id| person::find(conn, id)).transpose()?.flatten().ok_or(Error::DeadLink)?;
    let fits = matches!((purpose, profile.account), (Purpose::Join, Account::Invited { .. }) | (Purpose::Reset, Account::Active { .. }));
    if fits { Ok((open, profile)) } else { Err(Error::DeadLink) }
}
