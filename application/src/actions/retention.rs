//! Deleting personal data that is older than it has to be.

use chrono::{DateTime, NaiveDate, Utc};
use domain::audit::Act;
use domain::erasure::ErasureInput;
use domain::history::{Action, Changes, Field, Subject, SubjectKind, Value};
use domain::person::Account;
use domain::retention::{Kept, Retention};

use crate::actor::Actor;
use crate::audit::ranges;
use crate::db::{Conn, audit, calendar, erasure, history, person, retention, session, setting};
use crate::error::Error;
use crate::queries::retention::is_due;

/// Most contacts of events that are removed in one transaction; the rest follows on the next day.
const CONTACTS_AT_ONCE: usize = 200;

/// Stores for how long data is kept.
///
/// # Errors
/// [`Error::NotFound`] unless an administrator acts; [`Error::Invalid`].
pub fn set(conn: &mut Conn, actor: &Actor, typed: &[String]) -> Result<(), Error> {
    actor.administrator()?;
    let (before, after) = (setting::retention(conn)?, Retention::parse(typed).map_err(Error::Invalid)?);
    let months = |retention: &Retention, kept| retention.months(kept).map(Value::Count);
    let changes = Kept::ALL
        .iter()
        .fold(Changes::new(), |changes, kept| changes.compare(retention_field(*kept), months(&before, *kept), months(&after, *kept)));
    if changes.is_empty() {
        return Ok(());
    }
    setting::set_retention(conn, &after)?;
    Ok(history::record(conn, actor, Subject::Settings, Action::Edited, changes, None)?)
}

const fn retention_field(kept: Kept) -> Field {
    match kept {
        Kept::SignIns => Field::RetentionSignIns,
        Kept::MailTexts => Field::RetentionMailTexts,
        Kept::Contacts => Field::RetentionContacts,
        Kept::Accounts => Field::RetentionAccounts,
    }
}

/// Deletes what has been kept long enough, once a day (UTC). Says whether anything went.
///
/// # Errors
/// When the database fails.
pub fn run(conn: &mut Conn, actor: &Actor) -> Result<bool, Error> {
    let today: NaiveDate = actor.now.date_naive();
    if !is_due(conn, actor.now)? {
        return Ok(false);
    }
    let periods = setting::retention(conn)?;
    setting::note_retention_day(conn, today)?;
    let cut = |kept| periods.cut(kept, actor.now);
    let mut went = Vec::new();
    let mut note = |kept: Kept, count: usize| {
        if count > 0 {
            went.push(format!("{kept} {count}"));
        }
    };
    if let Some(before) = cut(Kept::SignIns) {
        note(Kept::SignIns, retention::delete_old_sign_ins(conn, before)?);
    }
    if let Some(before) = cut(Kept::MailTexts) {
        note(Kept::MailTexts, retention::delete_old_mail_texts(conn, before)?);
    }
    if let Some(before) = cut(Kept::Contacts) {
        note(Kept::Contacts, remove_contacts(conn, actor, before)?);
    }
    if let Some(since) = cut(Kept::Accounts) {
        note(Kept::Accounts, deactivate_unused(conn, actor, since)?);
    }
    if went.is_empty() {
        return Ok(false);
    }
    audit::record(conn, actor, Act::Retention, None, Some(&went.join(", ")))?;
    Ok(true)
}

/// Removes the contacts of events from their records and histories.
fn remove_contacts(conn: &mut Conn, actor: &Actor, before: DateTime<Utc>) -> Result<usize, Error> {
    let mut old = retention::old_contacts(conn, before)?;
    old.truncate(CONTACTS_AT_ONCE);
    for (id, contact) in &old {
        let typed = ErasureInput { words: contact.clone(), reason: String::new() };
        if let Ok(words) = typed.words() {
            let places = erasure::find(conn, &words, Some((SubjectKind::Event, id.0)))?;
            erasure::begin(conn)?;
            let entries = erasure::erase(conn, &places)?;
            erasure::done(conn)?;
            audit::record(conn, actor, Act::Erasure, Some(Subject::Event(*id)), Some(&ranges::written(&entries)))?;
        }
        retention::empty_contact(conn, *id)?;
    }
    Ok(old.len())
}

/// Deactivates accounts that nobody has used; the last administrator stays.
fn deactivate_unused(conn: &mut Conn, actor: &Actor, since: DateTime<Utc>) -> Result<usize, Error> {
    let mut done = 0;
    for (id, ..) in retention::unused_accounts(conn, since)? {
        let Some(profile) = person::find(conn, id)? else { continue };
        let Ok(account) = profile.account.deactivate(actor.now) else { continue };
        let administrators = person::active_administrators(conn)?;
        if profile.check_administrator_remains(profile.person.role, &account, administrators).is_err() {
            continue;
        }
        shut(conn, actor, &profile, account)?;
        done += 1;
    }
    Ok(done)
}

fn shut(conn: &mut Conn, actor: &Actor, profile: &domain::person::Profile, account: Account) -> Result<(), Error> {
    person::set_account(conn, profile.id, account)?;
    session::end_all(conn, profile.id, None)?;
    super::link::withdraw(conn, actor, profile.id)?;
    calendar::end(conn, profile.id)?;
    Ok(history::record(conn, actor, Subject::Person(profile.id), Action::Deactivated, Changes::new(), None)?)
}
