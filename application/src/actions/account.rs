//! What people do with their own account.

use domain::history::{Action, Changes, Field, Subject};
use domain::person::Preferences;
use domain::person::Profile;

use super::link;
use super::session::{Browser, SignedIn, begin};
use crate::actor::Actor;
use crate::auth::random_token;
use crate::db::{Conn, calendar, history, person};
use crate::error::Error;
use crate::queries::account::Credentials;

fn own(conn: &mut Conn, actor: &Actor) -> Result<Profile, Error> {
    let id = actor.member()?.id;
    person::find(conn, id)?.ok_or(Error::NotFound)
}

fn record(conn: &mut Conn, actor: &Actor, action: Action, changes: Changes) -> Result<(), Error> {
    let subject = Subject::Person(actor.member()?.id);
    Ok(history::record(conn, actor, subject, action, changes, None)?)
}

/// Sets the language and time zone of the actor's pages and mails.
///
/// # Errors
/// [`Error::NotFound`] if nobody is signed in.
pub fn set_preferences(conn: &mut Conn, actor: &Actor, Preferences { lang, zone }: Preferences) -> Result<(), Error> {
    let profile = own(conn, actor)?;
    let changes = Changes::new().compare(Field::Language, Some(profile.person.lang.into()), Some(lang.into())).value(
        Field::TimeZone,
        Some(profile.time_zone.name()),
        Some(zone.name()),
    );
    if changes.is_empty() {
        return Ok(());
    }
    person::set_preferences(conn, profile.id, lang, zone)?;
    record(conn, actor, Action::Edited, changes)
}

/// Changes the actor's password to one with this hash, after the present one was verified against `verified`: ends all sessions, makes links
/// given out before and the address of the calendar stop working, and begins a new session.
///
/// # Errors
/// [`Error::Stale`] if the account was shut or the password changed meanwhile.
pub fn change_password(conn: &mut Conn, actor: &Actor, verified: &Credentials, hash: &str, browser: &Browser) -> Result<SignedIn, Error> {
    let profile = own(conn, actor)?;
    let is_present = verified.person == profile.id && person::password_hash(conn, profile.id)? == verified.hash;
    if !is_present || !profile.account.is_active() {
        return Err(Error::Stale);
    }
    person::set_password(conn, profile.id, hash)?;
    link::withdraw(conn, actor, profile.id)?;
    record(conn, actor, Action::PasswordChanged, Changes::new())?;
    link::password_changed(conn, actor, &profile)?;
    begin(conn, actor, profile, browser)
}

/// Makes the secret address of the actor's calendar, in the place of the one before.
///
/// # Errors
/// [`Error::NotFound`] if nobody is signed in.
pub fn open_calendar(conn: &mut Conn, actor: &Actor) -> Result<(), Error> {
    calendar::renew(conn, actor.member()?.id, &random_token(), actor.now)?;
    record(conn, actor, Action::CalendarOpened, Changes::new())
}

/// Ends the secret address of the actor's calendar.
///
/// # Errors
/// [`Error::NotFound`] if nobody is signed in.
pub fn end_calendar(conn: &mut Conn, actor: &Actor) -> Result<(), Error> {
    if calendar::end(conn, actor.member()?.id)? { record(conn, actor, Action::CalendarEnded, Changes::new()) } else { Ok(()) }
}
