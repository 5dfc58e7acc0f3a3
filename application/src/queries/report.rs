//! Status reports: collected from the records. A draft that a reader may not see is not found.

use domain::access::{Member, MoneySeen};
use domain::as_of::AsOf;
use domain::ids::{ActivityId, ReportId};
use domain::money::LedgerFilter;
use domain::report::document::Document;
use domain::report::{Collected, Last, ReportRecord, ReportScope};
use domain::update::Update;

use super::{dashboard, money, plan};
use crate::actor::Site;
use crate::db::{Conn, report, update};
use crate::error::Error;

/// A report that the reader may know of.
///
/// # Errors
/// [`Error::NotFound`].
pub fn find(conn: &mut Conn, id: i32, reader: Option<&Member>) -> Result<ReportRecord, Error> {
    let plan = plan::current(conn)?;
    report::find(conn, plan.id, ReportId(id))?.filter(|r| r.is_visible_to(reader)).ok_or(Error::NotFound)
}

/// A report that can still be edited and frozen.
///
/// # Errors
/// [`Error::NotFound`].
pub fn draft(conn: &mut Conn, id: i32, reader: &Member) -> Result<ReportRecord, Error> {
    Some(find(conn, id, Some(reader))?).filter(ReportRecord::is_draft).ok_or(Error::NotFound)
}

/// Updates of each activity up to a moment, the newest first.
///
/// # Errors
/// Those of the database.
pub fn updates(conn: &mut Conn, as_of: AsOf) -> Result<Vec<(ActivityId, Vec<Update>)>, Error> {
    let mut all = Vec::new();
    for line in plan::lines(conn, as_of.at)? {
        let mut own = update::of(conn, line.activity.id)?;
        own.retain(|u| u.published_at <= as_of.at);
        all.push((line.activity.id, own));
    }
    Ok(all)
}

/// What a report is made of: the figures of its last day, just as the public may see them.
fn collect(conn: &mut Conn, terms: &ReportScope) -> Result<Collected, Error> {
    let as_of = AsOf::end_of(terms.until);
    let period = |name: &str| match name {
        "from" => terms.from.to_string(),
        "until" => terms.until.to_string(),
        _ => String::new(),
    };
    let whole = dashboard::dashboard(conn, None, |_| String::new(), as_of, terms.until)?;
    let ledger = money::ledger(conn, as_of)?;
    let of = |activity: ActivityId| {
        let filter = LedgerFilter { activity: Some(activity), ..LedgerFilter::default() };
        (activity, ledger.clone().seen(MoneySeen::Totals, &filter).totals(&filter))
    };
    Ok(Collected {
        plan: plan::current(conn)?.code,
        money: whole.lines.iter().map(|l| of(l.activity.id)).collect(),
        period: dashboard::dashboard(conn, None, period, as_of, terms.until)?,
        updates: updates(conn, as_of)?,
        last: last(conn, terms)?,
        whole,
    })
}

/// The frozen report before this one.
fn last(conn: &mut Conn, terms: &ReportScope) -> Result<Option<Last>, Error> {
    let plan = plan::current(conn)?;
    let Some(before) = report::last_before(conn, plan.id, terms.until)? else { return Ok(None) };
    let document = report::document(conn, before.id)?.ok_or_else(|| Error::internal("a frozen report without its document"))?;
    Ok(Some(Last { terms: before.terms, standing: document.standing }))
}

/// What a report says: a frozen one what it said when it was frozen, a draft what is known at this moment.
///
/// # Errors
/// Those of the database.
pub fn document(conn: &mut Conn, record: &ReportRecord, site: &Site) -> Result<Document, Error> {
    if let Some(frozen) = report::document(conn, record.id)? {
        return Ok(frozen);
    }
    let collected = collect(conn, &record.terms)?;
    Ok(site.wording.report(&collected, record, site.demo))
}
