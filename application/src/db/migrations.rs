//! Brings the tables up to date. Several processes may start at once: one migrates, the others wait.

use diesel::connection::SimpleConnection;
use diesel::migration::MigrationSource;
use diesel::prelude::*;
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

use super::{Conn, DatabaseUrl, Db};

/// The migrations for SQLite; those for PostgreSQL have the same names.
pub const SQLITE: EmbeddedMigrations = embed_migrations!("../migrations/sqlite");
/// The migrations for PostgreSQL.
pub const POSTGRES: EmbeddedMigrations = embed_migrations!("../migrations/postgres");

/// The number under which PostgreSQL knows our lock: “capacity” in ASCII.
const LOCK: i64 = 0x6361_7061_6369_7479;

/// The versions of all migrations of this program, in their order.
fn known() -> Result<Vec<String>, String> {
    let all = MigrationSource::<diesel::sqlite::Sqlite>::migrations(&SQLITE).map_err(|e| e.to_string())?;
    let mut versions: Vec<String> = all.iter().map(|migration| migration.name().version().to_string()).collect();
    versions.sort();
    Ok(versions)
}

/// How many migrations this program has.
#[must_use]
pub fn count() -> usize {
    known().map_or(0, |all| all.len())
}

/// The first of these versions of migrations that this program does not know: a newer one has made it.
#[must_use]
pub fn unknown(versions: impl IntoIterator<Item = String>) -> Option<String> {
    let known = known().unwrap_or_default();
    versions.into_iter().find(|version| !known.contains(version))
}

/// The versions of the migrations that a database has had, in their order; none if it is empty.
///
/// # Errors
/// When the database fails.
pub fn applied(conn: &mut Conn) -> QueryResult<Vec<String>> {
    #[derive(QueryableByName)]
    struct Row {
        #[diesel(sql_type = diesel::sql_types::Text)]
        version: String,
    }
    let is_there = match conn {
        Conn::Sqlite(_) => "SELECT name AS version FROM sqlite_master WHERE name = '__diesel_schema_migrations'",
        Conn::Pg(_) => {
            "SELECT tablename::text AS version FROM pg_tables
                WHERE schemaname = current_schema() AND tablename = '__diesel_schema_migrations'"
        }
    };
    if diesel::sql_query(is_there).load::<Row>(conn)?.is_empty() {
        return Ok(Vec::new());
    }
    let rows = diesel::sql_query("SELECT version FROM __diesel_schema_migrations ORDER BY version").load::<Row>(conn)?;
    Ok(rows.into_iter().map(|row| row.version).collect())
}

/// Runs the migrations up to this version.
///
/// # Errors
/// A sentence that says what is wrong.
pub fn run_until(conn: &mut Conn, version: &str) -> Result<(), String> {
    fn until<C: MigrationHarness<DB>, DB: diesel::backend::Backend>(
        conn: &mut C,
        all: EmbeddedMigrations,
        version: &str,
    ) -> Result<(), String> {
        for migration in conn.pending_migrations(all).map_err(|e| e.to_string())? {
            if migration.name().version().to_string().as_str() <= version {
                conn.run_migration(&*migration).map_err(|e| e.to_string())?;
            }
        }
        Ok(())
    }
    match conn {
        Conn::Pg(conn) => until(conn, POSTGRES, version),
        Conn::Sqlite(conn) => until(conn, SQLITE, version),
    }
}

/// Why the database could not be prepared.
#[derive(Debug, thiserror::Error)]
pub enum PrepareError<E> {
    /// The lock could not be taken.
    #[error("cannot lock the database for its preparation: {0}")]
    Lock(String),
    /// The database has had a migration that this program does not know.
    #[error(
        "the database was changed by a newer version of this program (migration {0}): start that version, or restore a backup made by this one"
    )]
    Newer(String),
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
    if let Some(version) = unknown(applied(&mut conn).map_err(|e| lock(e.to_string()))?) {
        return Err(PrepareError::Newer(version));
    }
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
