//! Evidence of outcomes: recorded, and taken back.

use domain::history::{Action, Changes, Field, Subject};
use domain::ids::ActivityId;
use domain::outcome::EvidenceInput;

use crate::actor::Actor;
use crate::db::{Conn, activity, history, outcome};
use crate::error::Error;

/// Records evidence of an outcome. The same form, sent again, adds nothing.
///
/// # Errors
/// [`Error::Invalid`]; [`Error::NotFound`] for who may not report.
pub fn add(conn: &mut Conn, actor: &Actor, activity: ActivityId, typed: &EvidenceInput, idempotency_key: &str) -> Result<(), Error> {
    let author = actor.officer()?.id;
    let results = activity::results(conn, activity)?.len();
    let seen = typed.parse(results, actor.today).map_err(Error::Invalid)?;
    if outcome::insert(conn, idempotency_key, activity, &seen, author, actor.now)? {
        record(conn, actor, activity, Changes::new().value(Field::Evidence, None, Some(&seen.words)))?;
    }
    Ok(())
}

/// Takes evidence back from now on: figures and pages of days before still have it. What was taken back already stays so.
///
/// # Errors
/// [`Error::NotFound`] for who may not report.
pub fn end(conn: &mut Conn, actor: &Actor, activity: ActivityId, evidence: i32) -> Result<(), Error> {
    actor.officer()?;
    let words = outcome::of(conn, activity)?.into_iter().find(|e| e.id == evidence).map(|e| e.seen.words);
    if outcome::end(conn, activity, evidence, actor.now)? {
        record(conn, actor, activity, Changes::new().value(Field::Evidence, words.as_deref(), None))?;
    }
    Ok(())
}

fn record(conn: &mut Conn, actor: &Actor, activity: ActivityId, changes: Changes) -> Result<(), Error> {
    Ok(history::record(conn, actor, Subject::Activity(activity), Action::Evidenced, changes, None)?)
}
