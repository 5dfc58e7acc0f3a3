//! The demonstration: a throwaway database with invented people, updates and results, on a day in 2019 on which some things are
//! done, some due and some late. What is invented stands in `data/demo.json`; it is stored the same way as what people type.

mod activities;
mod events;
mod filling;
mod money;
mod reports;
mod results;

use std::sync::Arc;

use application::{Actor, Site, actions};
use chrono::NaiveDate;
use domain::ids::{OrganisationId, PersonId};
use domain::lang::Translated;
use domain::organisation::Organisation;
use domain::person::Person;
use serde::Deserialize;

use crate::auth::{password, random_token};
use crate::db::{Conn, organisation, outbox, setting};
use crate::error::AppError;

pub use filling::DAY;
use filling::{Filling, key, morning, read_enum};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Demo {
    people: Vec<DemoPerson>,
    organisations: Vec<DemoOrganisation>,
    activities: Vec<activities::DemoActivity>,
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

/// Fills an empty database that holds the plan, in one transaction.
///
/// # Errors
/// Those of the database; a fault in the data file.
pub fn fill(conn: &mut Conn, site: &Arc<Site>) -> Result<(), AppError> {
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
            people.push((p.key.clone(), add_person(conn, site, p, &organisations, &hash)?));
        }
        let mut filling = Filling { conn, site, people: &people, organisations: &organisations };
        demo.activities.iter().try_for_each(|a| filling.activity(a))?;
        events::add(conn, site, &demo.events, &people, &organisations)?;
        let mut filling = Filling { conn, site, people: &people, organisations: &organisations };
        demo.outputs.iter().enumerate().try_for_each(|(at, o)| filling.output(at, o))?;
        demo.targets.iter().try_for_each(|t| filling.target(t))?;
        demo.measurements.iter().enumerate().try_for_each(|(at, m)| filling.measurement(at, m))?;
        filling.money(&demo.money)?;
        demo.reports.iter().enumerate().try_for_each(|(at, r)| filling.report(at, r))?;
        // Those days are past: their mails were read long ago.
        outbox::forget_all(conn)?;
        Ok(setting::set_public_pages(conn, true)?)
    })
}

fn names(value: &serde_json::Value) -> Result<Translated, AppError> {
    Translated::from_json(&value.to_string()).map_err(AppError::internal)
}

fn add_person(
    conn: &mut Conn,
    site: &Arc<Site>,
    p: &DemoPerson,
    organisations: &[(String, OrganisationId)],
    hash: &str,
) -> Result<PersonId, AppError> {
    let joined = morning(NaiveDate::from_ymd_opt(2017, 1, 9).unwrap_or(DAY));
    let organisation = Some(key(organisations, &p.organisation)?);
    let new = Person { name: p.name.clone(), email: p.email.clone(), role: read_enum(&p.role)?, organisation, lang: read_enum(&p.lang)? };
    let zone = p.time_zone.parse().map_err(|_| AppError::internal("an unknown time zone"))?;
    Ok(actions::person::create_joined(conn, &Actor::program(joined, Arc::clone(site)), &new, zone, hash)?.id)
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
