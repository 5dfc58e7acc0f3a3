//! Databases for tests: a file of its own, or a database of its own on the PostgreSQL server that `./test` starts.
//!
//! Most tests begin with the tables and the plan in place. These are made once in each test process and copied for each test: SQLite's
//! file from memory, PostgreSQL's database from a template.

use std::path::Path;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

use capacity_tracker::db::Db;
use chrono::NaiveDate;
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use domain::clock::Clock;

/// The day on which the clock of a test's server stands, unless the test sets another.
pub const DAY: &str = "2019-03-12";

/// The name of SQLite's file in the data folder.
const FILE: &str = "data.db";

/// A database that goes when the test does.
pub enum Database {
    Sqlite(tempfile::TempDir),
    Postgres { name: String, folder: tempfile::TempDir, through: Option<u16>, is_ours: bool },
}

fn server() -> String {
    std::env::var("TEST_POSTGRES_URL").expect("TEST_POSTGRES_URL is not set: run ./test, which starts a PostgreSQL server for the tests")
}

/// Connects to the server's database for administration.
pub fn administration() -> PgConnection {
    PgConnection::establish(&server()).expect("the PostgreSQL server of the tests does not answer")
}

/// Where the server listens.
pub fn server_address() -> (String, u16) {
    let url = url::Url::parse(&server()).unwrap();
    (url.host_str().unwrap_or("127.0.0.1").to_owned(), url.port().unwrap_or(5432))
}

/// The URL of a database on the server.
fn url_of(name: &str) -> String {
    let mut url = url::Url::parse(&server()).unwrap();
    url.set_path(name);
    url.into()
}

/// Makes the tables and loads the plan, as the first start on [`DAY`] would.
fn prepare(url: &str) {
    let day: NaiveDate = DAY.parse().unwrap();
    let db = Db::open(url.parse().unwrap()).unwrap();
    capacity_tracker::serve::prepare(&db, Clock::FixedDay(day)).unwrap();
}

/// The bytes of a prepared SQLite file.
fn prepared_file() -> &'static [u8] {
    static FILE_BYTES: OnceLock<Vec<u8>> = OnceLock::new();
    FILE_BYTES.get_or_init(|| {
        let folder = private_folder();
        let (file, whole) = (folder.path().join(FILE), folder.path().join("whole.db"));
        prepare(&format!("sqlite:{}", file.display()));
        // One file without a write-ahead log, whatever connections the pool still holds.
        let mut conn = SqliteConnection::establish(&file.to_string_lossy()).unwrap();
        conn.batch_execute(&format!("VACUUM INTO '{}'", whole.display())).unwrap();
        std::fs::read(whole).unwrap()
    })
}

/// The name of a prepared database on the PostgreSQL server, from which others are made. A process cannot remove its own at its end, so
/// the next one removes those of processes that have ended; `./test` removes the whole server.
fn template() -> &'static str {
    static NAME: OnceLock<String> = OnceLock::new();
    NAME.get_or_init(|| {
        let mut conn = administration();
        remove_old_templates(&mut conn);
        let name = format!("{TEMPLATE}{}", std::process::id());
        conn.batch_execute(&format!("CREATE DATABASE {name}")).unwrap();
        prepare(&url_of(&name));
        name
    })
}

/// How the names of templates begin; the id of the process follows.
const TEMPLATE: &str = "test_template_";

fn remove_old_templates(conn: &mut PgConnection) {
    #[derive(QueryableByName)]
    struct Row {
        #[diesel(sql_type = diesel::sql_types::Text)]
        name: String,
    }
    let sql = format!("SELECT datname::text AS name FROM pg_database WHERE starts_with(datname, '{TEMPLATE}')");
    for Row { name } in diesel::sql_query(sql).load::<Row>(conn).unwrap() {
        let process = &name[TEMPLATE.len()..];
        if process == std::process::id().to_string() || !Path::new("/proc").join(process).exists() {
            // Another test process may do the same at this moment.
            let _ = conn.batch_execute(&format!("DROP DATABASE IF EXISTS {name}"));
        }
    }
}

/// A new folder for this user alone, as data folders must be.
pub fn private_folder() -> tempfile::TempDir {
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    let builder = builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o700));
    builder.tempdir().unwrap()
}

impl Database {
    /// An empty one, in a new folder.
    pub fn sqlite() -> Self {
        Self::Sqlite(private_folder())
    }

    /// One with the tables and the plan.
    pub fn prepared_sqlite() -> Self {
        let database = Self::sqlite();
        std::fs::write(database.folder().join(FILE), prepared_file()).unwrap();
        database
    }

    /// An empty one.
    pub fn postgres() -> Self {
        Self::on_server("")
    }

    /// One with the tables and the plan.
    pub fn prepared_postgres() -> Self {
        Self::on_server(&format!("TEMPLATE {}", template()))
    }

    fn on_server(made_from: &str) -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let name = format!("test_{}_{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        administration().batch_execute(&format!("CREATE DATABASE {name} {made_from}")).unwrap();
        Self::Postgres { name, folder: private_folder(), through: None, is_ours: true }
    }

    /// The same, reached through another port of this machine.
    pub fn through(self, port: u16) -> Self {
        let mut database = self;
        if let Self::Postgres { through, .. } = &mut database {
            *through = Some(port);
        }
        database
    }

    /// The same database, with a data folder of its own, as on another machine.
    pub fn in_another_folder(&self) -> Self {
        Self::Postgres { name: self.name().to_owned(), folder: private_folder(), through: None, is_ours: false }
    }

    /// The folder for keys and files.
    pub fn folder(&self) -> &Path {
        match self {
            Self::Sqlite(folder) | Self::Postgres { folder, .. } => folder.path(),
        }
    }

    /// What `--database-url` takes.
    pub fn url(&self) -> String {
        match self {
            Self::Sqlite(folder) => format!("sqlite:{}", folder.path().join(FILE).display()),
            Self::Postgres { name, through: None, .. } => url_of(name),
            Self::Postgres { name, through: Some(port), .. } => {
                let mut url = url::Url::parse(&url_of(name)).unwrap();
                url.set_host(Some("127.0.0.1")).unwrap();
                url.set_port(Some(*port)).unwrap();
                url.into()
            }
        }
    }
}

impl Database {
    /// Its name on the PostgreSQL server.
    pub fn name(&self) -> &str {
        if let Self::Postgres { name, .. } = self { name } else { panic!("SQLite files have no name on a server") }
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        if let Self::Postgres { name, is_ours: true, .. } = self {
            administration().batch_execute(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")).unwrap();
        }
    }
}
