//! Following an activity: its changes and comments come with the daily mail.

use domain::ids::ActivityId;

use crate::actor::Actor;
use crate::db::{Conn, following};
use crate::error::Error;

/// Follows an activity, or stops following it. Doing so twice changes nothing.
///
/// # Errors
/// [`Error::NotFound`] if nobody is signed in.
pub fn follow(conn: &mut Conn, actor: &Actor, activity: ActivityId, follows: bool) -> Result<(), Error> {
    let person = actor.member()?.id;
    if follows {
        following::begin(conn, person, activity, actor.now)?;
    } else {
        following::end(conn, person, activity)?;
    }
    Ok(())
}
