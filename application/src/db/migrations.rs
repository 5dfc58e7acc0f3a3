//! Brings the tables up to date. Several processes may start at once: one migrates, the others wait.

use diesel::connection::SimpleConnection;
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

use super::{Conn, DatabaseUrl, Db};

/// The migrations for SQLite; those for PostgreSQL have the same names.
pub const SQLITE: EmbeddedMigrations = embed_migrations!("../migrations/sqlite");
/// The migrations for PostgreSQL.
pub const POSTGRES: EmbeddedMigrations = embed_migrations!("../migrations/postgres");

/// The number under which PostgreSQL knows our lock: “capacity” in ASCII.
const LOCK: i64 = 0x6361_7061_6369_7479;

/// Why the database could not be prepared.
#[derive(Debug, thiserror::Error)]
pub enum PrepareError<E> {
    /// The lock could not be taken.
    #[error("cannot lock the database for its preparation: {0}")]
    Lock(String),
    /// A migration failed; nothing of it remains.
    #[error("a migration failed: {0}")]
    Migration(String),
    /// What was to be done afterwards failed.
    #[error(transparent)]
    Then(E),
}

/// Runs all pending migrations and then `then`, while no other process does the same. Returns the number of migrations and what `then` gave.
///
/// # Errors
/// [`PrepareError`].
pub fn prepare<T, E>(db: &Db, then: impl FnOnce(&mut Conn) -> Result<T, E>) -> Result<(usize, T), PrepareError<E>> {
    let lock = |e: String| PrepareError::Lock(e);
    let mut conn = db.connection().map_err(|e| lock(e.to_string()))?;
    let _file = match db.url() {
        DatabaseUrl::Sqlite(path) => Some(super::connection::lock(path).map_err(|e| lock(e.to_string()))?),
        DatabaseUrl::Postgres(_) => {
            conn.batch_execute(&format!("SELECT pg_advisory_lock({LOCK})")).map_err(|e| lock(e.to_string()))?;
            None
        }
    };
    let done = run(&mut conn).map_err(PrepareError::Migration).and_then(|n| Ok((n, then(&mut conn).map_err(PrepareError::Then)?)));
    if matches!(db.url(), DatabaseUrl::Postgres(_)) {
        conn.batch_execute(&format!("SELECT pg_advisory_unlock({LOCK})")).map_err(|e| lock(e.to_string()))?;
    }
    done
}

fn run(conn: &mut Conn) -> Result<usize, String> {
    let done = match conn {
        Conn::Pg(conn) => conn.run_pending_migrations(POSTGRES),
        Conn::Sqlite(conn) => conn.run_pending_migrations(SQLITE),
    };
    done.map(|versions| versions.len()).map_err(|e| e.to_string())
}
