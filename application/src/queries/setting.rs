//! The settings of the tracker.

use domain::history::{HistoryEntry, SubjectKind};

use crate::db::{Conn, history, setting};
use crate::error::Error;

/// Whether published pages are open to the public, and what was changed about the settings, the newest first.
///
/// # Errors
/// When the database fails.
pub fn public_pages(conn: &mut Conn) -> Result<(bool, Vec<HistoryEntry>), Error> {
    Ok((setting::public_pages(conn)?, history::of(conn, SubjectKind::Settings, 0)?))
}
