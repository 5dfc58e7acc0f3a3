//! Mails waiting to be sent, sent, or failed. Queued in the transaction of what causes them.

use chrono::{DateTime, Utc};
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
    /// Address that ends such mails with one POST.
    pub unsubscribe: Option<String>,
    /// Name of the conversation to which it belongs.
    pub thread: Option<String>,
    /// A calendar file to attach.
    pub calendar: Option<String>,
}

/// A mail that is to be sent now.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct DueMail {
    /// Key.
    pub id: i32,
    /// Message-ID without brackets.
    pub message_id: String,
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
    /// How often it was tried before.
    pub attempts: i32,
}

/// Queues a mail, due at once.
///
/// # Errors
/// Those of the database.
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
            table::queued_at.eq(now.naive_utc()),
            table::due_at.eq(now.naive_utc()),
        ))
        .execute(conn)
        .map(drop)
}

/// Takes the mail that has waited longest, so that no other process sends it until `leased_until`. Call it in a write transaction.
///
/// # Errors
/// Those of the database.
pub fn lease(conn: &mut Conn, now: DateTime<Utc>, leased_until: DateTime<Utc>) -> QueryResult<Option<DueMail>> {
    let (t, until) = (now.naive_utc(), Some(leased_until.naive_utc()));
    let waiting = || {
        table::table
            .filter(table::sent_at.is_null().and(table::failed_at.is_null()))
            .filter(table::due_at.le(t))
            .filter(table::leased_until.is_null().or(table::leased_until.le(t)))
            .order((table::due_at, table::id))
            .select(table::id)
    };
    let id: Option<i32> = match conn {
        Conn::Pg(conn) => waiting().for_update().skip_locked().first(conn).optional()?,
        Conn::Sqlite(conn) => waiting().first(conn).optional()?,
    };
    let Some(id) = id else { return Ok(None) };
    diesel::update(table::table.find(id)).set((table::leased_until.eq(until), table::attempts.eq(table::attempts + 1))).execute(conn)?;
    table::table
        .find(id)
        .select((
            table::id,
            table::message_id,
            table::recipient_name,
            table::recipient,
            table::subject,
            table::text_body,
            table::html_body,
            table::attempts,
        ))
        .first(conn)
        .optional()
}

/// Notes that a mail was handed over, and forgets its text: it may hold a link that opens an account.
///
/// # Errors
/// Those of the database.
pub fn mark_sent(conn: &mut Conn, id: i32, now: DateTime<Utc>) -> QueryResult<()> {
    diesel::update(table::table.find(id))
        .set((
            table::sent_at.eq(Some(now.naive_utc())),
            table::leased_until.eq(None::<chrono::NaiveDateTime>),
            table::last_error.eq(None::<String>),
            table::text_body.eq(""),
            table::html_body.eq(""),
        ))
        .execute(conn)
        .map(drop)
}

/// Notes that an attempt failed; the next one is at `due_at`, or never.
///
/// # Errors
/// Those of the database.
pub fn mark_failed(conn: &mut Conn, id: i32, error: &str, due_at: Option<DateTime<Utc>>, now: DateTime<Utc>) -> QueryResult<()> {
    let row = table::table.find(id);
    let unleased = (table::leased_until.eq(None::<chrono::NaiveDateTime>), table::last_error.eq(Some(error)));
    match due_at {
        Some(at) => diesel::update(row).set((unleased, table::due_at.eq(at.naive_utc()))).execute(conn),
        None => diesel::update(row).set((unleased, table::failed_at.eq(Some(now.naive_utc())))).execute(conn),
    }
    .map(drop)
}
