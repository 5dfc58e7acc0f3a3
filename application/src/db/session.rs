//! Sign-in sessions. The cookie holds a token; the table holds only its hash.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;
use domain::ids::{PersonId, SessionId};
use domain::person::Profile;

use super::Conn;
use super::person;
use super::schema::sessions;

/// A session to be stored.
pub struct NewSession<'a> {
    /// Hash of its token.
    pub token_hash: &'a str,
    /// Whose it is.
    pub person: PersonId,
    /// When it began.
    pub now: DateTime<Utc>,
    /// When it ends at the latest.
    pub expires_at: DateTime<Utc>,
    /// What the browser says of itself.
    pub agent: &'a str,
    /// From which address.
    pub address: &'a str,
}

/// A session as its owner sees it.
pub struct Session {
    /// Key.
    pub id: SessionId,
    /// When it began.
    pub created_at: DateTime<Utc>,
    /// When it was last used, to the minute or so.
    pub last_seen_at: DateTime<Utc>,
    /// What the browser says of itself.
    pub agent: String,
    /// From which address.
    pub address: String,
}

/// A session that has not expired, found by its token.
pub struct Found {
    /// Key.
    pub id: SessionId,
    /// When it was last marked as used.
    pub last_seen_at: DateTime<Utc>,
    /// When it ends, unless it is used before.
    pub expires_at: DateTime<Utc>,
    /// When it began.
    pub created_at: DateTime<Utc>,
    /// When its owner last proved in it who they are.
    pub confirmed_at: Option<DateTime<Utc>>,
    /// Whose it is.
    pub owner: Profile,
}

/// Stores a session.
///
/// # Errors
/// When the database fails.
pub fn insert(conn: &mut Conn, new: &NewSession<'_>) -> QueryResult<()> {
    diesel::insert_into(sessions::table)
        .values((
            sessions::token_hash.eq(new.token_hash),
            sessions::person_id.eq(new.person.0),
            sessions::created_at.eq(new.now.naive_utc()),
            sessions::last_seen_at.eq(new.now.naive_utc()),
            sessions::expires_at.eq(new.expires_at.naive_utc()),
            sessions::agent.eq(new.agent),
            sessions::address.eq(new.address),
            sessions::confirmed_at.eq(Some(new.now.naive_utc())),
        ))
        .execute(conn)
        .map(drop)
}

/// The session of a token that has not expired.
///
/// # Errors
/// When the database fails.
pub fn find(conn: &mut Conn, token_hash: &str, now: DateTime<Utc>) -> QueryResult<Option<Found>> {
    type Row = (i32, i32, NaiveDateTime, NaiveDateTime, NaiveDateTime, Option<NaiveDateTime>);
    let found: Option<Row> = sessions::table
        .filter(sessions::token_hash.eq(token_hash))
        .filter(sessions::expires_at.gt(now.naive_utc()))
        .select((
            sessions::id,
            sessions::person_id,
            sessions::last_seen_at,
            sessions::expires_at,
            sessions::created_at,
            sessions::confirmed_at,
        ))
        .first(conn)
        .optional()?;
    let Some((id, owner, seen, expires, created, confirmed)) = found else { return Ok(None) };
    let found = |owner| Found {
        id: SessionId(id),
        last_seen_at: seen.and_utc(),
        expires_at: expires.and_utc(),
        created_at: created.and_utc(),
        confirmed_at: confirmed.map(|at| at.and_utc()),
        owner,
    };
    Ok(person::find(conn, PersonId(owner))?.map(found))
}

/// Notes that a session was used.
///
/// # Errors
/// When the database fails.
pub fn touch(conn: &mut Conn, id: SessionId, now: DateTime<Utc>, expires_at: DateTime<Utc>) -> QueryResult<()> {
    diesel::update(sessions::table.find(id.0))
        .set((sessions::last_seen_at.eq(now.naive_utc()), sessions::expires_at.eq(expires_at.naive_utc())))
        .execute(conn)
        .map(drop)
}

/// Somebody's sessions that have not expired, the last used first.
///
/// # Errors
/// When the database fails.
pub fn of(conn: &mut Conn, owner: PersonId, now: DateTime<Utc>) -> QueryResult<Vec<Session>> {
    let rows: Vec<(i32, NaiveDateTime, NaiveDateTime, String, String)> = sessions::table
        .filter(sessions::person_id.eq(owner.0))
        .filter(sessions::expires_at.gt(now.naive_utc()))
        .order((sessions::last_seen_at.desc(), sessions::id.desc()))
        .select((sessions::id, sessions::created_at, sessions::last_seen_at, sessions::agent, sessions::address))
        .load(conn)?;
    Ok(rows
        .into_iter()
        .map(|(id, created, seen, agent, address)| Session {
            id: SessionId(id),
            created_at: created.and_utc(),
            last_seen_at: seen.and_utc(),
            agent,
            address,
        })
        .collect())
}

/// Ends one session of somebody. Says whether there was one.
///
/// # Errors
/// When the database fails.
pub fn end(conn: &mut Conn, owner: PersonId, id: SessionId) -> QueryResult<bool> {
    diesel::delete(sessions::table.find(id.0).filter(sessions::person_id.eq(owner.0))).execute(conn).map(|n| n == 1)
}

/// Ends all sessions of somebody but, if given, one.
///
/// # Errors
/// When the database fails.
pub fn end_all(conn: &mut Conn, owner: PersonId, except: Option<SessionId>) -> QueryResult<usize> {
    let keep = except.map_or(0, |s| s.0);
    diesel::delete(sessions::table.filter(sessions::person_id.eq(owner.0)).filter(sessions::id.ne(keep))).execute(conn)
}

/// Removes what has expired.
///
/// # Errors
/// When the database fails.
pub fn sweep(conn: &mut Conn, now: DateTime<Utc>) -> QueryResult<usize> {
    diesel::delete(sessions::table.filter(sessions::expires_at.le(now.naive_utc()))).execute(conn)
}
