//! A person's own account, and what proves who somebody is.

use chrono::{DateTime, Utc};
use domain::ids::PersonId;
use domain::person::Profile;

use crate::actor::{Actor, Site};
use crate::auth::calendar_key;
pub use crate::auth::credentials::Credentials;
pub use crate::db::session::Session;
use crate::db::{Conn, calendar, person, session};
use crate::error::Error;

/// The credentials of the person of this mail address (lower case), if there is one.
///
/// # Errors
/// When the database fails.
pub fn credentials(conn: &mut Conn, email: &str) -> Result<Option<Credentials>, Error> {
    Ok(person::by_email(conn, email)?.map(|(profile, hash)| Credentials { person: profile.id, hash }))
}

/// The actor's own credentials.
///
/// # Errors
/// [`Error::NotFound`] if nobody is signed in.
pub fn own_credentials(conn: &mut Conn, actor: &Actor) -> Result<Credentials, Error> {
    credentials_of(conn, actor.member()?.id)
}

/// The credentials of the person of this key.
///
/// # Errors
/// When the database fails.
pub fn credentials_of(conn: &mut Conn, person: PersonId) -> Result<Credentials, Error> {
    Ok(Credentials { person, hash: person::password_hash(conn, person)? })
}

/// The actor's sessions that have not expired, the last used first.
///
/// # Errors
/// [`Error::NotFound`] if nobody is signed in.
pub fn sessions(conn: &mut Conn, actor: &Actor) -> Result<Vec<Session>, Error> {
    Ok(session::of(conn, actor.member()?.id, actor.now)?)
}

/// The secret address of somebody's calendar, and when it was made.
///
/// # Errors
/// When the database fails.
pub fn calendar_address(conn: &mut Conn, site: &Site, id: PersonId) -> Result<Option<(String, DateTime<Utc>)>, Error> {
    let address = |nonce: &str| format!("{}calendar.ics?key={}", site.base, calendar_key::make(&site.keys, id, nonce));
    Ok(calendar::address(conn, id)?.map(|(nonce, at)| (address(&nonce), at)))
}

/// Whose the key in the address of a calendar is, as long as the account is open.
///
/// # Errors
/// [`Error::NotFound`] for a key that does not hold.
pub fn calendar_owner(conn: &mut Conn, site: &Site, key: &str) -> Result<Profile, Error> {
    let id = calendar_key::person(key).ok_or(Error::NotFound)?;
    let (nonce, _) = calendar::address(conn, id)?.ok_or(Error::NotFound)?;
    let owner = person::find(conn, id)?.filter(|p| p.account.is_active());
    owner.filter(|_| calendar_key::fits(&site.keys, key, &nonce)).ok_or(Error::NotFound)
}
