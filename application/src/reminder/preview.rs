//! Who would get what on a day, if everything stayed as it is.

use chrono::NaiveDate;
use domain::person::Profile;
use domain::reminder::Notice;

use super::obligations;
use super::round::Round;
use crate::db::{Conn, person, reminder};
use crate::error::Error;

/// Everybody who would get something, by name, with their lines.
///
/// # Errors
/// When the database fails.
pub fn on_day<'a>(conn: &mut Conn, round: &'a Round, day: NaiveDate) -> Result<Vec<(Profile, Vec<Notice<'a>>)>, Error> {
    let mut would = Vec::new();
    for profile in person::all(conn)?.into_iter().filter(obligations::is_active) {
        let sent = reminder::sent(conn, profile.id)?;
        let lines = round.lines(&profile, &sent, day);
        if !lines.is_empty() {
            would.push((profile, lines));
        }
    }
    Ok(would)
}
