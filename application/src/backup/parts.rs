//! The names in a backup, and what can go wrong with it.

use std::io;
use std::path::{Path, PathBuf};

/// Name of the manifest.
pub(super) const MANIFEST: &str = "manifest.json";
/// Name of a SQLite database.
pub(super) const DATABASE: &str = "data.db";
/// Name of the folder of rows of PostgreSQL.
pub(super) const TABLES: &str = "tables";
/// Name of the folder of attached files.
pub(super) const ATTACHMENTS: &str = "attachments";
/// Name of the secret.
pub(super) const SECRET: &str = "secret.key";

/// Why a backup is not made or not restored.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// A file cannot be read or written.
    #[error("{}: {source}", path.display())]
    File {
        /// Which.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The database cannot be read or written.
    #[error("the database: {0}")]
    Database(#[from] diesel::result::Error),
    /// What was found makes it unsafe to go on; the text says what to do.
    #[error("{0}")]
    Refused(String),
}

impl BackupError {
    pub(super) fn file(path: &Path) -> impl FnOnce(io::Error) -> Self + '_ {
        move |source| Self::File { path: path.to_owned(), source }
    }
}

/// Called with what is being done, in a few words for people.
pub type Progress<'a> = &'a mut dyn FnMut(&str);
