//! The second factor: setting it up, proving it, ending it, and the way back for somebody who has lost it.

use domain::audit::Act;
use domain::form::{Errors, Problem};
use domain::history::Subject;
use domain::ids::{PersonId, SessionId};
use domain::person::Profile;
use domain::second_factor::{Proof, RECOVERY_CODES, is_missing, recovery_code};

use super::notice;
use crate::actor::Actor;
use crate::auth::credentials;
use crate::auth::sha256_hex;
use crate::auth::totp::{Authenticator, step_at};
use crate::db::{Conn, audit, person, second_factor, session, setting};
use crate::error::Error;
use crate::messages::AccountNews;

/// Most characters of the nonce that comes back with the form.
const NONCE_MAX: usize = 64;
/// Steps of time by which a code may be ahead of the clock.
const STEPS_AHEAD: i64 = 2;

fn record(conn: &mut Conn, actor: &Actor, id: PersonId, act: Act) -> Result<(), Error> {
    Ok(audit::record(conn, actor, act, Some(Subject::Person(id)), None)?)
}

fn wrong_code() -> Error {
    let mut errors = Errors::new();
    errors.add("factor-code", Problem::WrongCode);
    Error::Invalid(errors)
}

fn own(conn: &mut Conn, actor: &Actor) -> Result<Profile, Error> {
    person::find(conn, actor.member()?.id)?.ok_or(Error::NotFound)
}

fn hash(code: &str) -> String {
    sha256_hex(code.as_bytes())
}

/// Sets up the app whose secret belongs to `nonce`, in the place of one before, after a code of it was typed. All sessions of the actor but `this` end.
/// Gives the recovery codes, which cannot be shown again.
///
/// # Errors
/// [`Error::Invalid`] (`factor-code`).
pub fn set_up(conn: &mut Conn, actor: &Actor, nonce: &str, typed: &str, this: Option<SessionId>) -> Result<Vec<String>, Error> {
    let profile = own(conn, actor)?;
    if nonce.is_empty() || nonce.len() > NONCE_MAX {
        return Err(wrong_code());
    }
    let app = Authenticator::new(&actor.site.keys, profile.id, nonce, &profile.person.email)?;
    let Some(Proof::Code(code)) = Proof::read(typed) else { return Err(wrong_code()) };
    let step = app.step(&code, actor.now).ok_or_else(wrong_code)?;
    second_factor::set(conn, profile.id, nonce, step, actor.now)?;
    record(conn, actor, profile.id, Act::SecondFactorSet)?;
    if session::end_all(conn, profile.id, this)? > 0 {
        record(conn, actor, profile.id, Act::SessionsEnded)?;
    }
    notice::send(conn, actor, AccountNews::SecondFactorSet, &profile, &profile.person.email)?;
    new_codes(conn, profile.id)
}

fn new_codes(conn: &mut Conn, id: PersonId) -> Result<Vec<String>, Error> {
    let codes: Vec<String> = (0..RECOVERY_CODES).map(|_| recovery_code(rand::random())).collect();
    let hashes: Vec<String> = codes.iter().map(|code| hash(code)).collect();
    second_factor::set_recovery_codes(conn, id, &hashes)?;
    Ok(codes)
}

/// Makes new recovery codes; those before stop working.
///
/// # Errors
/// [`Error::Stale`] for somebody without a second factor.
pub fn renew_recovery_codes(conn: &mut Conn, actor: &Actor) -> Result<Vec<String>, Error> {
    let id = actor.member()?.id;
    second_factor::of(conn, id)?.ok_or(Error::Stale)?;
    record(conn, actor, id, Act::RecoveryCodesMade)?;
    new_codes(conn, id)
}

/// Ends the actor's own second factor.
///
/// # Errors
/// [`Error::Stale`] if there is none, or if the role of the actor requires one.
pub fn end(conn: &mut Conn, actor: &Actor) -> Result<(), Error> {
    let profile = own(conn, actor)?;
    let is_required = is_missing(&setting::second_factor_roles(conn)?, profile.person.role, false);
    if is_required || !second_factor::end(conn, profile.id)? {
        return Err(Error::Stale);
    }
    record(conn, actor, profile.id, Act::SecondFactorEnded)?;
    notice::send(conn, actor, AccountNews::SecondFactorEnded, &profile, &profile.person.email)
}

/// Whether what was typed proves the second factor of a person; a recovery code is used up by it, and its owner gets a mail.
///
/// # Errors
/// When the database fails.
pub(super) fn proves(conn: &mut Conn, actor: &Actor, profile: &Profile, typed: &str) -> Result<bool, Error> {
    let Some(factor) = second_factor::of(conn, profile.id)? else { return Ok(false) };
    let fits = match Proof::read(typed) {
        Some(Proof::Code(code)) => {
            let app = Authenticator::new(&actor.site.keys, profile.id, &factor.nonce, &profile.person.email)?;
            match app.step(&code, actor.now) {
                Some(step) => second_factor::accept(conn, profile.id, step, step_at(actor.now) + STEPS_AHEAD)?,
                None => false,
            }
        }
        Some(Proof::Recovery(code)) => second_factor::take_recovery_code(conn, profile.id, &hash(&code), actor.now)?,
        None => false,
    };
    if fits && matches!(Proof::read(typed), Some(Proof::Recovery(_))) {
        let actor = actor.becoming(profile);
        record(conn, &actor, profile.id, Act::RecoveryCodeUsed)?;
        notice::send(conn, &actor, AccountNews::RecoveryCodeUsed, profile, &profile.person.email)?;
    }
    if !fits {
        record(conn, actor, profile.id, Act::CodeRefused)?;
    }
    Ok(fits)
}

/// Notes that somebody who has given the password, and has lost app and recovery codes, asks for the removal of the second factor. Every
/// administrator who could confirm it gets a mail, as does its owner.
///
/// # Errors
/// [`Error::DeadLink`] if the proof of the password is too old.
pub fn ask_removal(conn: &mut Conn, actor: &Actor, proof: &str) -> Result<(), Error> {
    let id = credentials::person(&actor.site.keys, proof, actor.now)?;
    let own = crate::queries::account::credentials_of(conn, id)?;
    let profile = person::find(conn, id)?.filter(|p| p.account.is_active()).ok_or(Error::DeadLink)?;
    let factor = second_factor::of(conn, id)?.filter(|_| credentials::fits(&actor.site.keys, proof, &own, actor.now));
    let factor = factor.ok_or(Error::DeadLink)?;
    if factor.removal_asked_at.is_some() {
        return Ok(());
    }
    second_factor::ask_removal(conn, id, actor.now)?;
    let actor = actor.becoming(&profile);
    record(conn, &actor, id, Act::RemovalAsked)?;
    notice::send(conn, &actor, AccountNews::RemovalAsked, &profile, &profile.person.email)?;
    for administrator in person::administrators(conn)?.iter().filter(|p| p.id != id) {
        notice::send(conn, &actor, AccountNews::RemovalToConfirm(id), administrator, &administrator.person.email)?;
    }
    Ok(())
}

/// Removes the second factor of somebody else who has asked for it, and ends their sessions. The owner and all administrators get a mail.
///
/// # Errors
/// [`Error::NotFound`] unless another administrator acts; [`Error::Stale`] if nobody asks for it any more.
pub fn confirm_removal(conn: &mut Conn, actor: &Actor, id: PersonId) -> Result<(), Error> {
    if actor.administrator()?.id == id {
        return Err(Error::NotFound);
    }
    second_factor::of(conn, id)?.filter(|factor| factor.removal_asked_at.is_some()).ok_or(Error::Stale)?;
    remove(conn, actor, id)
}

/// Removes somebody's second factor for whoever has access to the server: where no other administrator is left who could confirm it.
///
/// # Errors
/// [`Error::NotFound`] if nobody has the mail address; [`Error::Stale`] for somebody without a second factor.
pub fn remove_on_server(conn: &mut Conn, actor: &Actor, email: &str) -> Result<(), Error> {
    let (profile, _) = person::by_email(conn, &email.trim().to_lowercase())?.ok_or(Error::NotFound)?;
    second_factor::of(conn, profile.id)?.ok_or(Error::Stale)?;
    remove(conn, actor, profile.id)
}

fn remove(conn: &mut Conn, actor: &Actor, id: PersonId) -> Result<(), Error> {
    let profile = person::find(conn, id)?.ok_or(Error::NotFound)?;
    second_factor::end(conn, id)?;
    session::end_all(conn, id, None)?;
    record(conn, actor, id, Act::SecondFactorRemoved)?;
    notice::send(conn, actor, AccountNews::SecondFactorRemoved, &profile, &profile.person.email)?;
    for administrator in person::administrators(conn)?.iter().filter(|p| p.id != id) {
        notice::send(conn, actor, AccountNews::RemovalConfirmed(id), administrator, &administrator.person.email)?;
    }
    Ok(())
}
