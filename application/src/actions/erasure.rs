//! Erasing what must not be kept, from every page, past view, export and history. Who erased, when and why is recorded; what was erased is not.

use std::collections::{BTreeMap, BTreeSet};

use domain::attachment::Attachment;
use domain::audit::Act;
use domain::erasure::{ErasureInput, reason};
use domain::history::{Action, Changes, Entry, Subject, SubjectKind};
use domain::ids::EventId;

use crate::actor::Actor;
use crate::audit::ranges;
use crate::db::{Conn, audit, erasure, event, history};
use crate::error::Error;
use crate::queries::event::directory;

/// Erases words wherever they stand, or in one record alone. Returns in how many places they stood.
///
/// # Errors
/// [`Error::NotFound`] unless an administrator acts; [`Error::Invalid`].
pub fn erase_words(conn: &mut Conn, actor: &Actor, typed: &ErasureInput, only: Option<(SubjectKind, i32)>) -> Result<usize, Error> {
    actor.administrator()?;
    let words = typed.words().map_err(Error::Invalid)?;
    let reason = reason(&typed.reason).map_err(Error::Invalid)?;
    // The reason stays for good, and would hold what is to go.
    let reason = words.erased_from(&reason).unwrap_or(reason);
    let places = erasure::find(conn, &words, only)?;
    if places.is_empty() {
        return Ok(0);
    }
    erasure::begin(conn)?;
    let entries = erasure::erase(conn, &places)?;
    erasure::done(conn)?;
    let mut records: BTreeMap<(&str, i32), (SubjectKind, i32)> = BTreeMap::new();
    records.extend(places.iter().map(|place| ((place.record.0.as_str(), place.record.1), place.record)));
    for (subject, subject_id) in records.into_values() {
        let reason = Some(reason.clone());
        let entry = Entry {
            at: actor.now,
            actor: actor.id(),
            subject,
            subject_id,
            action: Action::Erased,
            changes: Changes::new().into_vec(),
            reason,
        };
        history::add(conn, &entry)?;
    }
    record(conn, actor, None, &entries)?;
    Ok(places.len())
}

/// Erases the record of an event with all that it ever said, its history, mails and files. A stone stays at its address. Returns its
/// files, whose bytes are then to be removed.
///
/// # Errors
/// [`Error::NotFound`] unless an administrator acts on a record that exists; [`Error::Stale`] if it is merged with another, or erased already;
/// [`Error::Invalid`].
pub fn erase_event(conn: &mut Conn, actor: &Actor, id: EventId, typed: &str) -> Result<Vec<Attachment>, Error> {
    let by = actor.administrator()?.id;
    let reason = reason(typed).map_err(Error::Invalid)?;
    let directory = directory(conn)?;
    let found = event::find(conn, &directory, id)?.ok_or(Error::NotFound)?;
    let is_merged = found.merged_into.is_some() || !event::merged_with(conn, &directory, id)?.is_empty();
    if is_merged || event::erased_at(conn, id)?.is_some() {
        return Err(Error::Stale);
    }
    erasure::begin(conn)?;
    let (entries, files) = erasure::erase_event(conn, id, by, &reason, actor.now)?;
    erasure::done(conn)?;
    history::record(conn, actor, Subject::Event(id), Action::Erased, Changes::new(), Some(reason))?;
    record(conn, actor, Some(Subject::Event(id)), &entries)?;
    Ok(files)
}

/// The entry of the audit trail by which entries of the history may differ from what was recorded.
fn record(conn: &mut Conn, actor: &Actor, subject: Option<Subject>, entries: &BTreeSet<i32>) -> Result<(), Error> {
    Ok(audit::record(conn, actor, Act::Erasure, subject, Some(&ranges::written(entries)))?)
}
