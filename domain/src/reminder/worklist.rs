//! The list of what waits for a person, most urgent first: My work, Team and the mails of the morning all show this list.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::obligation::{Kind, Obligation, Subject};
use super::rule::{Rule, Rules};
use crate::ids::PersonId;
use crate::schedule::{SOON, Urgency};

/// Why a person sees an obligation.
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

/// Under which heading an obligation stands, the most urgent first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// Its deadline has passed.
    Late,
    /// It waits; there is no deadline.
    Waiting,
    /// Its deadline is today or within a week.
    Soon,
    /// Its deadline is further off.
    Later,
    /// Nobody is responsible for it.
    Unassigned,
    /// Others have not done it.
    Others,
}

impl Group {
    /// All of them, in their order.
    pub const ALL: [Self; 6] = [Self::Late, Self::Waiting, Self::Soon, Self::Later, Self::Unassigned, Self::Others];

    /// A word for texts and for the ids of headings.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Late => "late",
            Self::Waiting => "waiting",
            Self::Soon => "soon",
            Self::Later => "later",
            Self::Unassigned => "unassigned",
            Self::Others => "others",
        }
    }

    fn of(obligation: &Obligation, part: Part, day: NaiveDate) -> Self {
        match (part, Urgency::of(obligation.due, day)) {
            (Part::Nobody, _) => Self::Unassigned,
            (Part::Other, _) => Self::Others,
            (Part::Own { .. }, Urgency::Later(_)) => Self::Later,
            (Part::Own { .. }, _) if !obligation.kind.has_deadline() => Self::Waiting,
            (Part::Own { .. }, Urgency::Late(_)) => Self::Late,
            (Part::Own { .. }, Urgency::Soon(_)) => Self::Soon,
        }
    }
}

/// One obligation on a person's list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Notice<'a> {
    /// The obligation.
    pub obligation: &'a Obligation,
    /// The step of its rule that has come on this day, in days from its day; `None` if no reminder is due for it.
    pub step: Option<i32>,
    /// Why this person sees it.
    pub part: Part,
}

impl Notice<'_> {
    /// How near its day is.
    #[must_use]
    pub fn urgency(&self, day: NaiveDate) -> Urgency {
        Urgency::of(self.obligation.due, day)
    }

    /// Under which heading it stands on a day.
    #[must_use]
    pub fn group(&self, day: NaiveDate) -> Group {
        Group::of(self.obligation, self.part, day)
    }

    /// Group by group; in each the oldest first.
    pub(super) fn rank(&self, day: NaiveDate) -> (Group, NaiveDate, Kind, Subject) {
        (self.group(day), self.obligation.due, self.obligation.kind, self.obligation.subject)
    }
}

/// How many lines of a list stand under each heading.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tally(BTreeMap<Group, usize>);

impl Tally {
    /// Counts the lines of a list on a day.
    #[must_use]
    pub fn of(lines: &[Notice<'_>], day: NaiveDate) -> Self {
        let mut counted = Self::default();
        for line in lines {
            *counted.0.entry(line.group(day)).or_default() += 1;
        }
        counted
    }

    /// How many stand under a heading.
    #[must_use]
    pub fn count(&self, group: Group) -> usize {
        self.0.get(&group).copied().unwrap_or_default()
    }
}

pub(super) fn elapsed(obligation: &Obligation, day: NaiveDate) -> i32 {
    i32::try_from((day - obligation.due).num_days()).unwrap_or(i32::MAX)
}

/// Whether a person has to do with an obligation on a day, and how.
pub(super) fn part(person: PersonId, obligation: &Obligation, rule: &Rule, day: NaiveDate) -> Option<Part> {
    if obligation.from.contains(&person) {
        let is_escalated = rule.is_escalated(elapsed(obligation, day)) && obligation.escalated_to.iter().any(|id| *id != person);
        Some(Part::Own { is_escalated })
    } else if !obligation.escalated_to.contains(&person) {
        None
    } else if obligation.from.is_empty() {
        Some(Part::Nobody)
    } else {
        Some(Part::Other)
    }
}

/// Whether an obligation stands on the lists of those who have to act on a day: what waits for them from its day on, what has a deadline
/// from a week before it or from the first step of its rule.
fn is_open(obligation: &Obligation, rule: &Rule, day: NaiveDate) -> bool {
    let elapsed = elapsed(obligation, day);
    let has_begun = match obligation.kind {
        Kind::DonorDigest => false,
        // Its day is the last one of the event.
        Kind::EventReport => elapsed > 0,
        kind if !kind.has_deadline() => elapsed >= 0,
        _ => i64::from(elapsed) >= -SOON || rule.newest(elapsed).is_some(),
    };
    has_begun && obligation.until.is_none_or(|until| day <= until)
}

/// An obligation as it stands on a person's list on a day, if it does; without a step.
pub(super) fn line<'a>(person: PersonId, obligation: &'a Obligation, rules: &Rules, day: NaiveDate) -> Option<Notice<'a>> {
    let rule = rules.of(obligation);
    let part = part(person, obligation, &rule, day)?;
    let is_shown = is_open(obligation, &rule, day) && (part != Part::Other || rule.is_escalated(elapsed(obligation, day)));
    is_shown.then_some(Notice { obligation, step: None, part })
}

/// Everything that is late, waits or has nobody to do it on a day, whoever has to act, most urgent first.
#[must_use]
pub fn outstanding<'a>(obligations: &'a [Obligation], rules: &Rules, day: NaiveDate) -> Vec<Notice<'a>> {
    let line = |obligation: &'a Obligation| {
        let rule = rules.of(obligation);
        let is_escalated = rule.is_escalated(elapsed(obligation, day)) && !obligation.escalated_to.is_empty();
        let part = if obligation.from.is_empty() { Part::Nobody } else { Part::Own { is_escalated } };
        let notice = Notice { obligation, step: None, part };
        let is_due = matches!(notice.group(day), Group::Late | Group::Waiting | Group::Unassigned);
        (is_due && is_open(obligation, &rule, day)).then_some(notice)
    };
    let mut lines: Vec<Notice<'a>> = obligations.iter().filter_map(line).collect();
    lines.sort_by_key(|line| line.rank(day));
    lines
}

/// Everything on a person's list on a day, most urgent first.
#[must_use]
pub fn worklist<'a>(person: PersonId, obligations: &'a [Obligation], rules: &Rules, day: NaiveDate) -> Vec<Notice<'a>> {
    let mut lines: Vec<Notice<'a>> = obligations.iter().filter_map(|obligation| line(person, obligation, rules, day)).collect();
    lines.sort_by_key(|line| line.rank(day));
    lines
}
