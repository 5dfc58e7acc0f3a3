//! What a plan's data states no longer: it is removed, unless people have recorded something about it.

use diesel::dsl::{exists, select};
use diesel::prelude::*;
use domain::ids::ActivityId;

use crate::db::Conn;
use crate::db::schema::{
    activities, activity_decisions, activity_dependencies, activity_partners, contribution_activities, event_activities, expected_results,
    expenditures, indicator_terms, indicators, measurements, objective_links, outcome_evidence, outputs, progress_updates, reminder_rules,
    report_narratives, update_drafts, version_activities,
};

/// Adds a word to a list where a table has a row of this activity.
macro_rules! recorded {
    ($conn:ident, $id:ident, $found:ident, $($table:ident: $word:literal,)+) => {
        $(if select(exists($table::table.filter($table::activity_id.eq($id.0)))).get_result::<bool>($conn)? {
            $found.push($word);
        })+
    };
}

/// What people have recorded about an activity, in words; empty: nothing.
///
/// # Errors
/// When the database fails.
pub fn recorded(conn: &mut Conn, id: ActivityId) -> QueryResult<Vec<&'static str>> {
    let mut found = Vec::new();
    recorded! { conn, id, found,
        progress_updates: "progress updates",
        update_drafts: "drafts of progress updates",
        event_activities: "events",
        version_activities: "events of the past",
        outputs: "outputs",
        outcome_evidence: "evidence of results",
        contribution_activities: "contributions",
        expenditures: "expenditures",
        report_narratives: "texts of reports",
        reminder_rules: "reminder rules",
        objective_links: "links to objectives",
    }
    if !indicators_in_use(conn, id, 0)?.is_empty() {
        found.push("measurements or targets of indicators");
    }
    Ok(found)
}

/// Positions of an activity's indicators, from `first` on, that have measurements or terms that people have set.
///
/// # Errors
/// When the database fails.
pub fn indicators_in_use(conn: &mut Conn, id: ActivityId, first: i32) -> QueryResult<Vec<i32>> {
    let own: Vec<(i32, i32)> = indicators::table
        .filter(indicators::activity_id.eq(id.0))
        .filter(indicators::position.ge(first))
        .order(indicators::position)
        .select((indicators::id, indicators::position))
        .load(conn)?;
    let mut used = Vec::new();
    for (indicator, position) in own {
        let is_measured: bool = select(exists(measurements::table.filter(measurements::indicator_id.eq(indicator)))).get_result(conn)?;
        let has_terms: bool =
            select(exists(indicator_terms::table.filter(indicator_terms::indicator_id.eq(indicator)))).get_result(conn)?;
        if is_measured || has_terms {
            used.push(position);
        }
    }
    Ok(used)
}

/// Positions of an activity's expected results, from `first` on, for which there are outputs or evidence.
///
/// # Errors
/// When the database fails.
pub fn results_in_use(conn: &mut Conn, id: ActivityId, first: i32) -> QueryResult<Vec<i32>> {
    let mut used: Vec<i32> = outcome_evidence::table
        .filter(outcome_evidence::activity_id.eq(id.0))
        .filter(outcome_evidence::result_position.ge(first))
        .select(outcome_evidence::result_position)
        .load(conn)?;
    let planned: Vec<Option<i32>> = outputs::table
        .filter(outputs::activity_id.eq(id.0))
        .filter(outputs::result_position.ge(first))
        .select(outputs::result_position)
        .load(conn)?;
    used.extend(planned.into_iter().flatten());
    used.sort_unstable();
    used.dedup();
    Ok(used)
}

/// Removes expected results and indicators after the first so many. Ask before whether they are in use.
///
/// # Errors
/// When the database fails; a foreign key violation if one is in use.
pub fn shorten(conn: &mut Conn, id: ActivityId, results: i32, indicators: i32) -> QueryResult<()> {
    let own = expected_results::table.filter(expected_results::activity_id.eq(id.0)).filter(expected_results::position.ge(results));
    diesel::delete(own).execute(conn)?;
    let own = indicators::table.filter(indicators::activity_id.eq(id.0)).filter(indicators::position.ge(indicators));
    diesel::delete(own).execute(conn).map(drop)
}

/// Removes an activity about which nothing is recorded.
///
/// # Errors
/// When the database fails; a foreign key violation if something is recorded.
pub fn remove(conn: &mut Conn, id: ActivityId) -> QueryResult<()> {
    shorten(conn, id, 0, 0)?;
    diesel::delete(activity_decisions::table.filter(activity_decisions::activity_id.eq(id.0))).execute(conn)?;
    diesel::delete(activity_partners::table.filter(activity_partners::activity_id.eq(id.0))).execute(conn)?;
    diesel::delete(activity_dependencies::table.filter(activity_dependencies::activity_id.eq(id.0))).execute(conn)?;
    diesel::delete(activity_dependencies::table.filter(activity_dependencies::depends_on_id.eq(id.0))).execute(conn)?;
    diesel::delete(activities::table.find(id.0)).execute(conn).map(drop)
}
