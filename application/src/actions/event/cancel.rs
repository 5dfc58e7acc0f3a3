//! Takes a record out of the figures: a submitted record is cancelled with a reason and stays in the database, a draft is deleted.

use domain::attachment::Attachment;
use domain::audit::Act;
use domain::history::{Action, Changes, Subject};
use domain::ids::EventId;

use super::record::{load_as_seen, record_history, refresh_figures, required_reason};
use crate::actor::Actor;
use crate::db::{Conn, attachment, audit, event};
use crate::error::Error;

/// Cancels the version of a record that was seen, with a reason. The record stays in the database and no longer counts.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Stale`] if the record has changed since; [`Error::Invalid`] at `cancel-reason`.
pub fn cancel(conn: &mut Conn, actor: &Actor, id: EventId, seen: i32, reason: &str) -> Result<(), Error> {
    let (directory, record) = load_as_seen(conn, actor, id, seen)?;
    let reason = required_reason("cancel-reason", reason)?;
    let review = record.cancel(actor.member()?, reason.clone(), actor.now)?;
    event::set_state(conn, id, &review.state)?;
    refresh_figures(conn, actor, &directory, id)?;
    record_history(conn, actor, id, Action::Cancelled, Changes::new(), Some(reason))
}

/// Throws a draft away as it was seen. Returns its files, whose bytes are then to be removed.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Stale`] if the draft has changed since.
pub fn discard(conn: &mut Conn, actor: &Actor, id: EventId, seen: i32) -> Result<Vec<Attachment>, Error> {
    let record = crate::queries::event::discardable(conn, id, actor.member()?)?;
    if record.version != seen {
        return Err(Error::Stale);
    }
    let files = attachment::of(conn, id)?;
    event::discard(conn, id)?;
    audit::record(conn, actor, Act::DraftDeleted, Some(Subject::Event(id)), None)?;
    Ok(files)
}
