//! `move-attachments`: the bytes of attached files move from the data folder into PostgreSQL, so that other machines reach them.

use application::Error;
use application::attachment;

use super::context::{prepared, print};
use crate::config::DatabaseArgs;
use crate::db::attachment as rows;

/// Moves every file whose bytes are in the data folder. May run while the tracker does, and again if it was interrupted.
pub(super) fn move_into_database(args: &DatabaseArgs) -> Result<(), String> {
    let db = prepared(args)?;
    if !db.stores_files() {
        return Err(format!("{} is SQLite: attached files stay in the data folder beside it", db.url()));
    }
    let folder = attachment::folder(&args.data_dir);
    let mut conn = db.connection().map_err(|e| e.to_string())?;
    let files = rows::in_folder(&mut conn).map_err(|e| e.to_string())?;
    let (mut moved, mut faults) = (0, Vec::new());
    for file in &files {
        match conn.write_unseen(|conn| attachment::take_in(conn, &folder, file)) {
            Ok(()) => {
                attachment::remove(&folder, &file.1);
                moved += 1;
            }
            Err(error @ Error::Internal(_)) => faults.push(error.to_string()),
            Err(error) => return Err(format!("{error}; {moved} of {} files were moved", files.len())),
        }
    }
    print(&format!("{moved} of {} files were moved from {} into {}\n", files.len(), folder.display(), db.url()))?;
    if faults.is_empty() { Ok(()) } else { Err(format!("{} files stay where they are:\n  {}", faults.len(), faults.join("\n  "))) }
}
