//! The audit trail, for administrators.

use chrono::{DateTime, Utc};
use domain::address::{self, InPlan};
use domain::audit::{AuditEntry, AuditFilter, Head, RecordRef};
use domain::history::SubjectKind;
use domain::ids::{
    ActivityId, ContributionId, EventId, ExpenditureId, OrganisationId, OutputId, PersonId, PlanId, RelationshipId, ReportId,
};
use domain::lang::Lang;

use crate::db::{Conn, activity, audit, event, indicator, organisation, output, person, plan};
use crate::error::Error;

/// Entries on a page, and rows that an export reads at once.
pub const PAGE: usize = 50;

/// Entries with the records that they concern, and what surrounds them.
#[derive(Debug, Clone)]
pub struct AuditPage {
    /// The entries, newest first.
    pub entries: Vec<(AuditEntry, Option<RecordRef>)>,
    /// Whether there are older ones.
    pub has_more: bool,
    /// The end of the chain.
    pub head: Option<Head>,
    /// Everybody with an account, by name.
    pub people: Vec<(PersonId, String)>,
}

/// The newest entries that a filter lets through, those before a position if one is given.
///
/// # Errors
/// When the database fails.
pub fn page(conn: &mut Conn, filter: &AuditFilter, before: Option<i64>, now: DateTime<Utc>, lang: Lang) -> Result<AuditPage, Error> {
    let mut entries = audit::list(conn, filter, before, i64::try_from(PAGE + 1).map_err(Error::internal)?)?;
    let has_more = entries.len() > PAGE;
    entries.truncate(PAGE);
    let mut with_records = Vec::with_capacity(entries.len());
    for entry in entries {
        let record = entry.record.map(|(kind, key)| record(conn, kind, key, now, lang)).transpose()?;
        with_records.push((entry, record));
    }
    let people = person::all(conn)?.into_iter().map(|p| (p.id, p.person.name)).collect();
    Ok(AuditPage { entries: with_records, has_more, head: audit::head(conn)?, people })
}

/// The next entries of an export, newest first.
///
/// # Errors
/// When the database fails.
pub fn rows(conn: &mut Conn, filter: &AuditFilter, before: Option<i64>) -> Result<Vec<AuditEntry>, Error> {
    Ok(audit::list(conn, filter, before, 1000)?)
}

/// A record with its name and page, as far as it still exists and has them.
fn record(conn: &mut Conn, kind: SubjectKind, key: i32, now: DateTime<Utc>, lang: Lang) -> Result<RecordRef, Error> {
    let (name, address) = match kind {
        SubjectKind::Activity => of_activity(conn, ActivityId(key), lang)?,
        SubjectKind::Output => match output::find(conn, OutputId(key))? {
            Some(record) => (Some(record.output.title), of_activity(conn, record.activity, lang)?.1),
            None => (None, None),
        },
        SubjectKind::Indicator => match indicator::find(conn, key, now)? {
            Some((activity, indicator)) => (Some(indicator.name.get(lang).to_owned()), of_activity(conn, activity, lang)?.1),
            None => (None, None),
        },
        SubjectKind::Plan => match plan::find(conn, PlanId(key))? {
            Some(plan) => (Some(plan.short_title.get(lang).to_owned()), Some(InPlan(&plan.code).list())),
            None => (None, None),
        },
        SubjectKind::Organisation => match organisation::find(conn, OrganisationId(key))? {
            Some(found) => (Some(found.organisation.name.get(lang).to_owned()), Some(address::organisation(&found.slug))),
            None => (None, None),
        },
        SubjectKind::Event => match event::title(conn, EventId(key))? {
            Some(title) => (Some(title).filter(|t| !t.is_empty()), Some(address::event(EventId(key)))),
            None => (None, None),
        },
        SubjectKind::Person => (person::find(conn, PersonId(key))?.map(|p| p.person.name), Some(address::person(PersonId(key)))),
        SubjectKind::Mail => (None, Some(address::mail(key))),
        SubjectKind::Settings => (None, Some(address::SETTINGS.to_owned())),
        SubjectKind::Contribution => (None, Some(address::contribution(ContributionId(key)))),
        SubjectKind::Expenditure => (None, Some(address::expenditure(ExpenditureId(key)))),
        SubjectKind::Report => (None, Some(address::report(ReportId(key)))),
        SubjectKind::Relationship => (None, Some(address::edit_relationship(RelationshipId(key)))),
        SubjectKind::Objective => (None, None),
    };
    Ok(RecordRef { kind, key, name, address })
}

/// Name and page of an activity.
fn of_activity(conn: &mut Conn, id: ActivityId, lang: Lang) -> Result<(Option<String>, Option<String>), Error> {
    let Some(activity) = activity::find(conn, id)? else { return Ok((None, None)) };
    let page = plan::find(conn, activity.plan)?.map(|plan| InPlan(&plan.code).activity(activity.number));
    Ok((Some(format!("{} {}", activity.number, activity.short_title.get(lang))), page))
}
