//! What all actions on the record of an event share: load it, write its history, refresh its figures, require a reason.

use domain::directory::Directory;
use domain::event::EventRecord;
use domain::form::{self, Errors};
use domain::history::{Action, Changes, Subject};
use domain::ids::EventId;

use crate::actor::Actor;
use crate::db::event::version::{self, Since};
use crate::db::{Conn, event, history};
use crate::error::Error;
use crate::queries::event as queries;

/// Most characters of the reason for an action.
pub(super) const REASON_MAX: usize = 1000;

/// The record with the directory, if the actor may see it.
pub(super) fn load(conn: &mut Conn, actor: &Actor, id: EventId) -> Result<(Directory, EventRecord), Error> {
    let directory = queries::directory(conn)?;
    let record = queries::find(conn, &directory, id, Some(actor.member()?))?;
    Ok((directory, record))
}

/// The record with the directory; [`Error::Stale`] if its version is not the one that the actor has seen.
pub(super) fn load_as_seen(conn: &mut Conn, actor: &Actor, id: EventId, seen: i32) -> Result<(Directory, EventRecord), Error> {
    let (directory, record) = load(conn, actor, id)?;
    if record.version == seen { Ok((directory, record)) } else { Err(Error::Stale) }
}

/// The record as it is stored now, without checking who may see it.
pub(super) fn stored(conn: &mut Conn, directory: &Directory, id: EventId) -> Result<EventRecord, Error> {
    event::find(conn, directory, id)?.ok_or(Error::NotFound)
}

/// Adds an entry to the history of the event.
pub(super) fn record_history(
    conn: &mut Conn,
    actor: &Actor,
    id: EventId,
    action: Action,
    changes: Changes,
    reason: Option<String>,
) -> Result<(), Error> {
    Ok(history::record(conn, actor, Subject::Event(id), action, changes, reason)?)
}

/// Notes who has changed what the record counts, if these changes do.
pub(super) fn recount(conn: &mut Conn, actor: &Actor, record: &EventRecord, changes: &Changes) -> Result<(), Error> {
    if !changes.touch_figures() {
        return Ok(());
    }
    Ok(event::set_figures_by(conn, record.id, &record.review.clone().recounted(actor.member()?))?)
}

/// Makes figures follow the stored record from the moment of the action on.
pub(super) fn refresh_figures(conn: &mut Conn, actor: &Actor, directory: &Directory, id: EventId) -> Result<(), Error> {
    Ok(version::refresh(conn, directory, id, Since::Now, actor.now)?)
}

/// The reason of an action that has no other field; [`Error::Invalid`] at `field` if it is empty or too long.
pub(super) fn required_reason(field: &'static str, typed: &str) -> Result<String, Error> {
    let mut errors = Errors::new();
    errors.check(field, form::required_prose(typed, REASON_MAX)).ok_or(Error::Invalid(errors))
}
