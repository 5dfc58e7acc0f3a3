//! Settings that administrators change while the program runs.

use diesel::prelude::*;

use super::schema::settings;
use super::{Both, Conn};
use crate::error::Error;

const PUBLIC_PAGES: &str = "public-pages";

/// Whether the public may read published pages. Closed until an administrator opens them.
///
/// # Errors
/// When the database fails.
pub fn public_pages(conn: &mut Conn) -> QueryResult<bool> {
    let stored: Option<String> = settings::table.find(PUBLIC_PAGES).select(settings::value).first(conn).optional()?;
    Ok(stored.as_deref() == Some("open"))
}

/// As much as a form can hold, so that a disk with little room left is found to be full.
const TRIAL: usize = 64 * 1024;

/// Stores something and removes it again, to find out whether the database takes writes.
///
/// # Errors
/// When it does not.
pub fn try_writing(conn: &mut Conn) -> Result<(), Error> {
    let row = (settings::name.eq("trial"), settings::value.eq("x".repeat(TRIAL)));
    diesel::insert_into(settings::table).values(row).execute(conn)?;
    diesel::delete(settings::table.find("trial")).execute(conn)?;
    Ok(())
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
