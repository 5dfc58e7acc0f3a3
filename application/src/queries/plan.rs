//! The plan with its activities.

use chrono::{DateTime, Utc};
use domain::address::Record;
use domain::figure::facts;
use domain::ids::PlanId;
use domain::output::OutputRecord;
use domain::plan::{ActivitySummary, Plan};

use crate::db::{Conn, activity, figure, monitoring, output, plan, update};
use crate::error::Error;

/// The plan that was there first: the one that old addresses mean, and commands that name none.
///
/// # Errors
/// When the database fails; a prepared database always has a plan.
pub fn first(conn: &mut Conn) -> Result<Plan, Error> {
    plan::first(conn)?.ok_or_else(|| Error::internal("the database holds no plan"))
}

/// Every plan, in the order in which they came into the database.
///
/// # Errors
/// When the database fails.
pub fn all(conn: &mut Conn) -> Result<Vec<Plan>, Error> {
    Ok(plan::all(conn)?)
}

/// The plan of this key.
///
/// # Errors
/// [`Error::NotFound`].
pub fn of(conn: &mut Conn, id: PlanId) -> Result<Plan, Error> {
    plan::find(conn, id)?.ok_or(Error::NotFound)
}

/// A plan, and what its file says of the document from which it was taken: decision, context, footnotes, notes.
///
/// # Errors
/// [`Error::NotFound`].
pub fn with_origin(conn: &mut Conn, id: PlanId) -> Result<(Plan, serde_json::Value), Error> {
    let origin = serde_json::from_str(&plan::origin(conn, id)?).map_err(Error::internal)?;
    Ok((of(conn, id)?, origin))
}

/// The plan to which a record belongs; the first of them if it serves activities of several, `None` if there is no such record.
///
/// # Errors
/// When the database fails.
pub fn of_record(conn: &mut Conn, record: Record) -> Result<Option<PlanId>, Error> {
    Ok(plan::of_record(conn, record)?)
}

/// The activities of a plan by number, each with partners and newest update.
///
/// # Errors
/// When the database fails.
pub fn lines(conn: &mut Conn, plan: PlanId, now: DateTime<Utc>) -> Result<Vec<ActivitySummary>, Error> {
    let mut partners = activity::partners(conn, plan)?;
    let mut newest = update::newest(conn, plan, now)?;
    let mut outputs = output::all(conn, plan)?;
    let targets = figure::targets(conn, plan, now)?;
    let settings = monitoring::of(conn, plan, now)?;
    let line = |mut activity: domain::activity::Activity| {
        let id = activity.id;
        activity.monitoring = settings.of(id);
        let own = partners.extract_if(.., |(a, _)| *a == id).map(|(_, p)| p).collect();
        let latest = newest.iter().position(|(a, _)| *a == id).map(|at| newest.swap_remove(at).1);
        let own_outputs: Vec<OutputRecord> = outputs.extract_if(.., |o| o.activity == id).collect();
        let targets = targets.iter().find(|(a, _)| *a == id).map_or(0, |(_, n)| *n);
        let facts = facts(&activity, &own_outputs, targets, now);
        let (computed, output_late) = (facts.signal(activity.monitoring.rule), facts.days_late);
        ActivitySummary { activity, partners: own, latest, computed, output_late }
    };
    Ok(activity::all(conn, plan)?.into_iter().map(line).collect())
}
