//! Taking mails out of the outbox to send them, and noting what came of it. Several processes may do so at once.

use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};
use diesel::prelude::*;
use domain::mail::is_secret;

use crate::db::schema::outbox as table;
use crate::db::{Conn, person};

/// A mail that is to be sent now.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct DueMail {
    /// Key.
    pub id: i32,
    /// Message-ID without brackets.
    pub message_id: String,
    /// What sort of mail.
    pub kind: String,
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
    /// Address at which its reader ends mails like this one.
    pub unsubscribe: Option<String>,
    /// Stable name of what it is about.
    pub thread: Option<String>,
    /// Text of a calendar file.
    pub calendar: Option<String>,
    /// How often it was tried, this time included.
    pub attempts: i32,
    /// When it was queued, in UTC.
    pub queued_at: NaiveDateTime,
}

/// No pause before an attempt and no lease reaches so far: what does was stored while the clock ran ahead, and does not count.
const FAR: TimeDelta = TimeDelta::days(1);

/// Who takes mails, and until when they are theirs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lease {
    /// Name of the process.
    pub by: String,
    /// When others may take what has not been settled.
    pub until: DateTime<Utc>,
}

/// Takes the mails that have waited longest, `most` of them, so that no other process sends them. Call it in a write transaction.
///
/// # Errors
/// When the database fails.
pub fn lease(conn: &mut Conn, now: DateTime<Utc>, lease: &Lease, most: i64) -> QueryResult<Vec<DueMail>> {
    let (t, far) = (now.naive_utc(), (now + FAR).naive_utc());
    let waiting = || {
        table::table
            .filter(table::sent_at.is_null().and(table::failed_at.is_null()).and(table::cancelled_at.is_null()))
            .filter(table::due_at.le(t).or(table::due_at.gt(far)))
            .filter(table::leased_until.is_null().or(table::leased_until.le(t)).or(table::leased_until.gt(far)))
            .order((table::due_at, table::id))
            .limit(most)
            .select(table::id)
    };
    let ids: Vec<i32> = match conn {
        Conn::Pg(conn) => waiting().for_update().skip_locked().load(conn)?,
        Conn::Sqlite(conn) => waiting().load(conn)?,
    };
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    diesel::update(table::table.filter(table::id.eq_any(&ids)))
        .set((
            table::leased_until.eq(Some(lease.until.naive_utc())),
            table::leased_by.eq(Some(&lease.by)),
            table::tried_at.eq(Some(t)),
            table::attempts.eq(table::attempts + 1),
        ))
        .execute(conn)?;
    table::table
        .filter(table::id.eq_any(ids))
        .order((table::due_at, table::id))
        .select((
            table::id,
            table::message_id,
            table::kind,
            table::recipient_name,
            table::recipient,
            table::subject,
            table::text_body,
            table::html_body,
            table::unsubscribe,
            table::thread,
            table::calendar,
            table::attempts,
            table::queued_at,
        ))
        .load(conn)
}

/// Whether any mail could be taken now.
///
/// # Errors
/// When the database fails.
pub fn is_any_due(conn: &mut Conn, now: DateTime<Utc>) -> QueryResult<bool> {
    let (t, far) = (now.naive_utc(), (now + FAR).naive_utc());
    let due = table::table
        .filter(table::sent_at.is_null().and(table::failed_at.is_null()).and(table::cancelled_at.is_null()))
        .filter(table::due_at.le(t).or(table::due_at.gt(far)))
        .filter(table::leased_until.is_null().or(table::leased_until.le(t)).or(table::leased_until.gt(far)));
    diesel::select(diesel::dsl::exists(due)).get_result(conn)
}

/// What belongs to a lease, and goes with it.
const UNLEASED: (Option<NaiveDateTime>, Option<String>) = (None, None);

/// Notes that a mail was handed over. It counts as sent even if another process holds the lease by now; a text with a link that opens an account is deleted.
///
/// # Errors
/// When the database fails.
pub fn mark_sent(conn: &mut Conn, mail: &DueMail, now: DateTime<Utc>) -> QueryResult<()> {
    diesel::update(table::table.find(mail.id))
        .set((
            table::sent_at.eq(Some(now.naive_utc())),
            table::leased_until.eq(UNLEASED.0),
            table::leased_by.eq(UNLEASED.1),
            table::failed_at.eq(None::<NaiveDateTime>),
            table::last_error.eq(None::<String>),
        ))
        .execute(conn)?;
    forget(conn, mail)?;
    person::mail_arrives(conn, &mail.recipient).map(drop)
}

/// Notes that an attempt failed, and when the next one is. It changes nothing if another process holds the mail by now, or has sent it; says
/// whether it did.
///
/// # Errors
/// When the database fails.
pub fn mark_waiting(conn: &mut Conn, mail: &DueMail, by: &str, error: &str, due_at: DateTime<Utc>) -> QueryResult<bool> {
    diesel::update(table::table.find(mail.id).filter(table::leased_by.eq(by)))
        .set((
            table::leased_until.eq(UNLEASED.0),
            table::leased_by.eq(UNLEASED.1),
            table::last_error.eq(Some(error)),
            table::due_at.eq(due_at.naive_utc()),
        ))
        .execute(conn)
        .map(|changed| changed == 1)
}

/// Notes that a mail is given up. It changes nothing if another process holds the mail by now.
///
/// # Errors
/// When the database fails.
pub fn mark_failed(conn: &mut Conn, mail: &DueMail, by: &str, error: &str, now: DateTime<Utc>) -> QueryResult<()> {
    let given_up = diesel::update(table::table.find(mail.id).filter(table::leased_by.eq(by)))
        .set((
            table::leased_until.eq(UNLEASED.0),
            table::leased_by.eq(UNLEASED.1),
            table::last_error.eq(Some(error)),
            table::failed_at.eq(Some(now.naive_utc())),
        ))
        .execute(conn)?;
    if given_up == 1 { forget(conn, mail) } else { Ok(()) }
}

/// Forgets a text that opens an account.
fn forget(conn: &mut Conn, mail: &DueMail) -> QueryResult<()> {
    if !is_secret(&mail.kind) {
        return Ok(());
    }
    diesel::update(table::table.find(mail.id)).set((table::text_body.eq(""), table::html_body.eq(""))).execute(conn).map(drop)
}
