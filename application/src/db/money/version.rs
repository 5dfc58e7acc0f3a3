//! What was known of a record of money, and from when to when: every page of figures reads this, for today as for any day before.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use domain::ids::{ActivityId, OrganisationId, PlanId};
use domain::money::{Amount, Cancelled, Contribution, Currency, Expenditure, Ledger, Payment, Purpose};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::db::schema::money_versions as table;
use crate::db::{Conn, corrupt, plan, read_enum};

/// A contribution as a version keeps it.
#[derive(Serialize, Deserialize)]
struct KeptContribution {
    donor: i32,
    currency: String,
    pledged: i64,
    pledged_on: NaiveDate,
    activities: Vec<i32>,
    /// The plan, where it is for a plan as a whole. Versions from the time of one plan do not say it: they mean the first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    plan: Option<i32>,
    payments: Vec<(i64, NaiveDate)>,
    source: String,
    note: String,
}

/// An expenditure as a version keeps it.
#[derive(Serialize, Deserialize)]
struct KeptExpenditure {
    activity: i32,
    spender: i32,
    currency: String,
    spent: i64,
    first: NaiveDate,
    last: NaiveDate,
    purpose: String,
    source: String,
}

/// A record of money whose content is stored by version.
pub(super) trait Kept: Sized {
    /// Its word in the column `subject`.
    const SUBJECT: &'static str;
    /// Its content as JSON.
    fn words(&self) -> serde_json::Result<String>;
    /// Its content from JSON, where `first` is the plan that was there first.
    ///
    /// # Errors
    /// A corrupt row.
    fn read(words: &str, first: PlanId) -> QueryResult<Self>;
}

fn parsed<T: DeserializeOwned>(words: &str) -> QueryResult<T> {
    serde_json::from_str(words).map_err(corrupt)
}

impl Kept for Contribution {
    const SUBJECT: &'static str = "contribution";

    fn words(&self) -> serde_json::Result<String> {
        serde_json::to_string(&KeptContribution {
            donor: self.donor.0,
            currency: self.pledged.currency.as_str().to_owned(),
            pledged: self.pledged.minor,
            pledged_on: self.pledged_on,
            activities: self.purpose.activities().iter().map(|a| a.0).collect(),
            plan: if let Purpose::Plan(plan) = self.purpose { Some(plan.0) } else { None },
            payments: self.payments.iter().map(|p| (p.amount.minor, p.on)).collect(),
            source: self.source.clone(),
            note: self.note.clone(),
        })
    }

    fn read(words: &str, first: PlanId) -> QueryResult<Self> {
        let kept: KeptContribution = parsed(words)?;
        let currency: Currency = read_enum(&kept.currency)?;
        let amount = |minor| Amount { minor, currency };
        let activities: Vec<ActivityId> = kept.activities.into_iter().map(ActivityId).collect();
        Ok(Self {
            donor: OrganisationId(kept.donor),
            pledged: amount(kept.pledged),
            pledged_on: kept.pledged_on,
            payments: kept.payments.into_iter().map(|(minor, on)| Payment { amount: amount(minor), on }).collect(),
            purpose: if activities.is_empty() { Purpose::Plan(kept.plan.map_or(first, PlanId)) } else { Purpose::Activities(activities) },
            source: kept.source,
            note: kept.note,
        })
    }
}

impl Kept for Expenditure {
    const SUBJECT: &'static str = "expenditure";

    fn words(&self) -> serde_json::Result<String> {
        serde_json::to_string(&KeptExpenditure {
            activity: self.activity.0,
            spender: self.spender.0,
            currency: self.amount.currency.as_str().to_owned(),
            spent: self.amount.minor,
            first: self.first,
            last: self.last,
            purpose: self.purpose.clone(),
            source: self.source.clone(),
        })
    }

    fn read(words: &str, _first: PlanId) -> QueryResult<Self> {
        let kept: KeptExpenditure = parsed(words)?;
        Ok(Self {
            activity: ActivityId(kept.activity),
            spender: OrganisationId(kept.spender),
            amount: Amount { minor: kept.spent, currency: read_enum(&kept.currency)? },
            first: kept.first,
            last: kept.last,
            purpose: kept.purpose,
            source: kept.source,
        })
    }
}

/// Keeps the content of a record from now on. Call it in the transaction of every change of it.
///
/// # Errors
/// When the database fails.
pub(super) fn keep<T: Kept>(conn: &mut Conn, id: i32, content: &T, now: DateTime<Utc>) -> QueryResult<()> {
    let now = now.naive_utc();
    let open = table::table.filter(table::subject.eq(T::SUBJECT)).filter(table::subject_id.eq(id)).filter(table::to_at.is_null());
    diesel::update(open).set(table::to_at.eq(Some(now))).execute(conn)?;
    let words = content.words().map_err(|e| diesel::result::Error::SerializationError(Box::new(e)))?;
    diesel::insert_into(table::table)
        .values((table::subject.eq(T::SUBJECT), table::subject_id.eq(id), table::from_at.eq(now), table::words.eq(words)))
        .execute(conn)
        .map(drop)
}

/// The content of every record of a kind as it was known at a moment.
fn known<T: Kept>(conn: &mut Conn, first: PlanId, at: DateTime<Utc>) -> QueryResult<HashMap<i32, T>> {
    let at = at.naive_utc();
    let rows: Vec<(i32, String)> = table::table
        .filter(table::subject.eq(T::SUBJECT))
        .filter(table::from_at.le(at))
        .filter(table::to_at.is_null().or(table::to_at.gt(at)))
        .select((table::subject_id, table::words))
        .load(conn)?;
    rows.into_iter().map(|(id, words)| Ok((id, T::read(&words, first)?))).collect()
}

/// The ledger as it was known at a moment: what was recorded later is not there, what was changed or taken out later is as it was.
pub(super) fn ledger(conn: &mut Conn, mut ledger: Ledger, at: DateTime<Utc>) -> QueryResult<Ledger> {
    let first = plan::first(conn)?.map_or(PlanId(0), |p| p.id);
    let mut contributions = known::<Contribution>(conn, first, at)?;
    let mut expenditures = known::<Expenditure>(conn, first, at)?;
    let then = |cancelled: &mut Option<Cancelled>| *cancelled = cancelled.take().filter(|c| c.at <= at);
    ledger.contributions.retain_mut(|record| {
        then(&mut record.cancelled);
        contributions.remove(&record.id.0).map(|known| record.entry = known).is_some()
    });
    ledger.expenditures.retain_mut(|record| {
        then(&mut record.cancelled);
        expenditures.remove(&record.id.0).map(|known| record.entry = known).is_some()
    });
    Ok(ledger)
}
