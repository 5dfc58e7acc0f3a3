//! The invented reports of the demonstration: one that was frozen, and a draft of the next one.

use application::Site;
use chrono::NaiveDate;
use domain::history::{Action, Entry, SubjectKind};
use domain::ids::{PersonId, ReportId};
use domain::report::{ReportRecord, ReportScope, Words};
use serde::Deserialize;

use super::{key, morning, read_enum};
use crate::db::report::{self, Stored};
use crate::db::{Conn, history, plan};
use crate::error::AppError;
use crate::web::report::freeze::freeze;
use crate::web::report::new::make;
use application::queries::report::document;

/// A report in `data/demo.json`; its words on activities are those of the updates.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DemoReport {
    by: String,
    made: NaiveDate,
    title: String,
    meeting: String,
    from: NaiveDate,
    until: NaiveDate,
    lang: String,
    introduction: String,
    frozen: Option<NaiveDate>,
}

/// Adds them, in the order of the file, after all records of which they tell.
pub(super) fn add(conn: &mut Conn, site: &Site, reports: &[DemoReport], people: &[(String, PersonId)]) -> Result<(), AppError> {
    for (at, r) in reports.iter().enumerate() {
        let (by, lang) = (key(people, &r.by)?, read_enum(&r.lang)?);
        let terms = ReportScope { title: r.title.clone(), meeting: r.meeting.clone(), from: r.from, until: r.until, lang };
        let id = make(conn, &format!("demo-{at}"), &terms, by, morning(r.made))?;
        introduce(conn, id, r, by)?;
        if let Some(day) = r.frozen {
            let record = find(conn, id)?;
            let stored = Stored::of(&document(conn, &record, site)?).map_err(AppError::internal)?;
            freeze(conn, &record, &stored, by, morning(day))?;
        }
    }
    Ok(())
}

fn find(conn: &mut Conn, id: ReportId) -> Result<ReportRecord, AppError> {
    let plan = plan::current(conn)?.ok_or(AppError::NotFound)?;
    report::find(conn, plan.id, id)?.ok_or(AppError::NotFound)
}

fn introduce(conn: &mut Conn, id: ReportId, r: &DemoReport, by: PersonId) -> Result<(), AppError> {
    let record = find(conn, id)?;
    let before = Words { title: r.title.clone(), meeting: r.meeting.clone(), ..Words::default() };
    let words = Words { introduction: r.introduction.clone(), ..before.clone() };
    report::update(conn, id, record.version, &words, &record.narratives)?;
    let changes = Words::changes(&before, &words).into_vec();
    let (subject, action) = (SubjectKind::Report, Action::Edited);
    Ok(history::add(conn, &Entry { at: morning(r.made), actor: Some(by), subject, subject_id: id.0, action, changes, reason: None })?)
}
