//! One connection type for two databases, and what a SQLite connection must be before it is used.
//!
//! Where the two differ, a function here or beside the query hides it, with a branch for each.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::time::{Duration, Instant};

use diesel::connection::SimpleConnection;
use diesel::connection::{AnsiTransactionManager, TransactionManager};
use diesel::prelude::*;
use diesel::r2d2::{ManageConnection, R2D2Connection};

use super::schema::data_version::dsl::{data_version, number};

/// Either database. Queries are written once against it; see [`Both`] for those that the derive refuses.
#[derive(diesel::MultiConnection)]
pub enum Conn {
    /// PostgreSQL.
    Pg(PgConnection),
    /// SQLite, built in.
    Sqlite(SqliteConnection),
}

/// A query that is valid on both databases, though the derive refuses it on the enum (`on_conflict` and the like).
#[derive(Debug, Clone, Copy)]
pub struct Both<T>(pub T);

impl<T> diesel::query_builder::QueryFragment<MultiBackend> for Both<T>
where
    T: diesel::query_builder::QueryFragment<diesel::pg::Pg> + diesel::query_builder::QueryFragment<diesel::sqlite::Sqlite>,
{
    fn walk_ast<'b>(&'b self, pass: diesel::query_builder::AstPass<'_, 'b, MultiBackend>) -> QueryResult<()> {
        MultiBackend::walk_variant_ast(&self.0, pass)
    }
}

impl<T: diesel::query_builder::QueryId> diesel::query_builder::QueryId for Both<T> {
    type QueryId = T::QueryId;
    const HAS_STATIC_QUERY_ID: bool = T::HAS_STATIC_QUERY_ID;
}

impl<T: diesel::query_builder::Query> diesel::query_builder::Query for Both<T> {
    type SqlType = T::SqlType;
}

impl<T, C: diesel::Connection> diesel::RunQueryDsl<C> for Both<T> {}

/// The number under which PostgreSQL knows the lock of writes: “a write” in ASCII.
const WRITES: i64 = 0x0061_2077_7269_7465;

/// For how many milliseconds a write that somebody waits for waits for writes of other programs, before it is refused as busy.
pub(super) const LOCK_WITHIN_MS: u32 = 800;

/// Which database, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DatabaseUrl {
    /// A file; it is made if it does not exist.
    Sqlite(PathBuf),
    /// A connection string for libpq. It may hold a password: it is never printed.
    Postgres(String),
}

impl FromStr for DatabaseUrl {
    type Err = String;

    /// Reads `postgres://…`, `postgresql://…`, `sqlite:<path>` or `sqlite://<path>`.
    fn from_str(url: &str) -> Result<Self, String> {
        if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            return Ok(Self::Postgres(url.to_owned()));
        }
        match url.strip_prefix("sqlite://").or_else(|| url.strip_prefix("sqlite:")) {
            Some("" | ":memory:") => {
                Err("a SQLite database needs the path of a file, for instance sqlite:/var/lib/tracker/data.db".to_owned())
            }
            Some(path) if Path::new(path).extension().is_some_and(|e| e == "lock") => {
                Err("a SQLite database cannot have the ending .lock: beside data.db, data.lock is the file that processes lock".to_owned())
            }
            Some(path) => Ok(Self::Sqlite(PathBuf::from(path))),
            None => Err("expected sqlite:<path of a file> or postgres://<user>:<password>@<host>/<database>".to_owned()),
        }
    }
}

impl std::fmt::Display for DatabaseUrl {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Sqlite(path) => write!(f, "SQLite in {}", path.display()),
            Self::Postgres(url) => match url::Url::parse(url) {
                Ok(url) => write!(f, "PostgreSQL at {}{}", url.host_str().unwrap_or("the local socket"), url.path()),
                Err(_) => f.write_str("PostgreSQL"),
            },
        }
    }
}

/// Why a connection cannot be had.
#[derive(Debug, thiserror::Error)]
pub enum ConnectError {
    /// The database does not answer or refuses us.
    #[error("cannot open the database: {0}")]
    Open(#[from] ConnectionError),
    /// A query on it failed.
    #[error("the database does not answer: {0}")]
    Query(#[from] diesel::result::Error),
    /// The lock of its preparation cannot be had.
    #[error("cannot lock the database: {0}")]
    Lock(#[from] std::io::Error),
    /// The file of the database cannot be made.
    #[error("cannot open the database: {file}: {source}")]
    File {
        /// Its path.
        file: String,
        /// Why.
        source: std::io::Error,
    },
    /// A SQLite library with a known defect that loses writes.
    #[error("SQLite {0} can corrupt a database in WAL mode; use 3.51.3 or later, 3.50.7 or 3.44.6")]
    DefectiveLibrary(String),
    /// SQLite did not take a setting on which our promises rest.
    #[error("SQLite setting {name} is “{found}”, but must be “{wanted}”; is the file on a network drive or read-only?")]
    UnsafeSetting {
        /// Name of the pragma.
        name: &'static str,
        /// Value after trying to set it.
        found: String,
        /// Value it must have.
        wanted: &'static str,
    },
}

/// Opens connections for the pool.
#[derive(Debug, Clone)]
pub struct Manager(pub DatabaseUrl);

impl ManageConnection for Manager {
    type Connection = Conn;
    type Error = ConnectError;

    fn connect(&self) -> Result<Conn, ConnectError> {
        Ok(match &self.0 {
            DatabaseUrl::Postgres(url) => {
                let mut conn = PgConnection::establish(url)?;
                conn.batch_execute("SET TIME ZONE 'UTC'")?;
                Conn::Pg(conn)
            }
            DatabaseUrl::Sqlite(path) => {
                make_private(path).map_err(|source| ConnectError::File { file: path.display().to_string(), source })?;
                let mut conn = SqliteConnection::establish(&path.to_string_lossy())?;
                make_safe_in_time(&mut conn, path)?;
                Conn::Sqlite(conn)
            }
        })
    }

    fn is_valid(&self, conn: &mut Conn) -> Result<(), ConnectError> {
        match conn {
            Conn::Pg(conn) => Ok(conn.batch_execute("SELECT 1")?),
            Conn::Sqlite(_) => Ok(()),
        }
    }

    fn has_broken(&self, conn: &mut Conn) -> bool {
        std::thread::panicking() || conn.is_broken()
    }
}

/// Makes the file of a new database, for this user alone. SQLite gives the files beside it the same rights.
fn make_private(path: &Path) -> std::io::Result<()> {
    let mut options = File::options();
    options.append(true).create(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map(drop)
}

/// Waits until no other process prepares this SQLite database, and keeps others waiting as long as the file is held.
pub(super) fn lock(path: &Path) -> std::io::Result<File> {
    let file = File::create(path.with_extension("lock"))?;
    file.lock()?;
    Ok(file)
}

/// Tries for a few seconds: while another process opens or leaves the file, SQLite may answer “locked” without waiting.
fn make_safe_in_time(conn: &mut SqliteConnection, path: &Path) -> Result<(), ConnectError> {
    let deadline = Instant::now() + Duration::from_secs(5);
    loop {
        match make_safe(conn, path) {
            Err(ConnectError::Query(error)) if error.to_string().contains("locked") && Instant::now() < deadline => {
                std::thread::sleep(Duration::from_millis(50));
            }
            other => return other,
        }
    }
}

/// Puts a SQLite connection into the state in which a confirmed write survives a crash, and checks that it is.
fn make_safe(conn: &mut SqliteConnection, path: &Path) -> Result<(), ConnectError> {
    let version: String = diesel::select(diesel::dsl::sql::<diesel::sql_types::Text>("sqlite_version()")).get_result(conn)?;
    if has_wal_reset_defect(&version) {
        return Err(ConnectError::DefectiveLibrary(version));
    }
    conn.batch_execute("PRAGMA busy_timeout = 5000")?;
    if pragma(conn, "journal_mode")? != "wal" {
        // Of several processes that change it at once, SQLite tells all but one that the file is locked, without waiting.
        let _lock = lock(path)?;
        conn.batch_execute("PRAGMA journal_mode = WAL")?;
    }
    conn.batch_execute("PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA cache_size = -1000")?;
    for (name, wanted) in [("journal_mode", "wal"), ("synchronous", "2"), ("foreign_keys", "1"), ("busy_timeout", "5000")] {
        let found = pragma(conn, name)?;
        if found != wanted {
            return Err(ConnectError::UnsafeSetting { name, found, wanted });
        }
    }
    Ok(())
}

fn pragma(conn: &mut SqliteConnection, name: &str) -> QueryResult<String> {
    // The columns of a pragma are named after it, but for busy_timeout; the table-valued form names none of them twice.
    #[derive(QueryableByName)]
    struct Row {
        #[diesel(sql_type = diesel::sql_types::Text)]
        value: String,
    }
    let column = if name == "busy_timeout" { "timeout" } else { name };
    diesel::sql_query(format!("SELECT CAST({column} AS TEXT) AS value FROM pragma_{name}")).get_result::<Row>(conn).map(|r| r.value)
}

/// SQLite 3.7.0 to 3.51.2 can lose committed pages when a WAL file is reset, except where mended in 3.50.7 and 3.44.6.
fn has_wal_reset_defect(version: &str) -> bool {
    let mut parts = version.split('.').map(|p| p.parse::<u32>().unwrap_or(0));
    let mut next = || parts.next().unwrap_or(0);
    match (next(), next(), next()) {
        (3, 44, patch) => patch < 6,
        (3, 50, patch) => patch < 7,
        (3, 51, patch) => patch < 3,
        (3, minor, _) => (7..51).contains(&minor),
        _ => false,
    }
}

/// Raises the version of the data, at the end of a write.
fn raise_version(conn: &mut Conn) -> QueryResult<()> {
    diesel::update(data_version).set(number.eq(number + 1)).execute(conn).map(drop)
}

impl Conn {
    /// Runs a write as one transaction that takes the write lock at its beginning and raises the version of the data at its end
    /// (see [`super::version`]).
    ///
    /// SQLite: `BEGIN IMMEDIATE`, because a deferred transaction that reads first and writes later fails at once when another
    /// writes in between, whatever the busy timeout. PostgreSQL: a lock of ours that lets one write after the other, so that what
    /// a write has read still holds when it stores (“is this the update that was seen?”, “is this name free?”).
    ///
    /// # Errors
    /// Those of `write`, after which nothing of it remains; and those of the database.
    pub fn write<T, E: From<diesel::result::Error>>(&mut self, write: impl FnOnce(&mut Self) -> Result<T, E>) -> Result<T, E> {
        if !self.is_idle() {
            return self.transaction(write);
        }
        self.within(["BEGIN IMMEDIATE", "BEGIN"], |conn| {
            if let Self::Pg(conn) = conn {
                conn.batch_execute(&format!("SET LOCAL lock_timeout = {LOCK_WITHIN_MS}; SELECT pg_advisory_xact_lock({WRITES})"))?;
            }
            let value = write(conn)?;
            raise_version(conn)?;
            Ok(value)
        })
    }

    /// Runs a write that changes nothing that a page shows, as one transaction: that a session was used, that a mail is being sent.
    /// The version of the data stays, so that cached pages stay valid; and on PostgreSQL it does not queue with the others.
    ///
    /// # Errors
    /// Those of `write`, after which nothing of it remains; and those of the database.
    pub fn write_unseen<T, E: From<diesel::result::Error>>(&mut self, write: impl FnOnce(&mut Self) -> Result<T, E>) -> Result<T, E> {
        if !self.is_idle() {
            return self.transaction(write);
        }
        self.within(["BEGIN IMMEDIATE", "BEGIN; SET LOCAL lock_timeout = 5000"], write)
    }

    /// Reads everything from one state of the database, whatever others write meanwhile.
    ///
    /// # Errors
    /// Those of `read`, and those of the database.
    pub fn snapshot<T, E: From<diesel::result::Error>>(&mut self, read: impl FnOnce(&mut Self) -> Result<T, E>) -> Result<T, E> {
        self.within(["BEGIN", "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"], read)
    }

    /// Runs something as one transaction, which begins with these words on SQLite and on PostgreSQL.
    fn within<T, E: From<diesel::result::Error>>(
        &mut self,
        begin: [&str; 2],
        work: impl FnOnce(&mut Self) -> Result<T, E>,
    ) -> Result<T, E> {
        match self {
            Self::Sqlite(conn) => AnsiTransactionManager::begin_transaction_sql(conn, begin[0])?,
            Self::Pg(conn) => AnsiTransactionManager::begin_transaction_sql(conn, begin[1])?,
        }
        match work(self) {
            Ok(value) => {
                <Self as Connection>::TransactionManager::commit_transaction(self)?;
                Ok(value)
            }
            Err(error) => {
                // A connection that is lost cannot be told to undo anything, and SQLite undoes by itself what finds no room on the disk. Such
                // a connection goes (`has_broken`), and with it all that was not committed; the first error says what has happened.
                drop(<Self as Connection>::TransactionManager::rollback_transaction(self));
                Err(error)
            }
        }
    }

    /// Whether no transaction is open.
    fn is_idle(&mut self) -> bool {
        let status = <Self as Connection>::TransactionManager::transaction_manager_status_mut(self);
        matches!(status.transaction_depth(), Ok(None))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn libraries_that_lose_writes_are_refused() {
        for (version, defective) in [
            ("3.6.9", false),
            ("3.7.0", true),
            ("3.44.5", true),
            ("3.44.6", false),
            ("3.45.0", true),
            ("3.50.6", true),
            ("3.50.7", false),
            ("3.51.2", true),
            ("3.51.3", false),
            ("3.53.2", false),
        ] {
            assert_eq!(has_wal_reset_defect(version), defective, "{version}");
        }
    }

    #[test]
    fn addresses_of_databases_are_read_and_passwords_never_shown() {
        assert_eq!("sqlite:/a/b.db".parse(), Ok(DatabaseUrl::Sqlite("/a/b.db".into())));
        assert_eq!("sqlite://b.db".parse(), Ok(DatabaseUrl::Sqlite("b.db".into())));
        assert!("mysql://x".parse::<DatabaseUrl>().is_err());
        assert!("sqlite::memory:".parse::<DatabaseUrl>().is_err());
        assert!("sqlite:/a/b.lock".parse::<DatabaseUrl>().is_err(), "it would be truncated");
        let pg: DatabaseUrl = "postgres://me:secret@db/tracker".parse().unwrap();
        assert_eq!(pg.to_string(), "PostgreSQL at db/tracker");
    }

    #[test]
    fn a_file_that_cannot_be_safe_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("data.db");
        Manager(DatabaseUrl::Sqlite(path.clone())).connect().unwrap();
        let mut conn = SqliteConnection::establish(&path.to_string_lossy()).unwrap();
        conn.batch_execute("PRAGMA journal_mode = DELETE; PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE;").unwrap();
        assert!(Manager(DatabaseUrl::Sqlite(path)).connect().is_err());
    }
}
