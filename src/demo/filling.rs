//! What all parts of the demonstration share: who acts, when, and how the data file is read.

use std::sync::Arc;

use application::{Actor, Site};
use chrono::{DateTime, NaiveDate, Utc};
use domain::ids::{OrganisationId, PersonId, PlanId};

use crate::db::{Conn, person};
use crate::error::AppError;

/// The day on which the demonstration's clock stands, unless another is set.
pub const DAY: NaiveDate = match NaiveDate::from_ymd_opt(2019, 3, 12) {
    Some(day) => day,
    None => NaiveDate::MIN,
};

/// Reads the word of a string enum.
pub(super) fn read_enum<T: std::str::FromStr<Err = domain::UnknownValue>>(value: &str) -> Result<T, AppError> {
    value.parse().map_err(AppError::internal)
}

/// Nine in the morning, UTC: when everything of the demonstration was done.
pub(super) fn morning(day: NaiveDate) -> DateTime<Utc> {
    day.and_time(chrono::NaiveTime::MIN).and_utc() + chrono::TimeDelta::hours(9)
}

/// What is filled in, and by whom.
pub(super) struct Filling<'a> {
    pub conn: &'a mut Conn,
    pub site: &'a Arc<Site>,
    pub people: &'a [(String, PersonId)],
    pub organisations: &'a [(String, OrganisationId)],
}

impl Filling<'_> {
    /// The plan that is filled in: the one that comes with the program.
    pub fn plan(&mut self) -> Result<PlanId, AppError> {
        Ok(application::queries::plan::first(self.conn)?.id)
    }

    /// Somebody who acted on the morning of a past day.
    pub fn actor(&mut self, name: &str, day: NaiveDate) -> Result<Actor, AppError> {
        let profile = person::find(self.conn, key(self.people, name)?)?.ok_or(AppError::NotFound)?;
        Ok(Actor::person(&profile, morning(day), Arc::clone(self.site)))
    }
}

/// What an action made of the data file; what is wrong with a field is a fault of that file.
pub(super) fn accepted<T>(outcome: Result<T, application::Error>) -> Result<T, AppError> {
    outcome.map_err(|error| match error {
        application::Error::Invalid(errors) => AppError::internal(format!("data/demo.json holds what no form accepts: {errors:?}")),
        other => other.into(),
    })
}

/// What a key of the data file stands for.
pub(super) fn key<T: Copy>(list: &[(String, T)], key: &str) -> Result<T, AppError> {
    list.iter()
        .find(|(k, _)| k == key)
        .map(|(_, v)| *v)
        .ok_or_else(|| AppError::internal(format!("data/demo.json names “{key}”, which it does not hold")))
}
