//! Logging an event: a draft is stored as it was typed, and sent for review once nothing is missing.

use domain::comment::{CommentInput, TEXT_MAX, Topic};
use domain::directory::Directory;
use domain::event::{Event, EventInput, EventRecord, Offer};
use domain::form::{Errors, Problem, prose};
use domain::history::{Action, Changes, SubjectKind};
use domain::ids::EventId;
use domain::review::Stage;

use super::notify;
use super::record::{load, record_history, recount, stored};
use crate::actions::comment;
use crate::actor::Actor;
use crate::auth::random_token;
use crate::db::event::NewEvent;
use crate::db::{Conn, event, history};
use crate::error::Error;
use crate::queries::event as queries;
use crate::queries::event::form::{Conflict, EventForm, offer};

/// What is to become of a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Intent {
    /// A draft is stored, with gaps if there are any. A record that waits for review goes on waiting, and must be complete.
    Keep,
    /// The event is announced: everybody who may see its activities sees it from then on.
    Announce,
    /// The record is sent for review.
    Submit,
}

/// A form of an event.
#[derive(Debug, Clone)]
pub struct Sent {
    /// What was typed.
    pub typed: EventInput,
    /// What is to become of it.
    pub intent: Intent,
    /// Possible duplicates that the sender has seen: they are shown once before a record is submitted.
    pub known: Vec<EventId>,
    /// What the sender answers to whoever has returned the record; a comment on it.
    pub answer: String,
}

/// What became of a form.
#[derive(Debug)]
pub enum Saved {
    /// The draft is stored.
    Kept(EventId),
    /// The event is planned from now on, or what is announced of it was changed.
    Announced(EventId),
    /// The record waits for review from now on.
    Submitted(EventId),
    /// A record that waits already was changed.
    Changed(EventId),
    /// Nothing is stored: a field is invalid, somebody else has changed the record, or a possible duplicate must be confirmed first.
    Refused(Box<EventForm>),
}

/// Begins a record. The same form sent again, known by its key, changes the draft that it has made.
///
/// # Errors
/// When the database fails.
pub fn create(conn: &mut Conn, actor: &Actor, idempotency_key: &str, sent: Sent) -> Result<Saved, Error> {
    let member = *actor.member()?;
    let directory = queries::directory(conn)?;
    if let Some(id) = event::by_idempotency_key(conn, idempotency_key, member.id)? {
        let record = stored(conn, &directory, id)?;
        // Sent twice: what is submitted already stays as it is.
        return if record.may_discard(&member) { save_checked(conn, actor, directory, record, sent) } else { Ok(Saved::Submitted(id)) };
    }
    let offer = directory.offer(&member, &[], &[]);
    let read = match check(conn, actor, &directory, &offer, None, &sent)? {
        Ok(read) => read,
        Err((errors, alike)) => {
            let form = EventForm { record: None, directory, offer, typed: sent.typed, errors, alike, conflict: None, answer: sent.answer };
            return Ok(Saved::Refused(Box::new(form)));
        }
    };
    let new = NewEvent { idempotency_key, author: member.id, organisation: member.organisation, now: actor.now };
    let id = event::insert(conn, &new)?;
    record_history(conn, actor, id, Action::Created, Changes::new(), None)?;
    let before = stored(conn, &directory, id)?;
    store(conn, actor, &directory, &before, &sent, &read)
}

/// Changes a record that is not verified yet; `seen` is the version that the form showed.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Stale`] if the record is in no state to be changed any more.
pub fn save(conn: &mut Conn, actor: &Actor, id: EventId, seen: i32, sent: Sent) -> Result<Saved, Error> {
    let member = actor.member()?;
    let (directory, record) = load(conn, actor, id)?;
    if !record.may_edit(member) {
        return Err(if record.review.is_own(member) || member.role.is_officer() { Error::Stale } else { Error::NotFound });
    }
    if record.version != seen && record.typed != sent.typed {
        return conflict(conn, actor, directory, record, sent);
    }
    save_checked(conn, actor, directory, record, sent)
}

/// Somebody else has stored a change: what differs is shown, and the next press stores what was typed.
fn conflict(conn: &mut Conn, actor: &Actor, directory: Directory, record: EventRecord, sent: Sent) -> Result<Saved, Error> {
    let who = history::of(conn, SubjectKind::Event, record.id.0)?.into_iter().find_map(|e| e.actor).unwrap_or_default();
    let mut form = EventForm { answer: sent.answer, ..EventForm::of(directory, record.clone(), sent.typed, actor.member()?) };
    let (event, errors) = form.typed.read(&form.offer, actor.today);
    let changes = queries::changes(&form.directory, &record.event, &event).into_vec();
    form.conflict = Some(Conflict { who, changes });
    form.errors = match sent.intent {
        Intent::Keep => Errors::new(),
        Intent::Announce => form.typed.check_announceable(&form.offer, actor.today),
        Intent::Submit => errors,
    };
    Ok(Saved::Refused(Box::new(form)))
}

fn save_checked(conn: &mut Conn, actor: &Actor, directory: Directory, record: EventRecord, mut sent: Sent) -> Result<Saved, Error> {
    // What waits for review or is announced cannot become half empty again.
    sent.intent = match (record.stage(), sent.intent) {
        (Stage::Submitted, _) => Intent::Submit,
        (Stage::Planned, Intent::Keep) => Intent::Announce,
        (_, intent) => intent,
    };
    let member = actor.member()?;
    let offer = offer(&directory, &record, member);
    match check(conn, actor, &directory, &offer, Some(record.id), &sent)? {
        Ok(read) => {
            let errors = check_answer(conn, &directory, &record, &sent, &read)?;
            if errors.is_empty() {
                return store(conn, actor, &directory, &record, &sent, &read);
            }
            let form = EventForm::of(directory, record, sent.typed, member);
            Ok(Saved::Refused(Box::new(EventForm { errors, answer: sent.answer, ..form })))
        }
        Err((errors, alike)) => {
            let form = EventForm::of(directory, record, sent.typed, member);
            Ok(Saved::Refused(Box::new(EventForm { errors, alike, answer: sent.answer, ..form })))
        }
    }
}

/// A record that was returned is not sent again unchanged and without a word to whoever has returned it.
fn check_answer(conn: &mut Conn, directory: &Directory, record: &EventRecord, sent: &Sent, read: &Event) -> Result<Errors, Error> {
    let mut errors = Errors::new();
    if record.stage() != Stage::Returned || sent.intent != Intent::Submit {
        return Ok(errors);
    }
    let is_changed = !queries::changes(directory, &record.event, read).is_empty() || has_changed_since_return(conn, record.id)?;
    if errors.check("answer", prose(&sent.answer, TEXT_MAX)).is_some_and(|answer| answer.is_empty() && !is_changed) {
        errors.add("answer", Problem::ChangeOrAnswer);
    }
    Ok(errors)
}

/// Whether the record or its files were changed after it was returned.
fn has_changed_since_return(conn: &mut Conn, id: EventId) -> Result<bool, Error> {
    let entries = history::of(conn, SubjectKind::Event, id.0)?;
    Ok(entries.first().is_some_and(|newest| newest.action != Action::Returned))
}

/// Reads the form, as complete as its intent requires; otherwise returns what is invalid and the possible duplicates.
fn check(
    conn: &mut Conn,
    actor: &Actor,
    directory: &Directory,
    offer: &Offer,
    id: Option<EventId>,
    sent: &Sent,
) -> Result<Result<Event, (Errors, Vec<EventRecord>)>, Error> {
    let (event, gaps) = sent.typed.read(offer, actor.today);
    let alike = queries::look_alikes(conn, directory, &event, id, actor.member()?)?;
    let refused = match sent.intent {
        Intent::Keep => sent.typed.check_storable().err(),
        Intent::Announce => Some(sent.typed.check_announceable(offer, actor.today)).filter(|errors| !errors.is_empty()),
        Intent::Submit => {
            let is_news = alike.iter().any(|r| !sent.known.contains(&r.id));
            (!gaps.is_empty() || is_news).then_some(gaps)
        }
    };
    Ok(match refused {
        Some(errors) => Err((errors, alike)),
        None => Ok(event),
    })
}

/// Stores what was checked, and submits it if that was asked.
fn store(conn: &mut Conn, actor: &Actor, directory: &Directory, before: &EventRecord, sent: &Sent, read: &Event) -> Result<Saved, Error> {
    let id = before.id;
    event::store(conn, directory, id, &sent.typed, read)?;
    match sent.intent {
        Intent::Submit => return submit(conn, actor, directory, before, &sent.answer),
        Intent::Announce => return announce(conn, actor, directory, before),
        Intent::Keep => {}
    }
    let changes = queries::changes(directory, &before.event, read);
    recount(conn, actor, before, &changes)?;
    if before.stage() == Stage::Returned && !changes.is_empty() {
        record_history(conn, actor, id, Action::Edited, changes, None)?;
    }
    Ok(Saved::Kept(id))
}

/// Announces the stored event; of one that is announced already, what differs is recorded.
fn announce(conn: &mut Conn, actor: &Actor, directory: &Directory, before: &EventRecord) -> Result<Saved, Error> {
    let id = before.id;
    let record = stored(conn, directory, id)?;
    let review = record.announce(actor.member()?, actor.now)?;
    event::set_state(conn, id, &review.state)?;
    if before.stage() != Stage::Planned {
        record_history(conn, actor, id, Action::Announced, Changes::new(), None)?;
        return Ok(Saved::Announced(id));
    }
    let changes = queries::changes(directory, &before.event, &record.event);
    if !changes.is_empty() {
        record_history(conn, actor, id, Action::Edited, changes, None)?;
    }
    Ok(Saved::Announced(id))
}

/// Sends the stored record for review; one that waits already is only changed.
fn submit(conn: &mut Conn, actor: &Actor, directory: &Directory, before: &EventRecord, answer: &str) -> Result<Saved, Error> {
    let id = before.id;
    if !answer.trim().is_empty() {
        let typed = CommentInput { text: answer.to_owned(), is_urgent: false };
        comment::add(conn, actor, Topic::Event(id), &random_token(), &typed)?;
    }
    let record = stored(conn, directory, id)?;
    let review = record.submit(actor.member()?, actor.now)?;
    event::set_state(conn, id, &review.state)?;
    let changes = queries::changes(directory, &before.event, &record.event);
    recount(conn, actor, before, &changes)?;
    let changes = if matches!(before.stage(), Stage::Draft | Stage::Planned) { Changes::new() } else { changes };
    if before.stage() == Stage::Submitted {
        if !changes.is_empty() {
            record_history(conn, actor, id, Action::Edited, changes, None)?;
        }
        return Ok(Saved::Changed(id));
    }
    record_history(conn, actor, id, Action::Submitted, changes, None)?;
    notify::ask_reviewers(conn, actor, &record, before.stage() == Stage::Returned)?;
    Ok(Saved::Submitted(id))
}
