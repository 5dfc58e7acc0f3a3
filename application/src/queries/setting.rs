//! The settings of the tracker.

use domain::access::Role;
use domain::history::{HistoryEntry, SubjectKind};

use crate::db::{Conn, history, setting};
use crate::error::Error;

/// What administrators have set.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Whether published pages are open to the public.
    pub public_pages: bool,
    /// The roles that have to have a second factor.
    pub second_factor_roles: Vec<Role>,
    /// What was changed about the settings, the newest first.
    pub history: Vec<HistoryEntry>,
}

/// What administrators have set.
///
/// # Errors
/// When the database fails.
pub fn all(conn: &mut Conn) -> Result<Settings, Error> {
    Ok(Settings {
        public_pages: setting::public_pages(conn)?,
        second_factor_roles: setting::second_factor_roles(conn)?,
        history: history::of(conn, SubjectKind::Settings, 0)?,
    })
}
