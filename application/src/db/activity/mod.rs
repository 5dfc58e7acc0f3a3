//! Activities and their partners: reading and editing.

pub mod load;
mod parts;
pub mod removal;
pub mod revision;

pub use parts::{citations, dependencies, dependents, results};

use chrono::NaiveDate;
use diesel::prelude::*;
use domain::activity::{Activity, Edit, Lead, Part};
use domain::ids::{ActivityId, OrganisationId, PersonId, PlanId};
use domain::monitoring::Monitoring;
use domain::partner::Partner;
use domain::plan::Topic;
use domain::years::Years;

use super::schema::{activities, activity_partners, organisations, people, topics};
use super::{Conn, read_enum, translated, translated_list};

#[derive(Queryable)]
struct Row {
    id: i32,
    plan_id: i32,
    number: i32,
    full_plan_number: Option<i32>,
    full_plan_number_inferred: Option<i32>,
    is_priority: bool,
    title: String,
    short_title: String,
    summary: String,
    _topic_id: Option<i32>,
    modality: String,
    start_year: Option<i32>,
    end_year: Option<i32>,
    actual_start: Option<NaiveDate>,
    actual_end: Option<NaiveDate>,
    lead_id: Option<i32>,
    partners_to_be_determined: bool,
    source_document: String,
    source_place: String,
    notes: String,
    version: i32,
    led_since: Option<NaiveDate>,
}

type Joined = (Row, Option<(String, String)>, Option<String>);

fn activity((row, topic, lead): Joined) -> QueryResult<Activity> {
    Ok(Activity {
        id: ActivityId(row.id),
        plan: PlanId(row.plan_id),
        number: row.number,
        full_plan_number: row.full_plan_number,
        full_plan_number_inferred: row.full_plan_number_inferred,
        is_priority: row.is_priority,
        title: translated(&row.title)?,
        short_title: translated(&row.short_title)?,
        summary: translated(&row.summary)?,
        topic: topic.map(|(slug, name)| QueryResult::Ok(Topic { slug, name: translated(&name)? })).transpose()?,
        modality: translated_list(&row.modality)?,
        years: Years::of(row.start_year, row.end_year),
        actual_start: row.actual_start,
        actual_end: row.actual_end,
        lead: row.lead_id.zip(lead).map(|(id, name)| Lead { id: PersonId(id), name }),
        led_since: row.led_since,
        monitoring: Monitoring::default(),
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
/// When the database fails.
pub fn all(conn: &mut Conn, plan: PlanId) -> QueryResult<Vec<Activity>> {
    let rows: Vec<Joined> = activities::table
        .left_join(topics::table)
        .left_join(people::table)
        .filter(activities::plan_id.eq(plan.0))
        .order(activities::number)
        .select((activities::all_columns, (topics::slug, topics::name).nullable(), people::name.nullable()))
        .load(conn)?;
    rows.into_iter().map(activity).collect()
}

/// The activity of this number.
///
/// # Errors
/// When the database fails.
pub fn by_number(conn: &mut Conn, plan: PlanId, number: i32) -> QueryResult<Option<Activity>> {
    activities::table
        .left_join(topics::table)
        .left_join(people::table)
        .filter(activities::plan_id.eq(plan.0))
        .filter(activities::number.eq(number))
        .select((activities::all_columns, (topics::slug, topics::name).nullable(), people::name.nullable()))
        .first::<Joined>(conn)
        .optional()?
        .map(activity)
        .transpose()
}

/// The activity of this key.
///
/// # Errors
/// When the database fails.
pub fn find(conn: &mut Conn, id: ActivityId) -> QueryResult<Option<Activity>> {
    activities::table
        .left_join(topics::table)
        .left_join(people::table)
        .filter(activities::id.eq(id.0))
        .select((activities::all_columns, (topics::slug, topics::name).nullable(), people::name.nullable()))
        .first::<Joined>(conn)
        .optional()?
        .map(activity)
        .transpose()
}

/// Keys of a plan's activities, by number.
///
/// # Errors
/// When the database fails.
pub fn keys(conn: &mut Conn, plan: PlanId) -> QueryResult<Vec<ActivityId>> {
    let keys: Vec<i32> =
        activities::table.filter(activities::plan_id.eq(plan.0)).order(activities::number).select(activities::id).load(conn)?;
    Ok(keys.into_iter().map(ActivityId).collect())
}

/// Numbers of a plan's activities, in order.
///
/// # Errors
/// When the database fails.
pub fn numbers(conn: &mut Conn, plan: PlanId) -> QueryResult<Vec<i32>> {
    activities::table.filter(activities::plan_id.eq(plan.0)).order(activities::number).select(activities::number).load(conn)
}

/// The partners of every activity of a plan, activity by activity in their order.
///
/// # Errors
/// When the database fails.
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
            let partner =
                Partner { organisation, slug, name: translated(&name)?, acronym, role: read_enum(&role)?, standing: read_enum(&standing)? };
            Ok((ActivityId(activity), partner))
        })
        .collect()
}

/// The partners of one activity, in their order.
///
/// # Errors
/// When the database fails.
pub fn partners_of(conn: &mut Conn, plan: PlanId, id: ActivityId) -> QueryResult<Vec<Partner>> {
    Ok(partners(conn, plan)?.into_iter().filter(|(activity, _)| *activity == id).map(|(_, partner)| partner).collect())
}

/// Stores an edit, unless somebody else has stored one since `version`; `led_since` belongs to its lead. Says whether it did.
///
/// # Errors
/// When the database fails.
pub fn update(conn: &mut Conn, id: ActivityId, version: i32, edit: &Edit, led_since: Option<NaiveDate>) -> QueryResult<bool> {
    let stored = diesel::update(activities::table.find(id.0).filter(activities::version.eq(version)))
        .set((
            activities::lead_id.eq(edit.lead.map(|p| p.0)),
            activities::led_since.eq(led_since),
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

/// Stores who leads an activity, and since when it has had a lead.
///
/// # Errors
/// When the database fails.
pub fn set_lead(conn: &mut Conn, id: ActivityId, lead: Option<PersonId>, led_since: Option<NaiveDate>) -> QueryResult<()> {
    diesel::update(activities::table.find(id.0))
        .set((
            activities::lead_id.eq(lead.map(|p| p.0)),
            activities::led_since.eq(led_since),
            activities::version.eq(activities::version + 1),
        ))
        .execute(conn)
        .map(drop)
}

/// Stores on which day work on an activity really ended.
///
/// # Errors
/// When the database fails.
pub fn set_actual_end(conn: &mut Conn, id: ActivityId, day: NaiveDate) -> QueryResult<()> {
    diesel::update(activities::table.find(id.0))
        .set((activities::actual_end.eq(day), activities::version.eq(activities::version + 1)))
        .execute(conn)
        .map(drop)
}

/// Increments the version: somebody who edits the activity at the same time gets a conflict page.
///
/// # Errors
/// When the database fails.
pub fn touch(conn: &mut Conn, id: ActivityId) -> QueryResult<()> {
    diesel::update(activities::table.find(id.0)).set(activities::version.eq(activities::version + 1)).execute(conn).map(drop)
}

/// Stores the partners of an activity in place of those before.
///
/// # Errors
/// When the database fails.
pub fn set_partners(conn: &mut Conn, id: ActivityId, parts: &[Part]) -> QueryResult<()> {
    diesel::delete(activity_partners::table.filter(activity_partners::activity_id.eq(id.0))).execute(conn)?;
    for (position, part) in (0..).zip(parts) {
        diesel::insert_into(activity_partners::table)
            .values((
                activity_partners::activity_id.eq(id.0),
                activity_partners::organisation_id.eq(part.organisation.0),
                activity_partners::position.eq(position),
                activity_partners::role.eq(part.role.as_str()),
                activity_partners::standing.eq(part.standing.as_str()),
            ))
            .execute(conn)?;
    }
    Ok(())
}
