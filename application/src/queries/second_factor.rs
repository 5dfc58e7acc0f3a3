//! The second factor as its owner and administrators see it.

use chrono::{DateTime, Utc};
use domain::access::Role;
use domain::ids::PersonId;
use domain::second_factor::is_missing;

use crate::actor::Actor;
use crate::auth::random_token;
use crate::auth::totp::{Authenticator, Setup};
use crate::db::{Conn, person, second_factor, setting};
use crate::error::Error;

/// A second factor that is set up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Present {
    /// Since when.
    pub since: DateTime<Utc>,
    /// When its owner asked for its removal, if they have.
    pub removal_asked_at: Option<DateTime<Utc>>,
    /// How many recovery codes are unused.
    pub codes_left: i64,
}

/// The second factor of a person, if they have one.
///
/// # Errors
/// When the database fails.
pub fn of(conn: &mut Conn, id: PersonId) -> Result<Option<Present>, Error> {
    let Some(factor) = second_factor::of(conn, id)? else { return Ok(None) };
    let codes_left = second_factor::recovery_codes_left(conn, id)?;
    Ok(Some(Present { since: factor.since, removal_asked_at: factor.removal_asked_at, codes_left }))
}

/// The people who have one.
///
/// # Errors
/// When the database fails.
pub fn owners(conn: &mut Conn) -> Result<Vec<PersonId>, Error> {
    Ok(second_factor::owners(conn)?)
}

/// The roles that have to have one.
///
/// # Errors
/// When the database fails.
pub fn required_roles(conn: &mut Conn) -> Result<Vec<Role>, Error> {
    Ok(setting::second_factor_roles(conn)?)
}

/// Whether somebody of this role has to set one up before anything else.
///
/// # Errors
/// When the database fails.
pub fn must_set_up(conn: &mut Conn, id: PersonId, role: Role) -> Result<bool, Error> {
    let required = setting::second_factor_roles(conn)?;
    Ok(is_missing(&required, role, false) && second_factor::of(conn, id)?.is_none())
}

/// What an app needs to be set up for the actor: with the nonce of an earlier try, or a new one.
///
/// # Errors
/// [`Error::NotFound`] if nobody is signed in.
pub fn setup(conn: &mut Conn, actor: &Actor, nonce: Option<String>) -> Result<(String, Setup), Error> {
    let profile = person::find(conn, actor.member()?.id)?.ok_or(Error::NotFound)?;
    let nonce = nonce.unwrap_or_else(random_token);
    let setup = Authenticator::new(&actor.site.keys, profile.id, &nonce, &profile.person.email)?.setup()?;
    Ok((nonce, setup))
}
