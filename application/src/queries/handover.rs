//! What somebody leads, and who may lead it instead.

use domain::ids::{ActivityId, PersonId};
use domain::person::Profile;
use domain::plan::ActivitySummary;

use super::{person, plan};
use crate::actor::Actor;
use crate::db::{Conn, person as people};
use crate::error::Error;

/// What the form that hands over activities shows.
#[derive(Debug, Clone)]
pub struct Handover {
    /// Who leads them so far.
    pub profile: Profile,
    /// What they lead, plan by plan.
    pub activities: Vec<ActivitySummary>,
    /// Who may lead instead, by name.
    pub officers: Vec<(PersonId, String)>,
}

impl Handover {
    /// The keys of the activities.
    #[must_use]
    pub fn activity_keys(&self) -> Vec<ActivityId> {
        self.activities.iter().map(|line| line.activity.id).collect()
    }

    /// The keys of those who may lead instead.
    #[must_use]
    pub fn officer_keys(&self) -> Vec<PersonId> {
        self.officers.iter().map(|(id, _)| *id).collect()
    }
}

/// What a person leads and who may lead it instead.
///
/// # Errors
/// [`Error::NotFound`] for a person who does not exist, and for who may not edit activities.
pub fn of(conn: &mut Conn, actor: &Actor, id: PersonId) -> Result<Handover, Error> {
    actor.officer()?;
    let profile = person::find(conn, id)?;
    let mut activities = Vec::new();
    for plan in plan::all(conn)? {
        activities.extend(plan::lines(conn, plan.id, actor.now)?);
    }
    activities.retain(|line| line.activity.lead.as_ref().is_some_and(|lead| lead.id == id));
    let mut officers = people::officers(conn)?;
    officers.retain(|(officer, _)| *officer != id);
    Ok(Handover { profile, activities, officers })
}
