//! The digest: of what a person is reminded on a day, and what is coming.

use std::collections::{BTreeMap, HashMap};

use chrono::{Datelike, Days, NaiveDate, TimeDelta};

use super::obligation::{Choice, Kind, Obligation, Subject};
use super::rule::Rules;
use crate::ids::PersonId;
use crate::schedule::Urgency;

/// A reminder sent this many days in the future was sent while the clock was wrong; it suppresses no other reminder.
const TRUSTED: i64 = 31;

/// How somebody wants to be reminded of each kind.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Choices(BTreeMap<Kind, Choice>);

impl Choices {
    /// Choices that were made.
    #[must_use]
    pub fn new(made: impl IntoIterator<Item = (Kind, Choice)>) -> Self {
        Self(made.into_iter().collect())
    }

    /// The choice for a kind; as it comes, unless another was made.
    #[must_use]
    pub fn of(&self, kind: Kind) -> Choice {
        self.0.get(&kind).copied().unwrap_or(Choice::AsItComes)
    }
}

/// Somebody who may be reminded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reader {
    /// Who it is.
    pub id: PersonId,
    /// Since when they can sign in. Obligations of before are theirs too, but no quarter that had ended by then.
    pub since: NaiveDate,
    /// How they want to be reminded.
    pub choices: Choices,
}

/// Reminders that a person has got so far: of which obligation, for which step, on which day.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SentReminders(HashMap<(Kind, Subject, NaiveDate), Vec<(i32, NaiveDate)>>);

impl SentReminders {
    /// Adds a reminder that was sent for a step of an obligation on a day.
    pub fn add(&mut self, kind: Kind, subject: Subject, due: NaiveDate, step: i32, on: NaiveDate) {
        self.0.entry((kind, subject, due)).or_default().push((step, on));
    }

    /// Whether a reminder was sent for this step or for a later one: then there is nothing new to say.
    fn covers(&self, obligation: &Obligation, step: i32, day: NaiveDate) -> bool {
        let steps = self.0.get(&(obligation.kind, obligation.subject, obligation.due));
        let is_covered = |(sent, on): &(i32, NaiveDate)| *sent == step || (*sent > step && (*on - day).num_days() <= TRUSTED);
        steps.is_some_and(|steps| steps.iter().any(is_covered))
    }

    /// Whether a reminder of such a kind was sent from `monday` to `day`.
    fn has_since(&self, monday: NaiveDate, day: NaiveDate, is_kind: impl Fn(Kind) -> bool) -> bool {
        self.0.iter().any(|((kind, _, _), steps)| is_kind(*kind) && steps.iter().any(|(_, on)| (monday..=day).contains(on)))
    }

    /// The due day of the newest obligation of this kind of which a reminder was sent: a digest covers the time since then.
    #[must_use]
    pub fn newest(&self, kind: Kind, before: NaiveDate) -> Option<NaiveDate> {
        self.0.keys().filter(|(k, _, due)| *k == kind && *due < before).map(|(_, _, due)| *due).max()
    }
}

/// Why a person is reminded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// They have to act.
    Own {
        /// Whether others are reminded as well by now.
        is_escalated: bool,
    },
    /// Somebody else has to act and has not.
    Other,
    /// Nobody has to act, so they see to it that somebody does.
    Nobody,
}

/// One obligation of which a person is reminded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Notice<'a> {
    /// The obligation.
    pub obligation: &'a Obligation,
    /// Which step of its rule, in days from its day.
    pub step: i32,
    /// Why this person is reminded.
    pub part: Part,
}

impl Notice<'_> {
    /// How near its day is.
    #[must_use]
    pub fn urgency(&self, day: NaiveDate) -> Urgency {
        Urgency::of(self.obligation.due, day)
    }

    /// What stands first: one's own, then what nobody does, then what others do not; of each the oldest.
    fn rank(&self) -> (u8, NaiveDate, Kind, Subject) {
        let part = match self.part {
            Part::Own { .. } => 0,
            Part::Nobody => 1,
            Part::Other => 2,
        };
        (part, self.obligation.due, self.obligation.kind, self.obligation.subject)
    }
}

fn monday(day: NaiveDate) -> NaiveDate {
    day - Days::new(u64::from(day.weekday().num_days_from_monday()))
}

fn elapsed(obligation: &Obligation, day: NaiveDate) -> i32 {
    i32::try_from((day - obligation.due).num_days()).unwrap_or(i32::MAX)
}

/// Whether the reader has to do with the obligation, and how: `Own` here says nothing yet of others being reminded.
fn part(reader: &Reader, obligation: &Obligation) -> Option<Part> {
    if obligation.from.contains(&reader.id) {
        Some(Part::Own { is_escalated: false })
    } else if !obligation.escalated_to.contains(&reader.id) {
        None
    } else if obligation.from.is_empty() {
        Some(Part::Nobody)
    } else {
        Some(Part::Other)
    }
}

/// Of what the reader is reminded on a day, most urgent first; empty if nothing is due.
///
/// Of each obligation that is the newest step that has come, unless a reminder was sent for it or a later one before: so an outage of any length
/// is made up for by one digest, and a clock that goes back repeats nothing. Who wants to hear weekly hears on Monday, or as soon after
/// as possible, of all steps of their own in that week.
#[must_use]
pub fn due<'a>(reader: &Reader, obligations: &'a [Obligation], rules: &Rules, sent: &SentReminders, day: NaiveDate) -> Vec<Notice<'a>> {
    let monday = monday(day);
    let is_weekly = |kind| reader.choices.of(kind) == Choice::Weekly;
    let week_is_done = sent.has_since(monday, day, is_weekly);
    let line = |obligation: &'a Obligation| {
        let part = part(reader, obligation)?;
        let is_over = obligation.until.is_some_and(|until| day > until);
        let is_before_their_time = obligation.kind == Kind::DonorDigest && obligation.due < reader.since;
        if is_over || is_before_their_time {
            return None;
        }
        let horizon = match (reader.choices.of(obligation.kind), part) {
            (Choice::Off, _) => return None,
            (Choice::AsItComes, _) => day,
            (Choice::Weekly, _) if week_is_done => return None,
            (Choice::Weekly, Part::Own { .. }) => monday + TimeDelta::days(6),
            (Choice::Weekly, _) => monday,
        };
        let rule = rules.of(obligation);
        let step = rule.newest(elapsed(obligation, horizon))?;
        if sent.covers(obligation, step, day) || (part == Part::Other && !rule.is_escalated(step)) {
            return None;
        }
        let others_know = rule.is_escalated(elapsed(obligation, day)) && obligation.escalated_to.iter().any(|id| *id != reader.id);
        let part = if matches!(part, Part::Own { .. }) { Part::Own { is_escalated: others_know } } else { part };
        Some(Notice { obligation, step, part })
    };
    let mut lines: Vec<Notice<'a>> = obligations.iter().filter_map(line).collect();
    lines.sort_by_key(Notice::rank);
    lines
}

/// A step that is still to come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Coming<'a> {
    /// The day on which the reminder is sent, if nothing happens until then.
    pub day: NaiveDate,
    /// The reminder.
    pub line: Notice<'a>,
}

/// Of what the reader will be reminded after a day if nobody does anything, each obligation with its next step alone, in the order of the days.
#[must_use]
pub fn coming<'a>(reader: &Reader, obligations: &'a [Obligation], rules: &Rules, sent: &SentReminders, day: NaiveDate) -> Vec<Coming<'a>> {
    let next = |obligation: &'a Obligation| {
        let mut at = day;
        // A step that is too early for those who are reminded only later, or not a Monday, is passed over.
        for _ in 0..TRIES {
            at = match reader.choices.of(obligation.kind) {
                Choice::Weekly => monday(at) + TimeDelta::days(7),
                _ => obligation.due + TimeDelta::days(i64::from(rules.of(obligation).next(elapsed(obligation, at))?)),
            };
            if let Some(line) = due(reader, std::slice::from_ref(obligation), rules, sent, at).into_iter().next() {
                return Some(Coming { day: at, line });
            }
        }
        None
    };
    let mut all: Vec<Coming<'a>> = obligations.iter().filter_map(next).collect();
    all.sort_by_key(|c| (c.day, c.line.rank()));
    all
}

/// For so many steps or weeks ahead what is coming is looked for.
const TRIES: u32 = 60;

#[cfg(test)]
mod tests;
