//! Correcting a verified record. It stays verified, and its author stays its author.

use domain::event::EventInput;
use domain::form;
use domain::history::Action;
use domain::ids::EventId;

use super::record::{REASON_MAX, record_history, recount};
use crate::actor::Actor;
use crate::db::event::version::{self, Since};
use crate::db::{Conn, event};
use crate::error::Error;
use crate::queries::event as queries;
use crate::queries::event::form::EventForm;

/// A correction.
#[derive(Debug, Clone)]
pub struct Correction {
    /// Everything that the record is to say.
    pub typed: EventInput,
    /// Why.
    pub reason: String,
    /// From when figures follow it.
    pub since: Since,
}

/// What became of a correction.
#[derive(Debug)]
pub enum Corrected {
    /// The record says so now.
    Done,
    /// Nothing is stored, as something is wrong.
    Refused(Box<EventForm>),
}

/// Corrects a verified record as it was seen, with a reason. A correction that changes nothing leaves no trace.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Stale`] if somebody else has corrected it since.
pub fn correct(conn: &mut Conn, actor: &Actor, id: EventId, seen: i32, correction: Correction) -> Result<Corrected, Error> {
    let mut form = queries::form::correctable(conn, id, actor.member()?)?;
    let Some(record) = form.record.clone() else { return Err(Error::NotFound) };
    if record.version != seen {
        // Sent twice: what was typed is stored already.
        return if record.typed == correction.typed { Ok(Corrected::Done) } else { Err(Error::Stale) };
    }
    let why = form.errors.check("correct-reason", form::required_prose(&correction.reason, REASON_MAX));
    let (event, gaps) = correction.typed.read(&form.offer, actor.today);
    gaps.iter().for_each(|(field, problem)| form.errors.add(field, problem.clone()));
    form.typed = correction.typed;
    if !form.errors.is_empty() {
        return Ok(Corrected::Refused(Box::new(form)));
    }
    let changes = queries::changes(&form.directory, &record.event, &event);
    if !changes.is_empty() {
        event::store(conn, &form.directory, id, &form.typed, &event)?;
        recount(conn, actor, &record, &changes)?;
        version::refresh(conn, &form.directory, id, correction.since, actor.now)?;
        record_history(conn, actor, id, Action::Corrected, changes, why)?;
    }
    Ok(Corrected::Done)
}
