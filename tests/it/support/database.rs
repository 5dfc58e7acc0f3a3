//! Databases for tests: a file of its own, or a database of its own on the PostgreSQL server that `./test` starts.

use std::sync::atomic::{AtomicU32, Ordering};

use diesel::connection::SimpleConnection;
use diesel::prelude::*;

/// A database that goes when the test does.
pub enum Database {
    Sqlite(tempfile::TempDir),
    Postgres { name: String, folder: tempfile::TempDir },
}

fn server() -> String {
    std::env::var("TEST_POSTGRES_URL").expect("TEST_POSTGRES_URL is not set: run ./test, which starts a PostgreSQL server for the tests")
}

fn on_server(sql: &str) {
    let mut conn = PgConnection::establish(&server()).expect("the PostgreSQL server of the tests does not answer");
    conn.batch_execute(sql).unwrap();
}

impl Database {
    pub fn sqlite() -> Self {
        Self::Sqlite(tempfile::tempdir().unwrap())
    }

    pub fn postgres() -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let name = format!("test_{}_{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        on_server(&format!("CREATE DATABASE {name}"));
        Self::Postgres { name, folder: tempfile::tempdir().unwrap() }
    }

    /// The folder for keys and files.
    pub fn folder(&self) -> &std::path::Path {
        match self {
            Self::Sqlite(folder) | Self::Postgres { folder, .. } => folder.path(),
        }
    }

    /// What `--database-url` takes.
    pub fn url(&self) -> String {
        match self {
            Self::Sqlite(folder) => format!("sqlite:{}", folder.path().join("data.db").display()),
            Self::Postgres { name, .. } => {
                let mut url = url::Url::parse(&server()).unwrap();
                url.set_path(name);
                url.into()
            }
        }
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        if let Self::Postgres { name, .. } = self {
            on_server(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"));
        }
    }
}
