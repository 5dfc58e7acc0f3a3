//! Two records of one event become one that counts, and back.

use domain::history::{Action, Changes, Field};
use domain::ids::EventId;

use super::record::{load, record_history, refresh_figures};
use crate::actor::Actor;
use crate::db::{Conn, event};
use crate::error::Error;
use crate::queries::event as queries;

/// Merges a record into another, which counts for both from now on. `seen` are the versions of both, in this order.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Stale`] if one of them has changed since they were seen, or they cannot be merged.
pub fn merge(conn: &mut Conn, actor: &Actor, gone: EventId, kept: EventId, seen: (i32, i32)) -> Result<(), Error> {
    let member = actor.member()?;
    let (directory, gone) = load(conn, actor, gone)?;
    let kept = queries::find(conn, &directory, kept, Some(member))?;
    if gone.merged_into == Some(kept.id) {
        // Sent twice.
        return Ok(());
    }
    let is_allowed = queries::record::check_merge(conn, &directory, &gone, &kept, member)?.is_ok();
    if !is_allowed || seen != (gone.version, kept.version) {
        return Err(Error::Stale);
    }
    event::set_merged(conn, gone.id, Some(kept.id))?;
    refresh_figures(conn, actor, &directory, gone.id)?;
    refresh_figures(conn, actor, &directory, kept.id)?;
    let change = |title: Option<&str>| Changes::new().value(Field::MergedInto, None, title);
    record_history(conn, actor, gone.id, Action::Merged, change(kept.event.title.as_deref()), None)?;
    record_history(conn, actor, kept.id, Action::Merged, change(gone.event.title.as_deref()), None)
}

/// Undoes a merging: the record stands by itself again, as it stood before. `seen` are the versions of it and of the record in which it
/// went up.
///
/// # Errors
/// [`Error::NotFound`], also for an author of one of them; [`Error::Stale`] if one of them has changed since they were seen.
pub fn separate(conn: &mut Conn, actor: &Actor, id: EventId, seen: (i32, i32)) -> Result<(), Error> {
    let member = actor.member()?;
    let (directory, record) = load(conn, actor, id)?;
    // Sent twice.
    let Some(kept) = record.merged_into else { return Ok(()) };
    let kept = queries::find(conn, &directory, kept, Some(member))?;
    record.check_separate(&kept, member)?;
    if seen != (record.version, kept.version) {
        return Err(Error::Stale);
    }
    event::set_merged(conn, id, None)?;
    refresh_figures(conn, actor, &directory, id)?;
    refresh_figures(conn, actor, &directory, kept.id)?;
    record_history(conn, actor, id, Action::Separated, Changes::new(), None)?;
    record_history(conn, actor, kept.id, Action::Separated, Changes::new(), None)
}
