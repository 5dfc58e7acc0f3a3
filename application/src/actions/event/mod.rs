//! What people do with the record of an event: log it, send it for review, verify or return it, correct, cancel, merge, attach files.
//! Each stores the record with its history and queues the mails that follow; figures follow from the moment of the action.

mod attach;
mod cancel;
mod correct;
mod merge;
mod notify;
mod participants;
mod review;
mod save;

pub use attach::{Attached, NewFile, attach, detach};
pub use cancel::{cancel, discard};
pub use correct::{Corrected, Correction, correct};
pub use merge::{merge, separate};
pub use participants::{Counts, TakenOver, take_over};
pub use review::{send_back, verify, verify_many};
pub use save::{Intent, Saved, Sent, create, save};

pub use crate::db::event::version::Since;

use domain::directory::Directory;
use domain::event::EventRecord;
use domain::form::{self, Errors, Problem};
use domain::history::{Action, Changes, Subject};
use domain::ids::EventId;

use crate::actor::Actor;
use crate::db::event::version;
use crate::db::{Conn, event, history};
use crate::error::Error;
use crate::queries::event as queries;

/// The record, if it exists for the actor.
fn load(conn: &mut Conn, actor: &Actor, id: EventId) -> Result<(Directory, EventRecord), Error> {
    let directory = queries::directory(conn)?;
    let record = queries::find(conn, &directory, id, Some(actor.member()?))?;
    Ok((directory, record))
}

/// The record, as long as it is as it was seen.
fn load_as_seen(conn: &mut Conn, actor: &Actor, id: EventId, seen: i32) -> Result<(Directory, EventRecord), Error> {
    let (directory, record) = load(conn, actor, id)?;
    if record.version == seen { Ok((directory, record)) } else { Err(Error::Stale) }
}

/// The record as it stands in the database now.
fn stored(conn: &mut Conn, directory: &Directory, id: EventId) -> Result<EventRecord, Error> {
    event::find(conn, directory, id)?.ok_or(Error::NotFound)
}

fn remember(conn: &mut Conn, actor: &Actor, id: EventId, action: Action, changes: Changes, reason: Option<String>) -> Result<(), Error> {
    Ok(history::record(conn, actor, Subject::Event(id), action, changes, reason)?)
}

/// Lets figures follow the record from now on.
fn publish(conn: &mut Conn, actor: &Actor, directory: &Directory, id: EventId) -> Result<(), Error> {
    Ok(version::refresh(conn, directory, id, Since::Now, actor.now)?)
}

/// A reason that must be given; what is wrong with it is noted at the field.
fn reason(field: &'static str, typed: &str, max: usize, errors: &mut Errors) -> Option<String> {
    let given = form::prose(typed, max).and_then(|text| if text.is_empty() { Err(Problem::Required) } else { Ok(text) });
    errors.check(field, given)
}

/// The same for an action that asks for nothing else.
fn required_reason(field: &'static str, typed: &str, max: usize) -> Result<String, Error> {
    let mut errors = Errors::new();
    reason(field, typed, max, &mut errors).ok_or(Error::Invalid(errors))
}
