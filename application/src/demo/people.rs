//! The invented people and organisations of the demonstration.

use std::sync::Arc;

use chrono::NaiveDate;
use domain::lang::Lang;
use domain::organisation::OrganisationInput;
use domain::person::Person;
use serde::Deserialize;

use super::filling::{DAY, Filling, accepted, key, morning, read_enum};
use crate::actor::Actor;
use crate::auth::{password, random_token};
use crate::error::Error;
use crate::{actions, queries};

/// The day on which all people join.
const JOINED: NaiveDate = match NaiveDate::from_ymd_opt(2017, 1, 9) {
    Some(day) => day,
    None => DAY,
};

/// A person in `data/demo.json`. The first one is an administrator, of an organisation of the plan.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DemoPerson {
    key: String,
    name: String,
    pub(super) email: String,
    pub(super) role: String,
    organisation: String,
    lang: String,
    time_zone: String,
}

/// An organisation in `data/demo.json` that the plan does not name.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DemoOrganisation {
    name: Vec<(Lang, String)>,
    kind: String,
}

impl Filling<'_> {
    /// Adds the people. The first of them, an administrator, creates the organisations and opens published pages to the public.
    pub(super) fn people(&mut self, people: &[DemoPerson], organisations: &[DemoOrganisation]) -> Result<(), Error> {
        let Some((administrator, others)) = people.split_first() else { return Ok(()) };
        // Nobody knows this password: people of the demonstration sign in with one click.
        let hash = password::hash(&random_token())?;
        self.person(administrator, &hash)?;
        let actor = self.actor(&administrator.key, JOINED)?;
        for o in organisations {
            let typed = OrganisationInput { names: o.name.clone(), kind: o.kind.clone(), ..OrganisationInput::default() };
            let slug = accepted(actions::organisation::create(self.conn, &actor, &typed))?;
            let id = queries::organisation::find(self.conn, &slug)?.id;
            self.organisations.push((slug, id));
        }
        actions::setting::set_public_pages(self.conn, &actor, true)?;
        others.iter().try_for_each(|person| self.person(person, &hash))
    }

    fn person(&mut self, p: &DemoPerson, hash: &str) -> Result<(), Error> {
        let organisation = Some(key(&self.organisations, &p.organisation)?);
        let new =
            Person { name: p.name.clone(), email: p.email.clone(), role: read_enum(&p.role)?, organisation, lang: read_enum(&p.lang)? };
        let zone = p.time_zone.parse().map_err(|_| Error::internal("data/demo.json names an unknown time zone"))?;
        let program = Actor::program(morning(JOINED), Arc::clone(self.site));
        let profile = accepted(actions::person::create_joined(self.conn, &program, &new, zone, hash))?;
        self.people.push((p.key.clone(), profile.id));
        Ok(())
    }
}
