//! Settings that administrators change while the program runs.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use domain::access::Role;
use domain::retention::Retention;

use super::schema::settings;
use super::{Both, Conn, corrupt, read_enum};

const PUBLIC_PAGES: &str = "public-pages";
const SET_UP: &str = "set-up";
const SECOND_FACTOR_ROLES: &str = "second-factor-roles";
const RETENTION: &str = "retention";
const RETENTION_DAY: &str = "retention-day";
const FOLDED_WORDS: &str = "folded-words";
const LAST_BACKUP: &str = "last-backup";
const MAILED_AUDIT_ENTRY: &str = "mailed-audit-entry";

/// Whether the public may read published pages. Closed until an administrator opens them.
///
/// # Errors
/// When the database fails.
pub fn public_pages(conn: &mut Conn) -> QueryResult<bool> {
    let stored: Option<String> = settings::table.find(PUBLIC_PAGES).select(settings::value).first(conn).optional()?;
    Ok(stored.as_deref() == Some("open"))
}

/// The roles that have to have a second factor.
///
/// # Errors
/// When the database fails.
pub fn second_factor_roles(conn: &mut Conn) -> QueryResult<Vec<Role>> {
    let stored: Option<String> = settings::table.find(SECOND_FACTOR_ROLES).select(settings::value).first(conn).optional()?;
    stored.unwrap_or_default().split(' ').filter(|word| !word.is_empty()).map(read_enum).collect()
}

/// Stores the roles that have to have a second factor.
///
/// # Errors
/// When the database fails.
pub fn set_second_factor_roles(conn: &mut Conn, roles: &[Role]) -> QueryResult<()> {
    let words: Vec<&str> = roles.iter().map(|role| role.as_str()).collect();
    set(conn, SECOND_FACTOR_ROLES, &words.join(" "))
}

/// Whether the searched texts of events are folded.
///
/// # Errors
/// When the database fails.
pub fn has_folded_words(conn: &mut Conn) -> QueryResult<bool> {
    let stored: Option<String> = settings::table.find(FOLDED_WORDS).select(settings::value).first(conn).optional()?;
    Ok(stored.is_some())
}

/// Notes that they are.
///
/// # Errors
/// When the database fails.
pub fn note_folded_words(conn: &mut Conn) -> QueryResult<()> {
    set(conn, FOLDED_WORDS, "1")
}

/// For how long personal data is kept.
///
/// # Errors
/// When the database fails.
pub fn retention(conn: &mut Conn) -> QueryResult<Retention> {
    let stored: Option<String> = settings::table.find(RETENTION).select(settings::value).first(conn).optional()?;
    stored.map_or_else(|| Ok(Retention::default()), |json| serde_json::from_str(&json).map_err(corrupt))
}

/// Stores for how long personal data is kept.
///
/// # Errors
/// When the database fails.
pub fn set_retention(conn: &mut Conn, retention: &Retention) -> QueryResult<()> {
    set(conn, RETENTION, &serde_json::to_string(retention).map_err(corrupt)?)
}

/// The day (UTC) on which data was last deleted that had been kept long enough.
///
/// # Errors
/// When the database fails.
pub fn retention_day(conn: &mut Conn) -> QueryResult<Option<NaiveDate>> {
    let stored: Option<String> = settings::table.find(RETENTION_DAY).select(settings::value).first(conn).optional()?;
    stored.map(|day| day.parse().map_err(corrupt)).transpose()
}

/// Notes that day.
///
/// # Errors
/// When the database fails.
pub fn note_retention_day(conn: &mut Conn, day: NaiveDate) -> QueryResult<()> {
    set(conn, RETENTION_DAY, &day.to_string())
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
    set(conn, LAST_BACKUP, &at.to_rfc3339())
}

/// The position up to which the audit trail was mailed to administrators.
///
/// # Errors
/// When the database fails.
pub fn mailed_audit_entry(conn: &mut Conn) -> QueryResult<Option<i64>> {
    let stored: Option<String> = settings::table.find(MAILED_AUDIT_ENTRY).select(settings::value).first(conn).optional()?;
    stored.map(|position| position.parse().map_err(corrupt)).transpose()
}

/// Notes the position up to which the audit trail was mailed to administrators.
///
/// # Errors
/// When the database fails.
pub fn note_mailed_audit_entry(conn: &mut Conn, position: i64) -> QueryResult<()> {
    set(conn, MAILED_AUDIT_ENTRY, &position.to_string())
}

fn set(conn: &mut Conn, name: &'static str, value: &str) -> QueryResult<()> {
    let value = settings::value.eq(value);
    let row = (settings::name.eq(name), value);
    Both(diesel::insert_into(settings::table).values(row).on_conflict(settings::name).do_update().set(value)).execute(conn).map(drop)
}

/// Whether somebody has decided about public pages.
///
/// # Errors
/// When the database fails.
pub fn public_pages_decided(conn: &mut Conn) -> QueryResult<bool> {
    let stored: Option<String> = settings::table.find(PUBLIC_PAGES).select(settings::value).first(conn).optional()?;
    Ok(stored.is_some())
}

/// Whether an administrator has said that the tracker is set up.
///
/// # Errors
/// When the database fails.
pub fn is_set_up(conn: &mut Conn) -> QueryResult<bool> {
    let stored: Option<String> = settings::table.find(SET_UP).select(settings::value).first(conn).optional()?;
    Ok(stored.is_some())
}

/// Notes that the tracker is set up.
///
/// # Errors
/// When the database fails.
pub fn note_set_up(conn: &mut Conn) -> QueryResult<()> {
    set(conn, SET_UP, "yes")
}

/// Opens or closes published pages to the public.
///
/// # Errors
/// When the database fails.
pub fn set_public_pages(conn: &mut Conn, open: bool) -> QueryResult<()> {
    set(conn, PUBLIC_PAGES, if open { "open" } else { "closed" })
}
