//! What a backup says of itself.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use domain::audit::Head;
use serde::{Deserialize, Serialize};

/// The format of backups that this program writes. A change that this program's `restore` could not read needs a new number.
pub(super) const FORMAT: u32 = 1;

/// Which database a backup is of; it is restored into the same kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// SQLite.
    Sqlite,
    /// PostgreSQL.
    Postgres,
}

/// A file of a backup.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct File {
    /// Size in bytes.
    pub size: u64,
    /// SHA-256 of its bytes, in hexadecimal digits.
    pub sha256: String,
}

/// What a backup says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The format of the backup.
    pub format: u32,
    /// The version of the program that made it.
    pub program: String,
    /// When it was made.
    pub made_at: DateTime<Utc>,
    /// Of which database.
    pub database: Kind,
    /// The newest migration of the database.
    pub migration: String,
    /// The end of the audit trail, as `position:hash`; none in backups of versions before it.
    #[serde(default, with = "head", skip_serializing_if = "Option::is_none")]
    pub audit: Option<Head>,
    /// The number of rows by table.
    pub rows: BTreeMap<String, u64>,
    /// The files by their path within the backup, apart from the manifest.
    pub files: BTreeMap<String, File>,
}

impl Manifest {
    /// The number of attached files.
    #[must_use]
    pub fn attachments(&self) -> usize {
        let in_folder = self.files.keys().filter(|path| path.starts_with("attachments/")).count();
        let rows = |table: &str| self.rows.get(table).copied().unwrap_or(0);
        // Those in the database are counted by their rows.
        if rows("attachment_pieces") > 0 { in_folder.max(usize::try_from(rows("attachments")).unwrap_or(0)) } else { in_folder }
    }
}

/// The end of the audit trail as one string.
mod head {
    use domain::audit::Head;
    use serde::{Deserialize, Deserializer, Serializer, de::Error as _};

    #[expect(clippy::ref_option, reason = "serde passes the field")]
    pub(super) fn serialize<S: Serializer>(head: &Option<Head>, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&head.as_ref().map_or_else(String::new, ToString::to_string))
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Head>, D::Error> {
        String::deserialize(deserializer)?.parse().map(Some).map_err(D::Error::custom)
    }
}
