//! The files of an event: their rows and history. Their bytes are stored and removed by [`crate::attachment`].

use domain::attachment::{Attachment, FILES_MAX, FileKind};
use domain::event::EventRecord;
use domain::history::{Action, Changes, Field};
use domain::ids::{AttachmentId, EventId, PersonId};
use domain::review::State;

use super::notify;
use super::record::record_history;
use crate::actor::Actor;
use crate::db::attachment::NewAttachment;
use crate::db::{Conn, attachment, person};
use crate::error::Error;
use crate::messages::EventNews;
use crate::queries::event as queries;

/// A file to be added.
#[derive(Debug, Clone)]
pub struct NewFile {
    /// Name of the file in the data folder.
    pub stored_as: String,
    /// Name under which it is offered.
    pub name: String,
    /// What it is.
    pub kind: FileKind,
    /// Bytes.
    pub size: usize,
    /// Hash of its bytes, in hexadecimal digits.
    pub sha256: String,
    /// Its bytes, where they are stored in the database; otherwise they are in the data folder already.
    pub bytes: Option<Vec<u8>>,
}

/// What became of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Attached {
    /// It belongs to the event.
    Added,
    /// There are as many files as an event may have; the bytes are to be removed again.
    Full,
}

/// Adds a file to an event.
///
/// # Errors
/// [`Error::NotFound`].
pub fn attach(conn: &mut Conn, actor: &Actor, id: EventId, file: &NewFile) -> Result<Attached, Error> {
    let member = actor.member()?;
    let (record, files) = queries::room_for_files(conn, id, member)?;
    if files >= FILES_MAX {
        return Ok(Attached::Full);
    }
    let NewFile { stored_as, name, kind, size, sha256, bytes } = file;
    let new = NewAttachment { event: id, stored_as, name, kind: *kind, size: *size, sha256, by: member.id, now: actor.now };
    let made = attachment::insert(conn, &new)?;
    if let Some(bytes) = bytes {
        attachment::store(conn, made, bytes)?;
    }
    record_history(conn, actor, id, Action::Attached, Changes::new().value(Field::File, None, Some(name)), None)?;
    if let State::Verified { by, .. } = record.review.state {
        tell_reviewer(conn, actor, &record, by)?;
    }
    Ok(Attached::Added)
}

/// Tells whoever verified a record that its author has added a file since.
fn tell_reviewer(conn: &mut Conn, actor: &Actor, record: &EventRecord, reviewer: PersonId) -> Result<(), Error> {
    match person::find(conn, reviewer)?.filter(|p| p.account.is_active() && Some(p.id) != actor.id()) {
        Some(reviewer) => notify::tell(conn, actor, &reviewer, record, EventNews::FileAdded),
        None => Ok(()),
    }
}

/// Takes a file out of its event. Returns it; its bytes are then to be removed.
///
/// # Errors
/// [`Error::NotFound`].
pub fn detach(conn: &mut Conn, actor: &Actor, id: AttachmentId) -> Result<Attachment, Error> {
    let (event, file) = queries::removable_file(conn, id, actor.member()?)?;
    attachment::remove(conn, file.id)?;
    record_history(conn, actor, event.id, Action::Detached, Changes::new().value(Field::File, Some(&file.name), None), None)?;
    Ok(file)
}
