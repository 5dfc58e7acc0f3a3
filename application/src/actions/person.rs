//! What administrators do with people and their accounts.

use chrono_tz::Tz;
use domain::form::{Errors, Problem};
use domain::handover::HandoverInput;
use domain::history::{Action, Changes, Field, Subject};
use domain::ids::{OrganisationId, PersonId};
use domain::invitation::{InvitationsInput, in_line};
use domain::lang::Lang;
use domain::person::{Account, Person, PersonInput, Profile};

use super::{activity, link, notice};
use crate::actor::Actor;
use crate::db::{Conn, calendar, history, organisation, person, session};
use crate::error::Error;
use crate::messages::AccountNews;
use crate::queries;

/// What became of an edit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edited {
    /// It is stored, or nothing differed.
    Saved,
    /// Somebody else has stored another edit since the person was read; this one is not stored.
    Overtaken,
}

fn find(conn: &mut Conn, id: PersonId) -> Result<Profile, Error> {
    person::find(conn, id)?.ok_or(Error::NotFound)
}

fn record(conn: &mut Conn, actor: &Actor, id: PersonId, action: Action, changes: Changes) -> Result<(), Error> {
    Ok(history::record(conn, actor, Subject::Person(id), action, changes, None)?)
}

/// Invites somebody: makes the account and queues the mail with the link to join.
///
/// # Errors
/// [`Error::NotFound`] unless an administrator acts; [`Error::Invalid`].
pub fn invite(conn: &mut Conn, actor: &Actor, typed: &PersonInput) -> Result<PersonId, Error> {
    actor.administrator()?;
    let new = read(conn, typed, None)?;
    let id = create(conn, actor, &new)?;
    let profile = find(conn, id)?;
    link::send_invitation(conn, actor, &profile)?;
    Ok(id)
}

/// Invites several people, all of them or none. Says how many.
///
/// # Errors
/// [`Error::NotFound`] unless an administrator acts; [`Error::Invalid`] (`lines`, and what is the same for all).
pub fn invite_all(conn: &mut Conn, actor: &Actor, typed: &InvitationsInput) -> Result<usize, Error> {
    actor.administrator()?;
    let mut errors = Errors::new();
    let mut new: Vec<Person> = Vec::new();
    for (line, typed) in typed.people().map_err(Error::Invalid)? {
        match read(conn, &typed, None) {
            Ok(person) if new.iter().any(|other| other.email == person.email) => errors.add("lines", in_line(line, Problem::Taken)),
            Ok(person) => new.push(person),
            Err(Error::Invalid(found)) => {
                for (field, problem) in found.iter() {
                    match field {
                        "name" | "email" => errors.add("lines", in_line(line, problem.clone())),
                        _ if errors.of(field).is_none() => errors.add(field, problem.clone()),
                        _ => {}
                    }
                }
            }
            Err(other) => return Err(other),
        }
    }
    if !errors.is_empty() {
        return Err(Error::Invalid(errors));
    }
    for person in &new {
        let id = create(conn, actor, person)?;
        let profile = find(conn, id)?;
        link::send_invitation(conn, actor, &profile)?;
    }
    Ok(new.len())
}

/// Makes the account of somebody who has not joined. The link to join is sent or given out apart from it.
///
/// # Errors
/// [`Error::Invalid`] if the mail address is taken.
pub fn create(conn: &mut Conn, actor: &Actor, new: &Person) -> Result<PersonId, Error> {
    if person::email_taken(conn, &new.email, None)? {
        return Err(taken());
    }
    let id = person::insert(conn, new, actor.now)?;
    record(conn, actor, id, Action::Created, Changes::new().value(Field::Role, None, Some(new.role.as_str())))?;
    Ok(id)
}

/// Makes the account of somebody who has joined at the moment of the actor, with the hash of a password: in the demonstration one that nobody
/// knows, as one click signs in there.
///
/// # Errors
/// [`Error::Invalid`] if the mail address is taken.
pub fn create_joined(conn: &mut Conn, actor: &Actor, new: &Person, zone: Tz, hash: &str) -> Result<Profile, Error> {
    let id = create(conn, actor, new)?;
    person::set_password(conn, id, hash)?;
    person::set_account(conn, id, Account::Active { since: actor.now })?;
    person::set_preferences(conn, id, new.lang, zone)?;
    find(conn, id)
}

fn taken() -> Error {
    let mut errors = Errors::new();
    errors.add("email", Problem::Taken);
    Error::Invalid(errors)
}

/// Reads what was typed about somebody, also against what others have.
fn read(conn: &mut Conn, typed: &PersonInput, stored: Option<&Profile>) -> Result<Person, Error> {
    let own = stored.and_then(|p| p.person.organisation);
    let keys: Vec<OrganisationId> = queries::person::organisations(conn, own)?.iter().map(|o| o.id).collect();
    let person = typed.parse(&keys).map_err(Error::Invalid)?;
    let mut errors = Errors::new();
    if person::email_taken(conn, &person.email, stored.map(|p| p.id))? {
        errors.add("email", Problem::Taken);
    }
    if let Some(profile) = stored {
        let administrators = person::active_administrators(conn)?;
        errors.check("role", profile.check_administrator_remains(person.role, &profile.account, administrators));
    }
    if errors.is_empty() { Ok(person) } else { Err(Error::Invalid(errors)) }
}

fn changes(old: &Person, new: &Person, name: impl Fn(Option<OrganisationId>) -> Option<String>) -> Changes {
    Changes::new()
        .value(Field::Name, Some(&old.name), Some(&new.name))
        .value(Field::Email, Some(&old.email), Some(&new.email))
        .value(Field::Role, Some(old.role.as_str()), Some(new.role.as_str()))
        .value(Field::Organisation, name(old.organisation).as_deref(), name(new.organisation).as_deref())
        .compare(Field::Language, Some(old.lang.into()), Some(new.lang.into()))
}

/// Edits what a person is; `seen` is the version that was read. Links that went to an old mail address stop working, and a person who has not
/// joined yet is invited at the new one. Who has joined is signed out then, and told of it at both addresses; of a new role at the address.
///
/// # Errors
/// [`Error::NotFound`] unless an administrator acts on somebody who exists; [`Error::Invalid`].
pub fn edit(conn: &mut Conn, actor: &Actor, id: PersonId, typed: &PersonInput, seen: i32) -> Result<Edited, Error> {
    actor.administrator()?;
    let profile = find(conn, id)?;
    let new = read(conn, typed, Some(&profile))?;
    let names = organisation::all(conn)?;
    let name = |id: Option<OrganisationId>| names.iter().find(|o| Some(o.id) == id).map(|o| o.organisation.name.get(Lang::En).to_owned());
    let changes = changes(&profile.person, &new, name);
    if changes.is_empty() {
        return Ok(Edited::Saved);
    }
    if !person::update(conn, id, seen, &new)? {
        return Ok(Edited::Overtaken);
    }
    record(conn, actor, id, Action::Edited, changes)?;
    let (old, after) = (profile.person.clone(), Profile { person: new, ..profile });
    let is_open = after.account.is_active();
    if after.person.role != old.role && is_open {
        notice::send(conn, actor, AccountNews::Role, &after, &after.person.email)?;
    }
    if after.person.email != old.email {
        person::mail_arrives(conn, &after.person.email)?;
        link::withdraw(conn, actor, id)?;
        session::end_all(conn, id, None)?;
        for email in [&old.email, &after.person.email].into_iter().filter(|_| is_open) {
            notice::send(conn, actor, AccountNews::Address, &after, email)?;
        }
        if matches!(after.account, Account::Invited { .. }) {
            link::send_invitation(conn, actor, &after)?;
        }
    }
    Ok(Edited::Saved)
}

/// Sends a new invitation; the link of the one before stops working.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Stale`] for somebody who has joined already or is shut out.
pub fn invite_again(conn: &mut Conn, actor: &Actor, id: PersonId) -> Result<(), Error> {
    actor.administrator()?;
    let profile = find(conn, id)?;
    if !matches!(profile.account, Account::Invited { .. }) {
        return Err(Error::Stale);
    }
    person::set_account(conn, id, Account::Invited { at: actor.now })?;
    link::send_invitation(conn, actor, &profile)
}

/// Shuts an account: ends its sessions and the address of its calendar; links given out to it stop working. What the person leads is led by
/// others from then on, as `successors` says, and what waits for them waits for those.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Stale`] if it is shut already; [`Error::Invalid`]: `role` for the last administrator, `lead-…` where no
/// successor was chosen.
pub fn deactivate(conn: &mut Conn, actor: &Actor, id: PersonId, successors: &HandoverInput) -> Result<(), Error> {
    actor.administrator()?;
    let handover = queries::handover::of(conn, actor, id)?;
    let profile = &handover.profile;
    let account = profile.account.deactivate(actor.now).map_err(|_| Error::Stale)?;
    let administrators = person::active_administrators(conn)?;
    let mut errors = Errors::new();
    if errors.check("role", profile.check_administrator_remains(profile.person.role, &account, administrators)).is_none() {
        return Err(Error::Invalid(errors));
    }
    let leads = successors.parse(&handover.activity_keys(), &handover.officer_keys()).map_err(Error::Invalid)?;
    activity::hand_over(conn, actor, &leads)?;
    person::set_account(conn, id, account)?;
    session::end_all(conn, id, None)?;
    link::withdraw(conn, actor, id)?;
    calendar::end(conn, id)?;
    record(conn, actor, id, Action::Deactivated, Changes::new())
}

/// Reactivates an account. A person who had never joined is invited again.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Stale`] unless it is shut.
pub fn reactivate(conn: &mut Conn, actor: &Actor, id: PersonId) -> Result<(), Error> {
    actor.administrator()?;
    let profile = find(conn, id)?;
    let account = profile.account.reactivate(actor.now).map_err(|_| Error::Stale)?;
    person::set_account(conn, id, account)?;
    record(conn, actor, id, Action::Reactivated, Changes::new())?;
    if matches!(account, Account::Invited { .. }) { link::send_invitation(conn, actor, &profile) } else { Ok(()) }
}

/// Forgets that the mail server has refused somebody's address, as an administrator or its owner says that it takes mails again.
///
/// # Errors
/// [`Error::NotFound`] for nobody, and for others than those two.
pub fn trust_address(conn: &mut Conn, actor: &Actor, id: PersonId) -> Result<(), Error> {
    if actor.id() != Some(id) {
        actor.administrator()?;
    }
    let profile = find(conn, id)?;
    if person::mail_arrives(conn, &profile.person.email)? { record(conn, actor, id, Action::MailTrusted, Changes::new()) } else { Ok(()) }
}
