//! The quarterly digest for donors, from the queries that make the pages.

use chrono::{DateTime, Days, NaiveDate, NaiveTime, TimeDelta, Utc};
use domain::ids::{ActivityId, PlanId};
use domain::mail::message::{Changed, DonorDigest, Envelope, Grown, Mail, Message, PlanDigest};
use domain::money;
use domain::output::OutputRecord;
use domain::plan::{Plan, PlanRef};
use domain::quarter::Quarter;
use domain::update::Update;

use crate::actor::Site;
use crate::db::event::filter::EventFilter;
use crate::db::event::totals::{self, Counted};
use crate::db::{Conn, activity, money as ledger, output, update};
use crate::error::Error;
use crate::queries::plan;

/// The last moment before a day, UTC: as of it, pages show the day before.
fn before(day: NaiveDate) -> DateTime<Utc> {
    day.and_time(NaiveTime::MIN).and_utc() - TimeDelta::microseconds(1)
}

/// What has changed until `until`, the first day of a quarter, since `since`, the end of the last digest; or in the quarter
/// before. None if nothing has.
///
/// # Errors
/// When the database fails.
pub fn mail(
    conn: &mut Conn,
    site: &Site,
    envelope: Envelope<'_>,
    until: NaiveDate,
    since: Option<NaiveDate>,
) -> Result<Option<Mail>, Error> {
    let since = since.unwrap_or_else(|| Quarter::of(until).before().first_day());
    let days = (since, until - Days::new(1));
    let mut plans = Vec::new();
    for plan in plan::all(conn)? {
        plans.extend(Some(of_plan(conn, &plan, until, since)?).filter(|digest| !digest.is_empty()));
    }
    let digest = DonorDigest { envelope, days, plans };
    Ok((!digest.plans.is_empty()).then(|| site.wording.mail(&Message::DonorDigest(digest))))
}

/// What has changed in a plan.
fn of_plan(conn: &mut Conn, plan: &Plan, until: NaiveDate, since: NaiveDate) -> Result<PlanDigest, Error> {
    let (at, was) = (before(until), before(since));
    let filter = EventFilter { plan: Some(plan.id), ..EventFilter::default() };
    let outputs = output::all(conn, plan.id)?;
    Ok(PlanDigest {
        plan: PlanRef::from(plan),
        events: totals::of(conn, &filter, Counted::At(at))?,
        before: totals::of(conn, &filter, Counted::At(was))?,
        outputs: delivered(outputs.iter(), at, was),
        changed: changed(conn, plan.id, &outputs, at, was)?,
        money: ledger::ledger(conn, plan.id, at)?.until(until - Days::new(1)).totals(&money::LedgerFilter::default()),
    })
}

/// Pieces delivered at two moments, and all that were expected at the later one.
fn delivered<'a>(outputs: impl Iterator<Item = &'a OutputRecord> + Clone, at: DateTime<Utc>, was: DateTime<Utc>) -> (Grown, u64) {
    let pieces = |at| outputs.clone().filter(|o| o.was_expected(at)).map(|o| u64::from(o.delivered(at))).sum();
    ((pieces(at), pieces(was)), outputs.clone().filter(|o| o.was_expected(at)).map(|o| u64::from(o.pieces())).sum())
}

fn changed(conn: &mut Conn, plan: PlanId, outputs: &[OutputRecord], at: DateTime<Utc>, was: DateTime<Utc>) -> Result<Vec<Changed>, Error> {
    let (now, then) = (update::newest(conn, plan, at)?, update::newest(conn, plan, was)?);
    let of = |all: &[(ActivityId, Update)], id| all.iter().find(|(of, _)| *of == id).map(|(_, u)| u.clone());
    let one = |a: domain::activity::Activity| {
        let (newest, older) = (of(&now, a.id), of(&then, a.id));
        let outputs = delivered(outputs.iter().filter(|o| o.activity == a.id), at, was);
        let is_new = newest.as_ref().map(|u| u.id) != older.as_ref().map(|u| u.id);
        let status = (newest.as_ref().map(|u| u.report.status), older.map(|u| u.report.status));
        let headline = newest.filter(|_| is_new).map(|u| u.report.headline).filter(|h| !h.is_empty());
        let changed = Changed { number: a.number, title: a.short_title, status, outputs, headline };
        (is_new || outputs.0.0 != outputs.0.1).then_some(changed)
    };
    Ok(activity::all(conn, plan)?.into_iter().filter_map(one).collect())
}
