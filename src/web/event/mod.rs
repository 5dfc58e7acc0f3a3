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

pub(super) use steps::refused;

use domain::access::Member;
use domain::directory::Directory;
use domain::event::{Event, EventRecord};
use domain::ids::EventId;
use domain::lang::Lang;

use super::plan;
use crate::db::{Conn, directory, event};
use crate::error::AppError;

/// Everything that can be named in records of the plan.
///
/// # Errors
/// Those of the database.
pub(crate) fn directory(conn: &mut Conn) -> Result<Directory, AppError> {
    let plan = plan::current(conn)?;
    Ok(directory::load(conn, plan.id)?)
}

/// The record of this key, if it exists for this reader.
///
/// # Errors
/// [`AppError::NotFound`].
fn find(conn: &mut Conn, directory: &Directory, id: EventId, reader: Option<&Member>) -> Result<EventRecord, AppError> {
    event::find(conn, directory, id)?.filter(|record| record.is_visible_to(reader)).ok_or(AppError::NotFound)
}

/// Records that may be the same event, of those that exist for this reader. Drafts of others say nothing yet.
fn look_alikes(
    conn: &mut Conn,
    directory: &Directory,
    event: &Event,
    except: Option<EventId>,
    reader: &Member,
) -> Result<Vec<EventRecord>, AppError> {
    let mut alike = event::look_alikes(conn, directory, event, except)?;
    alike.retain(|r| r.is_visible_to(Some(reader)) && (r.stage() != domain::review::Stage::Draft || r.review.is_own(reader)));
    Ok(alike)
}

/// What differs between two versions of an event, told by the names of organisations and the numbers of activities.
fn changes(directory: &Directory, before: &Event, after: &Event) -> Vec<domain::history::Change> {
    let number = |id| directory.activity(id).map_or_else(String::new, |a| a.number.to_string());
    before.changes(after, |id| directory.organisation_name(Lang::En, id), number).into_vec()
}
