//! Events as far as they exist for a reader. What does not exist for them is not found, and neither is what they may not change.

pub mod form;
pub mod list;
pub mod record;
pub mod review;

use domain::access::Member;
use domain::attachment::Attachment;
use domain::directory::Directory;
use domain::event::{Event, EventRecord};
use domain::history::Changes;
use domain::ids::{AttachmentId, EventId, PlanId};
use domain::lang::Lang;
use domain::review::Stage;

use super::plan;
use crate::db::{Conn, attachment, directory as db_directory, event};
use crate::error::Error;

/// Everything that can be named in records. A single record may serve activities of all plans; those of the plan that was there first are
/// known by their numbers alone.
///
/// # Errors
/// When the database fails.
pub fn directory(conn: &mut Conn) -> Result<Directory, Error> {
    let plan = plan::first(conn)?;
    Ok(db_directory::load(conn, plan.id)?)
}

/// Everything that records can refer to, seen from one plan.
///
/// # Errors
/// When the database fails.
pub fn directory_in(conn: &mut Conn, plan: PlanId) -> Result<Directory, Error> {
    Ok(db_directory::load(conn, plan)?)
}

/// The record of this key, if it exists for this reader.
///
/// # Errors
/// [`Error::NotFound`].
pub fn find(conn: &mut Conn, directory: &Directory, id: EventId, reader: Option<&Member>) -> Result<EventRecord, Error> {
    event::find(conn, directory, id)?.filter(|record| record.is_visible_to(reader)).ok_or(Error::NotFound)
}

/// Records that may be the same event, of those that exist for this reader. Drafts of others say nothing yet.
///
/// # Errors
/// When the database fails.
pub fn look_alikes(
    conn: &mut Conn,
    directory: &Directory,
    event: &Event,
    except: Option<EventId>,
    reader: &Member,
) -> Result<Vec<EventRecord>, Error> {
    let mut alike = event::look_alikes(conn, directory, event, except)?;
    alike.retain(|r| r.is_visible_to(Some(reader)) && (r.stage() != Stage::Draft || r.review.is_own(reader)));
    Ok(alike)
}

/// What differs between two versions of an event, by the names of organisations and the numbers of activities.
#[must_use]
pub fn changes(directory: &Directory, before: &Event, after: &Event) -> Changes {
    before.changes(after, |id| directory.organisation_name(Lang::En, id), |id| directory.activity_number(id))
}

/// The record of this key, if the reader may still change it.
///
/// # Errors
/// [`Error::NotFound`].
pub fn editable(conn: &mut Conn, directory: &Directory, id: EventId, member: &Member) -> Result<EventRecord, Error> {
    find(conn, directory, id, Some(member)).and_then(|record| only(record, |r| r.may_edit(member)))
}

/// The record of this key, if the reader may add files to it.
///
/// # Errors
/// [`Error::NotFound`].
pub fn with_files(conn: &mut Conn, id: EventId, member: &Member) -> Result<EventRecord, Error> {
    let directory = directory(conn)?;
    find(conn, &directory, id, Some(member)).and_then(|record| only(record, |r| r.may_add_files(member)))
}

/// The record of this key, if the reader may cancel it.
///
/// # Errors
/// [`Error::NotFound`].
pub fn cancellable(conn: &mut Conn, id: EventId, member: &Member) -> Result<EventRecord, Error> {
    let directory = directory(conn)?;
    find(conn, &directory, id, Some(member)).and_then(|record| only(record, |r| r.may_cancel(member)))
}

/// The verified record of this key, if the reader may correct it or put it back to review.
///
/// # Errors
/// [`Error::NotFound`].
pub fn correctable(conn: &mut Conn, id: EventId, member: &Member) -> Result<EventRecord, Error> {
    let directory = directory(conn)?;
    find(conn, &directory, id, Some(member)).and_then(|record| only(record, |r| r.may_correct(member)))
}

/// The draft of this key, if the reader may throw it away.
///
/// # Errors
/// [`Error::NotFound`].
pub fn discardable(conn: &mut Conn, id: EventId, member: &Member) -> Result<EventRecord, Error> {
    let directory = directory(conn)?;
    find(conn, &directory, id, Some(member)).and_then(|record| only(record, |r| r.may_discard(member)))
}

fn only(record: EventRecord, is_allowed: impl FnOnce(&EventRecord) -> bool) -> Result<EventRecord, Error> {
    if is_allowed(&record) { Ok(record) } else { Err(Error::NotFound) }
}

/// A file of an event that exists for the reader.
///
/// # Errors
/// [`Error::NotFound`].
pub fn file(conn: &mut Conn, id: AttachmentId, member: &Member) -> Result<Attachment, Error> {
    let file = any_file(conn, id)?;
    let directory = directory(conn)?;
    find(conn, &directory, file.event, Some(member)).map(|_| file)
}

/// How many pieces of a file are in the database; none if its bytes are in the data folder.
///
/// # Errors
/// When the database fails.
pub fn count_pieces(conn: &mut Conn, id: AttachmentId) -> Result<i64, Error> {
    Ok(attachment::count_pieces(conn, id)?)
}

/// A piece of a file.
///
/// # Errors
/// When the database fails, or there is no such piece.
pub fn piece(conn: &mut Conn, id: AttachmentId, position: i32) -> Result<Vec<u8>, Error> {
    Ok(attachment::piece(conn, id, position)?)
}

/// A file that the reader may remove, with its event.
///
/// # Errors
/// [`Error::NotFound`].
pub fn removable_file(conn: &mut Conn, id: AttachmentId, member: &Member) -> Result<(EventRecord, Attachment), Error> {
    let (file, directory) = (any_file(conn, id)?, directory(conn)?);
    let record = find(conn, &directory, file.event, Some(member)).and_then(|record| only(record, |r| r.may_remove_files(member)))?;
    Ok((record, file))
}

/// The event to which the reader may add files, and how many it has.
///
/// # Errors
/// [`Error::NotFound`].
pub fn room_for_files(conn: &mut Conn, id: EventId, member: &Member) -> Result<(EventRecord, usize), Error> {
    Ok((with_files(conn, id, member)?, attachment::of(conn, id)?.len()))
}

fn any_file(conn: &mut Conn, id: AttachmentId) -> Result<Attachment, Error> {
    let event = attachment::event_of(conn, id)?.ok_or(Error::NotFound)?;
    attachment::of(conn, event)?.into_iter().find(|file| file.id == id).ok_or(Error::NotFound)
}
