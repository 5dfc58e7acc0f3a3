//! Status reports: collected from the records, worded by officers, frozen for good. A draft that a reader may not see is not found.

pub mod download;
pub mod edit;
pub mod freeze;
pub mod list;
pub mod new;
pub mod show;

use domain::access::{Member, MoneySeen};
use domain::ids::{ActivityId, ReportId};
use domain::money::LedgerFilter;
use domain::report::{Collected, Last};
use domain::report::{ReportRecord, ReportScope};
use domain::update::Update;
use views::report::compose;
use views::report::document::Document;

use super::as_of::AsOf;
use super::extract::Fields;
use super::{dashboard, money, plan};
use crate::db::{Conn, report, update};
use crate::error::AppError;

/// A report that the reader may know of.
fn find(conn: &mut Conn, id: i32, reader: Option<&Member>) -> Result<ReportRecord, AppError> {
    let plan = plan::current(conn)?;
    report::find(conn, plan.id, ReportId(id))?.filter(|r| r.is_visible_to(reader)).ok_or(AppError::NotFound)
}

/// A report that can still be edited and frozen.
fn draft(conn: &mut Conn, id: i32, reader: &Member) -> Result<ReportRecord, AppError> {
    Some(find(conn, id, Some(reader))?).filter(ReportRecord::is_draft).ok_or(AppError::NotFound)
}

/// Updates of each activity up to a moment, the newest first.
pub(crate) fn updates(conn: &mut Conn, as_of: AsOf) -> Result<Vec<(ActivityId, Vec<Update>)>, AppError> {
    let mut all = Vec::new();
    for line in plan::lines(conn, as_of.at)? {
        let mut own = update::of(conn, line.activity.id)?;
        own.retain(|u| u.published_at <= as_of.at);
        all.push((line.activity.id, own));
    }
    Ok(all)
}

/// What a report is made of: the figures of its last day, just as the public may see them.
fn collect(conn: &mut Conn, terms: &ReportScope) -> Result<Collected, AppError> {
    let as_of = AsOf::end_of(terms.until);
    let period = [("from", terms.from), ("until", terms.until)].map(|(name, day)| (name.to_owned(), day.to_string()));
    let whole = dashboard::data(conn, None, &Fields::default(), as_of, terms.until)?;
    let ledger = money::ledger(conn, as_of)?;
    let of = |activity: ActivityId| {
        let filter = LedgerFilter { activity: Some(activity), ..LedgerFilter::default() };
        (activity, ledger.clone().seen(MoneySeen::Totals, &filter).totals(&filter))
    };
    Ok(Collected {
        money: whole.lines.iter().map(|l| of(l.activity.id)).collect(),
        period: dashboard::data(conn, None, &Fields(period.to_vec()), as_of, terms.until)?,
        updates: updates(conn, as_of)?,
        last: last(conn, terms)?,
        whole,
    })
}

/// The frozen report before this one.
fn last(conn: &mut Conn, terms: &ReportScope) -> Result<Option<Last>, AppError> {
    let plan = plan::current(conn)?;
    let Some(before) = report::last_before(conn, plan.id, terms.until)? else { return Ok(None) };
    let document = report::document(conn, before.id)?.ok_or_else(|| AppError::internal("a frozen report without its document"))?;
    Ok(Some(Last { terms: before.terms, standing: document.standing }))
}

/// What a report says: a frozen one what it said when it was frozen, a draft what is known at this moment. `demo`: whether the
/// data is invented.
pub(crate) fn document(conn: &mut Conn, record: &ReportRecord, demo: bool) -> Result<Document, AppError> {
    if let Some(frozen) = report::document(conn, record.id)? {
        return Ok(frozen);
    }
    let collected = collect(conn, &record.terms)?;
    Ok(compose::document(&collected, &record.terms, &record.introduction, &record.narratives, demo))
}
