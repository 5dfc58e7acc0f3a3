//! The version of the data: one number that every write raises in its own transaction.
//!
//! What was read at a version may be used again for as long as the version stays, in every process: it is
//! what would be read now. Writes that change nothing a page shows leave it alone ([`Conn::write_unseen`]). Code that changes the
//! database by hand while servers run raises it too: `UPDATE data_version SET number = number + 1`.

use std::sync::Mutex;

use diesel::connection::SimpleConnection;
use diesel::prelude::*;

use super::connection::{Conn, DatabaseUrl};
use super::schema::data_version::dsl::{data_version, number};

/// A version of the data. Of two, the higher one is newer.
pub type Version = i64;

/// The version that this connection sees.
///
/// # Errors
/// When the database fails.
pub fn current(conn: &mut Conn) -> QueryResult<Version> {
    data_version.select(number).first(conn)
}

/// Reads the version of a SQLite database without leaving the thread.
///
/// A reader in WAL mode waits for nobody and this row is always in the cache of the system, so that looking takes a few microseconds;
/// to hand the question to a thread that may wait takes ten times as long, and every request asks it. A connection of its own is
/// reserved for this. Where it has no answer at once, the question goes the long way; with PostgreSQL, always.
pub(super) struct Watch(Mutex<Option<SqliteConnection>>);

impl Watch {
    pub(super) fn of(url: &DatabaseUrl) -> Self {
        let conn = match url {
            DatabaseUrl::Sqlite(path) => SqliteConnection::establish(&path.to_string_lossy()).ok().and_then(|mut conn| {
                conn.batch_execute("PRAGMA busy_timeout = 0; PRAGMA query_only = ON; PRAGMA cache_size = -64").ok().map(|()| conn)
            }),
            DatabaseUrl::Postgres(_) => None,
        };
        Self(Mutex::new(conn))
    }

    pub(super) fn version(&self) -> Option<Version> {
        let mut conn = self.0.lock().ok()?;
        data_version.select(number).first(conn.as_mut()?).ok()
    }
}
