//! The invented events of the demonstration, each with its life: logged, submitted, reviewed.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use domain::directory::Directory;
use domain::event::EventInput;
use domain::history::{Action, Entry, SubjectKind};
use domain::ids::{ActivityId, EventId, OrganisationId, PersonId};
use domain::participation::{ParticipationInput, StakeholderGroup};
use domain::review::{Review, Stage, State};
use serde::Deserialize;

use super::{key, morning, read_enum};
use crate::db::event::NewEvent;
use crate::db::event::version::{self, Since};
use crate::db::{Conn, directory, event, history, person, plan};
use crate::error::AppError;

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

/// Adds them.
pub(super) fn add(
    conn: &mut Conn,
    events: &[DemoEvent],
    people: &[(String, PersonId)],
    organisations: &[(String, OrganisationId)],
) -> Result<(), AppError> {
    let plan = plan::current(conn)?.ok_or(AppError::NotFound)?;
    let directory = directory::load(conn, plan.id)?;
    for (at, e) in events.iter().enumerate() {
        let author = person::find(conn, key(people, &e.by)?)?.ok_or(AppError::NotFound)?;
        let typed = typed(e, &directory, organisations, &author.person.email)?;
        let (read, _gaps) = typed.read(&directory.whole(), NaiveDate::MAX);
        let (idempotency_key, now) = (format!("demo-{at}"), morning(e.logged));
        let organisation = author.person.organisation;
        let id = event::insert(conn, &NewEvent { idempotency_key: &idempotency_key, author: author.id, organisation, now })?;
        event::store(conn, &directory, id, &typed, &read)?;
        remember(conn, id, author.id, e.logged, Action::Created, None)?;
        live(conn, id, e, author.id, organisation, people)?;
        let decided = e.decided.map_or_else(|| morning(e.logged), morning);
        version::refresh(conn, &directory, id, Since::Now, decided)?;
    }
    Ok(())
}

/// Takes a record through its life by the rules, as people would.
fn live(
    conn: &mut Conn,
    id: EventId,
    e: &DemoEvent,
    author: PersonId,
    organisation: Option<OrganisationId>,
    people: &[(String, PersonId)],
) -> Result<(), AppError> {
    let stage: Stage = read_enum(&e.state)?;
    let member = |conn: &mut Conn, name: &str| {
        let found = person::find(conn, key(people, name)?)?;
        found.map(|p| p.member()).ok_or(AppError::NotFound)
    };
    let mut review = Review { author, organisation, state: State::Draft };
    if !matches!(stage, Stage::Draft | Stage::Cancelled) {
        let by = member(conn, &e.by)?;
        review = review.submit(&by, morning(e.logged)).map_err(AppError::internal)?;
        remember(conn, id, author, e.logged, Action::Submitted, None)?;
    }
    if let (Some(reviewer), Some(day)) = (&e.reviewer, e.decided) {
        let (by, at, reason) = (member(conn, reviewer)?, morning(day), e.reason.clone().unwrap_or_default());
        let (next, action) = match stage {
            Stage::Returned => (review.send_back(&by, reason, at), Action::Returned),
            Stage::Cancelled => (review.cancel(&by, reason, at), Action::Cancelled),
            _ => (review.verify(&by, at), Action::Verified),
        };
        review = next.map_err(AppError::internal)?;
        remember(conn, id, by.id, day, action, e.reason.clone())?;
    }
    Ok(event::set_state(conn, id, &review.state)?)
}

fn remember(conn: &mut Conn, id: EventId, by: PersonId, day: NaiveDate, action: Action, reason: Option<String>) -> Result<(), AppError> {
    let (subject, changes) = (SubjectKind::Event, Vec::new());
    Ok(history::add(conn, &Entry { at: morning(day), actor: Some(by), subject, subject_id: id.0, action, changes, reason })?)
}

fn typed(e: &DemoEvent, directory: &Directory, organisations: &[(String, OrganisationId)], contact: &str) -> Result<EventInput, AppError> {
    let day = |d: NaiveDate| [d.day().to_string(), d.month().to_string(), d.year().to_string()];
    let count = |n: Option<u32>| n.map_or_else(String::new, |n| n.to_string());
    let organisation = |slug: &String| key(organisations, slug).map(|id| id.to_string());
    let activity = |number: &i32| directory.activities.iter().find(|a| a.number == *number).map_or(ActivityId(0), |a| a.id).to_string();
    let attended = [e.women, e.men, e.other].into_iter().flatten().reduce(|a, b| a + b);
    Ok(EventInput {
        title: e.title.clone(),
        kind: e.kind.clone(),
        mode: e.mode.clone(),
        start: day(e.start),
        end: day(e.end),
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
