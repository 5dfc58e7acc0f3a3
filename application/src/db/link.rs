//! Signed links that were given out, so that each works once.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use domain::ids::PersonId;

use super::Conn;
use super::schema::links;

/// Notes a link that is given out.
///
/// # Errors
/// When the database fails.
pub fn insert(
    conn: &mut Conn,
    id: &str,
    purpose: &str,
    person: Option<PersonId>,
    now: DateTime<Utc>,
    expires: DateTime<Utc>,
) -> QueryResult<()> {
    diesel::insert_into(links::table)
        .values((
            links::id.eq(id),
            links::purpose.eq(purpose),
            links::person_id.eq(person.map(|p| p.0)),
            links::created_at.eq(now.naive_utc()),
            links::expires_at.eq(expires.naive_utc()),
        ))
        .execute(conn)
        .map(drop)
}

/// Whether the link was given out, has not expired and has not been used or withdrawn; and for whom.
///
/// # Errors
/// When the database fails.
pub fn open(conn: &mut Conn, id: &str, purpose: &str, now: DateTime<Utc>) -> QueryResult<Option<Option<PersonId>>> {
    let found: Option<Option<i32>> = links::table
        .find(id)
        .filter(links::purpose.eq(purpose))
        .filter(links::used_at.is_null())
        .filter(links::expires_at.gt(now.naive_utc()))
        .select(links::person_id)
        .first(conn)
        .optional()?;
    Ok(found.map(|person| person.map(PersonId)))
}

/// Uses the link up. Says whether it was still unused: of two at once, one wins.
///
/// # Errors
/// When the database fails.
pub fn take(conn: &mut Conn, id: &str, now: DateTime<Utc>) -> QueryResult<bool> {
    diesel::update(links::table.find(id).filter(links::used_at.is_null()))
        .set(links::used_at.eq(Some(now.naive_utc())))
        .execute(conn)
        .map(|n| n == 1)
}

/// Withdraws all unused links of a purpose, of one person or, without one, of nobody in particular.
///
/// # Errors
/// When the database fails.
pub fn withdraw(conn: &mut Conn, purpose: &str, person: Option<PersonId>, now: DateTime<Utc>) -> QueryResult<usize> {
    let unused = links::table.filter(links::purpose.eq(purpose)).filter(links::used_at.is_null());
    let used = links::used_at.eq(Some(now.naive_utc()));
    match person {
        Some(person) => diesel::update(unused.filter(links::person_id.eq(person.0))).set(used).execute(conn),
        None => diesel::update(unused.filter(links::person_id.is_null())).set(used).execute(conn),
    }
}
