//! The plan with its activities.

use chrono::{DateTime, Utc};
use domain::figure::facts;
use domain::output::OutputRecord;
use domain::plan::{ActivitySummary, Plan};
use domain::progress::Rule;

use crate::db::{Conn, activity, figure, output, plan, update};
use crate::error::Error;

/// The plan that is being carried out.
///
/// # Errors
/// Those of the database; a prepared database always has a plan.
pub fn current(conn: &mut Conn) -> Result<Plan, Error> {
    plan::current(conn)?.ok_or_else(|| Error::internal("the database holds no plan"))
}

/// Its activities by number, each with partners and newest update.
///
/// # Errors
/// Those of the database.
pub fn lines(conn: &mut Conn, now: DateTime<Utc>) -> Result<Vec<ActivitySummary>, Error> {
    let plan = current(conn)?;
    let mut partners = activity::partners(conn, plan.id)?;
    let mut newest = update::newest(conn, now)?;
    let mut outputs = output::all(conn)?;
    let targets = figure::targets(conn, now)?;
    let line = |activity: domain::activity::Activity| {
        let id = activity.id;
        let own = partners.extract_if(.., |(a, _)| *a == id).map(|(_, p)| p).collect();
        let latest = newest.iter().position(|(a, _)| *a == id).map(|at| newest.swap_remove(at).1);
        let own_outputs: Vec<OutputRecord> = outputs.extract_if(.., |o| o.activity == id).collect();
        let targets = targets.iter().find(|(a, _)| *a == id).map_or(0, |(_, n)| *n);
        let computed = facts(&activity, &own_outputs, targets, now).signal(Rule::default());
        ActivitySummary { activity, partners: own, latest, computed }
    };
    Ok(activity::all(conn, plan.id)?.into_iter().map(line).collect())
}
