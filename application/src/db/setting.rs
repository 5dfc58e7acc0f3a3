//! Settings that administrators change while the program runs.

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use super::schema::settings;
use super::{Both, Conn, corrupt};

const PUBLIC_PAGES: &str = "public-pages";
const LAST_BACKUP: &str = "last-backup";

/// Whether the public may read published pages. Closed until an administrator opens them.
///
/// # Errors
/// When the database fails.
pub fn public_pages(conn: &mut Conn) -> QueryResult<bool> {
    let stored: Option<String> = settings::table.find(PUBLIC_PAGES).select(settings::value).first(conn).optional()?;
    Ok(stored.as_deref() == Some("open"))
}

/// When the last backup was made, if any was.
///
/// # Errors
/// When the database fails.
pub fn last_backup(conn: &mut Conn) -> QueryResult<Option<DateTime<Utc>>> {
    let stored: Option<String> = settings::table.find(LAST_BACKUP).select(settings::value).first(conn).optional()?;
    stored.map(|at| DateTime::parse_from_rfc3339(&at).map(|at| at.to_utc()).map_err(corrupt)).transpose()
}

/// Notes that a backup was made.
///
/// # Errors
/// When the database fails.
pub fn note_backup(conn: &mut Conn, at: DateTime<Utc>) -> QueryResult<()> {
    let value = settings::value.eq(at.to_rfc3339());
    let row = (settings::name.eq(LAST_BACKUP), value.clone());
    Both(diesel::insert_into(settings::table).values(row).on_conflict(settings::name).do_update().set(value)).execute(conn).map(drop)
}

/// Opens or closes published pages to the public.
///
/// # Errors
/// When the database fails.
pub fn set_public_pages(conn: &mut Conn, open: bool) -> QueryResult<()> {
    let value = settings::value.eq(if open { "open" } else { "closed" });
    let row = (settings::name.eq(PUBLIC_PAGES), value);
    Both(diesel::insert_into(settings::table).values(row).on_conflict(settings::name).do_update().set(value)).execute(conn).map(drop)
}
