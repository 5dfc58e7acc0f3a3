//! Signed links: giving them out, and what those who have one do by it.

use chrono_tz::Tz;
use domain::audit::Act;
use domain::history::{Action, Changes, Subject};
use domain::ids::PersonId;
use domain::person::{Account, Person, Preferences, Profile};

use super::notice;
use super::session::{Browser, SignedIn, begin};
use crate::actor::Actor;
use crate::auth::link::{self, Delivery, Purpose};
use crate::db::{Conn, audit, calendar, history, outbox, person, session};
use crate::error::Error;
use crate::messages::{self, AccountNews, Recipient};
use crate::queries;

fn give_out(conn: &mut Conn, actor: &Actor, purpose: Purpose, person: Option<PersonId>, delivery: Delivery) -> Result<String, Error> {
    link::give_out(conn, &actor.site, purpose, person, delivery, actor.now)
}

/// Gives out a link and queues the mail that carries it.
fn send(conn: &mut Conn, actor: &Actor, purpose: Purpose, to: &Profile, sender: &str) -> Result<(), Error> {
    let link = give_out(conn, actor, purpose, Some(to.id), Delivery::Mailed)?;
    let to = Recipient { name: &to.person.name, email: &to.person.email, lang: to.person.lang };
    Ok(outbox::queue(conn, &messages::link(purpose, &to, sender, &link, &actor.site, actor.now), actor.now)?)
}

/// Gives out the link that makes the first administrator, as long as nobody has an account.
///
/// # Errors
/// When the database fails.
pub fn first(conn: &mut Conn, actor: &Actor) -> Result<Option<String>, Error> {
    if person::any(conn)? { Ok(None) } else { give_out(conn, actor, Purpose::First, None, Delivery::Shown).map(Some) }
}

/// Gives out the link by which somebody joins, to be handed over by other ways than a mail. Links given out before stop working.
///
/// # Errors
/// When the database fails.
pub fn join(conn: &mut Conn, actor: &Actor, id: PersonId) -> Result<String, Error> {
    audit::record(conn, actor, Act::LinkMade, Some(Subject::Person(id)), None)?;
    give_out(conn, actor, Purpose::Join, Some(id), Delivery::Shown)
}

/// Ends the sessions of the person of this mail address and gives out a link with which to set a password: a new one, or the first.
///
/// # Errors
/// [`Error::NotFound`] if nobody has the address; [`Error::Stale`] for an account that is shut.
pub fn restore_access(conn: &mut Conn, actor: &Actor, email: &str) -> Result<String, Error> {
    let (profile, _) = person::by_email(conn, &email.trim().to_lowercase())?.ok_or(Error::NotFound)?;
    let purpose = match profile.account {
        Account::Active { .. } => Purpose::Reset,
        Account::Invited { .. } => Purpose::Join,
        Account::Deactivated { .. } => return Err(Error::Stale),
    };
    session::end_all(conn, profile.id, None)?;
    audit::record(conn, actor, Act::LinkMade, Some(Subject::Person(profile.id)), None)?;
    give_out(conn, actor, purpose, Some(profile.id), Delivery::Shown)
}

/// Gives out a link to join and queues the mail that carries it, in the name of the actor.
///
/// # Errors
/// When the database fails.
pub(super) fn send_invitation(conn: &mut Conn, actor: &Actor, profile: &Profile) -> Result<(), Error> {
    send(conn, actor, Purpose::Join, profile, &actor.name)?;
    record(conn, actor, profile.id, Action::Invited)
}

/// Withdraws all links given out to somebody.
///
/// # Errors
/// When the database fails.
pub(super) fn withdraw(conn: &mut Conn, actor: &Actor, id: PersonId) -> Result<(), Error> {
    link::withdraw_all(conn, id, actor.now)
}

/// Sends a link for a new password to a mail address, if it belongs to somebody who can sign in; otherwise nothing happens. Says whether a
/// mail was queued, which the person who asks must not learn.
///
/// # Errors
/// When the database fails.
pub fn ask_reset(conn: &mut Conn, actor: &Actor, email: &str) -> Result<bool, Error> {
    let Some((profile, _)) = person::by_email(conn, email)?.filter(|(p, _)| p.account.is_active()) else { return Ok(false) };
    send(conn, actor, Purpose::Reset, &profile, "")?;
    audit::record(conn, actor, Act::ResetAsked, Some(Subject::Person(profile.id)), None)?;
    Ok(true)
}

/// Makes the first administrator by a link, with the hash of a password, and signs in.
///
/// # Errors
/// [`Error::DeadLink`], also once anybody has an account.
pub fn make_first(
    conn: &mut Conn,
    actor: &Actor,
    token: &str,
    (new, zone): (&Person, Tz),
    hash: &str,
    browser: &Browser,
) -> Result<SignedIn, Error> {
    let open = queries::link::first(conn, &actor.site, token, actor.now)?;
    link::take(conn, &open, actor.now)?;
    let id = person::insert(conn, new, actor.now)?;
    person::set_preferences(conn, id, new.lang, zone)?;
    enter(conn, actor, (id, Account::Active { since: actor.now }), hash, browser)
}

/// Follows an invitation with the hash of a password, and signs in; pages and mails are in the chosen language and time zone from then on.
///
/// # Errors
/// [`Error::DeadLink`].
pub fn follow(
    conn: &mut Conn,
    actor: &Actor,
    token: &str,
    Preferences { lang, zone }: Preferences,
    hash: &str,
    browser: &Browser,
) -> Result<SignedIn, Error> {
    let (open, profile) = queries::link::owned(conn, &actor.site, Purpose::Join, token, actor.now)?;
    link::take(conn, &open, actor.now)?;
    let account = profile.account.join(actor.now).map_err(|_| Error::DeadLink)?;
    session::end_all(conn, profile.id, None)?;
    person::set_preferences(conn, profile.id, lang, zone)?;
    enter(conn, actor, (profile.id, account), hash, browser)
}

/// Sets a new password by a link, with its hash: ends the person's sessions and the address of their calendar, and tells them by mail. It does
/// not sign in: whoever reads somebody's mail has a password then, but has to pass the sign-in as everybody else.
///
/// # Errors
/// [`Error::DeadLink`].
pub fn reset(conn: &mut Conn, actor: &Actor, token: &str, hash: &str) -> Result<(), Error> {
    let (open, profile) = queries::link::owned(conn, &actor.site, Purpose::Reset, token, actor.now)?;
    link::take(conn, &open, actor.now)?;
    person::set_password(conn, profile.id, hash)?;
    let actor = actor.becoming(&profile);
    record(conn, &actor, profile.id, Action::PasswordChanged)?;
    password_changed(conn, &actor, &profile)
}

/// What follows a new password: sessions end, as does the address of the calendar, and the person gets a mail.
///
/// # Errors
/// When the database fails.
pub(super) fn password_changed(conn: &mut Conn, actor: &Actor, profile: &Profile) -> Result<(), Error> {
    session::end_all(conn, profile.id, None)?;
    if calendar::end(conn, profile.id)? {
        record(conn, actor, profile.id, Action::CalendarEnded)?;
    }
    notice::send(conn, actor, AccountNews::Password, profile, &profile.person.email)
}

/// Sets the password of an account that is open by now, and begins a session of its owner, who becomes the actor of what is recorded.
fn enter(conn: &mut Conn, actor: &Actor, (id, account): (PersonId, Account), hash: &str, browser: &Browser) -> Result<SignedIn, Error> {
    // The password first: the database holds nobody who has joined without one.
    person::set_password(conn, id, hash)?;
    person::set_account(conn, id, account)?;
    let profile = person::find(conn, id)?.ok_or(Error::NotFound)?;
    record(conn, &actor.becoming(&profile), id, Action::Joined)?;
    begin(conn, actor, profile, browser)
}

fn record(conn: &mut Conn, actor: &Actor, id: PersonId, action: Action) -> Result<(), Error> {
    Ok(history::record(conn, actor, Subject::Person(id), action, Changes::new(), None)?)
}
