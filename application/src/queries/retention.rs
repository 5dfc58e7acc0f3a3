//! What would go if it was deleted now.

use chrono::{DateTime, Utc};
use domain::retention::{Kept, Retention};

use crate::db::{Conn, retention, setting};
use crate::error::Error;

/// The periods, and what is older.
#[derive(Debug, Clone)]
pub struct Due {
    /// The periods.
    pub retention: Retention,
    /// How many of each kind would go.
    pub counts: Vec<(Kept, i64)>,
    /// The accounts among them: name and last sign-in.
    pub accounts: Vec<(String, DateTime<Utc>)>,
}

/// The periods as they are set.
///
/// # Errors
/// When the database fails.
pub fn periods(conn: &mut Conn) -> Result<Retention, Error> {
    Ok(setting::retention(conn)?)
}

/// Whether there are periods, and nothing was deleted today (UTC).
///
/// # Errors
/// When the database fails.
pub fn is_due(conn: &mut Conn, now: DateTime<Utc>) -> Result<bool, Error> {
    Ok(setting::retention(conn)? != Retention::default() && setting::retention_day(conn)? != Some(now.date_naive()))
}

/// What would go with these periods.
///
/// # Errors
/// When the database fails.
pub fn due(conn: &mut Conn, periods: Retention, now: DateTime<Utc>) -> Result<Due, Error> {
    let (mut counts, mut accounts) = (Vec::new(), Vec::new());
    for kept in Kept::ALL.iter().copied() {
        let Some(cut) = periods.cut(kept, now) else { continue };
        let count = match kept {
            Kept::SignIns => retention::old_sign_ins(conn, cut)?,
            Kept::MailTexts => retention::old_mail_texts(conn, cut)?,
            Kept::Contacts => i64::try_from(retention::old_contacts(conn, cut)?.len()).map_err(Error::internal)?,
            Kept::Accounts => {
                accounts = retention::unused_accounts(conn, cut)?.into_iter().map(|(_, name, last)| (name, last)).collect();
                i64::try_from(accounts.len()).map_err(Error::internal)?
            }
        };
        counts.push((kept, count));
    }
    Ok(Due { retention: periods, counts, accounts })
}
