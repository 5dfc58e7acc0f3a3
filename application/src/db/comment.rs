//! Comments, and to whom they are mailed.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;
use domain::comment::{Comment, Topic};
use domain::ids::PersonId;

use super::schema::{comment_recipients as recipients, comments, people};
use super::{Conn, corrupt, read_enum};

/// A comment that is to be stored.
pub struct NewComment<'a> {
    /// Key of the form that was sent.
    pub idempotency_key: &'a str,
    /// On what.
    pub topic: Topic,
    /// Who wrote it.
    pub author: PersonId,
    /// What it says.
    pub text: &'a str,
    /// Whether it is mailed at once.
    pub is_urgent: bool,
    /// When.
    pub now: DateTime<Utc>,
}

/// Whether this form has made a comment before.
///
/// # Errors
/// When the database fails.
pub fn exists(conn: &mut Conn, idempotency_key: &str) -> QueryResult<bool> {
    diesel::select(diesel::dsl::exists(comments::table.filter(comments::idempotency_key.eq(idempotency_key)))).get_result(conn)
}

/// Stores a comment with those to whom it is mailed.
///
/// # Errors
/// When the database fails.
pub fn insert(conn: &mut Conn, new: &NewComment<'_>, to: &[PersonId]) -> QueryResult<()> {
    let (kind, key) = new.topic.stored();
    let now = new.now.naive_utc();
    let id: i32 = diesel::insert_into(comments::table)
        .values((
            comments::idempotency_key.eq(new.idempotency_key),
            comments::kind.eq(kind.as_str()),
            comments::key.eq(key),
            comments::author_id.eq(new.author.0),
            comments::text.eq(new.text),
            comments::is_urgent.eq(new.is_urgent),
            comments::commented_at.eq(now),
        ))
        .returning(comments::id)
        .get_result(conn)?;
    for person in to {
        let mailed = new.is_urgent.then_some(now);
        diesel::insert_into(recipients::table)
            .values((recipients::comment_id.eq(id), recipients::person_id.eq(person.0), recipients::mailed_at.eq(mailed)))
            .execute(conn)?;
    }
    Ok(())
}

type Row = (i32, i32, String, NaiveDateTime, String, bool);

fn comment((id, author, author_name, at, text, is_urgent): Row) -> Comment {
    Comment { id, author: PersonId(author), author_name, at: at.and_utc(), text, is_urgent }
}

/// The comments on a topic, the oldest first.
///
/// # Errors
/// When the database fails.
pub fn of(conn: &mut Conn, topic: Topic) -> QueryResult<Vec<Comment>> {
    let (kind, key) = topic.stored();
    let rows: Vec<Row> = comments::table
        .inner_join(people::table)
        .filter(comments::kind.eq(kind.as_str()))
        .filter(comments::key.eq(key))
        .order(comments::id)
        .select((comments::id, comments::author_id, people::name, comments::commented_at, comments::text, comments::is_urgent))
        .load(conn)?;
    Ok(rows.into_iter().map(comment).collect())
}

/// The comments that somebody is still to get by mail, with their topics, the oldest first.
///
/// # Errors
/// When the database fails.
pub fn unmailed(conn: &mut Conn, person: PersonId) -> QueryResult<Vec<(Topic, Comment)>> {
    let rows: Vec<(String, i32, Row)> = recipients::table
        .inner_join(comments::table.inner_join(people::table))
        .filter(recipients::person_id.eq(person.0))
        .filter(recipients::mailed_at.is_null())
        .order(comments::id)
        .select((
            comments::kind,
            comments::key,
            (comments::id, comments::author_id, people::name, comments::commented_at, comments::text, comments::is_urgent),
        ))
        .load(conn)?;
    let read = |(kind, key, row): (String, i32, Row)| {
        let topic =
            Topic::read(read_enum(&kind)?, key).ok_or_else(|| corrupt(domain::UnknownValue { what: "topic of a comment", value: kind }))?;
        Ok((topic, comment(row)))
    };
    rows.into_iter().map(read).collect()
}

/// Notes that somebody has all comments by mail that were written so far.
///
/// # Errors
/// When the database fails.
pub fn note_mailed(conn: &mut Conn, person: PersonId, now: DateTime<Utc>) -> QueryResult<()> {
    let waiting = recipients::table.filter(recipients::person_id.eq(person.0)).filter(recipients::mailed_at.is_null());
    diesel::update(waiting).set(recipients::mailed_at.eq(now.naive_utc())).execute(conn).map(drop)
}

/// Removes all comments on a topic.
///
/// # Errors
/// When the database fails.
pub fn remove_all(conn: &mut Conn, topic: Topic) -> QueryResult<()> {
    let (kind, key) = topic.stored();
    diesel::delete(comments::table.filter(comments::kind.eq(kind.as_str())).filter(comments::key.eq(key))).execute(conn).map(drop)
}
