//! Restoring a backup into an empty place.

use std::fs;
use std::path::{Path, PathBuf};

use diesel::prelude::*;

use super::make::count_rows;
use super::manifest::{FORMAT, Kind, Manifest};
use super::parts::{ATTACHMENTS, BackupError, DATABASE, MANIFEST, Progress, SECRET, TABLES};
use super::{archive, files, postgres};
use crate::db::{Conn, DatabaseUrl, Manager, migrations};

fn refused(reason: String) -> BackupError {
    BackupError::Refused(reason)
}

/// Restores a backup, a folder or a ZIP file, into an empty data folder and an empty database.
///
/// # Errors
/// [`BackupError`]. Nothing that was there before is changed or removed; what was restored until then stays and has to be removed by hand.
pub fn restore(backup: &Path, data_dir: &Path, url: &DatabaseUrl, progress: Progress<'_>) -> Result<Manifest, BackupError> {
    let must_be_empty = |name: &str| {
        let path = data_dir.join(name);
        if path.exists() {
            return Err(refused(format!("{} is there already: restore into an empty data folder (--data-dir)", path.display())));
        }
        Ok(())
    };
    must_be_empty(SECRET)?;
    must_be_empty(ATTACHMENTS)?;
    let unpacked;
    let folder = if backup.is_dir() {
        backup
    } else {
        progress("unpacking");
        unpacked = tempfile::Builder::new().prefix("restore-").tempdir_in(data_dir).map_err(BackupError::file(data_dir))?;
        archive::unpack(backup, unpacked.path())?;
        unpacked.path()
    };
    progress("checking the backup");
    let manifest = checked(folder, backup)?;
    progress("restoring the database");
    match (url, manifest.database) {
        (DatabaseUrl::Sqlite(path), Kind::Sqlite) => restore_sqlite(folder, path, &manifest)?,
        (DatabaseUrl::Postgres(_), Kind::Postgres) => restore_postgres(folder, url, &manifest)?,
        (_, kind) => {
            let wanted = if kind == Kind::Sqlite { "SQLite" } else { "PostgreSQL" };
            return Err(refused(format!("{} is a backup of {wanted}: restore it into {wanted} (--database-url)", backup.display())));
        }
    }
    progress("restoring attached files");
    files::make_folder(&data_dir.join(ATTACHMENTS))?;
    for path in manifest.files.keys().filter(|path| *path == SECRET || path.starts_with(ATTACHMENTS)) {
        files::copy(&folder.join(path), &data_dir.join(path))?;
    }
    files::settle(&data_dir.join(ATTACHMENTS))?;
    files::settle(data_dir)?;
    Ok(manifest)
}

/// What a backup, a folder or a ZIP file, says of itself. Its files are not checked.
///
/// # Errors
/// [`BackupError`] if it is no backup of this program.
pub fn read_manifest(backup: &Path) -> Result<Manifest, BackupError> {
    let text = if backup.is_dir() {
        let path = backup.join(MANIFEST);
        fs::read(&path).map_err(BackupError::file(&path))?
    } else {
        archive::read(backup, MANIFEST)?
    };
    parsed(&text, backup)
}

fn parsed(manifest: &[u8], backup: &Path) -> Result<Manifest, BackupError> {
    serde_json::from_slice(manifest).map_err(|e| refused(format!("{} is no backup of this program: {MANIFEST}: {e}", backup.display())))
}

/// The manifest of a backup whose files are those that the manifest names, each with its hash.
fn checked(folder: &Path, backup: &Path) -> Result<Manifest, BackupError> {
    let path = folder.join(MANIFEST);
    let text = fs::read(&path).map_err(|e| refused(format!("{} is no backup: {MANIFEST} cannot be read: {e}", backup.display())))?;
    let manifest = parsed(&text, backup)?;
    if manifest.format > FORMAT {
        return Err(refused(format!(
            "{} was made by version {}, which is newer: restore it with that version",
            backup.display(),
            manifest.program
        )));
    }
    if let Some(newer) = migrations::unknown([manifest.migration.clone()]) {
        return Err(refused(format!(
            "{} was made by version {}, whose migration {newer} this program does not know: restore it with that version",
            backup.display(),
            manifest.program
        )));
    }
    let mut found = files::hash_all(folder)?;
    found.remove(MANIFEST);
    for (path, file) in &manifest.files {
        match found.remove(path) {
            None => return Err(refused(format!("{path} is missing in {}", backup.display()))),
            Some(now) if now != *file => {
                return Err(refused(format!("{path} in {} is not what was backed up: its hash differs", backup.display())));
            }
            Some(_) => {}
        }
    }
    if let Some(extra) = found.keys().next() {
        return Err(refused(format!("{extra} in {} does not belong to the backup: remove it", backup.display())));
    }
    Ok(manifest)
}

fn restore_sqlite(folder: &Path, path: &Path, manifest: &Manifest) -> Result<(), BackupError> {
    for ending in ["", "-wal", "-shm", "-journal"] {
        let mut name = path.as_os_str().to_owned();
        name.push(ending);
        let file = PathBuf::from(name);
        if file.exists() {
            return Err(refused(format!(
                "{} is there already: it belongs to another database; restore into an empty place",
                file.display()
            )));
        }
    }
    files::copy(&folder.join(DATABASE), path)?;
    let mut conn = Conn::Sqlite(SqliteConnection::establish(&path.to_string_lossy()).map_err(|e| refused(e.to_string()))?);
    check_counts(&count_rows(&mut conn)?, manifest)
}

fn restore_postgres(folder: &Path, url: &DatabaseUrl, manifest: &Manifest) -> Result<(), BackupError> {
    let mut conn = diesel::r2d2::ManageConnection::connect(&Manager(url.clone())).map_err(|e| refused(e.to_string()))?;
    if let Conn::Pg(pg) = &mut conn
        && let Some(table) = postgres::tables(pg)?.first()
    {
        return Err(refused(format!("{url} is not empty, it has the table {table}: create an empty database")));
    }
    migrations::run_until(&mut conn, &manifest.migration).map_err(refused)?;
    let counts = conn.transaction(|conn| match conn {
        Conn::Pg(pg) => postgres::read_tables(pg, &folder.join(TABLES)),
        Conn::Sqlite(_) => Err(refused("not PostgreSQL".to_owned())),
    })?;
    check_counts(&counts, manifest)
}

fn check_counts(found: &std::collections::BTreeMap<String, u64>, manifest: &Manifest) -> Result<(), BackupError> {
    for (table, rows) in &manifest.rows {
        let now = found.get(table).copied().unwrap_or(0);
        if now != *rows {
            return Err(refused(format!("{now} rows of {table} were restored instead of {rows}: do not use this database")));
        }
    }
    Ok(())
}
