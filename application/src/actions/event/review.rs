//! Reviewing a record: verifying it, or sending it back to its author.

use domain::directory::Directory;
use domain::event::EventRecord;
use domain::history::{Action, Changes};
use domain::ids::EventId;
use domain::review::{Review, Stage};

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

/// What became of records that were to be verified together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct VerifiedTogether {
    /// Verified.
    pub verified: usize,
    /// Held back, as they may be duplicates.
    pub held_back: usize,
    /// Not as they were seen any more, or not for the actor to review.
    pub passed_over: usize,
}

/// Verifies those of the records that are still as they were seen, that the actor may review, and that are not like another record that
/// waits or counts. Each author gets one mail.
///
/// # Errors
/// When the database fails.
pub fn verify_many(conn: &mut Conn, actor: &Actor, chosen: &[(EventId, i32)]) -> Result<VerifiedTogether, Error> {
    let member = actor.member()?;
    let directory = queries::directory(conn)?;
    let mut done = VerifiedTogether::default();
    let mut verified: Vec<EventRecord> = Vec::new();
    for (id, seen) in chosen {
        let record = match queries::find(conn, &directory, *id, Some(member)) {
            Err(Error::NotFound) => continue,
            found => found?,
        };
        if record.version != *seen || !record.may_review(member) {
            done.passed_over += 1;
        } else if is_like_another(conn, &directory, &record)? {
            done.held_back += 1;
        } else {
            count(conn, actor, &directory, &record)?;
            done.verified += 1;
            verified.push(record);
        }
    }
    notify::tell_authors_of_verified(conn, actor, &verified)?;
    Ok(done)
}

/// Whether another record that waits for review or counts may be of the same event.
fn is_like_another(conn: &mut Conn, directory: &Directory, record: &EventRecord) -> Result<bool, Error> {
    let alike = event::look_alikes(conn, directory, &record.event, Some(record.id))?;
    Ok(alike.iter().any(|other| matches!(other.stage(), Stage::Submitted | Stage::Verified)))
}

fn verify_loaded(conn: &mut Conn, actor: &Actor, directory: &Directory, record: &EventRecord) -> Result<(), Error> {
    count(conn, actor, directory, record)?;
    notify::tell_author(conn, actor, record, EventNews::Verified)
}

/// Lets a record count from now on.
fn count(conn: &mut Conn, actor: &Actor, directory: &Directory, record: &EventRecord) -> Result<(), Error> {
    let review = record.verify(actor.member()?, actor.now)?;
    event::set_state(conn, record.id, &review.state)?;
    // Whoever changes figures from now on does so after the review.
    event::set_figures_by(conn, record.id, &Review { figures_by: None, ..review })?;
    record_history(conn, actor, record.id, Action::Verified, Changes::new(), None)?;
    refresh_figures(conn, actor, directory, record.id)
}

/// Puts a verified record back to review, with a reason: it does not count until it is verified anew.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Stale`] if the record has changed since it was seen; [`Error::Invalid`] at `reopen-reason`.
pub fn reopen(conn: &mut Conn, actor: &Actor, id: EventId, seen: i32, reason: &str) -> Result<(), Error> {
    let (directory, record) = load_as_seen(conn, actor, id, seen)?;
    let reason = required_reason("reopen-reason", reason)?;
    let review = record.reopen(actor.member()?, actor.now)?;
    event::set_state(conn, id, &review.state)?;
    refresh_figures(conn, actor, &directory, id)?;
    record_history(conn, actor, id, Action::Reopened, Changes::new(), Some(reason.clone()))?;
    notify::tell_author(conn, actor, &record, EventNews::Reopened(&reason))
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
