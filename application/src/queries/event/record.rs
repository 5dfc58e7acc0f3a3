//! The page of a record, and two records side by side.

use domain::access::{Member, may_review};
use domain::attachment::Attachment;
use domain::directory::Directory;
use domain::event::{EventRecord, NotMergeable};
use domain::history::{HistoryEntry, Subject};
use domain::ids::EventId;

use super::{directory, find, look_alikes};
use crate::db::{Conn, attachment, event};
use crate::error::Error;
use crate::queries::history;

/// A record with everything that belongs to it.
#[derive(Debug, Clone)]
pub struct FullRecord {
    /// The record.
    pub record: EventRecord,
    /// What keys stand for.
    pub directory: Directory,
    /// Records that went up in this one.
    pub merged: Vec<EventRecord>,
    /// The record in which this one went up.
    pub stands_in: Option<EventRecord>,
    /// Records that may be the same event, for officers.
    pub alike: Vec<EventRecord>,
    /// Its files.
    pub attachments: Vec<Attachment>,
    /// What was changed about it, for members.
    pub history: Vec<HistoryEntry>,
}

/// A record with everything that belongs to it, as far as the reader may see it.
///
/// # Errors
/// [`Error::NotFound`].
pub fn full(conn: &mut Conn, id: EventId, reader: Option<&Member>) -> Result<FullRecord, Error> {
    let directory = directory(conn)?;
    let record = find(conn, &directory, id, reader)?;
    let alike = match reader.filter(|_| may_review(reader)) {
        Some(officer) => look_alikes(conn, &directory, &record.event, Some(id), officer)?,
        None => Vec::new(),
    };
    Ok(FullRecord {
        merged: event::merged_with(conn, &directory, id)?,
        stands_in: record.merged_into.map(|other| event::find(conn, &directory, other)).transpose()?.flatten(),
        alike,
        attachments: attachment::of(conn, id)?,
        history: history::whole(conn, Subject::Event(id), reader, reader.is_some_and(|m| record.review.is_own(m)))?,
        record,
        directory,
    })
}

/// Whether a record was here that was erased.
///
/// # Errors
/// When the database fails.
pub fn is_erased(conn: &mut Conn, id: EventId) -> Result<bool, Error> {
    Ok(event::erased_at(conn, id)?.is_some())
}

/// Two records side by side, each with the reason why it cannot stand for both, if it cannot.
#[derive(Debug, Clone)]
pub struct Comparison {
    /// What keys stand for.
    pub directory: Directory,
    /// The record from which one came, and the other.
    pub sides: [(EventRecord, Option<NotMergeable>); 2],
}

/// Two records that may be merged.
///
/// # Errors
/// [`Error::NotFound`], also if both are the same.
pub fn compare(conn: &mut Conn, id: EventId, other: EventId, member: &Member) -> Result<Comparison, Error> {
    if id == other {
        return Err(Error::NotFound);
    }
    let directory = directory(conn)?;
    let (this, other) = (find(conn, &directory, id, Some(member))?, find(conn, &directory, other, Some(member))?);
    let as_this = check_merge(conn, &directory, &other, &this, member)?.err();
    let as_other = check_merge(conn, &directory, &this, &other, member)?.err();
    Ok(Comparison { directory, sides: [(this, as_this), (other, as_other)] })
}

/// Whether `gone` may be merged into `kept`.
pub(crate) fn check_merge(
    conn: &mut Conn,
    directory: &Directory,
    gone: &EventRecord,
    kept: &EventRecord,
    by: &Member,
) -> Result<Result<(), NotMergeable>, Error> {
    let has_merged = !event::merged_with(conn, directory, gone.id)?.is_empty();
    Ok(gone.check_merge(kept, has_merged, by))
}
