//! Signing in and out.

use domain::audit::Act;
use domain::history::Subject;
use domain::ids::{PersonId, SessionId};
use domain::person::Profile;

use super::second_factor as factor;
use crate::actor::Actor;
use crate::auth::credentials::{self, Credentials};
use crate::auth::session::{self as tokens, Origin};
use crate::db::{Conn, audit, person, second_factor, session};
use crate::error::Error;
use crate::queries;

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

/// What came of a password, or of a second factor.
#[derive(Debug, Clone)]
pub enum Step {
    /// A session has begun.
    Done(SignedIn),
    /// The second factor is asked for, with this proof that the password was right.
    CodeNeeded(String),
    /// It was wrong, or the account was shut or the password changed meanwhile.
    Refused,
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
/// and password are looked at again. Whoever has a second factor is asked for it first.
///
/// # Errors
/// When the database fails.
pub fn sign_in(conn: &mut Conn, actor: &Actor, verified: &Credentials, browser: &Browser) -> Result<Step, Error> {
    let Some(profile) = still_valid(conn, verified)? else { return Ok(Step::Refused) };
    if second_factor::of(conn, profile.id)?.is_some() {
        return Ok(Step::CodeNeeded(credentials::prove(&actor.site.keys, verified, actor.now)?));
    }
    begin(conn, actor, profile, browser).map(Step::Done)
}

/// Whose these credentials are, if the account is open and the password still the same.
fn still_valid(conn: &mut Conn, verified: &Credentials) -> Result<Option<Profile>, Error> {
    let profile = person::find(conn, verified.person)?.filter(|p| p.account.is_active());
    let is_same = person::password_hash(conn, verified.person)? == verified.hash;
    Ok(profile.filter(|_| is_same))
}

/// Signs somebody in who has proved the password, by the second factor.
///
/// # Errors
/// [`Error::DeadLink`] if the proof is too old, or the password has changed since.
pub fn sign_in_with_code(conn: &mut Conn, actor: &Actor, proof: &str, typed: &str, browser: &Browser) -> Result<Step, Error> {
    let id = credentials::person(&actor.site.keys, proof, actor.now)?;
    let present = queries::account::credentials_of(conn, id)?;
    let profile = person::find(conn, id)?.filter(|p| p.account.is_active()).ok_or(Error::DeadLink)?;
    if !credentials::fits(&actor.site.keys, proof, &present, actor.now) {
        return Err(Error::DeadLink);
    }
    if !factor::proves(conn, actor, &profile, typed)? {
        return Ok(Step::Refused);
    }
    begin(conn, actor, profile, browser).map(Step::Done)
}

/// Notes that the owner of a session has proved who they are: by the password that was verified against these credentials, and by the second
/// factor if they have one. The session goes on under a new token; `None` if the proof was wrong.
///
/// # Errors
/// [`Error::NotFound`] if nobody is signed in, or somebody else.
pub fn confirm(conn: &mut Conn, actor: &Actor, browser: &Browser, verified: &Credentials, typed: &str) -> Result<Option<SignedIn>, Error> {
    if actor.member()?.id != verified.person {
        return Err(Error::NotFound);
    }
    let Some(profile) = still_valid(conn, verified)? else { return Ok(None) };
    if second_factor::of(conn, profile.id)?.is_some() && !factor::proves(conn, actor, &profile, typed)? {
        return Ok(None);
    }
    if let Some(old) = browser.session {
        session::end(conn, profile.id, old)?;
    }
    let token = tokens::begin(conn, profile.id, &browser.origin, actor.now)?;
    record(conn, actor, profile.id, Act::Confirmed)?;
    Ok(Some(SignedIn { profile, token }))
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

/// Ends all sessions of a person, for an administrator. Says how many there were.
///
/// # Errors
/// [`Error::NotFound`] unless an administrator acts.
pub fn end_all_of(conn: &mut Conn, actor: &Actor, id: PersonId) -> Result<usize, Error> {
    actor.administrator()?;
    let ended = session::end_all(conn, id, None)?;
    if ended > 0 {
        record(conn, actor, id, Act::SessionsEnded)?;
    }
    Ok(ended)
}
