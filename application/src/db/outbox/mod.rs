//! Mails waiting to be sent, sent, failed or cancelled. Queued in the transaction of what causes them.

pub mod lease;
pub mod log;
pub mod outage;

use std::collections::HashMap;

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;

use super::Conn;
use super::schema::outbox as table;

/// A mail to be queued.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewMail {
    /// Message-ID without brackets: the same at every attempt.
    pub message_id: String,
    /// What sort of mail, for the log: `invitation`, `password-reset`.
    pub kind: &'static str,
    /// To whom, by name.
    pub recipient_name: String,
    /// To which address.
    pub recipient: String,
    /// Subject line.
    pub subject: String,
    /// Body as plain text.
    pub text_body: String,
    /// The same as HTML.
    pub html_body: String,
    /// Address at which its reader ends mails like this one, with one click and without signing in.
    pub unsubscribe: Option<String>,
    /// What it is about, as a stable name such as `event-24`: mails about one thing are shown together.
    pub thread: Option<String>,
    /// Text of a calendar file that goes with it.
    pub calendar: Option<String>,
}

/// Queues a mail, due at once.
///
/// # Errors
/// When the database fails.
pub fn queue(conn: &mut Conn, mail: &NewMail, now: DateTime<Utc>) -> QueryResult<()> {
    diesel::insert_into(table::table)
        .values((
            table::message_id.eq(&mail.message_id),
            table::kind.eq(mail.kind),
            table::recipient_name.eq(&mail.recipient_name),
            table::recipient.eq(&mail.recipient),
            table::subject.eq(&mail.subject),
            table::text_body.eq(&mail.text_body),
            table::html_body.eq(&mail.html_body),
            table::unsubscribe.eq(&mail.unsubscribe),
            table::thread.eq(&mail.thread),
            table::calendar.eq(&mail.calendar),
            table::queued_at.eq(now.naive_utc()),
            table::due_at.eq(now.naive_utc()),
        ))
        .execute(conn)
        .map(drop)
}

/// Whether a mail of a kind was queued for an address since a moment.
///
/// # Errors
/// When the database fails.
pub fn was_queued(conn: &mut Conn, kind: &str, recipient: &str, since: DateTime<Utc>) -> QueryResult<bool> {
    let mails =
        table::table.filter(table::kind.eq(kind)).filter(table::recipient.eq(recipient)).filter(table::queued_at.gt(since.naive_utc()));
    diesel::select(diesel::dsl::exists(mails)).get_result(conn)
}

/// When the newest mail of a kind was queued in each of these threads.
///
/// # Errors
/// When the database fails.
pub fn newest_of_threads(conn: &mut Conn, kind: &str, threads: &[String]) -> QueryResult<HashMap<String, DateTime<Utc>>> {
    let rows: Vec<(Option<String>, Option<NaiveDateTime>)> = table::table
        .filter(table::kind.eq(kind))
        .filter(table::thread.eq_any(threads))
        .group_by(table::thread)
        .select((table::thread, diesel::dsl::max(table::queued_at)))
        .load(conn)?;
    Ok(rows.into_iter().filter_map(|(thread, at)| Some((thread?, at?.and_utc()))).collect())
}

/// Whether a mail of this Message-ID was ever queued.
///
/// # Errors
/// When the database fails.
pub fn exists(conn: &mut Conn, message_id: &str) -> QueryResult<bool> {
    diesel::select(diesel::dsl::exists(table::table.filter(table::message_id.eq(message_id)))).get_result(conn)
}

/// How many mails wait to be sent, and when the oldest of them was queued.
///
/// # Errors
/// When the database fails.
pub fn waiting(conn: &mut Conn) -> QueryResult<(i64, Option<DateTime<Utc>>)> {
    let waiting = table::sent_at.is_null().and(table::failed_at.is_null()).and(table::cancelled_at.is_null());
    let count = table::table.filter(waiting).count().get_result(conn)?;
    let oldest: Option<NaiveDateTime> = table::table.filter(waiting).select(diesel::dsl::min(table::queued_at)).first(conn)?;
    Ok((count, oldest.map(|at| at.and_utc())))
}

/// How many mails were given up.
///
/// # Errors
/// When the database fails.
pub fn failed(conn: &mut Conn) -> QueryResult<i64> {
    table::table.filter(table::failed_at.is_not_null().and(table::cancelled_at.is_null())).count().get_result(conn)
}

/// Deletes every mail, also those that were not sent.
///
/// # Errors
/// When the database fails.
pub fn delete_all(conn: &mut Conn) -> QueryResult<()> {
    diesel::delete(table::table).execute(conn).map(drop)
}
