//! Officers say which activities serve an objective.

use domain::framework::{LinkInput, link_changes, read_links};
use domain::history::{Action, Subject};
use domain::ids::PlanId;

use super::Edited;
use crate::actor::Actor;
use crate::db::{Conn, framework, history};
use crate::error::Error;
use crate::queries::framework::links;
use crate::queries::plan;

/// Sets the links from activities of a plan to an objective that was seen in a version. `typed` holds reasons in the actor's language; activities that the plan
/// does not have are left out. If somebody else has stored the very same links meanwhile, they count as saved.
///
/// # Errors
/// [`Error::NotFound`], also for those who may not; [`Error::Invalid`].
pub fn set_links(conn: &mut Conn, actor: &Actor, plan: PlanId, code: &str, version: i32, typed: &[LinkInput]) -> Result<Edited, Error> {
    actor.officer()?;
    let stored = links(conn, plan, code)?;
    let record = &stored.record;
    let mut typed: Vec<LinkInput> = typed.iter().filter(|l| stored.keys.contains_key(&l.activity)).cloned().collect();
    typed.sort_by_key(|l| l.activity);
    let new = read_links(&typed, &record.links, actor.lang).map_err(Error::Invalid)?;
    match (record.version == version, new == record.links) {
        (false, true) => return Ok(Edited::Saved),
        (false, false) => return Ok(Edited::Overtaken),
        (true, true) => return Ok(Edited::Unchanged),
        (true, false) => {}
    }
    if !framework::update(conn, record.id, version, &new, &stored.keys)? {
        return Err(Error::Stale);
    }
    let numbers: Vec<i32> = stored.names.keys().copied().collect();
    let changes = link_changes(&plan::of(conn, plan)?.code, &numbers, &record.links, &new, actor.lang);
    history::record(conn, actor, Subject::Objective(record.id), Action::Edited, changes, None)?;
    Ok(Edited::Saved)
}
