//! Which activity serves which objective.

use std::collections::HashMap;

use diesel::prelude::*;
use domain::framework::{Link, Served};
use domain::ids::{ActivityId, ObjectiveId, PlanId};

use crate::db::schema::{activities, objective_links, objectives};
use crate::db::{Conn, read_enum, translated};

type Row = (i32, i32, String, String, bool);

/// The links from activities of a plan by key of their objective, each list by number of activity.
pub(super) fn all(conn: &mut Conn, plan: PlanId) -> QueryResult<HashMap<i32, Vec<Link>>> {
    let rows: Vec<Row> = objective_links::table
        .inner_join(activities::table)
        .filter(activities::plan_id.eq(plan.0))
        .order(activities::number)
        .select((
            objective_links::objective_id,
            activities::number,
            objective_links::strength,
            objective_links::reason,
            objective_links::is_ours,
        ))
        .load(conn)?;
    let mut all: HashMap<i32, Vec<Link>> = HashMap::new();
    for (of, activity, strength, reason, is_ours) in rows {
        all.entry(of).or_default().push(Link { activity, strength: read_enum(&strength)?, reason: translated(&reason)?, is_ours });
    }
    Ok(all)
}

/// The objectives that an activity serves, in order.
///
/// # Errors
/// When the database fails.
pub fn served_by(conn: &mut Conn, activity: ActivityId) -> QueryResult<Vec<Served>> {
    let rows: Vec<(String, String, String)> = objective_links::table
        .inner_join(objectives::table)
        .filter(objective_links::activity_id.eq(activity.0))
        .order(objectives::position)
        .select((objectives::code, objectives::title, objective_links::strength))
        .load(conn)?;
    let served = |(code, title, strength): (String, String, String)| {
        Ok(Served { code, title: translated(&title)?, strength: read_enum(&strength)? })
    };
    rows.into_iter().map(served).collect()
}

/// Stores an officer's reading of an objective, if its version is still this one. `keys` are the activities by number.
///
/// # Errors
/// When the database fails.
pub fn update(conn: &mut Conn, id: ObjectiveId, version: i32, links: &[Link], keys: &HashMap<i32, ActivityId>) -> QueryResult<bool> {
    let unchanged = objectives::table.filter(objectives::id.eq(id.0)).filter(objectives::version.eq(version));
    if diesel::update(unchanged).set(objectives::version.eq(version + 1)).execute(conn)? == 0 {
        return Ok(false);
    }
    put(conn, id.0, links, keys)?;
    Ok(true)
}

/// Stores links in the place of those before from the same activities; links of other plans stay. Activities that the plan does not have
/// are left out.
pub(super) fn put(conn: &mut Conn, objective: i32, links: &[Link], keys: &HashMap<i32, ActivityId>) -> QueryResult<()> {
    let own: Vec<i32> = keys.values().map(|a| a.0).collect();
    let before =
        objective_links::table.filter(objective_links::objective_id.eq(objective)).filter(objective_links::activity_id.eq_any(own));
    diesel::delete(before).execute(conn)?;
    for link in links {
        let Some(activity) = keys.get(&link.activity) else { continue };
        diesel::insert_into(objective_links::table)
            .values((
                objective_links::objective_id.eq(objective),
                objective_links::activity_id.eq(activity.0),
                objective_links::strength.eq(link.strength.as_str()),
                objective_links::reason.eq(link.reason.to_json()),
                objective_links::is_ours.eq(link.is_ours),
            ))
            .execute(conn)?;
    }
    Ok(())
}
