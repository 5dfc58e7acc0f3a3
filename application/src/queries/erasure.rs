//! What an erasure would change.

use domain::erasure::ErasureInput;
use domain::event::EventRecord;
use domain::history::SubjectKind;
use domain::ids::EventId;

use crate::db::{Conn, erasure, event};
use crate::error::Error;
use crate::queries::event::directory;

pub use crate::db::erasure::Found;

/// The places in which words stand; with `only`, those of one record.
///
/// # Errors
/// [`Error::Invalid`].
pub fn places(conn: &mut Conn, typed: &ErasureInput, only: Option<(SubjectKind, i32)>) -> Result<Vec<Found>, Error> {
    let words = typed.words().map_err(Error::Invalid)?;
    Ok(erasure::find(conn, &words, only)?)
}

/// The record of an event, to be erased.
///
/// # Errors
/// [`Error::NotFound`].
pub fn event(conn: &mut Conn, id: EventId) -> Result<EventRecord, Error> {
    let directory = directory(conn)?;
    event::find(conn, &directory, id)?.ok_or(Error::NotFound)
}
