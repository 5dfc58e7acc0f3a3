//! Files that belong to events. The bytes are here, in pieces, or in the data folder, under the name in `stored_as`.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;
use domain::attachment::{Attachment, FileKind};
use domain::ids::{AttachmentId, EventId, PersonId};

use super::schema::{attachment_pieces as pieces, attachments as table, people};
use super::{Conn, corrupt, migrations, read_enum};

/// The migration that has brought pieces.
const PIECES_SINCE: &str = "20261127004000";
/// Most bytes of a piece.
pub const PIECE: usize = 256 * 1024;

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

/// Notes a file.
///
/// # Errors
/// When the database fails.
pub fn insert(conn: &mut Conn, new: &NewAttachment<'_>) -> QueryResult<AttachmentId> {
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
        .returning(table::id)
        .get_result(conn)
        .map(AttachmentId)
}

/// Stores the bytes of a file.
///
/// # Errors
/// When the database fails.
pub fn store(conn: &mut Conn, id: AttachmentId, bytes: &[u8]) -> QueryResult<()> {
    for (position, piece) in (0..).zip(bytes.chunks(PIECE)) {
        let row = (pieces::attachment_id.eq(id.0), pieces::position.eq(position), pieces::bytes.eq(piece));
        diesel::insert_into(pieces::table).values(row).execute(conn)?;
    }
    Ok(())
}

/// How many pieces of a file are here; none if its bytes are in the data folder.
///
/// # Errors
/// When the database fails.
pub fn count_pieces(conn: &mut Conn, id: AttachmentId) -> QueryResult<i64> {
    pieces::table.filter(pieces::attachment_id.eq(id.0)).count().get_result(conn)
}

/// A piece of a file.
///
/// # Errors
/// When the database fails, or there is no such piece.
pub fn piece(conn: &mut Conn, id: AttachmentId, position: i32) -> QueryResult<Vec<u8>> {
    pieces::table.find((id.0, position)).select(pieces::bytes).first(conn)
}

/// Key, name in the data folder and hash of the files whose bytes are there.
///
/// # Errors
/// When the database fails.
pub fn in_folder(conn: &mut Conn) -> QueryResult<Vec<(AttachmentId, String, String)>> {
    let all = table::table.order(table::id).select((table::id, table::stored_as, table::sha256));
    // A backup is also made before the database is migrated.
    let rows: Vec<(i32, String, String)> = if migrations::applied(conn)?.iter().any(|version| version == PIECES_SINCE) {
        let here = pieces::table.filter(pieces::attachment_id.eq(table::id)).select(pieces::position);
        all.filter(diesel::dsl::not(diesel::dsl::exists(here))).load(conn)?
    } else {
        all.load(conn)?
    };
    Ok(rows.into_iter().map(|(id, name, hash)| (AttachmentId(id), name, hash)).collect())
}

/// Forgets a file.
///
/// # Errors
/// When the database fails.
pub fn remove(conn: &mut Conn, id: AttachmentId) -> QueryResult<()> {
    diesel::delete(table::table.find(id.0)).execute(conn).map(drop)
}

/// The names in the data folder of all files whose bytes are there.
///
/// # Errors
/// When the database fails.
pub fn stored_names(conn: &mut Conn) -> QueryResult<Vec<String>> {
    Ok(in_folder(conn)?.into_iter().map(|(_, name, _)| name).collect())
}
