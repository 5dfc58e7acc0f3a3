//! The invented reports of the demonstration: one that was frozen, and a draft of the next one.

use chrono::NaiveDate;
use domain::form::typed_day;
use domain::report::{ReportScopeInput, Words};
use serde::Deserialize;

use super::filling::{Filling, accepted};
use crate::actions::report::{freeze, make, reword};
use crate::error::Error;
use crate::queries::report::{preview, wording};

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

impl Filling<'_> {
    /// Adds a report. Call it after all records of which it tells.
    pub(super) fn report(&mut self, at: usize, r: &DemoReport) -> Result<(), Error> {
        let author = self.actor(&r.by, r.made)?;
        let scope = ReportScopeInput {
            title: r.title.clone(),
            meeting: r.meeting.clone(),
            from: typed_day(Some(r.from)),
            until: typed_day(Some(r.until)),
            lang: r.lang.clone(),
        };
        let plan = self.plan()?;
        let id = accepted(make(self.conn, &author, plan, &format!("demo-{at}"), &scope))?;
        let made = wording(self.conn, id.0, author.member()?)?;
        let words = Words { introduction: r.introduction.clone(), ..made.words() };
        accepted(reword(self.conn, &author, id, made.record.version, &words))?;
        if let Some(day) = r.frozen {
            let author = self.actor(&r.by, day)?;
            let seen = preview(self.conn, id.0, author.member()?, &author.site)?.stored.fingerprint;
            accepted(freeze(self.conn, &author, id, &seen))?;
        }
        Ok(())
    }
}
