//! The invented money of the demonstration: contributions with payments, expenditures, an exchange rate.

use chrono::NaiveDate;
use domain::directory::Directory;
use domain::form::typed_day;
use domain::money::{Contribution, ContributionInput, Expenditure, ExpenditureInput, PaymentInput, RateInput, WHOLE_PLAN};
use serde::Deserialize;

use super::filling::{Filling, accepted, key};
use crate::actions::money::{change, record, state_rate};
use crate::error::Error;
use crate::queries::event::directory;
use crate::queries::money::open;

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

fn activity(directory: &Directory, number: i32) -> Result<String, Error> {
    let found = directory.activities.iter().find(|a| a.number == number).map(|a| a.id.to_string());
    found.ok_or_else(|| Error::internal(format!("data/demo.json names activity {number}, which the plan does not have")))
}

impl Filling<'_> {
    /// Adds it, as it was recorded over the years.
    pub(super) fn money(&mut self, money: &DemoMoney) -> Result<(), Error> {
        let (plan, directory) = (self.plan()?, directory(self.conn)?);
        for (at, c) in money.contributions.iter().enumerate() {
            self.contribution(&money.by, &format!("demo-{at}"), c, &directory)?;
        }
        for (at, e) in money.expenditures.iter().enumerate() {
            let actor = self.actor(&money.by, e.to)?;
            let typed = ExpenditureInput {
                activity: activity(&directory, e.activity)?,
                spender: key(&self.organisations, &e.spender)?.to_string(),
                currency: e.currency.clone(),
                amount: e.spent.clone(),
                first: typed_day(Some(e.from)),
                last: typed_day(Some(e.to)),
                purpose: e.purpose.clone(),
                source: e.source.clone(),
            };
            accepted(record::<Expenditure>(self.conn, &actor, plan, &format!("demo-{at}"), &typed))?;
        }
        money.rates.iter().try_for_each(|r| self.rate(&money.by, r))
    }

    /// A contribution on the day of its pledge, and each payment on its day.
    fn contribution(&mut self, by: &str, form: &str, c: &DemoContribution, directory: &Directory) -> Result<(), Error> {
        let activities: Vec<String> = c.activities.iter().map(|n| activity(directory, *n)).collect::<Result<_, _>>()?;
        let mut typed = ContributionInput {
            donor: key(&self.organisations, &c.donor)?.to_string(),
            currency: c.currency.clone(),
            pledged: c.pledged.clone(),
            pledged_on: typed_day(Some(c.on)),
            purpose: if activities.is_empty() { vec![WHOLE_PLAN.to_owned()] } else { activities },
            payments: Vec::new(),
            source: c.source.clone(),
            note: String::new(),
        };
        let actor = self.actor(by, c.on)?;
        let plan = self.plan()?;
        let id = accepted(record::<Contribution>(self.conn, &actor, plan, form, &typed))?;
        for (amount, on) in &c.received {
            typed.payments.push(PaymentInput { amount: amount.clone(), on: typed_day(Some(*on)) });
            let (actor, version) = (self.actor(by, *on)?, open::<Contribution>(self.conn, id)?.version);
            accepted(change::<Contribution>(self.conn, &actor, plan, id, version, &typed))?;
        }
        Ok(())
    }

    fn rate(&mut self, by: &str, r: &DemoRate) -> Result<(), Error> {
        let actor = self.actor(by, r.on)?;
        let typed =
            RateInput { from: r.from.clone(), to: r.to.clone(), rate: r.rate.clone(), on: typed_day(Some(r.on)), source: r.source.clone() };
        accepted(state_rate(self.conn, &actor, &typed))
    }
}
