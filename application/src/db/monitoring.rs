//! How often leads report, and the thresholds of the calculated status: every setting that was ever in force, so that a past day is shown
//! by the rule of that day.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use domain::ids::{ActivityId, PlanId};
use domain::monitoring::{Monitoring, PlanMonitoring};

use super::schema::monitoring_settings as settings;
use super::{Conn, corrupt};

/// The settings of a plan that were in force at a moment.
///
/// # Errors
/// When the database fails.
pub fn of(conn: &mut Conn, plan: PlanId, at: DateTime<Utc>) -> QueryResult<PlanMonitoring> {
    let rows: Vec<(Option<i32>, Option<String>)> = settings::table
        .filter(settings::plan_id.eq(plan.0))
        .filter(settings::set_at.le(at.naive_utc()))
        .order(settings::id)
        .select((settings::activity_id, settings::numbers))
        .load(conn)?;
    let mut newest: HashMap<Option<i32>, Option<Monitoring>> = HashMap::new();
    for (activity, numbers) in rows {
        newest.insert(activity, numbers.map(|n| serde_json::from_str(&n).map_err(corrupt)).transpose()?);
    }
    let plan = newest.remove(&None).flatten();
    let own = newest.into_iter().filter_map(|(activity, own)| Some((ActivityId(activity?), own?))).collect();
    Ok(PlanMonitoring { plan, own })
}

/// Puts settings in force, of a plan or of one of its activities; `None`: the activity follows its plan.
///
/// # Errors
/// When the database fails.
pub fn set(
    conn: &mut Conn,
    (plan, activity): (PlanId, Option<ActivityId>),
    numbers: Option<&Monitoring>,
    at: DateTime<Utc>,
) -> QueryResult<()> {
    let numbers = numbers.map(serde_json::to_string).transpose().map_err(corrupt)?;
    diesel::insert_into(settings::table)
        .values((
            settings::plan_id.eq(plan.0),
            settings::activity_id.eq(activity.map(|id| id.0)),
            settings::numbers.eq(numbers),
            settings::set_at.eq(at.naive_utc()),
        ))
        .execute(conn)
        .map(drop)
}
