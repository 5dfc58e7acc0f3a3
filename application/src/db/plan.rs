//! Plans, their topics, and the decisions and units that activities refer to.

use diesel::dsl::min;
use diesel::prelude::*;
use domain::address::Record;
use domain::ids::{
    ActivityId, AttachmentId, ContributionId, DeliveryId, EventId, ExpenditureId, MeasurementId, OutputId, PlanId, ReportId,
};
use domain::lang::Translated;
use domain::plan::{Plan, Topic};
use domain::years::Years;

use super::schema::{
    activities, activity_decisions, attachments, contribution_activities, contributions, decisions, deliveries, event_activities,
    expected_results, expenditures, indicators, measurements, outputs, plans, reports, topics, units,
};
use super::{Both, Conn, translated};

type Row = (i32, String, String, String, String, Option<i32>, Option<i32>, Option<String>);

const COLUMNS: (
    plans::id,
    plans::code,
    plans::title,
    plans::short_title,
    plans::summary,
    plans::start_year,
    plans::end_year,
    plans::decision_code,
) = (plans::id, plans::code, plans::title, plans::short_title, plans::summary, plans::start_year, plans::end_year, plans::decision_code);

fn plan((id, code, title, short_title, summary, start_year, end_year, decision_code): Row) -> QueryResult<Plan> {
    Ok(Plan {
        id: PlanId(id),
        code,
        title: translated(&title)?,
        short_title: translated(&short_title)?,
        summary: translated(&summary)?,
        years: Years::of(start_year, end_year),
        decision_code,
    })
}

/// Every plan, in the order in which they came into the database.
///
/// # Errors
/// When the database fails.
pub fn all(conn: &mut Conn) -> QueryResult<Vec<Plan>> {
    plans::table.order(plans::id).select(COLUMNS).load::<Row>(conn)?.into_iter().map(plan).collect()
}

/// The plan with this code.
///
/// # Errors
/// When the database fails.
pub fn by_code(conn: &mut Conn, code: &str) -> QueryResult<Option<Plan>> {
    plans::table.filter(plans::code.eq(code)).select(COLUMNS).first::<Row>(conn).optional()?.map(plan).transpose()
}

/// The plan that was there first.
///
/// # Errors
/// When the database fails.
pub fn first(conn: &mut Conn) -> QueryResult<Option<Plan>> {
    plans::table.order(plans::id).select(COLUMNS).first::<Row>(conn).optional()?.map(plan).transpose()
}

/// The plan of this key.
///
/// # Errors
/// When the database fails.
pub fn find(conn: &mut Conn, id: PlanId) -> QueryResult<Option<Plan>> {
    plans::table.find(id.0).select(COLUMNS).first::<Row>(conn).optional()?.map(plan).transpose()
}

/// The plan to which an activity belongs.
///
/// # Errors
/// When the database fails.
pub fn of_activity(conn: &mut Conn, id: ActivityId) -> QueryResult<Option<Plan>> {
    let of: Option<i32> = activities::table.find(id.0).select(activities::plan_id).first(conn).optional()?;
    of.map_or(Ok(None), |of| find(conn, PlanId(of)))
}

/// The plan to which a record belongs; the first of them if it serves activities of several, `None` if there is no such record.
///
/// # Errors
/// When the database fails.
pub fn of_record(conn: &mut Conn, record: Record) -> QueryResult<Option<PlanId>> {
    macro_rules! of_activities {
        ($keys:expr) => {
            activities::table.filter(activities::id.eq_any($keys)).select(min(activities::plan_id)).first::<Option<i32>>(conn)?
        };
    }
    let plan = match record {
        Record::Event(EventId(id)) => {
            of_activities!(event_activities::table.filter(event_activities::event_id.eq(id)).select(event_activities::activity_id))
        }
        Record::Attachment(AttachmentId(id)) => {
            let event = attachments::table.filter(attachments::id.eq(id)).select(attachments::event_id);
            of_activities!(event_activities::table.filter(event_activities::event_id.eq_any(event)).select(event_activities::activity_id))
        }
        Record::Report(ReportId(id)) => reports::table.find(id).select(reports::plan_id).first(conn).optional()?,
        Record::Output(OutputId(id)) => of_activities!(outputs::table.filter(outputs::id.eq(id)).select(outputs::activity_id)),
        Record::Delivery(DeliveryId(id)) => {
            let output = deliveries::table.filter(deliveries::id.eq(id)).select(deliveries::output_id);
            of_activities!(outputs::table.filter(outputs::id.eq_any(output)).select(outputs::activity_id))
        }
        Record::Indicator(id) => of_activities!(indicators::table.filter(indicators::id.eq(id)).select(indicators::activity_id)),
        Record::Measurement(MeasurementId(id)) => {
            let indicator = measurements::table.filter(measurements::id.eq(id)).select(measurements::indicator_id);
            of_activities!(indicators::table.filter(indicators::id.eq_any(indicator)).select(indicators::activity_id))
        }
        Record::Contribution(ContributionId(id)) => {
            let whole = contributions::table.find(id).select(contributions::plan_id).first::<Option<i32>>(conn).optional()?;
            let served = contribution_activities::table.filter(contribution_activities::contribution_id.eq(id));
            match whole.flatten() {
                Some(plan) => Some(plan),
                None => of_activities!(served.select(contribution_activities::activity_id)),
            }
        }
        Record::Expenditure(ExpenditureId(id)) => {
            of_activities!(expenditures::table.filter(expenditures::id.eq(id)).select(expenditures::activity_id))
        }
    };
    Ok(plan.map(PlanId))
}

/// What the document says about itself and we about reading it: decision, context, footnotes, notes; the JSON of the data file.
///
/// # Errors
/// When the database fails.
pub fn origin(conn: &mut Conn, id: PlanId) -> QueryResult<String> {
    plans::table.find(id.0).select(plans::origin).first(conn)
}

/// Key of the plan with this code and the hash of the data from which it was last loaded.
///
/// # Errors
/// When the database fails.
pub fn loaded(conn: &mut Conn, code: &str) -> QueryResult<Option<(PlanId, String)>> {
    let row: Option<(i32, String)> =
        plans::table.filter(plans::code.eq(code)).select((plans::id, plans::data_hash)).first(conn).optional()?;
    Ok(row.map(|(id, hash)| (PlanId(id), hash)))
}

/// Stores a plan, or what its data says newly about it.
///
/// # Errors
/// When the database fails.
pub fn put(conn: &mut Conn, plan: &Plan, origin: &str, data_hash: &str) -> QueryResult<PlanId> {
    let facts = (
        plans::title.eq(plan.title.to_json()),
        plans::short_title.eq(plan.short_title.to_json()),
        plans::summary.eq(plan.summary.to_json()),
        plans::start_year.eq(plan.years.map(|y| y.first)),
        plans::end_year.eq(plan.years.map(|y| y.last)),
        plans::decision_code.eq(&plan.decision_code),
        plans::origin.eq(origin),
        plans::data_hash.eq(data_hash),
    );
    if let Some((id, _)) = loaded(conn, &plan.code)? {
        diesel::update(plans::table.find(id.0)).set(facts).execute(conn)?;
        return Ok(id);
    }
    diesel::insert_into(plans::table).values((plans::code.eq(&plan.code), facts)).returning(plans::id).get_result(conn).map(PlanId)
}

/// Stores a topic, or its new name.
///
/// # Errors
/// When the database fails.
pub fn put_topic(conn: &mut Conn, plan: PlanId, position: i32, topic: &Topic) -> QueryResult<i32> {
    let found: Option<i32> =
        topics::table.filter(topics::plan_id.eq(plan.0)).filter(topics::slug.eq(&topic.slug)).select(topics::id).first(conn).optional()?;
    let facts = (topics::position.eq(position), topics::name.eq(topic.name.to_json()));
    if let Some(id) = found {
        diesel::update(topics::table.find(id)).set(facts).execute(conn)?;
        return Ok(id);
    }
    let key = (topics::plan_id.eq(plan.0), topics::slug.eq(&topic.slug));
    diesel::insert_into(topics::table).values((key, facts)).returning(topics::id).get_result(conn)
}

/// The topics of a plan, in its order.
///
/// # Errors
/// When the database fails.
pub fn topics(conn: &mut Conn, plan: PlanId) -> QueryResult<Vec<Topic>> {
    let rows: Vec<(String, String)> =
        topics::table.filter(topics::plan_id.eq(plan.0)).order(topics::position).select((topics::slug, topics::name)).load(conn)?;
    rows.into_iter().map(|(slug, name)| Ok(Topic { slug, name: translated(&name)? })).collect()
}

/// Stores a unit, or its new name.
///
/// # Errors
/// When the database fails.
pub fn put_unit(conn: &mut Conn, slug: &str, name: &Translated) -> QueryResult<()> {
    let name = name.to_json();
    let (key, facts) = (units::slug.eq(slug), units::name.eq(&name));
    Both(diesel::insert_into(units::table).values((key, facts)).on_conflict(units::slug).do_update().set(facts)).execute(conn).map(drop)
}

/// Stores a decision, or what is newly known about it.
///
/// # Errors
/// When the database fails.
pub fn put_decision(conn: &mut Conn, code: &str, body: domain::decision::Body, topic: &Translated, basis: &Translated) -> QueryResult<()> {
    let (topic, basis) = (topic.to_json(), basis.to_json());
    let facts = (decisions::body.eq(body.as_str()), decisions::topic.eq(&topic), decisions::basis.eq(&basis));
    let key = decisions::code.eq(code);
    Both(diesel::insert_into(decisions::table).values((key, facts)).on_conflict(decisions::code).do_update().set(facts))
        .execute(conn)
        .map(drop)
}

/// The name of every unit in the data.
///
/// # Errors
/// When the database fails.
pub fn units(conn: &mut Conn) -> QueryResult<Vec<String>> {
    units::table.order(units::slug).select(units::slug).load(conn)
}

/// The code of every decision.
///
/// # Errors
/// When the database fails.
pub fn decisions(conn: &mut Conn) -> QueryResult<Vec<String>> {
    decisions::table.order(decisions::code).select(decisions::code).load(conn)
}

/// Keys of the activities of all plans but the one with this code.
fn activities_of_others(conn: &mut Conn, code: &str) -> QueryResult<Vec<i32>> {
    let own: Option<i32> = plans::table.filter(plans::code.eq(code)).select(plans::id).first(conn).optional()?;
    activities::table.filter(activities::plan_id.ne(own.unwrap_or(0))).select(activities::id).load(conn)
}

/// Whether an activity of another plan than the one with this code measures in a unit.
///
/// # Errors
/// When the database fails.
pub fn other_uses_unit(conn: &mut Conn, code: &str, unit: &str) -> QueryResult<bool> {
    let others = activities_of_others(conn, code)?;
    let indicator = indicators::table.filter(indicators::unit.eq(unit)).select(indicators::activity_id).load::<i32>(conn)?;
    let target = expected_results::table.filter(expected_results::target_unit.eq(unit)).select(expected_results::activity_id);
    let target = target.load::<i32>(conn)?;
    Ok(indicator.iter().chain(&target).any(|id| others.contains(id)))
}

/// Whether an activity of another plan than the one with this code cites a decision.
///
/// # Errors
/// When the database fails.
pub fn other_cites(conn: &mut Conn, code: &str, decision: &str) -> QueryResult<bool> {
    let others = activities_of_others(conn, code)?;
    let citing = activity_decisions::table.filter(activity_decisions::decision_code.eq(decision)).select(activity_decisions::activity_id);
    Ok(citing.load::<i32>(conn)?.iter().any(|id| others.contains(id)))
}
