//! Storing activities as the plan's data has them, without touching what people have edited.

use diesel::prelude::*;
use domain::activity::Activity;
use domain::decision::Citation;
use domain::ids::{ActivityId, PlanId};
use domain::indicator::Indicator;
use domain::result::ExpectedResult;

use crate::db::schema::{activities, activity_decisions, activity_dependencies, expected_results, indicators};
use crate::db::{Conn, corrupt, list_json};

/// Stores an activity as the plan's data has it, if nobody has edited it. `None`: somebody has, and nothing was stored.
///
/// # Errors
/// When the database fails.
pub fn activity(conn: &mut Conn, plan: PlanId, topic: Option<i32>, activity: &Activity) -> QueryResult<Option<ActivityId>> {
    let found: Option<(i32, i32)> = activities::table
        .filter(activities::plan_id.eq(plan.0))
        .filter(activities::number.eq(activity.number))
        .select((activities::id, activities::version))
        .first(conn)
        .optional()?;
    let facts = (
        activities::full_plan_number.eq(activity.full_plan_number),
        activities::full_plan_number_inferred.eq(activity.full_plan_number_inferred),
        activities::is_priority.eq(activity.is_priority),
        activities::title.eq(activity.title.to_json()),
        activities::short_title.eq(activity.short_title.to_json()),
        activities::summary.eq(activity.summary.to_json()),
        activities::topic_id.eq(topic),
        activities::modality.eq(list_json(&activity.modality)),
        activities::start_year.eq(activity.years.map(|y| y.first)),
        activities::end_year.eq(activity.years.map(|y| y.last)),
        activities::partners_to_be_determined.eq(activity.partners_to_be_determined),
        activities::source_document.eq(&activity.source_document),
        activities::source_place.eq(activity.source_place.to_json()),
        activities::notes.eq(list_json(&activity.notes)),
    );
    match found {
        Some((_, version)) if version > 0 => Ok(None),
        Some((id, _)) => {
            diesel::update(activities::table.find(id)).set(facts).execute(conn)?;
            Ok(Some(ActivityId(id)))
        }
        None => {
            let key = (activities::plan_id.eq(plan.0), activities::number.eq(activity.number));
            diesel::insert_into(activities::table)
                .values((key, facts))
                .returning(activities::id)
                .get_result(conn)
                .map(|id| Some(ActivityId(id)))
        }
    }
}

/// Stores the decisions that an activity cites, in place of those before.
///
/// # Errors
/// When the database fails.
pub fn citations(conn: &mut Conn, id: ActivityId, citations: &[Citation]) -> QueryResult<()> {
    diesel::delete(activity_decisions::table.filter(activity_decisions::activity_id.eq(id.0))).execute(conn)?;
    for (position, citation) in (0..).zip(citations) {
        diesel::insert_into(activity_decisions::table)
            .values((
                activity_decisions::activity_id.eq(id.0),
                activity_decisions::position.eq(position),
                activity_decisions::decision_code.eq(&citation.code),
                activity_decisions::paragraphs.eq(&citation.paragraphs),
                activity_decisions::note.eq(citation.note.to_json()),
            ))
            .execute(conn)?;
    }
    Ok(())
}

/// Stores what an activity is expected to bring about, each in the place of the one before.
///
/// # Errors
/// When the database fails.
pub fn results(conn: &mut Conn, id: ActivityId, results: &[ExpectedResult]) -> QueryResult<()> {
    for (position, result) in (0i32..).zip(results) {
        let target = result.target.as_ref();
        let facts = (
            expected_results::kind.eq(result.kind.as_str()),
            expected_results::text.eq(result.text.to_json()),
            expected_results::target_number.eq(target.map(|t| t.number)),
            expected_results::target_comparator.eq(target.map(|t| t.comparator.as_str())),
            expected_results::target_unit.eq(target.map(|t| t.unit.as_str())),
            expected_results::languages.eq(serde_json::to_string(&result.languages).map_err(corrupt)?),
            expected_results::components.eq(list_json(&result.components)),
        );
        let key = (expected_results::activity_id.eq(id.0), expected_results::position.eq(position));
        let row = expected_results::table.filter(key.0).filter(key.1);
        if diesel::update(row).set(facts.clone()).execute(conn)? == 0 {
            diesel::insert_into(expected_results::table).values((key, facts)).execute(conn)?;
        }
    }
    Ok(())
}

/// Stores the indicators of an activity, each in the place of the one before. Baselines and targets are people's, and stay.
///
/// # Errors
/// When the database fails.
pub fn indicators(conn: &mut Conn, id: ActivityId, list: &[Indicator]) -> QueryResult<()> {
    for (position, indicator) in (0i32..).zip(list) {
        let facts = (
            indicators::name.eq(indicator.name.to_json()),
            indicators::unit.eq(indicator.unit.as_str()),
            indicators::counts.eq(indicator.counts.to_json()),
            indicators::kind.eq(indicator.kind.as_str()),
            indicators::is_compound.eq(indicator.is_compound),
            indicators::parts.eq(list_json(&indicator.parts)),
        );
        let key = (indicators::activity_id.eq(id.0), indicators::position.eq(position));
        let row = indicators::table.filter(key.0).filter(key.1);
        if diesel::update(row).set(facts.clone()).execute(conn)? == 0 {
            let values = (
                indicators::baseline.eq(indicator.terms.baseline.map(|b| b.0)),
                indicators::target.eq(indicator.terms.target.map(|t| t.0)),
            );
            diesel::insert_into(indicators::table).values((key, facts, values)).execute(conn)?;
        }
    }
    Ok(())
}

/// Stores on which activity another builds.
///
/// # Errors
/// When the database fails.
pub fn dependency(conn: &mut Conn, id: ActivityId, on: ActivityId, relation: &str, cited_as: &str) -> QueryResult<()> {
    let facts = (activity_dependencies::relation.eq(relation), activity_dependencies::cited_as.eq(cited_as));
    if diesel::update(activity_dependencies::table.find((id.0, on.0))).set(facts).execute(conn)? == 0 {
        let key = (activity_dependencies::activity_id.eq(id.0), activity_dependencies::depends_on_id.eq(on.0));
        diesel::insert_into(activity_dependencies::table).values((key, facts)).execute(conn)?;
    }
    Ok(())
}

/// Removes on which activities one builds; [`dependency`] stores anew what still holds.
///
/// # Errors
/// When the database fails.
pub fn forget_dependencies(conn: &mut Conn, id: ActivityId) -> QueryResult<()> {
    diesel::delete(activity_dependencies::table.filter(activity_dependencies::activity_id.eq(id.0))).execute(conn).map(drop)
}
