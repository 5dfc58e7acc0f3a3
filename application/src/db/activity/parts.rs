//! What belongs to an activity and is read with it: decisions cited, expected results, indicators, dependencies.

use diesel::prelude::*;
use domain::activity::Dependency;
use domain::decision::Citation;
use domain::ids::ActivityId;
use domain::result::{ExpectedResult, ResultTarget};

use crate::db::schema::{activities, activity_decisions, activity_dependencies, decisions, expected_results, units};
use crate::db::{Conn, corrupt, read_enum, translated, translated_list};

/// The decisions that an activity cites, in the order of the document.
///
/// # Errors
/// When the database fails.
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
                body: read_enum(&body)?,
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
/// When the database fails.
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
                kind: read_enum(&kind)?,
                text: translated(&text)?,
                target,
                languages,
                components: translated_list(&components)?,
            })
        })
        .collect()
}

/// The activities on which this one builds.
///
/// # Errors
/// When the database fails.
pub fn dependencies(conn: &mut Conn, id: ActivityId) -> QueryResult<Vec<Dependency>> {
    let rows = activity_dependencies::table
        .inner_join(activities::table.on(activities::id.eq(activity_dependencies::depends_on_id)))
        .filter(activity_dependencies::activity_id.eq(id.0))
        .order(activities::number)
        .select((activities::number, activities::short_title, activity_dependencies::relation, activity_dependencies::cited_as))
        .load(conn)?;
    rows.into_iter().map(dependency).collect()
}

/// The activities that build on this one.
///
/// # Errors
/// When the database fails.
pub fn dependents(conn: &mut Conn, id: ActivityId) -> QueryResult<Vec<Dependency>> {
    let rows = activity_dependencies::table
        .inner_join(activities::table.on(activities::id.eq(activity_dependencies::activity_id)))
        .filter(activity_dependencies::depends_on_id.eq(id.0))
        .order(activities::number)
        .select((activities::number, activities::short_title, activity_dependencies::relation, activity_dependencies::cited_as))
        .load(conn)?;
    rows.into_iter().map(dependency).collect()
}

fn dependency((number, short_title, relation, cited_as): (i32, String, String, String)) -> QueryResult<Dependency> {
    Ok(Dependency { number, short_title: translated(&short_title)?, relation, cited_as })
}
