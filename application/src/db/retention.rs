//! Personal data that is older than it has to be.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::{Integer, Nullable, Text, Timestamp};
use domain::event::EventInput;
use domain::ids::{EventId, PersonId};

use super::schema::{event_details, events, links, outbox, sessions};
use super::{Conn, corrupt};

/// Sessions that ended before a moment, and links that ended or were used.
///
/// # Errors
/// When the database fails.
pub fn old_sign_ins(conn: &mut Conn, before: DateTime<Utc>) -> QueryResult<i64> {
    let before = before.naive_utc();
    let ended: i64 = sessions::table.filter(sessions::expires_at.lt(before)).count().get_result(conn)?;
    let links: i64 = links::table.filter(links::expires_at.lt(before)).count().get_result(conn)?;
    Ok(ended + links)
}

/// Deletes them. Returns how many there were.
///
/// # Errors
/// When the database fails.
pub fn delete_old_sign_ins(conn: &mut Conn, before: DateTime<Utc>) -> QueryResult<usize> {
    let before = before.naive_utc();
    let ended = diesel::delete(sessions::table.filter(sessions::expires_at.lt(before))).execute(conn)?;
    Ok(ended + diesel::delete(links::table.filter(links::expires_at.lt(before))).execute(conn)?)
}

/// Mails with a text that were sent or given up before a moment.
macro_rules! settled {
    ($before:expr) => {
        outbox::table
            .filter(outbox::sent_at.is_not_null().or(outbox::failed_at.is_not_null()).or(outbox::cancelled_at.is_not_null()))
            .filter(outbox::queued_at.lt($before))
            .filter(outbox::text_body.ne("").or(outbox::html_body.ne("")).or(outbox::calendar.is_not_null()))
    };
}

/// How many old mails have a text.
///
/// # Errors
/// When the database fails.
pub fn old_mail_texts(conn: &mut Conn, before: DateTime<Utc>) -> QueryResult<i64> {
    settled!(before.naive_utc()).count().get_result(conn)
}

/// Deletes the texts of old mails; that they were sent stays. Returns how many there were.
///
/// # Errors
/// When the database fails.
pub fn delete_old_mail_texts(conn: &mut Conn, before: DateTime<Utc>) -> QueryResult<usize> {
    let keys: Vec<i32> = settled!(before.naive_utc()).select(outbox::id).load(conn)?;
    for some in keys.chunks(500) {
        let empty = (outbox::text_body.eq(""), outbox::html_body.eq(""), outbox::calendar.eq(None::<String>));
        diesel::update(outbox::table.filter(outbox::id.eq_any(some))).set(empty).execute(conn)?;
    }
    Ok(keys.len())
}

/// The events that ended before a moment and name a contact, with it.
///
/// # Errors
/// When the database fails.
pub fn old_contacts(conn: &mut Conn, before: DateTime<Utc>) -> QueryResult<Vec<(EventId, String)>> {
    let rows: Vec<(i32, Option<String>)> = event_details::table
        .inner_join(events::table)
        .filter(event_details::contact.is_not_null())
        .filter(events::ends_on.lt(before.date_naive()))
        .order(event_details::event_id)
        .select((event_details::event_id, event_details::contact))
        .load(conn)?;
    Ok(rows.into_iter().filter_map(|(id, contact)| Some((EventId(id), contact?))).collect())
}

/// Empties the contact of an event.
///
/// # Errors
/// When the database fails.
pub fn empty_contact(conn: &mut Conn, id: EventId) -> QueryResult<()> {
    let typed: String = events::table.find(id.0).select(events::typed).first(conn)?;
    let typed = EventInput { contact: String::new(), ..serde_json::from_str(&typed).map_err(corrupt)? };
    let typed = serde_json::to_string(&typed).map_err(corrupt)?;
    diesel::update(events::table.find(id.0)).set((events::typed.eq(typed), events::version.eq(events::version + 1))).execute(conn)?;
    diesel::update(event_details::table.find(id.0)).set(event_details::contact.eq(None::<String>)).execute(conn).map(drop)
}

#[derive(QueryableByName)]
struct Unused {
    #[diesel(sql_type = Integer)]
    id: i32,
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = Nullable<Timestamp>)]
    last: Option<NaiveDateTime>,
}

/// Open accounts whose owners have not signed in since a moment: key, name, and the last sign-in, or when they joined.
///
/// # Errors
/// When the database fails.
pub fn unused_accounts(conn: &mut Conn, since: DateTime<Utc>) -> QueryResult<Vec<(PersonId, String, DateTime<Utc>)>> {
    // A session that goes on was used when it was last seen, also if it began before there was an audit trail.
    let sql = "SELECT id, name, last FROM (SELECT p.id AS id, p.name AS name, MAX(x.at) AS last FROM people p JOIN (\
               SELECT id AS person, joined_at AS at FROM people WHERE joined_at IS NOT NULL \
               UNION ALL SELECT subject_id, at FROM audit_entries WHERE subject_kind = 'person' AND kind = 'signed-in' \
               UNION ALL SELECT person_id, last_seen_at FROM sessions) x ON x.person = p.id \
               WHERE p.joined_at IS NOT NULL AND p.deactivated_at IS NULL GROUP BY p.id, p.name) unused WHERE last < $1 ORDER BY name, id";
    let rows: Vec<Unused> = diesel::sql_query(sql).bind::<Timestamp, _>(since.naive_utc()).load(conn)?;
    Ok(rows.into_iter().filter_map(|row| Some((PersonId(row.id), row.name, row.last?.and_utc()))).collect())
}
