//! The database: one file a table, with its row, its new row and its queries.
//!
//! Rows hold primitives and become domain types by `TryFrom`; a stored value that no domain type knows is an error, never a
//! default. Queries return [`QueryResult`]; absence is `Ok(None)`. Rules do not belong here.

pub mod comment;
mod connection;
mod health;
pub mod migrations;
pub mod schema;

pub mod activity;
pub mod attachment;
pub mod audit;
pub mod calendar;
pub mod cooperation;
pub mod country;
pub mod directory;
pub mod erasure;
pub mod event;
pub mod figure;
pub mod following;
pub mod framework;
pub mod history;
pub mod indicator;
pub mod inspect;
pub mod link;
pub mod measurement;
pub mod money;
pub mod monitoring;
pub mod organisation;
pub mod outbox;
pub mod outcome;
pub mod output;
pub mod person;
pub mod plan;
pub mod precedent;
pub mod reminder;
pub mod report;
pub mod retention;
pub mod search;
pub mod second_factor;
pub mod session;
pub mod setting;
mod stage;
pub mod throttle;
pub mod update;
pub mod version;

use std::num::NonZeroUsize;
use std::sync::{Arc, PoisonError};
use std::time::{Duration, Instant};

pub use connection::{Both, Conn, ConnectError, DatabaseUrl, Manager};
use diesel::connection::SimpleConnection as _;
use diesel::r2d2::{Pool, PooledConnection};
use diesel::{QueryResult, RunQueryDsl};
use domain::unavailable::Cause;
use tokio::sync::{Mutex, OwnedMutexGuard};

use crate::error::{Error, Passing};
use health::{Failing, Health, Opened};
use version::{Version, Watch};

/// How many connections a process holds at most, on a machine with so many processors.
///
/// A query keeps a processor of this machine (SQLite) or of the server (PostgreSQL) busy, so that far more connections than processors
/// would only wait for each other. Two for each processor bridge the time for which a query waits for disk or network; four more serve
/// those that are held for long: the write whose turn it is, the mail worker, reminders and probes. No process takes more than 32 of the 100
/// connections that a PostgreSQL server allows by default, which leaves room for a second process and for administration.
fn connections(processors: usize) -> u32 {
    u32::try_from(processors.saturating_mul(2).saturating_add(4)).unwrap_or(u32::MAX).clamp(8, 32)
}

/// How long anybody waits for a connection while others use all of them.
const PATIENCE: Duration = Duration::from_secs(5);
/// How long anybody waits for a connection before it is asked whether any can be opened.
const PATIENCE_TO_CONNECT: Duration = Duration::from_millis(300);
/// How long a write waits for those before it: many short ones may go first.
const PATIENCE_TO_WRITE: Duration = Duration::from_secs(20);

/// The database as the program uses it: from asynchronous code, on threads that may block.
#[derive(Clone)]
pub struct Db {
    pool: Pool<Manager>,
    url: DatabaseUrl,
    watch: Arc<Watch>,
    health: Arc<Health>,
    /// Writes of this process, one after the other in the order in which they came. The database would let only one at a time as well,
    /// but waiting there holds a connection, and SQLite retries waiting writers at random.
    turn: Arc<Mutex<()>>,
}

impl Db {
    /// Opens the database for a command; does not touch its tables.
    ///
    /// # Errors
    /// When it cannot be reached or is not safe to use.
    pub fn open(url: DatabaseUrl) -> Result<Self, ConnectError> {
        Self::connect(url, false)
    }

    /// Opens the database for a server, whose visitors are soon told if another program lets nobody write.
    ///
    /// # Errors
    /// Those of [`Self::open`].
    pub fn open_for_visitors(url: DatabaseUrl) -> Result<Self, ConnectError> {
        Self::connect(url, true)
    }

    fn connect(url: DatabaseUrl, is_awaited: bool) -> Result<Self, ConnectError> {
        // A first connection by hand tells the real reason; the pool would only tell of a time-out.
        drop(diesel::r2d2::ManageConnection::connect(&Manager(url.clone()))?);
        let health = Arc::new(Health::default());
        let pool = Pool::builder()
            .max_size(connections(std::thread::available_parallelism().map_or(1, NonZeroUsize::get)))
            .min_idle(Some(1))
            // Half of it is the longest pause between two attempts to connect.
            .connection_timeout(2 * PATIENCE_TO_CONNECT)
            .error_handler(Box::new(Failing(Arc::clone(&health))))
            .connection_customizer(Box::new(Opened { health: Arc::clone(&health), is_awaited }))
            .build_unchecked(Manager(url.clone()));
        let watch = Arc::new(Watch::of(&url));
        Ok(Self { pool, url, watch, health, turn: Arc::default() })
    }

    /// Which database this is.
    #[must_use]
    pub const fn url(&self) -> &DatabaseUrl {
        &self.url
    }

    /// A connection of the pool, for code that may block.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when none can be had in time.
    pub fn connection(&self) -> Result<PooledConnection<Manager>, Error> {
        let deadline = Instant::now() + PATIENCE;
        loop {
            let error = match self.pool.get_timeout(PATIENCE_TO_CONNECT) {
                Ok(conn) => return Ok(conn),
                Err(error) => error,
            };
            if let Some(why) = self.health.unreachable() {
                return Err(Error::Unavailable(Cause::Unreachable, why));
            }
            if Instant::now() > deadline {
                return Err(Error::Unavailable(Cause::Crowded, error.to_string()));
            }
        }
    }

    /// Connections of the pool, and how many of them nobody uses.
    #[must_use]
    pub fn connections(&self) -> (u32, u32) {
        let state = self.pool.state();
        (state.connections, state.idle_connections)
    }

    /// Whether the bytes of attached files are stored here, and not in the data folder: other machines reach a PostgreSQL server.
    #[must_use]
    pub const fn stores_files(&self) -> bool {
        matches!(self.url, DatabaseUrl::Postgres(_))
    }

    /// Whether the last write failed for a reason that may have passed.
    #[must_use]
    pub fn has_failed_to_write(&self) -> bool {
        self.health.failed_write().is_some()
    }

    /// Tries whether the database takes writes again, if the last one failed.
    ///
    /// # Errors
    /// [`Error::Unavailable`] with the cause.
    pub async fn check_writing(&self) -> Result<(), Error> {
        if self.has_failed_to_write() { self.write_unseen(health::try_writing).await } else { Ok(()) }
    }

    /// Writes the write-ahead log of SQLite into the database file and empties it, so that the file alone is complete. Call it at the end.
    ///
    /// # Errors
    /// [`Error::Unavailable`], and those of the database.
    pub fn checkpoint(&self) -> Result<(), Error> {
        match &mut *self.connection()? {
            Conn::Sqlite(conn) => Ok(conn.batch_execute("PRAGMA wal_checkpoint(TRUNCATE)")?),
            Conn::Pg(_) => Ok(()),
        }
    }

    /// Reads.
    ///
    /// # Errors
    /// Those of `read`, and [`Error::Unavailable`].
    pub async fn read<T, E>(&self, read: impl FnOnce(&mut Conn) -> Result<T, E> + Send + 'static) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        self.block(read).await
    }

    /// Writes, as one transaction.
    ///
    /// # Errors
    /// Those of `write`, after which nothing of it remains, and [`Error::Unavailable`].
    pub async fn write<T, E>(&self, write: impl FnOnce(&mut Conn) -> Result<T, E> + Send + 'static) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + From<diesel::result::Error> + Passing + Send + 'static,
    {
        self.in_turn(move |conn| conn.write(write)).await
    }

    /// Writes what no page shows, as one transaction: see [`Conn::write_unseen`].
    ///
    /// # Errors
    /// Those of [`Self::write`].
    pub async fn write_unseen<T, E>(&self, write: impl FnOnce(&mut Conn) -> Result<T, E> + Send + 'static) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + From<diesel::result::Error> + Passing + Send + 'static,
    {
        match self.url {
            DatabaseUrl::Sqlite(_) => self.in_turn(move |conn| conn.write_unseen(write)).await,
            DatabaseUrl::Postgres(_) => {
                let done = self.block(move |conn| conn.write_unseen(write)).await;
                self.note_write(&done);
                done
            }
        }
    }

    /// Reads everything from one state of the database, and tells the version of that state.
    ///
    /// # Errors
    /// Those of `read`, and [`Error::Unavailable`].
    pub async fn snapshot<T, E>(&self, read: impl FnOnce(&mut Conn) -> Result<T, E> + Send + 'static) -> Result<(Version, T), E>
    where
        T: Send + 'static,
        E: From<Error> + From<diesel::result::Error> + Send + 'static,
    {
        self.block(move |conn| conn.snapshot(|conn| Ok((version::current(conn)?, read(conn)?)))).await
    }

    /// The version of the data at this moment.
    ///
    /// # Errors
    /// [`Error::Unavailable`], and those of the database.
    pub async fn version(&self) -> Result<Version, Error> {
        match self.watch.version() {
            Some(version) => Ok(version),
            None => self.read(|conn| Ok(version::current(conn)?)).await,
        }
    }

    /// Waits until the writes before this one are done, or fails with the first of them that the database does not let write. The turn goes
    /// along with the work, which goes on if nobody waits for it any more.
    async fn turn(&self) -> Result<OwnedMutexGuard<()>, Error> {
        let came = Instant::now();
        let waiting = tokio::time::timeout(PATIENCE_TO_WRITE, Arc::clone(&self.turn).lock_owned());
        let turn = waiting.await.map_err(|_| Error::Unavailable(Cause::Busy, "too many writes wait".to_owned()))?;
        self.health.failed_since(came).map_or(Ok(turn), Err)
    }

    /// Does work that writes when it is its turn.
    async fn in_turn<T, E>(&self, work: impl FnOnce(&mut Conn) -> Result<T, E> + Send + 'static) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Passing + Send + 'static,
    {
        let turn = self.turn().await?;
        self.on_thread(move |db| {
            let done = db.connection().map_err(E::from).and_then(|mut conn| work(&mut conn));
            db.note_write(&done);
            drop(turn);
            done
        })
        .await
    }

    async fn block<T, E>(&self, work: impl FnOnce(&mut Conn) -> Result<T, E> + Send + 'static) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        self.on_thread(move |db| work(&mut *db.connection()?)).await
    }

    async fn on_thread<T, E>(&self, work: impl FnOnce(&Self) -> Result<T, E> + Send + 'static) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        let (db, slot) = (self.clone(), Slot::default());
        let job = slot.filled_by(move || work(&db));
        run(job).await?;
        slot.take().unwrap_or_else(|| Err(Error::internal("a job ended without a result").into()))
    }

    fn note_write<T, E: Passing>(&self, done: &Result<T, E>) {
        self.health.note_write(done.as_ref().err().and_then(Passing::passing));
    }
}

/// Where a job on another thread leaves its result.
struct Slot<T>(Arc<std::sync::Mutex<Option<T>>>);

impl<T> Default for Slot<T> {
    fn default() -> Self {
        Self(Arc::default())
    }
}

impl<T: Send + 'static> Slot<T> {
    fn filled_by(&self, work: impl FnOnce() -> T + Send + 'static) -> Job {
        let slot = Arc::clone(&self.0);
        Box::new(move || {
            let result = work();
            *slot.lock().unwrap_or_else(PoisonError::into_inner) = Some(result);
        })
    }

    fn take(&self) -> Option<T> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

type Job = Box<dyn FnOnce() + Send>;

/// Runs a job on a thread that may block. It takes a boxed job, so that the runtime's code for tasks is compiled once instead of for
/// each query and action.
async fn run(job: Job) -> Result<(), Error> {
    tokio::task::spawn_blocking(job).await.map_err(|error| stopped(&error))
}

/// Work on another thread that panicked is a fault; that it was given up means that the server stops.
fn stopped(error: &tokio::task::JoinError) -> Error {
    if error.is_panic() {
        Error::internal(error.to_string())
    } else {
        Error::Unavailable(Cause::Stopping, "the server is stopping".to_owned())
    }
}

/// The size of the database in bytes.
///
/// # Errors
/// When the database fails.
pub fn size(conn: &mut Conn) -> QueryResult<i64> {
    let sql = match conn {
        Conn::Pg(_) => "pg_database_size(current_database())",
        Conn::Sqlite(_) => "(SELECT page_count * page_size FROM pragma_page_count, pragma_page_size)",
    };
    diesel::select(diesel::dsl::sql::<diesel::sql_types::BigInt>(sql)).get_result(conn)
}

/// A stored value that cannot be what it should be.
pub(crate) fn corrupt(error: impl std::error::Error + Send + Sync + 'static) -> diesel::result::Error {
    diesel::result::Error::DeserializationError(Box::new(error))
}

/// Reads a stored word into its enum.
pub(crate) fn read_enum<T: std::str::FromStr<Err = domain::UnknownValue>>(stored: &str) -> QueryResult<T> {
    stored.parse().map_err(corrupt)
}

/// Reads a stored text of several languages.
pub(crate) fn translated(stored: &str) -> QueryResult<domain::lang::Translated> {
    domain::lang::Translated::from_json(stored).map_err(corrupt)
}

/// Reads a stored list of texts of several languages.
pub(crate) fn translated_list(stored: &str) -> QueryResult<Vec<domain::lang::Translated>> {
    let values: Vec<serde_json::Value> = serde_json::from_str(stored).map_err(corrupt)?;
    values.iter().map(|v| translated(&v.to_string())).collect()
}

/// The stored form of a list of texts of several languages.
pub(crate) fn list_json(texts: &[domain::lang::Translated]) -> String {
    format!("[{}]", texts.iter().map(domain::lang::Translated::to_json).collect::<Vec<_>>().join(","))
}
