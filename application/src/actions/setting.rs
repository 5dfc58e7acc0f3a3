//! Settings of the tracker.

use domain::history::{Action, Changes, Field, Subject};

use crate::actor::Actor;
use crate::db::{Conn, history, setting};
use crate::error::Error;

/// Opens or closes published pages to the public.
///
/// # Errors
/// [`Error::NotFound`] unless an administrator acts.
pub fn set_public_pages(conn: &mut Conn, actor: &Actor, open: bool) -> Result<(), Error> {
    actor.administrator()?;
    let changes = Changes::new().flag(Field::PublicPages, setting::public_pages(conn)?, open);
    if changes.is_empty() {
        return Ok(());
    }
    setting::set_public_pages(conn, open)?;
    Ok(history::record(conn, actor, Subject::Settings, Action::Edited, changes, None)?)
}
