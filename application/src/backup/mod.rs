//! Backups: everything that is needed to continue on another machine, made while the tracker runs, and restored into an empty place.
//!
//! A backup is a folder, or the same folder as a ZIP file:
//!
//! | name | content |
//! |---|---|
//! | `manifest.json` | [`Manifest`]: what is in it, with hashes and counts |
//! | `data.db` | SQLite: a copy of the database, complete without a write-ahead log |
//! | `tables/<name>.jsonl` | PostgreSQL: the rows of a table, one JSON object a line |
//! | `attachments/<name>` | the attached files that the database names |
//! | `secret.key` | the secret with which links and calendar addresses are signed |
//!
//! It holds everything that the tracker knows, so whoever reads it can open accounts: its files are for one user alone.

mod archive;
mod files;
mod make;
mod manifest;
mod parts;
mod postgres;
mod restore;

pub use make::make;
pub use manifest::{File, Kind, Manifest};
pub use parts::{BackupError, Progress};
pub use restore::{read_manifest, restore};
