//! How the installation is doing, for those who operate it.

use chrono::{DateTime, Utc};

use crate::db::{Conn, outbox, setting, size};
use crate::error::Error;

/// What the database knows about the operation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Operation {
    /// Size of the database in bytes.
    pub database_bytes: i64,
    /// Mails that wait to be sent.
    pub mails_waiting: i64,
    /// For how many seconds the oldest of them has waited.
    pub oldest_mail_seconds: i64,
    /// Mails that were given up.
    pub mails_failed: i64,
    /// Seconds since the last backup, if one was made.
    pub backup_seconds: Option<i64>,
}

/// How the installation is doing now.
///
/// # Errors
/// When the database fails.
pub fn operation(conn: &mut Conn, now: DateTime<Utc>) -> Result<Operation, Error> {
    let since = |at: DateTime<Utc>| (now - at).num_seconds().max(0);
    let (mails_waiting, oldest) = outbox::waiting(conn)?;
    Ok(Operation {
        database_bytes: size(conn)?,
        mails_waiting,
        oldest_mail_seconds: oldest.map_or(0, since),
        mails_failed: outbox::failed(conn)?,
        backup_seconds: setting::last_backup(conn)?.map(since),
    })
}
