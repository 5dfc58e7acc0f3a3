//! Events as far as they exist for a reader.

use domain::access::Member;
use domain::directory::Directory;
use domain::event::{Event, EventRecord};
use domain::history::Changes;
use domain::ids::EventId;
use domain::lang::Lang;
use domain::review::Stage;

use super::plan;
use crate::db::{Conn, directory as db_directory, event};
use crate::error::Error;

/// Everything that can be named in records of the plan.
///
/// # Errors
/// Those of the database.
pub fn directory(conn: &mut Conn) -> Result<Directory, Error> {
    let plan = plan::current(conn)?;
    Ok(db_directory::load(conn, plan.id)?)
}

/// The record of this key, if it exists for this reader.
///
/// # Errors
/// [`Error::NotFound`].
pub fn find(conn: &mut Conn, directory: &Directory, id: EventId, reader: Option<&Member>) -> Result<EventRecord, Error> {
    event::find(conn, directory, id)?.filter(|record| record.is_visible_to(reader)).ok_or(Error::NotFound)
}

/// Records that may be the same event, of those that exist for this reader. Drafts of others say nothing yet.
///
/// # Errors
/// Those of the database.
pub fn look_alikes(
    conn: &mut Conn,
    directory: &Directory,
    event: &Event,
    except: Option<EventId>,
    reader: &Member,
) -> Result<Vec<EventRecord>, Error> {
    let mut alike = event::look_alikes(conn, directory, event, except)?;
    alike.retain(|r| r.is_visible_to(Some(reader)) && (r.stage() != Stage::Draft || r.review.is_own(reader)));
    Ok(alike)
}

/// What differs between two versions of an event, by the names of organisations and the numbers of activities.
#[must_use]
pub fn changes(directory: &Directory, before: &Event, after: &Event) -> Changes {
    let number = |id| directory.activity(id).map_or_else(String::new, |a| a.number.to_string());
    before.changes(after, |id| directory.organisation_name(Lang::En, id), number)
}
