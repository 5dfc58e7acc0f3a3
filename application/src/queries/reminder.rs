//! Reminders: the rules, what somebody is reminded of, and whose a link is that ends them.

use chrono::{DateTime, NaiveDate, Utc};
use domain::activity::Activity;
use domain::form::Errors;
use domain::ids::PlanId;
use domain::person::Profile;
use domain::reminder::{Choice, Choices, Coming, Kind, Notice, Rule, RuleInput, Rules, SentReminders};

use crate::actor::Site;
use crate::auth::opt_out;
use crate::db::{Conn, activity, person, reminder};
use crate::error::Error;
use crate::reminder::Round;

/// The rules for all activities, or those of one.
#[derive(Debug, Clone)]
pub struct RuleSet {
    /// All rules.
    pub rules: Rules,
    /// The activity whose own rules are meant; `None`: those for all.
    pub activity: Option<Activity>,
    /// All activities of the plan that is looked at, by number.
    pub activities: Vec<Activity>,
}

/// The rules for all activities or, by its number in a plan, of one.
///
/// # Errors
/// [`Error::NotFound`] for an activity that does not exist.
pub fn rules(conn: &mut Conn, plan: PlanId, number: Option<i32>) -> Result<RuleSet, Error> {
    let activities = activity::all(conn, plan)?;
    let activity = activities.iter().find(|a| Some(a.number) == number).cloned();
    if number.is_some() && activity.is_none() {
        return Err(Error::NotFound);
    }
    Ok(RuleSet { rules: reminder::rules(conn)?, activity, activities })
}

impl RuleSet {
    /// The kinds that can be set: the digest for donors belongs to no activity.
    pub fn kinds(&self) -> impl Iterator<Item = Kind> {
        let is_own = self.activity.is_some();
        Kind::ALL.iter().copied().filter(move |kind| !is_own || *kind != Kind::DonorDigest)
    }

    /// What holds now; an activity may have nothing of its own.
    #[must_use]
    pub fn present(&self, kind: Kind) -> Option<Rule> {
        match &self.activity {
            Some(a) => self.rules.own(a.id, kind).cloned(),
            None => Some(self.rules.general(kind)),
        }
    }

    /// What holds now, as it would be typed.
    #[must_use]
    pub fn typed(&self) -> Vec<(Kind, RuleInput)> {
        self.kinds().map(|kind| (kind, self.present(kind).as_ref().map(RuleInput::from).unwrap_or_default())).collect()
    }

    /// What was typed about the kinds that can be set, of all that was typed.
    #[must_use]
    pub fn of_its_kinds(&self, mut typed: Vec<(Kind, RuleInput)>) -> Vec<(Kind, RuleInput)> {
        let kinds: Vec<Kind> = self.kinds().collect();
        typed.retain(|(kind, _)| kinds.contains(kind));
        typed
    }

    /// Reads what was typed about the kinds that can be set. For an activity, what is left empty follows the rules for all.
    ///
    /// # Errors
    /// The problem of each field.
    pub fn parse(&self, typed: &[(Kind, RuleInput)]) -> Result<Vec<(Kind, Option<Rule>)>, Errors> {
        let mut errors = Errors::new();
        let is_own = self.activity.is_some();
        let one = |(kind, typed): &(Kind, RuleInput)| match typed.is_blank() && is_own {
            true => (*kind, None),
            false => (*kind, typed.parse(*kind, &mut errors)),
        };
        let kinds: Vec<Kind> = self.kinds().collect();
        let rules = typed.iter().filter(|(kind, _)| kinds.contains(kind)).map(one).collect();
        if errors.is_empty() { Ok(rules) } else { Err(errors) }
    }
}

/// Whose link it is that ends reminders.
///
/// # Errors
/// [`Error::DeadLink`].
pub fn owner(conn: &mut Conn, site: &Site, token: &str, now: DateTime<Utc>) -> Result<Profile, Error> {
    person::find(conn, opt_out::open(&site.keys, token, now)?)?.ok_or(Error::DeadLink)
}

/// What somebody is reminded of, and how they chose to be.
pub struct OwnReminders<'a> {
    profile: &'a Profile,
    day: NaiveDate,
    round: Round,
    sent: SentReminders,
    choices: Choices,
}

/// What somebody is reminded of on a day of theirs.
///
/// # Errors
/// When the database fails.
pub fn of<'a>(conn: &mut Conn, profile: &'a Profile, day: NaiveDate, now: DateTime<Utc>) -> Result<OwnReminders<'a>, Error> {
    let round = Round::load(conn, day, now)?;
    Ok(OwnReminders { profile, day, round, sent: reminder::sent(conn, profile.id)?, choices: reminder::choices_of(conn, profile.id)? })
}

impl OwnReminders<'_> {
    /// The choice for each kind that may concern the person.
    #[must_use]
    pub fn choices(&self) -> Vec<(Kind, Choice)> {
        let role = self.profile.person.role;
        Kind::ALL.iter().filter(|kind| kind.is_for(role)).map(|kind| (*kind, self.choices.of(*kind))).collect()
    }

    /// The reminders of the day.
    #[must_use]
    pub fn today(&self) -> Vec<Notice<'_>> {
        self.round.lines(self.profile, &self.sent, self.day)
    }

    /// The reminders after the day.
    #[must_use]
    pub fn coming(&self) -> Vec<Coming<'_>> {
        self.round.coming(self.profile, &self.sent, self.day)
    }
}
