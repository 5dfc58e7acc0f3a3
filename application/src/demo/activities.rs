//! The invented course of activities: who leads them, when they were carried out, with whom, and what was reported.

use chrono::NaiveDate;
use domain::activity::{Activity, Edit, EditInput, Part};
use domain::form;
use domain::ids::{ActivityId, PersonId, UpdateId};
use domain::partner::{PartnerRole, Standing};
use domain::update::Draft;
use serde::Deserialize;

use super::filling::{DAY, Filling, accepted, key, read_enum};
use crate::actions::update::Published;
use crate::actions::{self, Edited};
use crate::actor::Actor;
use crate::db::update;
use crate::error::Error;
use crate::queries;

/// An activity in `data/demo.json`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DemoActivity {
    number: i32,
    lead: String,
    actual_start: Option<NaiveDate>,
    actual_end: Option<NaiveDate>,
    confirmed: Vec<DemoPartner>,
    updates: Vec<DemoUpdate>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DemoPartner {
    organisation: String,
    role: String,
}

#[derive(Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case", deny_unknown_fields)]
enum DemoUpdate {
    Report {
        by: String,
        on: NaiveDate,
        status: String,
        reason: Option<String>,
        headline: String,
        done: String,
        next: String,
        risks: String,
        lang: String,
    },
    Confirmation {
        by: String,
        on: NaiveDate,
    },
}

impl DemoUpdate {
    const fn day(&self) -> NaiveDate {
        match self {
            Self::Report { on, .. } | Self::Confirmation { on, .. } => *on,
        }
    }
}

impl DemoActivity {
    /// The day on which a lead was named: when work began, or should have, and before anything was reported.
    fn begun(&self, activity: &Activity) -> NaiveDate {
        let begun = self.actual_start.or_else(|| activity.planned_start()).unwrap_or(super::DAY);
        self.updates.iter().map(DemoUpdate::day).chain([begun, DAY]).min().unwrap_or(begun)
    }
}

impl Filling<'_> {
    /// Lets people lead an activity, report on it and end it, in the order of the days.
    pub fn activity(&mut self, a: &DemoActivity) -> Result<(), Error> {
        let plan = self.plan()?;
        let activity = queries::activity::find(self.conn, plan, a.number)?;
        let id = activity.id;
        let parts = a.confirmed.iter().map(|c| self.confirmed(c)).collect::<Result<Vec<_>, _>>()?;
        let lead = key(&self.people, &a.lead)?;
        self.edit(a, id, a.begun(&activity), |edit| begin(edit, lead, a.actual_start, parts))?;
        let mut end = a.actual_end;
        for u in &a.updates {
            if let Some(day) = end.take_if(|day| *day < u.day()) {
                self.edit(a, id, day, |edit| edit.actual_end = Some(day))?;
            }
            self.update(id, u, a.actual_end)?;
        }
        end.map_or(Ok(()), |day| self.edit(a, id, day, |edit| edit.actual_end = Some(day)))
    }

    fn confirmed(&self, c: &DemoPartner) -> Result<Part, Error> {
        let (organisation, role) = (key(&self.organisations, &c.organisation)?, read_enum::<PartnerRole>(&c.role)?);
        Ok(Part { organisation, role, standing: Standing::Confirmed })
    }

    /// Lets the lead change what is stored.
    fn edit(&mut self, a: &DemoActivity, id: ActivityId, day: NaiveDate, change: impl FnOnce(&mut Edit)) -> Result<(), Error> {
        let actor = self.actor(&a.lead, day)?;
        let form = queries::activity::edit_form(self.conn, id)?;
        let (mut edit, seen) = (form.stored, form.activity.version);
        change(&mut edit);
        match accepted(actions::activity::edit(self.conn, &actor, id, &EditInput::of(&edit), seen))? {
            Edited::Saved | Edited::Unchanged => Ok(()),
            Edited::Overtaken => Err(Error::Stale),
        }
    }

    fn update(&mut self, id: ActivityId, u: &DemoUpdate, actual_end: Option<NaiveDate>) -> Result<(), Error> {
        let seen = update::of(self.conn, id)?.first().map(|u| u.id);
        match u {
            DemoUpdate::Report { by, on, status, reason, headline, done, next, risks, lang } => {
                let actor = self.actor(by, *on)?;
                let draft = Draft {
                    status: status.clone(),
                    reason: reason.clone().unwrap_or_default(),
                    headline: headline.clone(),
                    done: done.clone(),
                    next: next.clone(),
                    risks: risks.clone(),
                    ended: form::typed_day(actual_end),
                };
                self.publish(&Actor { lang: read_enum(lang)?, ..actor }, id, &draft, seen)
            }
            DemoUpdate::Confirmation { by, on } => {
                let actor = self.actor(by, *on)?;
                let seen = seen.ok_or_else(|| Error::internal("data/demo.json confirms what was not reported"))?;
                accepted(actions::update::confirm(self.conn, &actor, id, seen))
            }
        }
    }

    fn publish(&mut self, actor: &Actor, id: ActivityId, draft: &Draft, seen: Option<UpdateId>) -> Result<(), Error> {
        match accepted(actions::update::publish(self.conn, actor, id, draft, seen))? {
            Published::As(_) => Ok(()),
            Published::Overtaken => Err(Error::Stale),
        }
    }
}

/// Names the lead, the day on which work began, and the partners that have confirmed.
fn begin(edit: &mut Edit, lead: PersonId, start: Option<NaiveDate>, confirmed: Vec<Part>) {
    (edit.lead, edit.actual_start) = (Some(lead), start);
    for part in confirmed {
        match edit.partners.iter_mut().find(|p| p.organisation == part.organisation) {
            Some(listed) => *listed = part,
            None => edit.partners.push(part),
        }
    }
}
