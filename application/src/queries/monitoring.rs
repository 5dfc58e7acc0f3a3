//! How often leads report, and the thresholds of the calculated status.

use chrono::{DateTime, Utc};
use domain::activity::Activity;
use domain::ids::PlanId;
use domain::monitoring::PlanMonitoring;

use crate::db::{Conn, activity, monitoring};
use crate::error::Error;

/// The settings in force in a plan, with its activities by number.
///
/// # Errors
/// When the database fails.
pub fn of(conn: &mut Conn, plan: PlanId, now: DateTime<Utc>) -> Result<(PlanMonitoring, Vec<Activity>), Error> {
    Ok((monitoring::of(conn, plan, now)?, activity::all(conn, plan)?))
}
