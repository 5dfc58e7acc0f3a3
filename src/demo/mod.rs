//! The demonstration: a throwaway database with invented people, updates and results, on a day in 2019 on which some things are
//! done, some due and some late. What is invented stands in `data/demo.json`; it is stored the same way as what people type.

mod events;
mod money;
mod reports;
mod results;

use std::sync::Arc;

use application::Site;
use chrono::{DateTime, NaiveDate, Utc};
use domain::activity::{Edit, Part, Status};
use domain::history::{Action, Changes, Entry, Field, SubjectKind};
use domain::ids::{OrganisationId, PersonId};
use domain::lang::{Lang, Translated};
use domain::organisation::Organisation;
use domain::partner::{PartnerRole, Standing};
use domain::person::{Account, Person};
use domain::update::{Report, UpdateKind};
use serde::Deserialize;

use crate::auth::{password, random_token};
use crate::db::update::NewUpdate;
use crate::db::{Conn, activity, history, organisation, outbox, person, plan, setting, update};
use crate::error::AppError;

/// The day on which the demonstration's clock stands, unless another is set.
pub const DAY: NaiveDate = match NaiveDate::from_ymd_opt(2019, 3, 12) {
    Some(day) => day,
    None => NaiveDate::MIN,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Demo {
    people: Vec<DemoPerson>,
    organisations: Vec<DemoOrganisation>,
    activities: Vec<DemoActivity>,
    events: Vec<events::DemoEvent>,
    outputs: Vec<results::DemoOutput>,
    targets: Vec<results::DemoTarget>,
    measurements: Vec<results::DemoMeasurement>,
    money: money::DemoMoney,
    reports: Vec<reports::DemoReport>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DemoPerson {
    key: String,
    name: String,
    email: String,
    role: String,
    organisation: String,
    lang: String,
    time_zone: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DemoOrganisation {
    slug: String,
    name: serde_json::Value,
    acronym: Option<String>,
    kind: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DemoActivity {
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

fn read_enum<T: std::str::FromStr<Err = domain::UnknownValue>>(value: &str) -> Result<T, AppError> {
    value.parse().map_err(AppError::internal)
}

fn morning(day: NaiveDate) -> DateTime<Utc> {
    day.and_time(chrono::NaiveTime::MIN).and_utc() + chrono::TimeDelta::hours(9)
}

/// Fills an empty database that holds the plan, in one transaction.
///
/// # Errors
/// Those of the database; a fault in the data file.
pub fn fill(conn: &mut Conn, site: &Site) -> Result<(), AppError> {
    let demo: Demo = serde_json::from_str(include_str!("../../data/demo.json")).map_err(AppError::internal)?;
    // Nobody knows this password: people of the demonstration come in with one click.
    let hash = password::hash(&random_token())?;
    conn.write(|conn| {
        for o in &demo.organisations {
            let organisation = Organisation { name: names(&o.name)?, acronym: o.acronym.clone(), kind: read_enum(&o.kind)?, country: None };
            organisation::insert(conn, &o.slug, &organisation, &Translated::default(), 1)?;
        }
        let organisations: Vec<(String, OrganisationId)> = organisation::all(conn)?.into_iter().map(|o| (o.slug, o.id)).collect();
        let mut people = Vec::new();
        for p in &demo.people {
            people.push((p.key.clone(), add_person(conn, p, &organisations, &hash)?));
        }
        for a in &demo.activities {
            add_activity(conn, a, &people, &organisations)?;
        }
        let shared = Arc::new(site.clone());
        events::add(conn, &shared, &demo.events, &people, &organisations)?;
        let mut filling = results::Filling { conn, people: &people, organisations: &organisations };
        demo.outputs.iter().enumerate().try_for_each(|(at, o)| filling.output(at, o))?;
        demo.targets.iter().try_for_each(|t| filling.target(t))?;
        demo.measurements.iter().enumerate().try_for_each(|(at, m)| filling.measurement(at, m))?;
        money::add(conn, &demo.money, &people, &organisations)?;
        reports::add(conn, site, &demo.reports, &people)?;
        // Those days are past: their mails were read long ago.
        outbox::forget_all(conn)?;
        Ok(setting::set_public_pages(conn, true)?)
    })
}

fn names(value: &serde_json::Value) -> Result<Translated, AppError> {
    Translated::from_json(&value.to_string()).map_err(AppError::internal)
}

fn key<T: Copy>(list: &[(String, T)], key: &str) -> Result<T, AppError> {
    list.iter()
        .find(|(k, _)| k == key)
        .map(|(_, v)| *v)
        .ok_or_else(|| AppError::internal(format!("data/demo.json names “{key}”, which it does not hold")))
}

fn add_person(conn: &mut Conn, p: &DemoPerson, organisations: &[(String, OrganisationId)], hash: &str) -> Result<PersonId, AppError> {
    let joined = morning(NaiveDate::from_ymd_opt(2017, 1, 9).unwrap_or(DAY));
    let organisation = Some(key(organisations, &p.organisation)?);
    let lang: Lang = read_enum(&p.lang)?;
    let new = Person { name: p.name.clone(), email: p.email.clone(), role: read_enum(&p.role)?, organisation, lang };
    let id = person::insert(conn, &new, joined)?;
    person::set_password(conn, id, hash)?;
    person::set_account(conn, id, Account::Active { since: joined })?;
    person::set_preferences(conn, id, lang, p.time_zone.parse().map_err(|_| AppError::internal("an unknown time zone"))?)?;
    Ok(id)
}

fn add_activity(
    conn: &mut Conn,
    a: &DemoActivity,
    people: &[(String, PersonId)],
    organisations: &[(String, OrganisationId)],
) -> Result<(), AppError> {
    let plan = plan::current(conn)?.ok_or(AppError::NotFound)?;
    let stored = activity::by_number(conn, plan.id, a.number)?.ok_or(AppError::NotFound)?;
    let lead = key(people, &a.lead)?;
    let mut parts: Vec<Part> = activity::partners_of(conn, plan.id, stored.id)?
        .into_iter()
        .map(|p| Part { organisation: p.organisation, role: p.role, standing: p.standing })
        .collect();
    for c in &a.confirmed {
        let (organisation, role) = (key(organisations, &c.organisation)?, read_enum::<PartnerRole>(&c.role)?);
        let confirmed = Part { organisation, role, standing: Standing::Confirmed };
        match parts.iter_mut().find(|p| p.organisation == organisation) {
            Some(part) => *part = confirmed,
            None => parts.push(confirmed),
        }
    }
    let name = person::find(conn, lead)?.map(|p| p.person.name);
    let changes = Changes::new().value(Field::Lead, None, name.as_deref()).day(Field::ActualStart, None, a.actual_start).day(
        Field::ActualEnd,
        None,
        a.actual_end,
    );
    let edit = Edit {
        lead: Some(lead),
        actual_start: a.actual_start,
        actual_end: a.actual_end,
        title: stored.title,
        short_title: stored.short_title,
        summary: stored.summary,
        partners: parts,
        partners_to_be_determined: stored.partners_to_be_determined,
    };
    activity::update(conn, stored.id, stored.version, &edit)?;
    let (subject, subject_id) = (SubjectKind::Activity, stored.id.0);
    let at = morning(a.actual_start.unwrap_or(stored_start(stored.start_year)));
    history::add(
        conn,
        &Entry { at, actor: Some(lead), subject, subject_id, action: Action::Edited, changes: changes.into_vec(), reason: None },
    )?;
    let mut words = None;
    let mut declared: Option<Status> = None;
    for u in &a.updates {
        let (by, on) = match u {
            DemoUpdate::Report { by, on, .. } | DemoUpdate::Confirmation { by, on } => (by, *on),
        };
        let (author, now) = (key(people, by)?, morning(on));
        let (kind, lang, report) = match u {
            DemoUpdate::Report { status, reason, headline, done, next, risks, lang, .. } => {
                let (headline, done, next, risks) = (headline.clone(), done.clone(), next.clone(), risks.clone());
                (
                    UpdateKind::Report,
                    read_enum(lang)?,
                    Report { status: read_enum(status)?, reason: reason.clone(), headline, done, next, risks },
                )
            }
            DemoUpdate::Confirmation { .. } => {
                let status = declared.ok_or_else(|| AppError::internal("data/demo.json confirms what was not reported"))?;
                let none = String::new;
                (
                    UpdateKind::Confirmation,
                    Lang::En,
                    Report { status, reason: None, headline: none(), done: none(), next: none(), risks: none() },
                )
            }
        };
        let confirms = if kind == UpdateKind::Confirmation { words } else { None };
        let id = update::insert(conn, &NewUpdate { activity: stored.id, author, kind, confirms, lang, now }, &report)?;
        let changes = Changes::new().value(Field::Status, declared.map(Status::as_str), Some(report.status.as_str())).value(
            Field::Headline,
            None,
            Some(&report.headline),
        );
        let action = if kind == UpdateKind::Report { Action::Reported } else { Action::Confirmed };
        history::add(
            conn,
            &Entry { at: now, actor: Some(author), subject, subject_id, action, changes: changes.into_vec(), reason: report.reason },
        )?;
        declared = Some(report.status);
        if kind == UpdateKind::Report {
            words = Some(id);
        }
    }
    Ok(())
}

fn stored_start(year: i32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, 1, 1).unwrap_or(DAY)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_invented_data_is_whole() {
        let demo: Demo = serde_json::from_str(include_str!("../../data/demo.json")).unwrap();
        assert_eq!(demo.activities.len(), 14);
        assert!(demo.people.iter().all(|p| p.email.ends_with("@example.org")), "nobody real can be reached");
        for role in domain::access::Role::ALL {
            assert!(demo.people.iter().any(|p| p.role == role.as_str()), "no {role}");
        }
    }
}
