//! The plan with everything that its export holds.

use chrono::{DateTime, Utc};
use domain::activity::Activity;
use domain::decision::Citation;
use domain::ids::PlanId;
use domain::indicator::Indicator;
use domain::partner::Partner;
use domain::plan::Plan;
use domain::result::ExpectedResult;

use super::plan;
use crate::db::{Conn, activity, indicator};
use crate::error::Error;

/// A plan as it is exported.
#[derive(Debug, Clone)]
pub struct PlanExport {
    /// The plan.
    pub plan: Plan,
    /// Its activities by number.
    pub activities: Vec<ActivityExport>,
}

/// An activity as it is exported.
#[derive(Debug, Clone)]
pub struct ActivityExport {
    /// The activity.
    pub activity: Activity,
    /// The decisions that ask for it.
    pub citations: Vec<Citation>,
    /// What is expected of it.
    pub results: Vec<ExpectedResult>,
    /// Its indicators, with the terms that apply at the moment of the export.
    pub indicators: Vec<Indicator>,
    /// Its partners.
    pub partners: Vec<Partner>,
    /// Numbers of the activities on which it depends.
    pub depends_on: Vec<i32>,
}

/// A plan, with the terms of indicators of a moment.
///
/// # Errors
/// When the database fails.
pub fn whole(conn: &mut Conn, plan: PlanId, now: DateTime<Utc>) -> Result<PlanExport, Error> {
    let plan = plan::of(conn, plan)?;
    let activities = activity::all(conn, plan.id)?.into_iter().map(|a| one(conn, &plan, a, now)).collect::<Result<_, Error>>()?;
    Ok(PlanExport { plan, activities })
}

fn one(conn: &mut Conn, plan: &Plan, activity: Activity, now: DateTime<Utc>) -> Result<ActivityExport, Error> {
    let id = activity.id;
    Ok(ActivityExport {
        citations: activity::citations(conn, id)?,
        results: activity::results(conn, id)?,
        indicators: indicator::of(conn, id, now)?,
        partners: activity::partners_of(conn, plan.id, id)?,
        depends_on: activity::dependencies(conn, id)?.iter().map(|d| d.number).collect(),
        activity,
    })
}
