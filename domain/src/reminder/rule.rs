//! When people are reminded of an obligation: so many days before or after its day, then at an interval, then to somebody else as well.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::obligation::{Kind, Obligation};
use crate::form::{Errors, Problem};
use crate::ids::ActivityId;

/// Furthest step from the day of an obligation, in days; also the longest interval.
pub const OFFSET_MAX: u32 = 730;
/// Most steps that are listed one by one.
pub const STEPS_MAX: usize = 12;

/// When people are reminded of an obligation.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Rule {
    /// Days relative to the day of the obligation, in their order; minus is before.
    pub steps: Vec<i32>,
    /// After the last of them, again and again after so many days.
    pub every: Option<u32>,
    /// So many days after the day of the obligation others are reminded too.
    pub escalates: Option<u32>,
}

impl Rule {
    /// What holds for a kind until an administrator sets something else.
    #[must_use]
    pub fn usual(kind: Kind) -> Self {
        let rule = |steps: &[i32], every, escalates| Self { steps: steps.to_vec(), every, escalates };
        match kind {
            Kind::Update => rule(&[-7, 0, 7], Some(7), Some(21)),
            Kind::Closing => rule(&[0], None, None),
            Kind::Output => rule(&[-30, -7, 0, 7], Some(14), Some(30)),
            Kind::EventComing => rule(&[-14, -2], None, None),
            Kind::EventReport => rule(&[7, 14, 21], None, Some(21)),
            Kind::Returned => rule(&[3, 7], Some(7), Some(14)),
            Kind::Review => rule(&[3, 7], None, Some(7)),
            Kind::Measurement => rule(&[0, 15], Some(15), Some(45)),
            Kind::DonorDigest => rule(&[0], None, None),
        }
    }

    fn escalation(&self) -> Option<i32> {
        self.escalates.and_then(|days| i32::try_from(days).ok())
    }

    /// The newest step that has come when so many days have gone by since the day of the obligation.
    #[must_use]
    pub fn newest(&self, elapsed: i32) -> Option<i32> {
        let listed = self.steps.iter().copied().chain(self.escalation()).filter(|step| *step <= elapsed).max();
        let repeated = self.interval().filter(|(last, _)| *last <= elapsed).map(|(last, every)| last + (elapsed - last) / every * every);
        listed.max(repeated)
    }

    /// The first step after so many days.
    #[must_use]
    pub fn next(&self, elapsed: i32) -> Option<i32> {
        let listed = self.steps.iter().copied().chain(self.escalation()).filter(|step| *step > elapsed).min();
        let repeated =
            self.interval().map(|(last, every)| if last > elapsed { last } else { last + ((elapsed - last) / every + 1) * every });
        [listed, repeated].into_iter().flatten().min()
    }

    fn interval(&self) -> Option<(i32, i32)> {
        let every = self.every.and_then(|days| i32::try_from(days).ok()).filter(|days| *days > 0)?;
        Some((*self.steps.last()?, every))
    }

    /// Whether others are reminded at this step.
    #[must_use]
    pub fn is_escalated(&self, step: i32) -> bool {
        self.escalation().is_some_and(|days| step >= days)
    }

    /// The steps as they are typed: `-7, 0, 7`.
    #[must_use]
    pub fn listed(&self) -> String {
        self.steps.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
    }
}

/// The rules of all kinds, and those that single activities have for themselves.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Rules {
    general: BTreeMap<Kind, Rule>,
    own: BTreeMap<(ActivityId, Kind), Rule>,
}

impl Rules {
    /// Rules that were set, for all activities or for one.
    #[must_use]
    pub fn new(set: impl IntoIterator<Item = (Option<ActivityId>, Kind, Rule)>) -> Self {
        let mut rules = Self::default();
        for (activity, kind, rule) in set {
            match activity {
                Some(id) => drop(rules.own.insert((id, kind), rule)),
                None => drop(rules.general.insert(kind, rule)),
            }
        }
        rules
    }

    /// The rule for all activities.
    #[must_use]
    pub fn general(&self, kind: Kind) -> Rule {
        self.general.get(&kind).cloned().unwrap_or_else(|| Rule::usual(kind))
    }

    /// The rule that one activity has for itself.
    #[must_use]
    pub fn own(&self, activity: ActivityId, kind: Kind) -> Option<&Rule> {
        self.own.get(&(activity, kind))
    }

    /// The activities that have a rule for themselves.
    #[must_use]
    pub fn activities(&self) -> Vec<ActivityId> {
        let mut all: Vec<ActivityId> = self.own.keys().map(|(id, _)| *id).collect();
        all.dedup();
        all
    }

    /// The rule for an obligation: that of the first of its activities that has one for itself, else the general one.
    #[must_use]
    pub fn of(&self, obligation: &Obligation) -> Rule {
        let own = obligation.activities.iter().find_map(|id| self.own(*id, obligation.kind));
        own.cloned().unwrap_or_else(|| self.general(obligation.kind))
    }
}

/// What was typed about the rule of a kind.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RuleInput {
    /// The steps, with commas or blanks between them.
    pub steps: String,
    /// The interval.
    pub every: String,
    /// After how many days others are reminded.
    pub escalates: String,
}

impl From<&Rule> for RuleInput {
    fn from(rule: &Rule) -> Self {
        let days = |n: Option<u32>| n.map_or_else(String::new, |n| n.to_string());
        Self { steps: rule.listed(), every: days(rule.every), escalates: days(rule.escalates) }
    }
}

impl RuleInput {
    /// Whether nothing was typed.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        [&self.steps, &self.every, &self.escalates].iter().all(|typed| typed.trim().is_empty())
    }

    /// Reads the rule of a kind; problems are noted at `steps-<kind>`, `every-<kind>` and `escalates-<kind>`.
    pub fn parse(&self, kind: Kind, errors: &mut Errors) -> Option<Rule> {
        let steps = errors.check(format!("steps-{kind}"), steps(&self.steps));
        let every = errors.check(format!("every-{kind}"), days(&self.every, 1));
        let escalates = errors.check(format!("escalates-{kind}"), days(&self.escalates, 0));
        let (steps, every, escalates) = (steps?, every?, escalates?);
        // A quarter is reported when it is over.
        if kind == Kind::DonorDigest && steps.first().is_some_and(|step| *step < 0) {
            errors.add(format!("steps-{kind}"), Problem::NotDays { max: OFFSET_MAX });
            return None;
        }
        if every.is_some() && steps.is_empty() {
            errors.add(format!("steps-{kind}"), Problem::Required);
            return None;
        }
        Some(Rule { steps, every, escalates: escalates.filter(|_| kind.escalation().is_some()) })
    }
}

/// Reads steps; a typed minus sign of any sort counts. Several of the same go up in one.
fn steps(typed: &str) -> Result<Vec<i32>, Problem> {
    let plain = typed.replace(['−', '–'], "-");
    let far = i32::try_from(OFFSET_MAX).unwrap_or(i32::MAX);
    let one = |word: &str| match word.trim_start_matches('+').parse::<i32>() {
        Ok(step) if (-far..=far).contains(&step) => Ok(step),
        _ => Err(Problem::NotDays { max: OFFSET_MAX }),
    };
    let words = plain.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '，' | '、')).filter(|word| !word.is_empty());
    let mut steps = words.map(one).collect::<Result<Vec<i32>, Problem>>()?;
    steps.sort_unstable();
    steps.dedup();
    if steps.len() > STEPS_MAX { Err(Problem::NotDays { max: OFFSET_MAX }) } else { Ok(steps) }
}

fn days(typed: &str, least: u32) -> Result<Option<u32>, Problem> {
    match typed.trim() {
        "" => Ok(None),
        typed => match typed.parse::<u32>() {
            Ok(days) if (least..=OFFSET_MAX).contains(&days) => Ok(Some(days)),
            _ => Err(Problem::NotDays { max: OFFSET_MAX }),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn days_told(kind: Kind, until: i32) -> Vec<i32> {
        let rule = Rule::usual(kind);
        let mut told = Vec::new();
        let mut at = -100;
        while let Some(next) = rule.next(at).filter(|next| *next <= until) {
            told.push(next);
            at = next;
        }
        told
    }

    #[test]
    fn the_usual_rules_are_those_of_the_table() {
        assert_eq!(days_told(Kind::Update, 30), [-7, 0, 7, 14, 21, 28]);
        assert_eq!(days_told(Kind::Output, 60), [-30, -7, 0, 7, 21, 30, 35, 49]);
        assert_eq!(days_told(Kind::EventComing, 99), [-14, -2]);
        assert_eq!(days_told(Kind::EventReport, 99), [7, 14, 21]);
        assert_eq!(days_told(Kind::Returned, 22), [3, 7, 14, 21]);
        assert_eq!(days_told(Kind::Review, 99), [3, 7]);
        assert_eq!(days_told(Kind::Measurement, 60), [0, 15, 30, 45, 60]);
    }

    #[test]
    fn typed_rules_are_read() {
        let read = |steps: &str, every: &str, escalates: &str| {
            let mut errors = Errors::new();
            let typed = RuleInput { steps: steps.into(), every: every.into(), escalates: escalates.into() };
            let rule = typed.parse(Kind::Update, &mut errors);
            if errors.is_empty() { Ok(rule.unwrap()) } else { Err(errors.iter().map(|(f, _)| f.to_owned()).collect::<Vec<_>>()) }
        };
        assert_eq!(read("7, −7 +0，7", "14", "21"), Ok(Rule { steps: vec![-7, 0, 7], every: Some(14), escalates: Some(21) }));
        assert_eq!(read("", "", ""), Ok(Rule::default()), "a kind of which nobody is reminded");
        assert_eq!(read("soon", "0", "-1"), Err(vec!["steps-update".into(), "every-update".into(), "escalates-update".into()]));
        assert_eq!(read("", "7", ""), Err(vec!["steps-update".into()]), "an interval needs a beginning");
        assert_eq!(read("1 2 3 4 5 6 7 8 9 10 11 12 13", "", ""), Err(vec!["steps-update".into()]));
        assert_eq!(read("731", "", ""), Err(vec!["steps-update".into()]));
    }

    fn any_rule() -> impl Strategy<Value = Rule> {
        let steps = proptest::collection::btree_set(-60i32..90, 0..5);
        (steps, proptest::option::of(1u32..40), proptest::option::of(0u32..60)).prop_map(|(steps, every, escalates)| Rule {
            steps: steps.into_iter().collect(),
            every,
            escalates,
        })
    }

    proptest! {
        /// The step that comes next is the newest one on its own day, and none lies between.
        #[test]
        fn next_and_newest_agree(rule in any_rule(), elapsed in -80i32..400) {
            if let Some(next) = rule.next(elapsed) {
                prop_assert!(next > elapsed);
                prop_assert_eq!(rule.newest(next), Some(next));
                prop_assert_eq!(rule.newest(next - 1), rule.newest(elapsed));
            } else {
                prop_assert_eq!(rule.newest(elapsed), rule.newest(elapsed + 1000));
            }
        }

        /// What is written into the form is read back as the same rule.
        #[test]
        fn rules_survive_the_form(rule in any_rule()) {
            let mut errors = Errors::new();
            let read = RuleInput::from(&rule).parse(Kind::Update, &mut errors);
            if rule.every.is_some() && rule.steps.is_empty() { prop_assert!(!errors.is_empty()) } else { prop_assert_eq!(read, Some(rule)) }
        }
    }
}
