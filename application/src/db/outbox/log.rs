//! The log of mails, as administrators read it.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Integer, Nullable, Text, Timestamp};
use domain::mail::{Logged, MailState, is_secret};

use crate::db::Conn;
use crate::db::schema::outbox as table;

/// Mails per page of the log.
pub const PAGE: i64 = 50;

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = Integer)]
    id: i32,
    #[diesel(sql_type = Text)]
    message_id: String,
    #[diesel(sql_type = Text)]
    kind: String,
    #[diesel(sql_type = Text)]
    recipient_name: String,
    #[diesel(sql_type = Text)]
    recipient: String,
    #[diesel(sql_type = Text)]
    subject: String,
    #[diesel(sql_type = Timestamp)]
    queued_at: NaiveDateTime,
    #[diesel(sql_type = Timestamp)]
    due_at: NaiveDateTime,
    #[diesel(sql_type = Integer)]
    attempts: i32,
    #[diesel(sql_type = Nullable<Timestamp>)]
    leased_until: Option<NaiveDateTime>,
    #[diesel(sql_type = Nullable<Timestamp>)]
    sent_at: Option<NaiveDateTime>,
    #[diesel(sql_type = Nullable<Timestamp>)]
    failed_at: Option<NaiveDateTime>,
    #[diesel(sql_type = Nullable<Timestamp>)]
    cancelled_at: Option<NaiveDateTime>,
    #[diesel(sql_type = Nullable<Text>)]
    last_error: Option<String>,
    #[diesel(sql_type = Nullable<Timestamp>)]
    tried_at: Option<NaiveDateTime>,
}

fn logged(row: Row, now: DateTime<Utc>) -> Logged {
    let (state, at) = match (row.sent_at, row.cancelled_at, row.failed_at) {
        (Some(at), ..) => (MailState::Sent, at),
        (None, Some(at), _) => (MailState::Cancelled, at),
        (None, None, Some(at)) => (MailState::Failed, at),
        (None, None, None) => (MailState::Waiting, row.queued_at),
    };
    Logged {
        id: row.id,
        kind: row.kind,
        recipient_name: row.recipient_name,
        recipient: row.recipient,
        subject: row.subject,
        queued_at: row.queued_at.and_utc(),
        due_at: row.due_at.and_utc(),
        attempts: row.attempts,
        state,
        state_at: at.and_utc(),
        last_error: row.last_error,
        is_under_way: row.leased_until.is_some_and(|until| until > now.naive_utc()),
        tried_at: row.tried_at.map(|t| t.and_utc()),
        message_id: row.message_id,
    }
}

const COLUMNS: &str = "id, message_id, kind, recipient_name, recipient, subject, queued_at, due_at, attempts, leased_until, sent_at, \
                       failed_at, cancelled_at, last_error, tried_at";

/// What is looked for in the log.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MailFilter {
    /// Where the mail stands.
    pub state: Option<MailState>,
    /// A part of name, address or subject.
    pub words: String,
}

impl MailFilter {
    /// The condition; the pattern of the words is bound to its one place.
    fn condition(&self) -> String {
        let state = match self.state {
            None => "1 = 1",
            Some(MailState::Sent) => "sent_at IS NOT NULL",
            Some(MailState::Cancelled) => "sent_at IS NULL AND cancelled_at IS NOT NULL",
            Some(MailState::Failed) => "sent_at IS NULL AND cancelled_at IS NULL AND failed_at IS NOT NULL",
            Some(MailState::Waiting) => "sent_at IS NULL AND cancelled_at IS NULL AND failed_at IS NULL",
        };
        format!("{state} AND LOWER(recipient_name || ' ' || recipient || ' ' || subject) LIKE $1 ESCAPE '\\'")
    }

    fn pattern(&self) -> String {
        let words = self.words.trim().to_lowercase();
        format!("%{}%", words.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_"))
    }
}

/// One page of the log, counted from 1, the newest mails first.
///
/// # Errors
/// When the database fails.
pub fn page(conn: &mut Conn, filter: &MailFilter, number: i64, now: DateTime<Utc>) -> QueryResult<Vec<Logged>> {
    let skip = (number.max(1) - 1).saturating_mul(PAGE);
    let sql = format!("SELECT {COLUMNS} FROM outbox WHERE {} ORDER BY id DESC LIMIT {PAGE} OFFSET {skip}", filter.condition());
    let rows: Vec<Row> = diesel::sql_query(sql).bind::<Text, _>(filter.pattern()).load(conn)?;
    Ok(rows.into_iter().map(|row| logged(row, now)).collect())
}

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = BigInt)]
    n: i64,
}

/// How many mails the log holds.
///
/// # Errors
/// When the database fails.
pub fn count(conn: &mut Conn, filter: &MailFilter) -> QueryResult<i64> {
    let sql = format!("SELECT COUNT(*) AS n FROM outbox WHERE {}", filter.condition());
    diesel::sql_query(sql).bind::<Text, _>(filter.pattern()).get_result::<Count>(conn).map(|c| c.n)
}

/// The mail of this key, with its text; `None` in its place for a text that opens an account.
///
/// # Errors
/// When the database fails.
pub fn find(conn: &mut Conn, id: i32, now: DateTime<Utc>) -> QueryResult<Option<(Logged, Option<String>)>> {
    let row: Option<Row> =
        diesel::sql_query(format!("SELECT {COLUMNS} FROM outbox WHERE id = $1")).bind::<Integer, _>(id).get_result(conn).optional()?;
    let Some(mail) = row.map(|row| logged(row, now)) else { return Ok(None) };
    if is_secret(&mail.kind) {
        return Ok(Some((mail, None)));
    }
    let text: String = table::table.find(id).select(table::text_body).first(conn)?;
    Ok(Some((mail, Some(text))))
}

/// Stops a mail that waits and that nobody is sending. Says whether it did.
///
/// # Errors
/// When the database fails.
pub fn cancel(conn: &mut Conn, mail: &Logged, now: DateTime<Utc>) -> QueryResult<bool> {
    let t = now.naive_utc();
    let waits = table::table
        .find(mail.id)
        .filter(table::sent_at.is_null().and(table::failed_at.is_null()).and(table::cancelled_at.is_null()))
        .filter(table::leased_until.is_null().or(table::leased_until.le(t)));
    let stopped = diesel::update(waits).set(table::cancelled_at.eq(Some(t))).execute(conn)? == 1;
    if stopped && is_secret(&mail.kind) {
        diesel::update(table::table.find(mail.id)).set((table::text_body.eq(""), table::html_body.eq(""))).execute(conn)?;
    }
    Ok(stopped)
}

/// Lets a mail that has not been sent go out now, under the Message-ID that it has. Says whether it did.
///
/// # Errors
/// When the database fails.
pub fn send_now(conn: &mut Conn, id: i32, now: DateTime<Utc>) -> QueryResult<bool> {
    let t = now.naive_utc();
    let not_sent =
        table::table.find(id).filter(table::sent_at.is_null()).filter(table::leased_until.is_null().or(table::leased_until.le(t)));
    diesel::update(not_sent)
        .set((
            table::due_at.eq(t),
            table::attempts.eq(0),
            table::failed_at.eq(None::<NaiveDateTime>),
            table::cancelled_at.eq(None::<NaiveDateTime>),
        ))
        .execute(conn)
        .map(|n| n == 1)
}

/// Queues a copy of a mail that was sent, under a Message-ID of its own: the reader's program would drop the same one. Gives its key.
///
/// # Errors
/// When the database fails.
pub fn copy(conn: &mut Conn, id: i32, message_id: &str, now: DateTime<Utc>) -> QueryResult<i32> {
    let sql = "INSERT INTO outbox (message_id, kind, recipient_name, recipient, subject, text_body, html_body, unsubscribe, thread, \
               calendar, queued_at, due_at) SELECT $1, kind, recipient_name, recipient, subject, text_body, html_body, unsubscribe, \
               thread, calendar, $2, $2 FROM outbox WHERE id = $3";
    let t = now.naive_utc();
    diesel::sql_query(sql).bind::<Text, _>(message_id).bind::<Timestamp, _>(t).bind::<Integer, _>(id).execute(conn)?;
    table::table.filter(table::message_id.eq(message_id)).select(table::id).first(conn)
}
