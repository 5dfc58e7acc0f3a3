//! What all parts of the demonstration share: who acts, when, and how the data file is read.

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use domain::ids::{OrganisationId, PersonId, PlanId};

use crate::actor::{Actor, Site};
use crate::db::{Conn, organisation, person};
use crate::error::Error;

/// The day on which the demonstration's clock stands, unless another is set.
pub const DAY: NaiveDate = match NaiveDate::from_ymd_opt(2019, 3, 12) {
    Some(day) => day,
    None => NaiveDate::MIN,
};

/// Reads the word of a string enum.
pub(super) fn read_enum<T: std::str::FromStr<Err = domain::UnknownValue>>(value: &str) -> Result<T, Error> {
    value.parse().map_err(Error::internal)
}

/// Nine in the morning, UTC: when everything of the demonstration was done.
pub(super) fn morning(day: NaiveDate) -> DateTime<Utc> {
    day.and_time(chrono::NaiveTime::MIN).and_utc() + chrono::TimeDelta::hours(9)
}

/// The database that is filled, and the keys of the people and organisations in it.
pub(super) struct Filling<'a> {
    /// The connection, in a transaction.
    pub conn: &'a mut Conn,
    /// The installation.
    pub site: &'a Arc<Site>,
    /// People by their key in the data file.
    pub people: Vec<(String, PersonId)>,
    /// Organisations by their name in addresses.
    pub organisations: Vec<(String, OrganisationId)>,
}

impl<'a> Filling<'a> {
    /// Begins with the organisations of the plan, and nobody.
    pub fn new(conn: &'a mut Conn, site: &'a Arc<Site>) -> Result<Self, Error> {
        let organisations = organisation::all(conn)?.into_iter().map(|o| (o.slug, o.id)).collect();
        Ok(Self { conn, site, people: Vec::new(), organisations })
    }

    /// The plan that is filled in: the one that comes with the program.
    pub fn plan(&mut self) -> Result<PlanId, Error> {
        Ok(crate::queries::plan::first(self.conn)?.id)
    }

    /// Somebody who acted on the morning of a past day.
    pub fn actor(&mut self, name: &str, day: NaiveDate) -> Result<Actor, Error> {
        let profile = person::find(self.conn, key(&self.people, name)?)?.ok_or(Error::NotFound)?;
        Ok(Actor::person(&profile, morning(day), Arc::clone(self.site)))
    }
}

/// What an action made of the data file; what is wrong with a field is a fault of that file.
pub(super) fn accepted<T>(outcome: Result<T, Error>) -> Result<T, Error> {
    outcome.map_err(|error| match error {
        Error::Invalid(errors) => Error::internal(format!("data/demo.json holds what no form accepts: {errors:?}")),
        other => other,
    })
}

/// What a key of the data file stands for.
pub(super) fn key<T: Copy>(list: &[(String, T)], key: &str) -> Result<T, Error> {
    list.iter()
        .find(|(k, _)| k == key)
        .map(|(_, v)| *v)
        .ok_or_else(|| Error::internal(format!("data/demo.json names “{key}”, which it does not hold")))
}
