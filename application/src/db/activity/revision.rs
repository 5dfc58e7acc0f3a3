//! What is planned about an activity, and what the plan states by itself where a later decision has changed it.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;
use domain::activity::{Activity, Topic};
use domain::ids::{ActivityId, PlanId};
use domain::revision::{Planned, Revision};
use domain::years::Years;

use super::results;
use crate::db::schema::{activities, activity_revisions as revisions, expected_results, topics};
use crate::db::{Conn, list_json, translated, translated_list};

/// What is planned about an activity.
///
/// # Errors
/// When the database fails.
pub fn planned(conn: &mut Conn, activity: &Activity) -> QueryResult<Planned> {
    let results = results(conn, activity.id)?.into_iter().map(|result| result.text).collect();
    Ok(Planned { years: activity.years, topic: activity.topic.clone(), results })
}

/// The change of what is planned, if there was one.
///
/// # Errors
/// When the database fails.
pub fn of(conn: &mut Conn, id: ActivityId) -> QueryResult<Option<Revision>> {
    type Row = (Option<i32>, Option<i32>, String, String, String, NaiveDateTime);
    let row: Option<(Row, Option<(String, String)>)> = revisions::table
        .left_join(topics::table)
        .filter(revisions::activity_id.eq(id.0))
        .select((
            (revisions::start_year, revisions::end_year, revisions::results, revisions::reason, revisions::decision, revisions::changed_at),
            (topics::slug, topics::name).nullable(),
        ))
        .first(conn)
        .optional()?;
    let Some(((first, last, results, reason, decision, at), topic)) = row else { return Ok(None) };
    let topic = topic.map(|(slug, name)| QueryResult::Ok(Topic { slug, name: translated(&name)? })).transpose()?;
    let original = Planned { years: Years::of(first, last), topic, results: translated_list(&results)? };
    Ok(Some(Revision { original, reason, decision, at: at.and_utc() }))
}

fn topic_key(conn: &mut Conn, plan: PlanId, topic: Option<&Topic>) -> QueryResult<Option<i32>> {
    let Some(topic) = topic else { return Ok(None) };
    topics::table.filter(topics::plan_id.eq(plan.0)).filter(topics::slug.eq(&topic.slug)).select(topics::id).first(conn).optional()
}

/// Stores what is planned from now on, the decision that says so, and, at the first change, what the plan states by itself.
///
/// # Errors
/// When the database fails.
pub fn set(
    conn: &mut Conn,
    activity: &Activity,
    (before, after): (&Planned, &Planned),
    (reason, decision): (&str, &str),
    now: DateTime<Utc>,
) -> QueryResult<()> {
    let why = (revisions::reason.eq(reason), revisions::decision.eq(decision), revisions::changed_at.eq(now.naive_utc()));
    if diesel::update(revisions::table.find(activity.id.0)).set(why).execute(conn)? == 0 {
        let original = (
            revisions::activity_id.eq(activity.id.0),
            revisions::start_year.eq(before.years.map(|y| y.first)),
            revisions::end_year.eq(before.years.map(|y| y.last)),
            revisions::topic_id.eq(topic_key(conn, activity.plan, before.topic.as_ref())?),
            revisions::results.eq(list_json(&before.results)),
        );
        diesel::insert_into(revisions::table).values((original, why)).execute(conn)?;
    }
    diesel::update(activities::table.find(activity.id.0))
        .set((
            activities::start_year.eq(after.years.map(|y| y.first)),
            activities::end_year.eq(after.years.map(|y| y.last)),
            activities::topic_id.eq(topic_key(conn, activity.plan, after.topic.as_ref())?),
        ))
        .execute(conn)?;
    for (position, text) in (0i32..).zip(&after.results) {
        let row =
            expected_results::table.filter(expected_results::activity_id.eq(activity.id.0)).filter(expected_results::position.eq(position));
        diesel::update(row).set(expected_results::text.eq(text.to_json())).execute(conn)?;
    }
    Ok(())
}
