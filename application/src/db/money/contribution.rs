//! Contributions, with what they are for and what has arrived.

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use diesel::prelude::*;
use domain::ids::{ActivityId, ContributionId, OrganisationId, PlanId};
use domain::money::{Amount, Contribution, ContributionRecord, Payment, Purpose};

use super::record::records;
use super::stored::{New, cancelled, incomplete};
use super::version;
use crate::db::schema::{contribution_activities, contribution_payments, contributions};
use crate::db::{Conn, read_enum};

#[derive(Queryable)]
struct Row {
    id: i32,
    _idempotency_key: String,
    donor_id: i32,
    currency: String,
    pledged: i64,
    pledged_on: NaiveDate,
    whole_plan: bool,
    source: String,
    note: String,
    created_at: NaiveDateTime,
    cancelled_at: Option<NaiveDateTime>,
    cancel_reason: Option<String>,
    version: i32,
    plan_id: Option<i32>,
}

/// Rows with what they are for and what has arrived, each read once for all of them.
fn records(conn: &mut Conn, rows: Vec<Row>) -> QueryResult<Vec<ContributionRecord>> {
    let ids: Vec<i32> = rows.iter().map(|r| r.id).collect();
    let mut activities: Vec<(i32, i32)> = contribution_activities::table
        .filter(contribution_activities::contribution_id.eq_any(&ids))
        .order((contribution_activities::contribution_id, contribution_activities::activity_id))
        .load(conn)?;
    let mut payments: Vec<(i32, i64, NaiveDate)> = contribution_payments::table
        .filter(contribution_payments::contribution_id.eq_any(&ids))
        .order((contribution_payments::received_on, contribution_payments::id))
        .select((contribution_payments::contribution_id, contribution_payments::received, contribution_payments::received_on))
        .load(conn)?;
    let record = |row: Row| {
        let own = activities.extract_if(.., |(of, _)| *of == row.id).map(|(_, a)| ActivityId(a)).collect();
        let paid = payments.extract_if(.., |(of, ..)| *of == row.id).map(|(_, minor, on)| (minor, on)).collect();
        record(row, own, paid)
    };
    rows.into_iter().map(record).collect()
}

fn record(row: Row, activities: Vec<ActivityId>, payments: Vec<(i64, NaiveDate)>) -> QueryResult<ContributionRecord> {
    let purpose = match (row.whole_plan, row.plan_id, activities.is_empty()) {
        (true, Some(plan), true) => Purpose::Plan(PlanId(plan)),
        (false, None, false) => Purpose::Activities(activities),
        _ => return Err(incomplete("contribution with a purpose", row.id)),
    };
    let currency = read_enum(&row.currency)?;
    let amount = |minor| Amount { minor, currency };
    Ok(ContributionRecord {
        id: ContributionId(row.id),
        entry: Contribution {
            donor: OrganisationId(row.donor_id),
            pledged: amount(row.pledged),
            pledged_on: row.pledged_on,
            payments: payments.into_iter().map(|(minor, on)| Payment { amount: amount(minor), on }).collect(),
            purpose,
            source: row.source,
            note: row.note,
        },
        created_at: row.created_at.and_utc(),
        cancelled: cancelled(row.cancelled_at, row.cancel_reason),
        version: row.version,
    })
}

/// Every contribution, the newest pledge first.
///
/// # Errors
/// When the database fails.
pub fn all(conn: &mut Conn) -> QueryResult<Vec<ContributionRecord>> {
    let rows: Vec<Row> = contributions::table.order((contributions::pledged_on.desc(), contributions::id.desc())).load(conn)?;
    records(conn, rows)
}

/// The contribution of this key.
///
/// # Errors
/// When the database fails.
pub fn find(conn: &mut Conn, id: ContributionId) -> QueryResult<Option<ContributionRecord>> {
    let rows: Vec<Row> = contributions::table.filter(contributions::id.eq(id.0)).load(conn)?;
    Ok(records(conn, rows)?.pop())
}

/// Adds a contribution.
///
/// # Errors
/// When the database fails.
pub fn insert(conn: &mut Conn, new: New<'_>, c: &Contribution) -> QueryResult<ContributionId> {
    let id = diesel::insert_into(contributions::table)
        .values((
            contributions::idempotency_key.eq(new.idempotency_key),
            contributions::donor_id.eq(c.donor.0),
            contributions::currency.eq(c.pledged.currency.as_str()),
            contributions::pledged.eq(c.pledged.minor),
            contributions::pledged_on.eq(c.pledged_on),
            contributions::whole_plan.eq(whole_plan(c).is_some()),
            contributions::plan_id.eq(whole_plan(c)),
            contributions::source.eq(&c.source),
            contributions::note.eq(&c.note),
            contributions::created_at.eq(new.now.naive_utc()),
        ))
        .returning(contributions::id)
        .get_result(conn)
        .map(ContributionId)?;
    replace_parts(conn, id, c)?;
    version::keep(conn, id.0, c, new.now)?;
    Ok(id)
}

/// Stores an edit, unless somebody else has stored one since `version`. Says whether it did.
///
/// # Errors
/// When the database fails.
pub fn update(conn: &mut Conn, id: ContributionId, version: i32, c: &Contribution, now: DateTime<Utc>) -> QueryResult<bool> {
    let stored = diesel::update(contributions::table.find(id.0).filter(contributions::version.eq(version)))
        .set((
            contributions::donor_id.eq(c.donor.0),
            contributions::currency.eq(c.pledged.currency.as_str()),
            contributions::pledged.eq(c.pledged.minor),
            contributions::pledged_on.eq(c.pledged_on),
            contributions::whole_plan.eq(whole_plan(c).is_some()),
            contributions::plan_id.eq(whole_plan(c)),
            contributions::source.eq(&c.source),
            contributions::note.eq(&c.note),
            contributions::version.eq(contributions::version + 1),
        ))
        .execute(conn)?;
    if stored == 1 {
        replace_parts(conn, id, c)?;
        version::keep(conn, id.0, c, now)?;
    }
    Ok(stored == 1)
}

/// Key of the plan for which a contribution is as a whole.
const fn whole_plan(c: &Contribution) -> Option<i32> {
    match &c.purpose {
        Purpose::Plan(plan) => Some(plan.0),
        Purpose::Activities(_) => None,
    }
}

fn replace_parts(conn: &mut Conn, id: ContributionId, c: &Contribution) -> QueryResult<()> {
    diesel::delete(contribution_activities::table.filter(contribution_activities::contribution_id.eq(id.0))).execute(conn)?;
    diesel::delete(contribution_payments::table.filter(contribution_payments::contribution_id.eq(id.0))).execute(conn)?;
    for activity in c.purpose.activities() {
        diesel::insert_into(contribution_activities::table)
            .values((contribution_activities::contribution_id.eq(id.0), contribution_activities::activity_id.eq(activity.0)))
            .execute(conn)?;
    }
    for payment in &c.payments {
        diesel::insert_into(contribution_payments::table)
            .values((
                contribution_payments::contribution_id.eq(id.0),
                contribution_payments::received.eq(payment.amount.minor),
                contribution_payments::received_on.eq(payment.on),
            ))
            .execute(conn)?;
    }
    Ok(())
}

records!(Contribution, contributions);
