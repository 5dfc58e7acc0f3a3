//! Team: everything that is late or waits, whoever has to act.

use std::collections::HashMap;

use chrono::NaiveDate;
use domain::ids::PersonId;
use domain::person::Profile;
use domain::plan::ActivitySummary;
use domain::reminder::{Kind, Notice, Subject};

use super::plan;
use crate::actor::Actor;
use crate::db::{Conn, person, reminder};
use crate::error::Error;
use crate::reminder::Round;

/// What the team has to do on a day.
pub struct Team {
    round: Round,
    day: NaiveDate,
    /// Everybody with an account, by name.
    pub people: Vec<Profile>,
    /// Activities that nobody leads.
    pub leaderless: Vec<ActivitySummary>,
    /// How many activities each person leads.
    pub led: HashMap<PersonId, usize>,
    /// Who has asked today for a reminder of an obligation.
    pub requested: HashMap<(Kind, Subject), String>,
}

/// What the team has to do on the actor's day.
///
/// # Errors
/// [`Error::NotFound`] for who is no officer.
pub fn of(conn: &mut Conn, actor: &Actor) -> Result<Team, Error> {
    actor.officer()?;
    let (mut leaderless, mut led) = (Vec::new(), HashMap::<PersonId, usize>::new());
    for plan in plan::all(conn)? {
        for line in plan::lines(conn, plan.id, actor.now)? {
            match &line.activity.lead {
                Some(lead) => *led.entry(lead.id).or_default() += 1,
                None if line.is_open() => leaderless.push(line),
                None => {}
            }
        }
    }
    Ok(Team {
        round: Round::load(conn, actor.today, actor.now)?,
        day: actor.today,
        people: person::all(conn)?,
        leaderless,
        led,
        requested: reminder::requested_on(conn, actor.today)?,
    })
}

impl Team {
    /// Everything that is late, waits or has nobody to do it, most urgent first.
    #[must_use]
    pub fn lines(&self) -> Vec<Notice<'_>> {
        self.round.outstanding(self.day)
    }
}
