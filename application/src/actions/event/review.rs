//! Reviewing a record: verifying it, or sending it back to its author.

use domain::directory::Directory;
use domain::event::EventRecord;
use domain::history::{Action, Changes};
use domain::ids::EventId;
use domain::review::Review;

use super::notify;
use super::record::{load_as_seen, record_history, refresh_figures, required_reason};
use crate::actor::Actor;
use crate::db::{Conn, event};
use crate::error::Error;
use crate::messages::EventNews;
use crate::queries::event as queries;

/// Verifies a record as it was seen: it counts from now on, and its author gets a mail.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Stale`] if the record has changed since, or somebody else has decided.
pub fn verify(conn: &mut Conn, actor: &Actor, id: EventId, seen: i32) -> Result<(), Error> {
    let (directory, record) = load_as_seen(conn, actor, id, seen)?;
    verify_loaded(conn, actor, &directory, &record)
}

/// Verifies those of the records that are still as they were seen and that the actor may review. Returns how many.
///
/// # Errors
/// When the database fails.
pub fn verify_many(conn: &mut Conn, actor: &Actor, chosen: &[(EventId, i32)]) -> Result<usize, Error> {
    let member = actor.member()?;
    let directory = queries::directory(conn)?;
    let mut done = 0;
    for (id, seen) in chosen {
        let record = match queries::find(conn, &directory, *id, Some(member)) {
            Err(Error::NotFound) => continue,
            found => found?,
        };
        if record.version == *seen && record.may_review(member) {
            verify_loaded(conn, actor, &directory, &record)?;
            done += 1;
        }
    }
    Ok(done)
}

fn verify_loaded(conn: &mut Conn, actor: &Actor, directory: &Directory, record: &EventRecord) -> Result<(), Error> {
    let review = record.verify(actor.member()?, actor.now)?;
    event::set_state(conn, record.id, &review.state)?;
    // Whoever changes figures from now on does so after the review.
    event::set_figures_by(conn, record.id, &Review { figures_by: None, ..review })?;
    record_history(conn, actor, record.id, Action::Verified, Changes::new(), None)?;
    notify::tell_author(conn, actor, record, EventNews::Verified)?;
    refresh_figures(conn, actor, directory, record.id)
}

/// Sends a record back to its author, with a reason, which goes to them by mail.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Stale`] if the record has changed since it was seen, or somebody else has decided; [`Error::Invalid`]
/// at `return-reason`.
pub fn send_back(conn: &mut Conn, actor: &Actor, id: EventId, seen: i32, reason: &str) -> Result<(), Error> {
    let (_, record) = load_as_seen(conn, actor, id, seen)?;
    let reason = required_reason("return-reason", reason)?;
    let review = record.send_back(actor.member()?, reason.clone(), actor.now)?;
    event::set_state(conn, id, &review.state)?;
    record_history(conn, actor, id, Action::Returned, Changes::new(), Some(reason.clone()))?;
    notify::tell_author(conn, actor, &record, EventNews::Returned(&reason))
}
