//! The digest: of what a person is reminded on a day, and what is coming.

use std::collections::{BTreeMap, HashMap};

use chrono::{Datelike, Days, NaiveDate, TimeDelta};

use super::obligation::{Choice, Kind, Obligation, Subject};
use super::rule::Rules;
use super::worklist::{Notice, Part, elapsed, line, part};
use crate::access::Role;
use crate::ids::PersonId;

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

    /// Whether somebody of this role wants to hear of nothing at all.
    #[must_use]
    pub fn is_silent(&self, role: Role) -> bool {
        Kind::ALL.iter().filter(|kind| kind.is_for(role)).all(|kind| self.of(*kind) == Choice::Off)
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

fn monday(day: NaiveDate) -> NaiveDate {
    day - Days::new(u64::from(day.weekday().num_days_from_monday()))
}

/// The step of which the reader is reminded on a day, if any: the newest one that has come, unless a reminder was sent for it or a later
/// one before. So an outage of any length is made up for by one mail, and a clock that goes back repeats nothing.
fn step(reader: &Reader, obligation: &Obligation, rules: &Rules, sent: &SentReminders, day: NaiveDate) -> Option<i32> {
    let rule = rules.of(obligation);
    let part = part(reader.id, obligation, &rule, day)?;
    let is_over = obligation.until.is_some_and(|until| day > until);
    let is_before_their_time = obligation.kind == Kind::DonorDigest && obligation.due < reader.since;
    if is_over || is_before_their_time {
        return None;
    }
    let monday = monday(day);
    let is_weekly = |kind| reader.choices.of(kind) == Choice::Weekly;
    // Who wants to hear weekly hears on Monday, or as soon after as possible, of all steps of their own in that week.
    let horizon = match (reader.choices.of(obligation.kind), part) {
        (Choice::Off, _) => return None,
        (Choice::AsItComes, _) => day,
        (Choice::Weekly, _) if sent.has_since(monday, day, is_weekly) => return None,
        (Choice::Weekly, Part::Own { .. }) => monday + TimeDelta::days(6),
        (Choice::Weekly, _) => monday,
    };
    let elapsed = elapsed(obligation, horizon);
    let news = Some(1).filter(|step| obligation.is_news && elapsed >= *step);
    let step = rule.newest(elapsed).max(news)?;
    let is_news = !sent.covers(obligation, step, day) && (part != Part::Other || rule.is_escalated(step));
    is_news.then_some(step)
}

/// The mail of a day, most urgent first: the reader's list, if a reminder is due for anything on it; otherwise nothing. Kinds of which the
/// reader does not want to hear on this day are left out.
#[must_use]
pub fn due<'a>(reader: &Reader, obligations: &'a [Obligation], rules: &Rules, sent: &SentReminders, day: NaiveDate) -> Vec<Notice<'a>> {
    let wants = |kind: Kind| reader.choices.of(kind) == Choice::AsItComes;
    let notice = |obligation: &'a Obligation| {
        let step = step(reader, obligation, rules, sent, day);
        let listed = line(reader.id, obligation, rules, day).filter(|_| step.is_some() || wants(obligation.kind));
        let news = || Some(Notice { obligation, step, part: part(reader.id, obligation, &rules.of(obligation), day)? });
        if step.is_some() { news() } else { listed }
    };
    let mut lines: Vec<Notice<'a>> = obligations.iter().filter_map(notice).collect();
    if lines.iter().all(|line| line.step.is_none()) {
        lines.clear();
    }
    lines.sort_by_key(|line| line.rank(day));
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
    all.sort_by_key(|c| (c.day, c.line.rank(c.day)));
    all
}

/// How many steps or weeks ahead the coming reminders are computed.
const TRIES: u32 = 60;

#[cfg(test)]
mod tests;
