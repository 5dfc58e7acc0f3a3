//! What is known of the database from the last attempts to use it, so that an outage is noticed once and not by everybody anew.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::r2d2::{CustomizeConnection, HandleError};
use domain::unavailable::Cause;

use super::connection::{Conn, ConnectError, LOCK_WITHIN_MS};
use super::schema::settings;
use crate::error::Error;

/// A write that did not succeed, though it may later.
#[derive(Debug, Clone)]
struct Failure {
    at: Instant,
    cause: Cause,
    why: String,
}

/// The state of the database, as far as attempts have shown.
#[derive(Debug, Default)]
pub(super) struct Health {
    /// Why no connection can be opened; `None` if the last attempt succeeded.
    unreachable: Mutex<Option<String>>,
    /// The last write, if it failed.
    failed_write: Mutex<Option<Failure>>,
}

fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Health {
    /// Why no connection can be opened, if the last attempt failed.
    pub(super) fn unreachable(&self) -> Option<String> {
        held(&self.unreachable).clone()
    }

    /// Notes what came of a write: `None` if the database has taken it or refused it for a reason of its own. A connection that broke says
    /// nothing about the next write, which uses another.
    pub(super) fn note_write(&self, failure: Option<(Cause, &str)>) {
        let at = Instant::now();
        *held(&self.failed_write) =
            failure.filter(|(cause, _)| *cause != Cause::Lost).map(|(cause, why)| Failure { at, cause, why: why.to_owned() });
    }

    /// Why the last write failed, if it did and nothing was written since.
    pub(super) fn failed_write(&self) -> Option<Error> {
        held(&self.failed_write).clone().map(|f| Error::Unavailable(f.cause, f.why))
    }

    /// Why a write has failed since this moment.
    pub(super) fn failed_since(&self, moment: Instant) -> Option<Error> {
        held(&self.failed_write).clone().filter(|f| f.at >= moment).map(|f| Error::Unavailable(f.cause, f.why))
    }
}

/// Tells the health of connections that cannot be opened or have died.
#[derive(Debug)]
pub(super) struct Failing(pub(super) Arc<Health>);

impl HandleError<ConnectError> for Failing {
    fn handle_error(&self, error: ConnectError) {
        tracing::warn!(%error, "no connection to the database");
        *held(&self.0.unreachable) = Some(error.to_string());
    }
}

/// Prepares connections that were opened.
#[derive(Debug)]
pub(super) struct Opened {
    pub(super) health: Arc<Health>,
    /// Whether people wait for what is written here: then a lock that another program holds is soon told.
    pub(super) is_awaited: bool,
}

impl CustomizeConnection<Conn, ConnectError> for Opened {
    fn on_acquire(&self, conn: &mut Conn) -> Result<(), ConnectError> {
        if let (Conn::Sqlite(conn), true) = (conn, self.is_awaited) {
            conn.batch_execute(&format!("PRAGMA busy_timeout = {LOCK_WITHIN_MS}"))?;
        }
        *held(&self.health.unreachable) = None;
        Ok(())
    }
}

/// As much as a form can hold, so that a disk with little room left is found to be full.
const TRIAL: usize = 64 * 1024;

/// Stores something and removes it again, to find out whether the database takes writes.
///
/// # Errors
/// When it does not.
pub(super) fn try_writing(conn: &mut Conn) -> Result<(), Error> {
    let row = (settings::name.eq("trial"), settings::value.eq("x".repeat(TRIAL)));
    diesel::insert_into(settings::table).values(row).execute(conn)?;
    diesel::delete(settings::table.find("trial")).execute(conn)?;
    Ok(())
}
