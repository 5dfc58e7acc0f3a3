//! People with accounts, as administrators see them.

use chrono::{DateTime, Utc};
use domain::history::{HistoryEntry, SubjectKind};
use domain::ids::{OrganisationId, PersonId};
use domain::organisation::OrganisationRecord;
use domain::person::Profile;

use super::second_factor::{self, Present};
use crate::db::{Conn, history, organisation, person, session};
use crate::error::Error;

/// Everybody, by name.
///
/// # Errors
/// When the database fails.
pub fn all(conn: &mut Conn) -> Result<Vec<Profile>, Error> {
    Ok(person::all(conn)?)
}

/// Everybody who can sign in, by name.
///
/// # Errors
/// When the database fails.
pub fn active(conn: &mut Conn) -> Result<Vec<Profile>, Error> {
    let mut people = person::all(conn)?;
    people.retain(|p| p.account.is_active());
    Ok(people)
}

/// The person of this key.
///
/// # Errors
/// [`Error::NotFound`].
pub fn find(conn: &mut Conn, id: PersonId) -> Result<Profile, Error> {
    person::find(conn, id)?.ok_or(Error::NotFound)
}

/// The organisations for which somebody may work: the active ones and the one that the person has.
///
/// # Errors
/// When the database fails.
pub fn organisations(conn: &mut Conn, own: Option<OrganisationId>) -> Result<Vec<OrganisationRecord>, Error> {
    let mut all = organisation::all(conn)?;
    all.retain(|o| o.is_active || Some(o.id) == own);
    Ok(all)
}

/// A person with all that is needed to edit them.
#[derive(Debug, Clone)]
pub struct PersonDetail {
    /// The person; `None` for somebody new.
    pub profile: Option<Profile>,
    /// The organisations that may be chosen.
    pub organisations: Vec<OrganisationRecord>,
    /// How many sessions the person has.
    pub sessions: usize,
    /// The second factor of the person, if there is one.
    pub second_factor: Option<Present>,
    /// What was changed about the person, the newest first.
    pub history: Vec<HistoryEntry>,
}

/// A person with all that is needed to edit them, or to invite somebody new.
///
/// # Errors
/// [`Error::NotFound`].
pub fn detail(conn: &mut Conn, id: Option<PersonId>, now: DateTime<Utc>) -> Result<PersonDetail, Error> {
    let profile = id.map(|id| find(conn, id)).transpose()?;
    let (history, sessions, second_factor) = match id {
        Some(id) => (history::of(conn, SubjectKind::Person, id.0)?, session::of(conn, id, now)?.len(), second_factor::of(conn, id)?),
        None => (Vec::new(), 0, None),
    };
    let organisations = organisations(conn, profile.as_ref().and_then(|p| p.person.organisation))?;
    Ok(PersonDetail { profile, organisations, sessions, second_factor, history })
}
