//! Making a backup while the tracker runs.

use std::collections::{BTreeMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::Text;
use domain::audit::Head;

use super::manifest::{FORMAT, Kind, Manifest};
use super::parts::{ATTACHMENTS, BackupError, DATABASE, MANIFEST, Progress, SECRET, TABLES};
use super::{archive, files, postgres};
use crate::db::{Conn, attachment, audit, migrations};

/// How often the copy is made again because a file was removed in the middle.
const TRIES: usize = 5;

/// Makes a backup of a database and its data folder: a folder, or a ZIP file if `target` ends with `.zip`. It appears under its name only
/// when it is complete.
///
/// # Errors
/// [`BackupError`]; then nothing is at `target`.
pub fn make(conn: &mut Conn, data_dir: &Path, target: &Path, now: DateTime<Utc>, progress: Progress<'_>) -> Result<Manifest, BackupError> {
    if target.exists() {
        return Err(BackupError::Refused(format!("{} is there already: a backup is never written over", target.display())));
    }
    let unfinished = Unfinished(beside(target, "unfinished"));
    files::make_folder(&unfinished.0)?;
    let manifest = fill(conn, data_dir, &unfinished.0, now, progress)?;
    if target.extension().is_some_and(|e| e == "zip") {
        progress("packing");
        let packed = Unfinished(beside(target, "unfinished.zip"));
        archive::pack(&unfinished.0, &packed.0)?;
        fs::rename(&packed.0, target).map_err(BackupError::file(target))?;
    } else {
        fs::rename(&unfinished.0, target).map_err(BackupError::file(target))?;
    }
    if let Some(folder) = target.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        files::settle(folder)?;
    }
    Ok(manifest)
}

/// The same path with another ending and the number of this process.
fn beside(target: &Path, ending: &str) -> PathBuf {
    let mut name = target.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{}.{ending}", std::process::id()));
    target.with_file_name(name)
}

/// A folder or file that is removed unless it was given its final name.
struct Unfinished(PathBuf);

impl Drop for Unfinished {
    fn drop(&mut self) {
        // It is one of the two, or has its final name by now.
        let _ = fs::remove_dir_all(&self.0);
        let _ = fs::remove_file(&self.0);
    }
}

fn fill(conn: &mut Conn, data_dir: &Path, folder: &Path, now: DateTime<Utc>, progress: Progress<'_>) -> Result<Manifest, BackupError> {
    let Copied { kind, rows, migration, audit } = copy_all(conn, data_dir, folder, progress)?;
    let secret = data_dir.join(SECRET);
    if secret.exists() {
        files::copy(&secret, &folder.join(SECRET))?;
    }
    progress("hashing");
    let manifest = Manifest {
        format: FORMAT,
        program: env!("CARGO_PKG_VERSION").to_owned(),
        made_at: now,
        database: kind,
        migration,
        audit,
        rows,
        files: files::hash_all(folder)?,
    };
    let text = serde_json::to_string_pretty(&manifest).map_err(|e| BackupError::Refused(e.to_string()))?;
    files::write(&folder.join(MANIFEST), text.as_bytes())?;
    files::settle(folder)?;
    Ok(manifest)
}

/// What is known of a copy of a database.
struct Copied {
    kind: Kind,
    rows: BTreeMap<String, u64>,
    migration: String,
    audit: Option<Head>,
}

/// Copies the database and every file that the copy names. A file is stored before its row and removed after it, so files are copied before
/// the database, and the new ones once more afterwards; only a file that comes and goes between the two needs another copy of the database.
fn copy_all(conn: &mut Conn, data_dir: &Path, folder: &Path, progress: Progress<'_>) -> Result<Copied, BackupError> {
    let (source, copies) = (data_dir.join(ATTACHMENTS), folder.join(ATTACHMENTS));
    files::make_folder(&copies)?;
    progress("copying attached files");
    for name in attachment::stored_names(conn)? {
        copy_if_there(&source, &copies, &name)?;
    }
    for _ in 0..TRIES {
        progress("copying the database");
        let (copied, named) = copy_database(conn, folder)?;
        let mut is_complete = true;
        for name in &named {
            is_complete &= copy_if_there(&source, &copies, name)? || attachment::stored_names(conn)?.contains(name);
        }
        if is_complete {
            let named: HashSet<String> = named.into_iter().collect();
            for extra in files::names(&copies)?.into_iter().filter(|name| !named.contains(name)) {
                let extra = copies.join(extra);
                fs::remove_file(&extra).map_err(BackupError::file(&extra))?;
            }
            let missing = named.iter().filter(|name| !copies.join(name).exists()).count();
            if missing > 0 {
                progress(&format!(
                    "{missing} attached files are named by the database but not in {}: they were lost before",
                    source.display()
                ));
            }
            return Ok(copied);
        }
        let database = folder.join(DATABASE);
        if database.exists() {
            fs::remove_file(&database).map_err(BackupError::file(&database))?;
        }
        let tables = folder.join(TABLES);
        if tables.exists() {
            fs::remove_dir_all(&tables).map_err(BackupError::file(&tables))?;
        }
    }
    Err(BackupError::Refused("attached files are being removed faster than they can be copied: try again".to_owned()))
}

/// Copies a file unless that is done already; `false` if it is not there.
fn copy_if_there(source: &Path, copies: &Path, name: &str) -> Result<bool, BackupError> {
    let (from, to) = (source.join(name), copies.join(name));
    if to.exists() {
        return Ok(true);
    }
    match files::copy(&from, &to) {
        Err(BackupError::File { path, source }) if path == from && source.kind() == std::io::ErrorKind::NotFound => Ok(false),
        copied => copied.map(|()| true),
    }
}

/// Copies the database as it is at one moment; also gives the names of its attached files.
fn copy_database(conn: &mut Conn, folder: &Path) -> Result<(Copied, Vec<String>), BackupError> {
    if let Conn::Sqlite(sqlite) = conn {
        let path = folder.join(DATABASE);
        // The file must be ours alone from its first byte on; SQLite accepts an empty one.
        drop(files::make(&path)?);
        let text = path.to_str().ok_or_else(|| BackupError::Refused(format!("{}: the path is not UTF-8", path.display())))?;
        diesel::sql_query("VACUUM INTO ?").bind::<Text, _>(text).execute(sqlite)?;
        let mut copy = Conn::Sqlite(SqliteConnection::establish(text).map_err(|e| BackupError::Refused(format!("{text}: {e}")))?);
        let (rows, migration, audit) = (count_rows(&mut copy)?, newest(&mut copy)?, audit_head(&mut copy)?);
        let copied = Copied { kind: Kind::Sqlite, rows, migration, audit };
        return Ok((copied, attachment::stored_names(&mut copy)?));
    }
    let tables = folder.join(TABLES);
    files::make_folder(&tables)?;
    conn.snapshot(|conn| {
        let (migration, audit) = (newest(conn)?, audit_head(conn)?);
        let names = attachment::stored_names(conn)?;
        let Conn::Pg(pg) = conn else { return Err(BackupError::Refused("not PostgreSQL".to_owned())) };
        Ok((Copied { kind: Kind::Postgres, rows: postgres::write_tables(pg, &tables)?, migration, audit }, names))
    })
}

/// The end of the audit trail, if the database has one.
fn audit_head(conn: &mut Conn) -> Result<Option<Head>, BackupError> {
    if audit::is_there(conn)? { Ok(audit::head(conn)?) } else { Ok(None) }
}

fn newest(conn: &mut Conn) -> Result<String, BackupError> {
    migrations::applied(conn)?.pop().ok_or_else(|| BackupError::Refused("the database has no tables of ours yet".to_owned()))
}

#[derive(QueryableByName)]
struct Table {
    #[diesel(sql_type = Text)]
    name: String,
}

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = diesel::sql_types::BigInt)]
    rows: i64,
}

/// The number of rows of every table of SQLite.
pub(super) fn count_rows(conn: &mut Conn) -> Result<BTreeMap<String, u64>, BackupError> {
    let all = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '\\_\\_%' ESCAPE '\\'";
    let mut counts = BTreeMap::new();
    for Table { name } in diesel::sql_query(all).load::<Table>(conn)? {
        let Count { rows } = diesel::sql_query(format!("SELECT count(*) AS rows FROM \"{name}\"")).get_result(conn)?;
        counts.insert(name, u64::try_from(rows).unwrap_or(0));
    }
    Ok(counts)
}
