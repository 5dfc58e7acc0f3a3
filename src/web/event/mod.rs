//! Events: logging, files, counting participants, review, merging, lists, and what came before them.

pub mod attach;
pub mod attachment;
pub mod cancellation;
pub mod correction;
pub mod csv;
pub mod discard;
pub mod edit;
mod form;
mod found;
pub mod list;
pub mod merging;
pub mod new;
pub mod participants;
pub mod precedents;
pub mod review;
pub mod reviews;
pub mod show;
mod steps;
pub mod xlsx;

use application::queries::event as queries;
use domain::access::Member;
use domain::directory::Directory;
use domain::event::{Event, EventRecord};
use domain::ids::EventId;

use crate::db::Conn;
use crate::error::AppError;

/// Everything that can be named in records of the plan.
///
/// # Errors
/// Those of the database.
pub(crate) fn directory(conn: &mut Conn) -> Result<Directory, AppError> {
    Ok(queries::directory(conn)?)
}

/// The record of this key, if it exists for this reader.
///
/// # Errors
/// [`AppError::NotFound`].
fn find(conn: &mut Conn, directory: &Directory, id: EventId, reader: Option<&Member>) -> Result<EventRecord, AppError> {
    Ok(queries::find(conn, directory, id, reader)?)
}

/// Records that may be the same event, of those that exist for this reader.
fn look_alikes(
    conn: &mut Conn,
    directory: &Directory,
    event: &Event,
    except: Option<EventId>,
    reader: &Member,
) -> Result<Vec<EventRecord>, AppError> {
    Ok(queries::look_alikes(conn, directory, event, except, reader)?)
}

/// What differs between two versions of an event.
fn changes(directory: &Directory, before: &Event, after: &Event) -> Vec<domain::history::Change> {
    queries::changes(directory, before, after).into_vec()
}
