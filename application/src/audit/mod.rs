//! Checking the audit trail, and what is sent of it out of reach of whoever can change the database.

pub mod ranges;

use chrono::{DateTime, NaiveTime, Utc};
use diesel::QueryResult;
use domain::audit::Head;

use crate::actor::Site;
use crate::db::audit::HistoryState;
use crate::db::{Conn, audit, outbox, person, setting};
use crate::error::Error;
use crate::messages;

/// Entries that are read at once.
const AT_ONCE: i64 = 1000;

/// Where the audit trail is not what it was.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// An entry was removed.
    #[error("entry {0} is missing")]
    Missing(i64),
    /// An entry was changed or put in, or one before it.
    #[error("entry {0} is not what was recorded: its hash does not fit its content and the entry before it")]
    Changed(i64),
    /// What the history says of a change is not what it said when the change was made.
    #[error("what the history says of entry {0} was changed or removed after it was recorded")]
    HistoryChanged(i64),
    /// The history has entries that the audit trail does not know.
    #[error("entry {0} of the history was never recorded in the audit trail: it was put into the database by hand")]
    Unrecorded(i32),
    /// Entries at the end were removed.
    #[error(
        "the audit trail ends at entry {end}, but entry {known} existed: the end was cut off, or this is an older copy of the database"
    )]
    CutOff {
        /// The last entry.
        end: i64,
        /// An entry that is known to have existed.
        known: i64,
    },
    /// The chain up to an entry was written anew.
    #[error("entry {0} has another hash than the one that is known from elsewhere: the audit trail was rewritten")]
    Rewritten(i64),
}

/// What a check has seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    /// The end of the chain; `None` if it has no entries.
    pub head: Option<Head>,
    /// Entries of the history that it covers.
    pub history: i64,
}

/// Checks every entry of the audit trail and the history that it covers, and that it contains these heads, known from mails or backups.
/// Call it in a snapshot. The inner error is the first fault.
///
/// # Errors
/// When the database fails or holds a value that this program does not know.
pub fn verify(conn: &mut Conn, known: &[Head]) -> QueryResult<Result<Verified, Fault>> {
    let mut head: Option<Head> = None;
    let mut history = 0;
    // Entries of the history that were erased, until an entry of the chain says so.
    let mut erased: Vec<(i64, i32)> = Vec::new();
    loop {
        let position = head.as_ref().map_or(0, |head| head.position);
        let links = audit::links_after(conn, position, AT_ONCE)?;
        if links.is_empty() {
            break;
        }
        for link in links {
            let (before, expected) = head.as_ref().map_or(("", 1), |head| (head.hash.as_str(), head.position + 1));
            if link.position != expected {
                return Ok(Err(Fault::Missing(expected)));
            }
            if !link.follows(before)? {
                return Ok(Err(Fault::Changed(link.position)));
            }
            if let Some(named) = link.erasure() {
                erased.retain(|(_, id)| !ranges::contains(named, *id));
            }
            match link.history_state()? {
                HistoryState::Unchanged => {}
                HistoryState::Erased(id) => erased.push((link.position, id)),
                HistoryState::Changed => return Ok(Err(Fault::HistoryChanged(link.position))),
            }
            if known.iter().any(|known| known.position == link.position && known.hash != link.hash) {
                return Ok(Err(Fault::Rewritten(link.position)));
            }
            history += i64::from(link.has_history());
            head = Some(Head { position: link.position, hash: link.hash });
        }
    }
    if let Some((position, _)) = erased.first() {
        return Ok(Err(Fault::HistoryChanged(*position)));
    }
    let end = head.as_ref().map_or(0, |head| head.position);
    if let Some(beyond) = known.iter().map(|known| known.position).filter(|known| *known > end).max() {
        return Ok(Err(Fault::CutOff { end, known: beyond }));
    }
    if audit::history_count(conn)? != history
        && let Some(id) = audit::unrecorded_history(conn)?
    {
        return Ok(Err(Fault::Unrecorded(id)));
    }
    Ok(Ok(Verified { head, history }))
}

/// Sends the end of the audit trail of the days before today (UTC) to every administrator, once, if it has grown since the last such mail.
/// Whoever cuts off or rewrites the chain in the database cannot reach these mails. Returns the number of mails.
///
/// # Errors
/// When the database fails.
pub fn mail_head(conn: &mut Conn, site: &Site, now: DateTime<Utc>) -> Result<usize, Error> {
    let today = now.date_naive().and_time(NaiveTime::MIN).and_utc();
    let Some(head) = audit::head_before(conn, today)? else { return Ok(0) };
    let mailed = setting::mailed_audit_entry(conn)?;
    if mailed.is_some_and(|mailed| mailed >= head.position) {
        return Ok(0);
    }
    let administrators = person::administrators(conn)?;
    for administrator in &administrators {
        outbox::queue(conn, &messages::audit_head(&head, mailed, administrator, site, now), now)?;
    }
    setting::note_mailed_audit_entry(conn, head.position)?;
    Ok(administrators.len())
}
