//! `backup` and `restore`.

use std::fmt::Write as _;
use std::io::Write as _;

use application::backup::{self, Manifest};
use domain::clock::Clock;

use super::context::{open, print};
use crate::config::{BackupArgs, RestoreArgs};
use crate::db::{DatabaseUrl, setting};

/// `backup`: of a database that is in use or not.
pub(super) fn make(args: &BackupArgs) -> Result<(), String> {
    if let DatabaseUrl::Sqlite(path) = args.database.url()
        && !path.exists()
    {
        return Err(format!("there is no database at {}", path.display()));
    }
    let db = open(&args.database)?;
    let mut conn = db.connection().map_err(|e| e.to_string())?;
    let made = backup::make(&mut conn, &args.database.data_dir, &args.target, Clock::System.now(), &mut progress);
    let manifest = made.map_err(|e| format!("no backup was made: {e}"))?;
    // For /metrics. The backup is there and good, also if this cannot be stored.
    if let Err(error) = conn.write_unseen(|conn| setting::note_backup(conn, manifest.made_at)) {
        progress(&format!("the time of this backup was not noted: {error}"));
    }
    print(&format!("Backed up {} into {}\n{}", db.url(), args.target.display(), contents(&manifest)))
}

/// `restore`: into an empty place.
pub(super) fn restore(args: &RestoreArgs) -> Result<(), String> {
    let data_dir = args.database.make_folder()?;
    let url = args.database.url();
    let restored = backup::restore(&args.backup, data_dir, &url, &mut progress);
    let manifest = restored.map_err(|e| format!("not restored: {e}"))?;
    let from = format!("made on {} by version {}", manifest.made_at.format("%Y-%m-%d %H:%M:%S UTC"), manifest.program);
    print(&format!("Restored {} ({from}) into {url} and {}\n{}", args.backup.display(), data_dir.display(), contents(&manifest)))
}

/// Says on standard error what is being done.
fn progress(step: &str) {
    // Nobody reads it if it cannot be written.
    let _ = writeln!(std::io::stderr(), "{step} …");
}

fn contents(manifest: &Manifest) -> String {
    let rows: u64 = manifest.rows.values().sum();
    let bytes: u64 = manifest.files.values().map(|file| file.size).sum();
    let mut text = format!(
        "  {rows} rows in {} tables, {} attached files, {bytes} bytes\n  newest migration {}\n",
        manifest.rows.len(),
        manifest.attachments(),
        manifest.migration
    );
    for table in ["people", "events", "history"] {
        if let Some(rows) = manifest.rows.get(table) {
            // Writing into a string does not fail.
            let _ = writeln!(text, "  {table}: {rows}");
        }
    }
    text
}
