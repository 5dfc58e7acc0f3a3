//! Signing in and out.

use domain::audit::Act;
use domain::history::Subject;
use domain::ids::{PersonId, SessionId};
use domain::person::Profile;

use crate::actor::Actor;
use crate::auth::session::{self as tokens, Origin};
use crate::db::{Conn, audit, person, session};
use crate::error::Error;
use crate::queries::account::Credentials;

/// The browser in which somebody signs in.
#[derive(Debug, Clone, Default)]
pub struct Browser {
    /// What it says of itself, and from where.
    pub origin: Origin,
    /// The session of the actor, perhaps another person, that goes on in it. It ends: its token is replaced, so that nobody could end it
    /// any more.
    pub session: Option<SessionId>,
}

/// Somebody who has just signed in.
#[derive(Debug, Clone)]
pub struct SignedIn {
    /// Who it is.
    pub profile: Profile,
    /// The token of the new session.
    pub token: String,
}

fn record(conn: &mut Conn, actor: &Actor, id: PersonId, act: Act) -> Result<(), Error> {
    Ok(audit::record(conn, actor, act, Some(Subject::Person(id)), None)?)
}

/// Records that a wrong password was given for somebody's account.
///
/// # Errors
/// When the database fails.
pub fn refuse(conn: &mut Conn, actor: &Actor, id: PersonId) -> Result<(), Error> {
    record(conn, actor, id, Act::SignInRefused)
}

/// Begins a session.
///
/// # Errors
/// When the database fails.
pub(super) fn begin(conn: &mut Conn, actor: &Actor, profile: Profile, browser: &Browser) -> Result<SignedIn, Error> {
    if let Some((old, owner)) = browser.session.zip(actor.id()) {
        session::end(conn, owner, old)?;
    }
    let token = tokens::begin(conn, profile.id, &browser.origin, actor.now)?;
    record(conn, &actor.becoming(&profile), profile.id, Act::SignedIn)?;
    Ok(SignedIn { profile, token })
}

/// Signs somebody in whose password was verified against these credentials. The verification takes long and holds no transaction, so account
/// and password are looked at again: `None` if the account was shut or the password changed meanwhile.
///
/// # Errors
/// When the database fails.
pub fn sign_in(conn: &mut Conn, actor: &Actor, verified: &Credentials, browser: &Browser) -> Result<Option<SignedIn>, Error> {
    let Some(profile) = person::find(conn, verified.person)?.filter(|p| p.account.is_active()) else { return Ok(None) };
    if person::password_hash(conn, verified.person)? != verified.hash {
        return Ok(None);
    }
    begin(conn, actor, profile, browser).map(Some)
}

/// Signs in as a person of the demonstration, without a password.
///
/// # Errors
/// [`Error::NotFound`] outside the demonstration, and for somebody who cannot sign in.
pub fn sign_in_to_demonstration(conn: &mut Conn, actor: &Actor, id: PersonId, browser: &Browser) -> Result<SignedIn, Error> {
    let profile = person::find(conn, id)?.filter(|p| actor.site.demo && p.account.is_active()).ok_or(Error::NotFound)?;
    begin(conn, actor, profile, browser)
}

/// Ends one of the actor's own sessions.
///
/// # Errors
/// [`Error::NotFound`] for a session that is not the actor's own.
pub fn end(conn: &mut Conn, actor: &Actor, id: SessionId) -> Result<(), Error> {
    let owner = actor.member()?.id;
    if session::end(conn, owner, id)? { record(conn, actor, owner, Act::SignedOut) } else { Err(Error::NotFound) }
}

/// Ends all sessions of the actor but this one.
///
/// # Errors
/// When the database fails.
pub fn end_others(conn: &mut Conn, actor: &Actor, this: Option<SessionId>) -> Result<(), Error> {
    let owner = actor.member()?.id;
    if session::end_all(conn, owner, this)? == 0 {
        return Ok(());
    }
    record(conn, actor, owner, Act::SessionsEnded)
}
