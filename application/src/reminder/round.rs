//! Obligations, rules and choices as they stand, and what follows from them for each person on a day.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use domain::ids::PersonId;
use domain::person::{Account, Profile};
use domain::reminder::{self as rules, Choices, Notice, Obligation, Reader, Rules, SentReminders};

use super::obligations;
use crate::db::{Conn, reminder};
use crate::error::Error;

/// What everybody's lines are made from.
pub struct Round {
    obligations: Vec<Obligation>,
    rules: Rules,
    choices: HashMap<PersonId, Choices>,
}

impl Round {
    /// Loads it for a day.
    ///
    /// # Errors
    /// When the database fails.
    pub fn load(conn: &mut Conn, day: NaiveDate, now: DateTime<Utc>) -> Result<Self, Error> {
        Ok(Self { obligations: obligations::all(conn, day, now)?, rules: reminder::rules(conn)?, choices: reminder::all_choices(conn)? })
    }

    /// Somebody as a reader of reminders.
    #[must_use]
    pub fn reader(&self, profile: &Profile) -> Reader {
        let since = match profile.account {
            Account::Active { since } => since.date_naive(),
            Account::Invited { at } | Account::Deactivated { since: at, .. } => at.date_naive(),
        };
        Reader { id: profile.id, since, choices: self.choices.get(&profile.id).cloned().unwrap_or_default() }
    }

    /// Everything that somebody has to do, whoever it is.
    #[must_use]
    pub fn obligations(&self) -> &[Obligation] {
        &self.obligations
    }

    /// What stands on a person's list on a day, most urgent first.
    #[must_use]
    pub fn list(&self, person: PersonId, day: NaiveDate) -> Vec<Notice<'_>> {
        rules::worklist(person, &self.obligations, &self.rules, day)
    }

    /// What is late, waits or has nobody to do it on a day, whoever has to act.
    #[must_use]
    pub fn outstanding(&self, day: NaiveDate) -> Vec<Notice<'_>> {
        rules::outstanding(&self.obligations, &self.rules, day)
    }

    /// Whether somebody wants to hear of nothing at all.
    #[must_use]
    pub fn is_silent(&self, profile: &Profile) -> bool {
        self.choices.get(&profile.id).is_some_and(|choices| choices.is_silent(profile.person.role))
    }

    /// Somebody's reminders on a day.
    #[must_use]
    pub fn lines(&self, profile: &Profile, sent: &SentReminders, day: NaiveDate) -> Vec<Notice<'_>> {
        rules::due(&self.reader(profile), &self.obligations, &self.rules, sent, day)
    }

    /// Somebody's reminders after a day.
    #[must_use]
    pub fn coming(&self, profile: &Profile, sent: &SentReminders, day: NaiveDate) -> Vec<rules::Coming<'_>> {
        rules::coming(&self.reader(profile), &self.obligations, &self.rules, sent, day)
    }
}
