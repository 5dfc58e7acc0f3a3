//! Changing what a plan states about an activity.

use domain::history::{Action, Subject};
use domain::ids::ActivityId;
use domain::revision::{RevisionInput, changes};

use crate::actor::Actor;
use crate::db::activity::{self, revision};
use crate::db::{Conn, history, plan};
use crate::error::Error;
use crate::queries::activity as queries;

/// Changes planned years, topic and expected results of an activity, by a decision. `seen`: the version of the activity that was read.
///
/// # Errors
/// [`Error::Invalid`]; [`Error::Stale`] if somebody else has edited the activity since; [`Error::NotFound`] for who may not edit.
pub fn revise(conn: &mut Conn, actor: &Actor, id: ActivityId, typed: &RevisionInput, seen: i32) -> Result<(), Error> {
    actor.officer()?;
    let (_, activity) = queries::of_key(conn, id)?;
    let before = revision::planned(conn, &activity)?;
    let topics = plan::topics(conn, activity.plan)?;
    let (after, reason, decision) = typed.parse(&topics).map_err(Error::Invalid)?;
    let changes = changes(&before, &after);
    if changes.is_empty() {
        return Ok(());
    }
    if activity.version != seen {
        return Err(Error::Stale);
    }
    revision::set(conn, &activity, (&before, &after), (&reason, &decision), actor.now)?;
    activity::touch(conn, id)?;
    let why = format!("{reason} ({decision})");
    Ok(history::record(conn, actor, Subject::Activity(id), Action::Edited, changes, Some(why))?)
}
