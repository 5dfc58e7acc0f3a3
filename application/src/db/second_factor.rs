//! Authenticator apps and recovery codes.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;
use domain::ids::PersonId;

use super::Conn;
use super::schema::{recovery_codes, second_factors as table};

/// The authenticator app of a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SecondFactor {
    /// From what its secret is computed.
    pub nonce: String,
    /// Since when it is asked for.
    pub since: DateTime<Utc>,
    /// When its owner asked for its removal, if they have.
    pub removal_asked_at: Option<DateTime<Utc>>,
}

/// The app of a person, if there is one.
///
/// # Errors
/// When the database fails.
pub fn of(conn: &mut Conn, person: PersonId) -> QueryResult<Option<SecondFactor>> {
    let row: Option<(String, NaiveDateTime, Option<NaiveDateTime>)> =
        table::table.find(person.0).select((table::nonce, table::since, table::removal_asked_at)).first(conn).optional()?;
    let asked = |at: NaiveDateTime| at.and_utc();
    Ok(row.map(|(nonce, since, removal)| SecondFactor { nonce, since: since.and_utc(), removal_asked_at: removal.map(asked) }))
}

/// The people who have one.
///
/// # Errors
/// When the database fails.
pub fn owners(conn: &mut Conn) -> QueryResult<Vec<PersonId>> {
    let ids: Vec<i32> = table::table.select(table::person_id).order(table::person_id).load(conn)?;
    Ok(ids.into_iter().map(PersonId).collect())
}

/// Stores an app in the place of the one before; the code of this step proved it.
///
/// # Errors
/// When the database fails.
pub fn set(conn: &mut Conn, person: PersonId, nonce: &str, step: i64, now: DateTime<Utc>) -> QueryResult<()> {
    diesel::delete(table::table.find(person.0)).execute(conn)?;
    let row = (table::person_id.eq(person.0), table::nonce.eq(nonce), table::since.eq(now.naive_utc()), table::last_step.eq(step));
    diesel::insert_into(table::table).values(row).execute(conn).map(drop)
}

/// Accepts the code of a step, if none of it or after it was accepted. Steps far `ahead` were stored while the clock ran ahead, and do not
/// count.
///
/// # Errors
/// When the database fails.
pub fn accept(conn: &mut Conn, person: PersonId, step: i64, ahead: i64) -> QueryResult<bool> {
    let is_new = table::last_step.lt(step).or(table::last_step.gt(ahead));
    diesel::update(table::table.find(person.0).filter(is_new)).set(table::last_step.eq(step)).execute(conn).map(|n| n == 1)
}

/// Notes that the owner asks for the removal.
///
/// # Errors
/// When the database fails.
pub fn ask_removal(conn: &mut Conn, person: PersonId, now: DateTime<Utc>) -> QueryResult<()> {
    diesel::update(table::table.find(person.0)).set(table::removal_asked_at.eq(Some(now.naive_utc()))).execute(conn).map(drop)
}

/// Removes the app and the recovery codes of a person. Says whether there was one.
///
/// # Errors
/// When the database fails.
pub fn end(conn: &mut Conn, person: PersonId) -> QueryResult<bool> {
    diesel::delete(recovery_codes::table.filter(recovery_codes::person_id.eq(person.0))).execute(conn)?;
    diesel::delete(table::table.find(person.0)).execute(conn).map(|n| n == 1)
}

/// Stores hashes of recovery codes in the place of those before.
///
/// # Errors
/// When the database fails.
pub fn set_recovery_codes(conn: &mut Conn, person: PersonId, hashes: &[String]) -> QueryResult<()> {
    diesel::delete(recovery_codes::table.filter(recovery_codes::person_id.eq(person.0))).execute(conn)?;
    for hash in hashes {
        let row = (recovery_codes::code_hash.eq(hash), recovery_codes::person_id.eq(person.0));
        diesel::insert_into(recovery_codes::table).values(row).execute(conn)?;
    }
    Ok(())
}

/// Uses up a recovery code of a person. Says whether it was one that was unused.
///
/// # Errors
/// When the database fails.
pub fn take_recovery_code(conn: &mut Conn, person: PersonId, hash: &str, now: DateTime<Utc>) -> QueryResult<bool> {
    let unused = recovery_codes::table.find(hash).filter(recovery_codes::person_id.eq(person.0)).filter(recovery_codes::used_at.is_null());
    diesel::update(unused).set(recovery_codes::used_at.eq(Some(now.naive_utc()))).execute(conn).map(|n| n == 1)
}

/// How many recovery codes of a person are unused.
///
/// # Errors
/// When the database fails.
pub fn recovery_codes_left(conn: &mut Conn, person: PersonId) -> QueryResult<i64> {
    let own = recovery_codes::table.filter(recovery_codes::person_id.eq(person.0));
    own.filter(recovery_codes::used_at.is_null()).count().get_result(conn)
}
