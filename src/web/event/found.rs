//! Events and files as far as they exist for a member. What does not is not found, and neither is what the member may not change.

use domain::access::Member;
use domain::attachment::Attachment;
use domain::directory::Directory;
use domain::event::EventRecord;
use domain::ids::{AttachmentId, EventId};

use super::{directory, find};
use crate::db::{Conn, attachment};
use crate::error::AppError;

/// An event that the member may see, and what its keys stand for.
pub(super) fn visible(conn: &mut Conn, id: EventId, member: &Member) -> Result<(Directory, EventRecord), AppError> {
    let directory = directory(conn)?;
    let record = find(conn, &directory, id, Some(member))?;
    Ok((directory, record))
}

/// An event that the member may still change.
pub(super) fn editable(conn: &mut Conn, id: EventId, member: &Member) -> Result<(Directory, EventRecord), AppError> {
    visible(conn, id, member).and_then(|(d, r)| if r.may_edit(member) { Ok((d, r)) } else { Err(AppError::NotFound) })
}

/// An event whose files the member may change: before it is verified, or to correct it.
pub(super) fn with_files(conn: &mut Conn, id: EventId, member: &Member) -> Result<EventRecord, AppError> {
    let (_, record) = visible(conn, id, member)?;
    if record.may_edit(member) || record.may_correct(member) { Ok(record) } else { Err(AppError::NotFound) }
}

/// A file with the key of its event. Who may have it is for the caller to ask.
pub(super) fn file(conn: &mut Conn, id: AttachmentId) -> Result<Attachment, AppError> {
    let event = attachment::event_of(conn, id)?.ok_or(AppError::NotFound)?;
    attachment::of(conn, event)?.into_iter().find(|a| a.id == id).ok_or(AppError::NotFound)
}
