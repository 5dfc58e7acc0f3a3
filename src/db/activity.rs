//! Activities, with what belongs to each: decisions, results, indicators, partners, dependencies.

use chrono::NaiveDate;
use diesel::prelude::*;
use domain::activity::{Activity, Dependency, Edit, Lead, Part};
use domain::decision::Citation;
use domain::ids::{ActivityId, OrganisationId, PersonId, PlanId};
use domain::indicator::Indicator;
use domain::partner::Partner;
use domain::plan::Topic;
use domain::result::{ExpectedResult, ResultTarget};

use super::schema::{
    activities, activity_decisions, activity_dependencies, activity_partners, decisions, expected_results, indicators, organisations,
    people, topics, units,
};
use super::{Conn, corrupt, list_json, translated, translated_list, word};

#[derive(Queryable)]
struct Row {
    id: i32,
    _plan_id: i32,
    number: i32,
    full_plan_number: Option<i32>,
    full_plan_number_inferred: Option<i32>,
    is_priority: bool,
    title: String,
    short_title: String,
    summary: String,
    _topic_id: i32,
    modality: String,
    start_year: i32,
    end_year: i32,
    actual_start: Option<NaiveDate>,
    actual_end: Option<NaiveDate>,
    lead_id: Option<i32>,
    partners_to_be_determined: bool,
    source_document: String,
    source_place: String,
    notes: String,
    version: i32,
}

type Joined = (Row, (String, String), Option<String>);

fn activity((row, (slug, topic), lead): Joined) -> QueryResult<Activity> {
    Ok(Activity {
        id: ActivityId(row.id),
        number: row.number,
        full_plan_number: row.full_plan_number,
        full_plan_number_inferred: row.full_plan_number_inferred,
        is_priority: row.is_priority,
        title: translated(&row.title)?,
        short_title: translated(&row.short_title)?,
        summary: translated(&row.summary)?,
        topic: Topic { slug, name: translated(&topic)? },
        modality: translated_list(&row.modality)?,
        start_year: row.start_year,
        end_year: row.end_year,
        actual_start: row.actual_start,
        actual_end: row.actual_end,
        lead: row.lead_id.zip(lead).map(|(id, name)| Lead { id: PersonId(id), name }),
        partners_to_be_determined: row.partners_to_be_determined,
        source_document: row.source_document,
        source_place: translated(&row.source_place)?,
        notes: translated_list(&row.notes)?,
        version: row.version,
    })
}

/// The activities of a plan, by number.
///
/// # Errors
/// Those of the database.
pub fn all(conn: &mut Conn, plan: PlanId) -> QueryResult<Vec<Activity>> {
    let rows: Vec<Joined> = activities::table
        .inner_join(topics::table)
        .left_join(people::table)
        .filter(activities::plan_id.eq(plan.0))
        .order(activities::number)
        .select((activities::all_columns, (topics::slug, topics::name), people::name.nullable()))
        .load(conn)?;
    rows.into_iter().map(activity).collect()
}

/// The activity of this number.
///
/// # Errors
/// Those of the database.
pub fn by_number(conn: &mut Conn, plan: PlanId, number: i32) -> QueryResult<Option<Activity>> {
    activities::table
        .inner_join(topics::table)
        .left_join(people::table)
        .filter(activities::plan_id.eq(plan.0))
        .filter(activities::number.eq(number))
        .select((activities::all_columns, (topics::slug, topics::name), people::name.nullable()))
        .first::<Joined>(conn)
        .optional()?
        .map(activity)
        .transpose()
}

/// Numbers and short titles of a plan's activities, by number.
///
/// # Errors
/// Those of the database.
pub fn numbers(conn: &mut Conn, plan: PlanId) -> QueryResult<Vec<i32>> {
    activities::table.filter(activities::plan_id.eq(plan.0)).order(activities::number).select(activities::number).load(conn)
}

/// The decisions that an activity cites, in the order of the document.
///
/// # Errors
/// Those of the database.
pub fn citations(conn: &mut Conn, id: ActivityId) -> QueryResult<Vec<Citation>> {
    type Row = (String, String, String, String, Option<String>, String);
    let rows: Vec<Row> = activity_decisions::table
        .inner_join(decisions::table)
        .filter(activity_decisions::activity_id.eq(id.0))
        .order(activity_decisions::position)
        .select((
            decisions::code,
            decisions::body,
            decisions::topic,
            decisions::basis,
            activity_decisions::paragraphs,
            activity_decisions::note,
        ))
        .load(conn)?;
    rows.into_iter()
        .map(|(code, body, topic, basis, paragraphs, note)| {
            Ok(Citation {
                code,
                body: word(&body)?,
                topic: translated(&topic)?,
                basis: translated(&basis)?,
                paragraphs,
                note: translated(&note)?,
            })
        })
        .collect()
}

/// What an activity is expected to bring about, in the order of the document.
///
/// # Errors
/// Those of the database.
pub fn results(conn: &mut Conn, id: ActivityId) -> QueryResult<Vec<ExpectedResult>> {
    type Row = (String, String, Option<f64>, Option<String>, Option<String>, String, String);
    let names: Vec<(String, String)> = units::table.select((units::slug, units::name)).load(conn)?;
    let rows: Vec<Row> = expected_results::table
        .filter(expected_results::activity_id.eq(id.0))
        .order(expected_results::position)
        .select((
            expected_results::kind,
            expected_results::text,
            expected_results::target_number,
            expected_results::target_comparator,
            expected_results::target_unit,
            expected_results::languages,
            expected_results::components,
        ))
        .load(conn)?;
    rows.into_iter()
        .map(|(kind, text, number, comparator, unit, languages, components)| {
            let target = match (number, comparator, unit) {
                (Some(number), Some(comparator), Some(unit)) => {
                    let name = names.iter().find(|(slug, _)| *slug == unit).map_or("{}", |(_, name)| name.as_str());
                    Some(ResultTarget { number, comparator, unit_name: translated(name)?, unit })
                }
                _ => None,
            };
            let languages = serde_json::from_str(&languages).map_err(corrupt)?;
            Ok(ExpectedResult {
                kind: word(&kind)?,
                text: translated(&text)?,
                target,
                languages,
                components: translated_list(&components)?,
            })
        })
        .collect()
}

/// The indicators of an activity, in the order of the document.
///
/// # Errors
/// Those of the database.
pub fn indicators(conn: &mut Conn, id: ActivityId) -> QueryResult<Vec<Indicator>> {
    type Row = (i32, String, String, String, String, String, bool, String, Option<f64>, Option<f64>);
    let rows: Vec<Row> = indicators::table
        .inner_join(units::table)
        .filter(indicators::activity_id.eq(id.0))
        .order(indicators::position)
        .select((
            indicators::id,
            indicators::name,
            units::slug,
            units::name,
            indicators::counts,
            indicators::kind,
            indicators::is_compound,
            indicators::parts,
            indicators::baseline,
            indicators::target,
        ))
        .load(conn)?;
    rows.into_iter()
        .map(|(id, name, unit, unit_name, counts, kind, is_compound, parts, baseline, target)| {
            Ok(Indicator {
                id,
                name: translated(&name)?,
                unit,
                unit_name: translated(&unit_name)?,
                counts: translated(&counts)?,
                kind: word(&kind)?,
                is_compound,
                parts: translated_list(&parts)?,
                baseline,
                target,
            })
        })
        .collect()
}

/// The partners of every activity of a plan, activity by activity in their order.
///
/// # Errors
/// Those of the database.
pub fn partners(conn: &mut Conn, plan: PlanId) -> QueryResult<Vec<(ActivityId, Partner)>> {
    type Row = (i32, i32, String, String, Option<String>, String, String);
    let rows: Vec<Row> = activity_partners::table
        .inner_join(organisations::table)
        .inner_join(activities::table)
        .filter(activities::plan_id.eq(plan.0))
        .order((activities::number, activity_partners::position))
        .select((
            activities::id,
            organisations::id,
            organisations::slug,
            organisations::name,
            organisations::acronym,
            activity_partners::role,
            activity_partners::standing,
        ))
        .load(conn)?;
    rows.into_iter()
        .map(|(activity, organisation, slug, name, acronym, role, standing)| {
            let organisation = OrganisationId(organisation);
            let partner = Partner { organisation, slug, name: translated(&name)?, acronym, role: word(&role)?, standing: word(&standing)? };
            Ok((ActivityId(activity), partner))
        })
        .collect()
}

/// The partners of one activity, in their order.
///
/// # Errors
/// Those of the database.
pub fn partners_of(conn: &mut Conn, plan: PlanId, id: ActivityId) -> QueryResult<Vec<Partner>> {
    Ok(partners(conn, plan)?.into_iter().filter(|(activity, _)| *activity == id).map(|(_, partner)| partner).collect())
}

/// The activities on which this one builds.
///
/// # Errors
/// Those of the database.
pub fn dependencies(conn: &mut Conn, id: ActivityId) -> QueryResult<Vec<Dependency>> {
    let rows: Vec<(i32, String, String, String)> = activity_dependencies::table
        .inner_join(activities::table.on(activities::id.eq(activity_dependencies::depends_on_id)))
        .filter(activity_dependencies::activity_id.eq(id.0))
        .order(activities::number)
        .select((activities::number, activities::short_title, activity_dependencies::relation, activity_dependencies::cited_as))
        .load(conn)?;
    rows.into_iter()
        .map(|(number, short_title, relation, cited_as)| {
            Ok(Dependency { number, short_title: translated(&short_title)?, relation, cited_as })
        })
        .collect()
}

/// The activities that build on this one.
///
/// # Errors
/// Those of the database.
pub fn dependents(conn: &mut Conn, id: ActivityId) -> QueryResult<Vec<Dependency>> {
    let rows: Vec<(i32, String, String, String)> = activity_dependencies::table
        .inner_join(activities::table.on(activities::id.eq(activity_dependencies::activity_id)))
        .filter(activity_dependencies::depends_on_id.eq(id.0))
        .order(activities::number)
        .select((activities::number, activities::short_title, activity_dependencies::relation, activity_dependencies::cited_as))
        .load(conn)?;
    rows.into_iter()
        .map(|(number, short_title, relation, cited_as)| {
            Ok(Dependency { number, short_title: translated(&short_title)?, relation, cited_as })
        })
        .collect()
}

/// Stores an edit, unless somebody else has stored one since `version`. Says whether it did.
///
/// # Errors
/// Those of the database.
pub fn update(conn: &mut Conn, id: ActivityId, version: i32, edit: &Edit) -> QueryResult<bool> {
    let stored = diesel::update(activities::table.find(id.0).filter(activities::version.eq(version)))
        .set((
            activities::lead_id.eq(edit.lead.map(|p| p.0)),
            activities::actual_start.eq(edit.actual_start),
            activities::actual_end.eq(edit.actual_end),
            activities::title.eq(edit.title.to_json()),
            activities::short_title.eq(edit.short_title.to_json()),
            activities::summary.eq(edit.summary.to_json()),
            activities::partners_to_be_determined.eq(edit.partners_to_be_determined),
            activities::version.eq(activities::version + 1),
        ))
        .execute(conn)?;
    if stored == 1 {
        set_partners(conn, id, &edit.partners)?;
    }
    Ok(stored == 1)
}

/// Stores the partners of an activity in place of those before.
///
/// # Errors
/// Those of the database.
pub fn set_partners(conn: &mut Conn, id: ActivityId, parts: &[Part]) -> QueryResult<()> {
    diesel::delete(activity_partners::table.filter(activity_partners::activity_id.eq(id.0))).execute(conn)?;
    for (position, part) in (0..).zip(parts) {
        diesel::insert_into(activity_partners::table)
            .values((
                activity_partners::activity_id.eq(id.0),
                activity_partners::organisation_id.eq(part.organisation.0),
                activity_partners::position.eq(position),
                activity_partners::role.eq(part.role.word()),
                activity_partners::standing.eq(part.standing.word()),
            ))
            .execute(conn)?;
    }
    Ok(())
}

/// Stores an activity as the plan's data has it, if nobody has edited it. `None`: somebody has, and nothing was stored.
///
/// # Errors
/// Those of the database.
pub fn load(conn: &mut Conn, plan: PlanId, topic: i32, activity: &Activity) -> QueryResult<Option<ActivityId>> {
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
        activities::start_year.eq(activity.start_year),
        activities::end_year.eq(activity.end_year),
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
/// Those of the database.
pub fn load_citations(conn: &mut Conn, id: ActivityId, citations: &[Citation]) -> QueryResult<()> {
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
/// Those of the database.
pub fn load_results(conn: &mut Conn, id: ActivityId, results: &[ExpectedResult]) -> QueryResult<()> {
    for (position, result) in (0i32..).zip(results) {
        let target = result.target.as_ref();
        let facts = (
            expected_results::kind.eq(result.kind.word()),
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
/// Those of the database.
pub fn load_indicators(conn: &mut Conn, id: ActivityId, list: &[Indicator]) -> QueryResult<()> {
    for (position, indicator) in (0i32..).zip(list) {
        let facts = (
            indicators::name.eq(indicator.name.to_json()),
            indicators::unit.eq(indicator.unit.as_str()),
            indicators::counts.eq(indicator.counts.to_json()),
            indicators::kind.eq(indicator.kind.word()),
            indicators::is_compound.eq(indicator.is_compound),
            indicators::parts.eq(list_json(&indicator.parts)),
        );
        let key = (indicators::activity_id.eq(id.0), indicators::position.eq(position));
        let row = indicators::table.filter(key.0).filter(key.1);
        if diesel::update(row).set(facts.clone()).execute(conn)? == 0 {
            let values = (indicators::baseline.eq(indicator.baseline), indicators::target.eq(indicator.target));
            diesel::insert_into(indicators::table).values((key, facts, values)).execute(conn)?;
        }
    }
    Ok(())
}

/// Stores on which activity another builds.
///
/// # Errors
/// Those of the database.
pub fn load_dependency(conn: &mut Conn, id: ActivityId, on: ActivityId, relation: &str, cited_as: &str) -> QueryResult<()> {
    let facts = (activity_dependencies::relation.eq(relation), activity_dependencies::cited_as.eq(cited_as));
    if diesel::update(activity_dependencies::table.find((id.0, on.0))).set(facts).execute(conn)? == 0 {
        let key = (activity_dependencies::activity_id.eq(id.0), activity_dependencies::depends_on_id.eq(on.0));
        diesel::insert_into(activity_dependencies::table).values((key, facts)).execute(conn)?;
    }
    Ok(())
}
