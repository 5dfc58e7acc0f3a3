//! Files that belong to events. The bytes are in the data folder, under the name in `stored_as`.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;
use domain::attachment::{Attachment, FileKind};
use domain::ids::{AttachmentId, EventId, PersonId};

use super::schema::{attachments as table, people};
use super::{Conn, corrupt, read_enum};

type Row = (i32, i32, String, String, String, i32, String, String, NaiveDateTime);

fn attachment((id, event, stored_as, name, kind, size, sha256, added_by, at): Row) -> QueryResult<Attachment> {
    Ok(Attachment {
        id: AttachmentId(id),
        event: EventId(event),
        stored_as,
        name,
        kind: read_enum(&kind)?,
        size: u32::try_from(size).map_err(corrupt)?,
        sha256,
        added_by,
        added_at: at.and_utc(),
    })
}

/// The files of an event, oldest first.
///
/// # Errors
/// When the database fails.
pub fn of(conn: &mut Conn, event: EventId) -> QueryResult<Vec<Attachment>> {
    let rows: Vec<Row> = table::table
        .inner_join(people::table)
        .filter(table::event_id.eq(event.0))
        .order(table::id)
        .select((
            table::id,
            table::event_id,
            table::stored_as,
            table::name,
            table::kind,
            table::size,
            table::sha256,
            people::name,
            table::added_at,
        ))
        .load(conn)?;
    rows.into_iter().map(attachment).collect()
}

/// The event to which a file belongs.
///
/// # Errors
/// When the database fails.
pub fn event_of(conn: &mut Conn, id: AttachmentId) -> QueryResult<Option<EventId>> {
    table::table.find(id.0).select(table::event_id).first(conn).optional().map(|e| e.map(EventId))
}

/// A file as it is added.
#[derive(Debug, Clone)]
pub struct NewAttachment<'a> {
    /// To which event.
    pub event: EventId,
    /// Name of the file in the data folder.
    pub stored_as: &'a str,
    /// Name under which it is offered.
    pub name: &'a str,
    /// What it is.
    pub kind: FileKind,
    /// Bytes.
    pub size: usize,
    /// Hash of its bytes, in hexadecimal digits.
    pub sha256: &'a str,
    /// Who added it.
    pub by: PersonId,
    /// When.
    pub now: DateTime<Utc>,
}

/// Notes a file whose bytes are in their place.
///
/// # Errors
/// When the database fails.
pub fn insert(conn: &mut Conn, new: &NewAttachment<'_>) -> QueryResult<()> {
    diesel::insert_into(table::table)
        .values((
            table::event_id.eq(new.event.0),
            table::stored_as.eq(new.stored_as),
            table::name.eq(new.name),
            table::kind.eq(new.kind.as_str()),
            table::size.eq(i32::try_from(new.size).map_err(corrupt)?),
            table::sha256.eq(new.sha256),
            table::added_by.eq(new.by.0),
            table::added_at.eq(new.now.naive_utc()),
        ))
        .execute(conn)
        .map(drop)
}

/// Forgets a file.
///
/// # Errors
/// When the database fails.
pub fn remove(conn: &mut Conn, id: AttachmentId) -> QueryResult<()> {
    diesel::delete(table::table.find(id.0)).execute(conn).map(drop)
}

/// The names in the data folder of all files that belong to an event.
///
/// # Errors
/// When the database fails.
pub fn stored_names(conn: &mut Conn) -> QueryResult<Vec<String>> {
    table::table.select(table::stored_as).load(conn)
}
