//! The invented events of the demonstration, each with its life: logged, submitted, reviewed.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::directory::Directory;
use domain::event::EventInput;
use domain::form::typed_day;
use domain::ids::{ActivityId, EventId, OrganisationId};
use domain::participation::{ParticipationInput, StakeholderGroup};
use domain::review::Stage;
use serde::Deserialize;

use super::filling::{Filling, key, read_enum};
use crate::actions::event::{self as actions, Intent, Saved, Sent};
use crate::actor::Actor;
use crate::db::{Conn, person};
use crate::error::Error;
use crate::queries::event as queries;

/// An event in `data/demo.json`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DemoEvent {
    by: String,
    logged: NaiveDate,
    state: String,
    reviewer: Option<String>,
    decided: Option<NaiveDate>,
    reason: Option<String>,
    title: String,
    kind: String,
    mode: String,
    start: NaiveDate,
    end: NaiveDate,
    #[serde(default)]
    city: String,
    #[serde(default)]
    country: String,
    languages: Vec<String>,
    organiser: String,
    #[serde(default)]
    co_organisers: Vec<String>,
    activities: Vec<i32>,
    registered: Option<u32>,
    women: Option<u32>,
    men: Option<u32>,
    other: Option<u32>,
    #[serde(default)]
    countries: BTreeMap<String, u32>,
    #[serde(default)]
    groups: BTreeMap<String, u32>,
    #[serde(default)]
    basis: String,
    score_before: Option<u32>,
    score_after: Option<u32>,
    #[serde(default)]
    learning: String,
    #[serde(default)]
    links: String,
}

impl Filling<'_> {
    /// Adds events as people would have: each is logged on its day, and reviewed on the day of its decision.
    pub(super) fn events(&mut self, events: &[DemoEvent]) -> Result<(), Error> {
        let directory = queries::directory(self.conn)?;
        for (at, e) in events.iter().enumerate() {
            let author = self.actor(&e.by, e.logged)?;
            let contact = person::find(self.conn, key(&self.people, &e.by)?)?.map_or_else(String::new, |p| p.person.email);
            let typed = typed(e, &directory, &self.organisations, &contact)?;
            let id = log(self.conn, &author, &format!("demo-{at}"), typed, read_enum(&e.state)?)?;
            if let (Some(reviewer), Some(day)) = (&e.reviewer, e.decided) {
                let reviewer = self.actor(reviewer, day)?;
                decide(self.conn, &reviewer, id, read_enum(&e.state)?, e.reason.as_deref().unwrap_or_default())?;
            }
        }
        Ok(())
    }
}

/// Logs an event, and sends it for review unless it stays a draft. If possible duplicates are shown, it is sent once more.
fn log(conn: &mut Conn, author: &Actor, form: &str, typed: EventInput, stage: Stage) -> Result<EventId, Error> {
    let intent = match stage {
        Stage::Draft | Stage::Cancelled => Intent::Keep,
        Stage::Planned => Intent::Announce,
        Stage::Submitted | Stage::Returned | Stage::Verified => Intent::Submit,
    };
    let sent = Sent { typed, intent, known: Vec::new(), answer: String::new() };
    let saved = match actions::create(conn, author, form, sent.clone())? {
        Saved::Refused(shown) => {
            let known = shown.alike.iter().map(|r| r.id).collect();
            actions::create(conn, author, form, Sent { known, ..sent })?
        }
        saved => saved,
    };
    match saved {
        Saved::Kept(id) | Saved::Announced(id) | Saved::Submitted(id) | Saved::Changed(id) => Ok(id),
        Saved::Refused(shown) => Err(Error::internal(format!("{form} of data/demo.json cannot be logged: {:?}", shown.errors))),
    }
}

/// Brings a record to a stage.
fn decide(conn: &mut Conn, by: &Actor, id: EventId, stage: Stage, reason: &str) -> Result<(), Error> {
    let directory = queries::directory(conn)?;
    let seen = queries::find(conn, &directory, id, by.member.as_ref())?.version;
    match stage {
        Stage::Returned => actions::send_back(conn, by, id, seen, reason)?,
        Stage::Cancelled => actions::cancel(conn, by, id, seen, reason)?,
        _ => actions::verify(conn, by, id, seen)?,
    }
    Ok(())
}

fn typed(e: &DemoEvent, directory: &Directory, organisations: &[(String, OrganisationId)], contact: &str) -> Result<EventInput, Error> {
    let count = |n: Option<u32>| n.map_or_else(String::new, |n| n.to_string());
    let organisation = |slug: &String| key(organisations, slug).map(|id| id.to_string());
    let activity = |number: &i32| directory.activities.iter().find(|a| a.number == *number).map_or(ActivityId(0), |a| a.id).to_string();
    let attended = [e.women, e.men, e.other].into_iter().flatten().reduce(|a, b| a + b);
    Ok(EventInput {
        title: e.title.clone(),
        kind: e.kind.clone(),
        mode: e.mode.clone(),
        start: typed_day(Some(e.start)),
        end: typed_day(Some(e.end)),
        city: e.city.clone(),
        country: e.country.clone(),
        region: String::new(),
        languages: e.languages.clone(),
        organiser: organisation(&e.organiser)?,
        co_organisers: e.co_organisers.iter().map(organisation).collect::<Result<_, _>>()?,
        activities: e.activities.iter().map(activity).collect(),
        participation: ParticipationInput {
            registered: count(e.registered),
            attended: count(attended),
            women: count(e.women),
            men: count(e.men),
            other: count(e.other),
            countries: e.countries.iter().map(|(code, n)| (code.clone(), n.to_string())).collect(),
            groups: StakeholderGroup::ALL.iter().map(|g| count(e.groups.get(g.as_str()).copied())).collect(),
            basis: e.basis.clone(),
        },
        score_before: count(e.score_before),
        score_after: count(e.score_after),
        learning: e.learning.clone(),
        links: e.links.clone(),
        contact: contact.to_owned(),
    })
}
