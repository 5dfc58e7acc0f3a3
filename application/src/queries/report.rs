//! Status reports: collected from the records. A draft that a reader may not see is not found.

use domain::access::{Member, MoneySeen};
use domain::activity::Activity;
use domain::as_of::AsOf;
use domain::history::{HistoryEntry, Subject, SubjectKind};
use domain::ids::{ActivityId, PlanId, ReportId};
use domain::money::LedgerFilter;
use domain::report::document::Document;
use domain::report::{Collected, Last, ReportRecord, ReportScope, Words};
use domain::update::Update;

use super::history as seen;
use super::{dashboard, money, plan};
use crate::actor::Site;
use crate::db::report::Stored;
use crate::db::{Conn, activity, history, report, update};
use crate::error::Error;

/// A report that the reader may know of.
///
/// # Errors
/// [`Error::NotFound`].
pub fn find(conn: &mut Conn, id: i32, reader: Option<&Member>) -> Result<ReportRecord, Error> {
    report::find(conn, ReportId(id))?.filter(|r| r.is_visible_to(reader)).ok_or(Error::NotFound)
}

/// A report that can still be edited and frozen.
///
/// # Errors
/// [`Error::NotFound`].
pub fn draft(conn: &mut Conn, id: i32, reader: &Member) -> Result<ReportRecord, Error> {
    Some(find(conn, id, Some(reader))?).filter(ReportRecord::is_draft).ok_or(Error::NotFound)
}

/// The plan of a report.
fn plan_of(conn: &mut Conn, id: ReportId) -> Result<PlanId, Error> {
    report::plan_of(conn, id)?.ok_or(Error::NotFound)
}

/// The reports of a plan that the reader may know of, the newest period first.
///
/// # Errors
/// When the database fails.
pub fn list(conn: &mut Conn, plan: PlanId, reader: Option<&Member>) -> Result<Vec<ReportRecord>, Error> {
    let mut reports = report::all(conn, plan)?;
    reports.retain(|r| r.is_visible_to(reader));
    Ok(reports)
}

/// A report with what it says and what was changed about it.
#[derive(Debug, Clone)]
pub struct Shown {
    /// The report.
    pub record: ReportRecord,
    /// What it says.
    pub document: Document,
    /// What was changed about it.
    pub history: Vec<HistoryEntry>,
}

/// A report as its page shows it.
///
/// # Errors
/// [`Error::NotFound`].
pub fn shown(conn: &mut Conn, id: i32, reader: Option<&Member>, site: &Site) -> Result<Shown, Error> {
    let record = find(conn, id, reader)?;
    Ok(Shown { document: document(conn, &record, site)?, history: seen::whole(conn, Subject::Report(record.id), reader, false)?, record })
}

/// A report with its words on each activity of its plan.
#[derive(Debug, Clone)]
pub struct Wording {
    /// The report; frozen ones cannot be edited.
    pub record: ReportRecord,
    /// The activities of its plan.
    pub activities: Vec<Activity>,
    /// Name of who has edited it last; empty if nobody has.
    pub edited_by: String,
}

impl Wording {
    /// The words as they are stored.
    #[must_use]
    pub fn words(&self) -> Words {
        let on =
            |a: &Activity| self.record.narratives.iter().find(|(id, _)| *id == a.id).map_or_else(String::new, |(_, words)| words.clone());
        Words {
            title: self.record.terms.title.clone(),
            meeting: self.record.terms.meeting.clone(),
            introduction: self.record.introduction.clone(),
            narratives: self.activities.iter().map(|a| (a.number, on(a))).collect(),
        }
    }

    /// These words, with a narrative for each activity of the plan and no other.
    #[must_use]
    pub fn complete(&self, words: &Words) -> Words {
        let narratives = self.activities.iter().map(|a| (a.number, words.on(a.number).to_owned())).collect();
        Words { narratives, ..words.clone() }
    }

    /// The narratives by the keys of activities.
    #[must_use]
    pub fn narratives(&self, words: &Words) -> Vec<(ActivityId, String)> {
        self.activities.iter().map(|a| (a.id, words.on(a.number).to_owned())).collect()
    }
}

/// The words of a report that the reader may know of.
///
/// # Errors
/// [`Error::NotFound`].
pub fn wording(conn: &mut Conn, id: i32, reader: &Member) -> Result<Wording, Error> {
    let record = find(conn, id, Some(reader))?;
    let plan = plan_of(conn, record.id)?;
    let entries = history::of(conn, SubjectKind::Report, id)?;
    let edited_by = entries.into_iter().find(|e| e.action == domain::history::Action::Edited).and_then(|e| e.actor).unwrap_or_default();
    Ok(Wording { record, activities: activity::all(conn, plan)?, edited_by })
}

/// What would be frozen at this moment.
#[derive(Debug, Clone)]
pub struct Preview {
    /// The draft.
    pub record: ReportRecord,
    /// What it says at this moment.
    pub document: Document,
    /// The document as it would be stored, with its fingerprint.
    pub stored: Stored,
}

/// What would be frozen of a draft at this moment.
///
/// # Errors
/// [`Error::NotFound`].
pub fn preview(conn: &mut Conn, id: i32, reader: &Member, site: &Site) -> Result<Preview, Error> {
    let record = draft(conn, id, reader)?;
    let document = document(conn, &record, site)?;
    let stored = Stored::of(&document).map_err(Error::internal)?;
    Ok(Preview { record, document, stored })
}

/// Updates of each activity of a plan up to a moment, the newest first.
///
/// # Errors
/// When the database fails.
pub fn updates(conn: &mut Conn, plan: PlanId, as_of: AsOf) -> Result<Vec<(ActivityId, Vec<Update>)>, Error> {
    let mut all = Vec::new();
    for line in plan::lines(conn, plan, as_of.at)? {
        let mut own = update::of(conn, line.activity.id)?;
        own.retain(|u| u.published_at <= as_of.at);
        all.push((line.activity.id, own));
    }
    Ok(all)
}

/// What a report is made of: the figures of its last day, just as the public may see them.
fn collect(conn: &mut Conn, plan: PlanId, terms: &ReportScope) -> Result<Collected, Error> {
    let as_of = AsOf::end_of(terms.until);
    let period = |name: &str| match name {
        "from" => terms.from.to_string(),
        "until" => terms.until.to_string(),
        _ => String::new(),
    };
    let whole = dashboard::dashboard(conn, plan, None, |_| String::new(), as_of, terms.until)?;
    let ledger = money::ledger(conn, plan, as_of)?;
    let of = |activity: ActivityId| {
        let filter = LedgerFilter { activity: Some(activity), ..LedgerFilter::default() };
        (activity, ledger.clone().seen(MoneySeen::Totals, &filter).totals(&filter))
    };
    Ok(Collected {
        plan: plan::of(conn, plan)?.code,
        money: whole.lines.iter().map(|l| of(l.activity.id)).collect(),
        period: dashboard::dashboard(conn, plan, None, period, as_of, terms.until)?,
        updates: updates(conn, plan, as_of)?,
        last: last(conn, plan, terms)?,
        whole,
    })
}

/// The frozen report before this one.
fn last(conn: &mut Conn, plan: PlanId, terms: &ReportScope) -> Result<Option<Last>, Error> {
    let Some(before) = report::last_before(conn, plan, terms.until)? else { return Ok(None) };
    let document = report::document(conn, before.id)?.ok_or_else(|| Error::internal("a frozen report without its document"))?;
    Ok(Some(Last { terms: before.terms, standing: document.standing }))
}

/// What a report says: a frozen one what it said when it was frozen, a draft what is known at this moment.
///
/// # Errors
/// When the database fails.
pub fn document(conn: &mut Conn, record: &ReportRecord, site: &Site) -> Result<Document, Error> {
    if let Some(frozen) = report::document(conn, record.id)? {
        return Ok(frozen);
    }
    let plan = plan_of(conn, record.id)?;
    let collected = collect(conn, plan, &record.terms)?;
    Ok(site.wording.report(&collected, record, site.demo))
}
