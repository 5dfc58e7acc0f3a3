//! The invented money of the demonstration: contributions with payments, expenditures, an exchange rate.

use chrono::NaiveDate;
use domain::form::Problem;
use domain::history::{Action, Change, Entry, SubjectKind};
use domain::ids::{ActivityId, OrganisationId, PersonId};
use domain::lang::Lang;
use domain::money::{Amount, Contribution, Currency, ExchangeRate, Expenditure, Payment, Purpose};
use serde::Deserialize;

use super::{key, morning, read_enum};
use crate::db::money::{New, contribution, expenditure, rate};
use crate::db::{Conn, directory, history, plan};
use crate::error::AppError;

/// The money in `data/demo.json`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DemoMoney {
    /// Who has recorded all of it.
    by: String,
    contributions: Vec<DemoContribution>,
    expenditures: Vec<DemoExpenditure>,
    rates: Vec<DemoRate>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DemoContribution {
    donor: String,
    currency: String,
    pledged: String,
    on: NaiveDate,
    received: Vec<(String, NaiveDate)>,
    /// Numbers; none: the plan as a whole.
    activities: Vec<i32>,
    source: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DemoExpenditure {
    activity: i32,
    spender: String,
    currency: String,
    spent: String,
    from: NaiveDate,
    to: NaiveDate,
    purpose: String,
    source: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DemoRate {
    from: String,
    to: String,
    rate: String,
    on: NaiveDate,
    source: String,
}

fn wrong(problem: Problem) -> AppError {
    AppError::internal(format!("data/demo.json: {problem:?}"))
}

/// Adds it.
pub(super) fn add(
    conn: &mut Conn,
    money: &DemoMoney,
    people: &[(String, PersonId)],
    organisations: &[(String, OrganisationId)],
) -> Result<(), AppError> {
    let plan = plan::current(conn)?.ok_or(AppError::NotFound)?;
    let directory = directory::load(conn, plan.id)?;
    let by = key(people, &money.by)?;
    let activity = |number: i32| directory.activities.iter().find(|a| a.number == number).map(|a| a.id).ok_or(AppError::NotFound);
    let organisation = |id: OrganisationId| directory.organisation_name(Lang::En, id);
    let number = |id: ActivityId| directory.activity(id).map_or_else(String::new, |a| a.number.to_string());
    for (at, c) in money.contributions.iter().enumerate() {
        let read = contribution(c, key(organisations, &c.donor)?, activity)?;
        let id = contribution::insert(conn, New { idempotency_key: &format!("demo-{at}"), now: morning(c.on) }, &read)?;
        let changes = Contribution::changes(None, &read, organisation, number).into_vec();
        remember(conn, (SubjectKind::Contribution, id.0), by, c.on, changes)?;
    }
    for (at, e) in money.expenditures.iter().enumerate() {
        let read = expenditure(e, key(organisations, &e.spender)?, activity(e.activity)?)?;
        let id = expenditure::insert(conn, New { idempotency_key: &format!("demo-{at}"), now: morning(e.to) }, &read)?;
        let changes = Expenditure::changes(None, &read, organisation, number).into_vec();
        remember(conn, (SubjectKind::Expenditure, id.0), by, e.to, changes)?;
    }
    for r in &money.rates {
        let stated = r.rate.parse().map_err(wrong)?;
        let read = ExchangeRate { from: read_enum(&r.from)?, to: read_enum(&r.to)?, rate: stated, on: r.on, source: r.source.clone() };
        rate::insert(conn, &read, by, morning(r.on))?;
    }
    Ok(())
}

fn contribution(
    c: &DemoContribution,
    donor: OrganisationId,
    activity: impl Fn(i32) -> Result<ActivityId, AppError>,
) -> Result<Contribution, AppError> {
    let currency: Currency = read_enum(&c.currency)?;
    let payment = |(amount, on): &(String, NaiveDate)| {
        Ok::<_, AppError>(Payment { amount: Amount::parse(amount, currency).map_err(wrong)?, on: *on })
    };
    let activities: Vec<ActivityId> = c.activities.iter().map(|n| activity(*n)).collect::<Result<_, _>>()?;
    Ok(Contribution {
        donor,
        pledged: Amount::parse(&c.pledged, currency).map_err(wrong)?,
        pledged_on: c.on,
        payments: c.received.iter().map(payment).collect::<Result<_, _>>()?,
        purpose: if activities.is_empty() { Purpose::Plan } else { Purpose::Activities(activities) },
        source: c.source.clone(),
        note: String::new(),
    })
}

fn expenditure(e: &DemoExpenditure, spender: OrganisationId, activity: ActivityId) -> Result<Expenditure, AppError> {
    Ok(Expenditure {
        activity,
        spender,
        amount: Amount::parse(&e.spent, read_enum(&e.currency)?).map_err(wrong)?,
        first: e.from,
        last: e.to,
        purpose: e.purpose.clone(),
        source: e.source.clone(),
    })
}

fn remember(
    conn: &mut Conn,
    (subject, subject_id): (SubjectKind, i32),
    by: PersonId,
    on: NaiveDate,
    changes: Vec<Change>,
) -> Result<(), AppError> {
    let entry = Entry { at: morning(on), actor: Some(by), subject, subject_id, action: Action::Created, changes, reason: None };
    Ok(history::add(conn, &entry)?)
}
