//! Settings of the tracker.

use domain::access::Role;
use domain::history::{Action, Changes, Field, Subject, Value};

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
    // Also leaving them closed is a decision.
    setting::set_public_pages(conn, open)?;
    if changes.is_empty() {
        return Ok(());
    }
    Ok(history::record(conn, actor, Subject::Settings, Action::Edited, changes, None)?)
}

/// Sets which roles have to have a second factor. Those of them who have none set one up before they do anything else.
///
/// # Errors
/// [`Error::NotFound`] unless an administrator acts.
pub fn require_second_factor(conn: &mut Conn, actor: &Actor, roles: &[Role]) -> Result<(), Error> {
    actor.administrator()?;
    let before = setting::second_factor_roles(conn)?;
    let word = |roles: &[Role], role: Role| roles.contains(&role).then(|| Value::Word(role.as_str().to_owned()));
    let compare = |changes: Changes, role: &Role| changes.compare(Field::SecondFactorRoles, word(&before, *role), word(roles, *role));
    let changes = Role::ALL.iter().fold(Changes::new(), compare);
    if changes.is_empty() {
        return Ok(());
    }
    setting::set_second_factor_roles(conn, roles)?;
    Ok(history::record(conn, actor, Subject::Settings, Action::Edited, changes, None)?)
}
