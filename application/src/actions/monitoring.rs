//! Setting how often leads report, and the thresholds of the calculated status.

use domain::form::Errors;
use domain::history::{Action, Subject};
use domain::ids::{ActivityId, PlanId};
use domain::monitoring::{MonitoringInput, changes};

use crate::actor::Actor;
use crate::db::{Conn, history, monitoring};
use crate::error::Error;
use crate::queries;

/// Sets the numbers of a plan and of its activities. An activity that was not in the form stays as it is.
///
/// # Errors
/// [`Error::Invalid`]; [`Error::NotFound`] unless an administrator acts.
pub fn set(
    conn: &mut Conn,
    actor: &Actor,
    plan: PlanId,
    general: &MonitoringInput,
    own: &[(ActivityId, MonitoringInput)],
) -> Result<(), Error> {
    actor.administrator()?;
    let (before, activities) = queries::monitoring::of(conn, plan, actor.now)?;
    let mut errors = Errors::new();
    let new = general.parse(None, &mut errors);
    let following = new.unwrap_or_else(|| before.general());
    let mut lines = Vec::new();
    for (id, typed) in own.iter().filter(|(id, _)| activities.iter().any(|a| a.id == *id)) {
        lines.push((*id, typed.parse(Some((*id, following)), &mut errors)));
    }
    let Some(new) = new.filter(|_| errors.is_empty()) else { return Err(Error::Invalid(errors)) };
    let general = changes(Some(&before.general()), Some(&new));
    if !general.is_empty() {
        monitoring::set(conn, (plan, None), Some(&new), actor.now)?;
        history::record(conn, actor, Subject::Plan(plan), Action::Edited, general, None)?;
    }
    for (id, line) in lines {
        let changed = changes(before.own.get(&id), line.as_ref());
        if !changed.is_empty() {
            monitoring::set(conn, (plan, Some(id)), line.as_ref(), actor.now)?;
            history::record(conn, actor, Subject::Activity(id), Action::Edited, changed, None)?;
        }
    }
    Ok(())
}
