//! The log of mails, for administrators.

use chrono::{DateTime, Utc};
use domain::history::{HistoryEntry, SubjectKind};
use domain::ids::PersonId;
use domain::mail::{Logged, Outage};

pub use crate::db::outbox::log::{MailFilter, PAGE};
use crate::db::outbox::{self, log, outage};
use crate::db::{Conn, history, person};
use crate::error::Error;

/// A page of the log, counted from 1, the newest mails first, with how many mails fit the filter.
///
/// # Errors
/// When the database fails.
pub fn page(conn: &mut Conn, filter: &MailFilter, number: i64, now: DateTime<Utc>) -> Result<(Vec<Logged>, i64), Error> {
    Ok((log::page(conn, filter, number, now)?, log::count(conn, filter)?))
}

/// One mail with what is known about it.
#[derive(Debug, Clone)]
pub struct MailDetail {
    /// The mail.
    pub mail: Logged,
    /// What it says; `None` for a text that opens an account.
    pub text: Option<String>,
    /// Who has its address now.
    pub person: Option<PersonId>,
    /// What was done about it.
    pub history: Vec<HistoryEntry>,
}

/// The mail of this key.
///
/// # Errors
/// [`Error::NotFound`].
pub fn detail(conn: &mut Conn, id: i32, now: DateTime<Utc>) -> Result<MailDetail, Error> {
    let (mail, text) = log::find(conn, id, now)?.ok_or(Error::NotFound)?;
    let person = person::by_email(conn, &mail.recipient)?.map(|(profile, _)| profile.id);
    let history = history::of(conn, SubjectKind::Mail, id)?;
    Ok(MailDetail { mail, text, person, history })
}

/// Since when no mail goes out, once that has lasted so long that it has to be said.
///
/// # Errors
/// When the database fails.
pub fn outage(conn: &mut Conn, now: DateTime<Utc>) -> Result<Option<Outage>, Error> {
    let Some(outage) = outage::current(conn)?.filter(|o| o.is_to_be_told(now)) else { return Ok(None) };
    // Once nothing waits any more, as the last mail was stopped, nobody will try again.
    let (waiting, _) = outbox::waiting(conn)?;
    Ok(Some(outage).filter(|_| waiting > 0))
}
