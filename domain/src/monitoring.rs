//! The settings by which activities are monitored: how often their leads report, and the thresholds of the calculated status. A plan has
//! them for all its activities, and an activity may have its own.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use crate::form::{self, Errors, Problem};
use crate::history::{Changes, Field};
use crate::ids::ActivityId;

use crate::progress::Rule;
use crate::schedule::UPDATE_INTERVAL;

/// The settings in force for an activity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Monitoring {
    /// The lead officer reports at least this often, in days.
    pub interval: u32,
    /// The thresholds of the calculated status.
    pub rule: Rule,
}

impl Default for Monitoring {
    fn default() -> Self {
        Self { interval: UPDATE_INTERVAL, rule: Rule::default() }
    }
}

impl Monitoring {
    /// The five numbers in the order of the form.
    #[must_use]
    pub fn numbers(&self) -> [(Setting, u32); 5] {
        let count = |n: i64| u32::try_from(n).unwrap_or(0);
        let Rule { risk_days, delay_days, risk_points, delay_points } = self.rule;
        [
            (Setting::Interval, self.interval),
            (Setting::RiskDays, count(risk_days)),
            (Setting::DelayDays, count(delay_days)),
            (Setting::RiskPoints, count(risk_points)),
            (Setting::DelayPoints, count(delay_points)),
        ]
    }
}

/// One of the numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Setting {
    /// Days between updates.
    Interval,
    /// Days late from which an activity is at risk.
    RiskDays,
    /// Days late from which an activity is delayed.
    DelayDays,
    /// Percentage points behind from which an activity is at risk.
    RiskPoints,
    /// Percentage points behind from which an activity is delayed.
    DelayPoints,
}

impl Setting {
    /// All of them, in the order of the form.
    pub const ALL: [Self; 5] = [Self::Interval, Self::RiskDays, Self::DelayDays, Self::RiskPoints, Self::DelayPoints];

    /// Under which name the history and the form know it.
    #[must_use]
    pub const fn field(self) -> Field {
        match self {
            Self::Interval => Field::UpdateInterval,
            Self::RiskDays => Field::RiskDays,
            Self::DelayDays => Field::DelayDays,
            Self::RiskPoints => Field::RiskPoints,
            Self::DelayPoints => Field::DelayPoints,
        }
    }

    /// The least and the greatest value.
    #[must_use]
    pub const fn range(self) -> (u32, u32) {
        match self {
            Self::Interval => (7, 730),
            Self::RiskDays | Self::DelayDays => (0, 730),
            Self::RiskPoints | Self::DelayPoints => (1, 100),
        }
    }
}

/// What differs between two settings; none: the activity follows its plan.
#[must_use]
pub fn changes(before: Option<&Monitoring>, after: Option<&Monitoring>) -> Changes {
    let of = |m: Option<&Monitoring>, at: usize| m.map(|m| m.numbers()[at].1);
    Setting::ALL
        .iter()
        .enumerate()
        .fold(Changes::new(), |changes, (at, setting)| changes.count(setting.field(), of(before, at), of(after, at)))
}

/// The settings of a plan and of those of its activities that have their own.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PlanMonitoring {
    /// Those of the plan, if somebody has set them.
    pub plan: Option<Monitoring>,
    /// Those that single activities have.
    pub own: HashMap<ActivityId, Monitoring>,
}

impl PlanMonitoring {
    /// Those in force for all activities that have none of their own.
    #[must_use]
    pub fn general(&self) -> Monitoring {
        self.plan.unwrap_or_default()
    }

    /// Those in force for an activity.
    #[must_use]
    pub fn of(&self, activity: ActivityId) -> Monitoring {
        self.own.get(&activity).copied().unwrap_or_else(|| self.general())
    }
}

/// What was typed in a line of the form, in the order of [`Setting::ALL`].
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct MonitoringInput(pub [String; 5]);

impl From<&Monitoring> for MonitoringInput {
    fn from(stored: &Monitoring) -> Self {
        Self(stored.numbers().map(|(_, n)| n.to_string()))
    }
}

/// The name of a field: that of the setting, followed by the key of an activity in the lines of activities.
#[must_use]
pub fn field_name(setting: Setting, activity: Option<ActivityId>) -> String {
    activity.map_or_else(|| setting.field().to_string(), |id| format!("{}-{id}", setting.field()))
}

impl MonitoringInput {
    /// Reads a line. Of an activity (`activity`), an empty field takes the value of its plan, and a line without any number means that
    /// the activity follows its plan. Problems are noted at [`field_name`].
    pub fn parse(&self, activity: Option<(ActivityId, Monitoring)>, errors: &mut Errors) -> Option<Monitoring> {
        if activity.is_some() && self.0.iter().all(|typed| typed.trim().is_empty()) {
            return None;
        }
        let name = |setting| field_name(setting, activity.map(|(id, _)| id));
        let mut read = [None; 5];
        for (at, setting) in Setting::ALL.into_iter().enumerate() {
            let (least, most) = setting.range();
            let general = activity.map(|(_, general)| general.numbers()[at].1);
            read[at] = match form::optional_count(&self.0[at]) {
                Ok(None) => general.or_else(|| {
                    errors.add(name(setting), Problem::Required);
                    None
                }),
                Ok(Some(n)) if (least..=most).contains(&n) => Some(n),
                _ => {
                    errors.add(name(setting), Problem::NotBetween { least, most });
                    None
                }
            };
        }
        let [Some(interval), Some(risk_days), Some(delay_days), Some(risk_points), Some(delay_points)] = read else { return None };
        if risk_days > delay_days {
            errors.add(name(Setting::DelayDays), Problem::BelowRisk);
        }
        if risk_points > delay_points {
            errors.add(name(Setting::DelayPoints), Problem::BelowRisk);
        }
        let rule = Rule {
            risk_days: risk_days.into(),
            delay_days: delay_days.into(),
            risk_points: risk_points.into(),
            delay_points: delay_points.into(),
        };
        Some(Monitoring { interval, rule })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const ACTIVITY: ActivityId = ActivityId(7);

    fn input(typed: [&str; 5]) -> MonitoringInput {
        MonitoringInput(typed.map(str::to_owned))
    }

    #[test]
    fn an_activity_takes_from_its_plan_what_it_does_not_state() {
        let mut errors = Errors::new();
        let general = Monitoring { interval: 120, ..Monitoring::default() };
        assert_eq!(input(["", " ", "", "", ""]).parse(Some((ACTIVITY, general)), &mut errors), None);
        let own = input(["30", "", "", "", ""]).parse(Some((ACTIVITY, general)), &mut errors);
        assert_eq!(own, Some(Monitoring { interval: 30, ..general }));
        assert!(errors.is_empty());
        let all = PlanMonitoring { plan: Some(general), own: HashMap::from([(ACTIVITY, own.unwrap())]) };
        assert_eq!((all.of(ACTIVITY).interval, all.of(ActivityId(8)).interval), (30, 120));
        assert_eq!(PlanMonitoring::default().of(ACTIVITY), Monitoring::default());
    }

    #[test]
    fn problems_are_noted_beside_their_fields() {
        let problems = |typed: [&str; 5], activity| {
            let mut errors = Errors::new();
            input(typed).parse(activity, &mut errors);
            errors.iter().map(|(field, _)| field.to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(
            problems(["", "x", "731", "0", "101"], None),
            ["update-interval", "risk-days", "delay-days", "risk-points", "delay-points"]
        );
        assert_eq!(problems(["90", "60", "30", "50", "25"], None), ["delay-days", "delay-points"], "delayed cannot begin before at risk");
        assert_eq!(problems(["6", "", "", "", ""], Some((ACTIVITY, Monitoring::default()))), ["update-interval-7"]);
    }

    proptest! {
        #[test]
        fn what_is_stored_is_read_back(interval in 7u32..=730, days in (0i64..=365, 0i64..=365), points in (1i64..=50, 0i64..=50)) {
            let rule = Rule { risk_days: days.0, delay_days: days.0 + days.1, risk_points: points.0, delay_points: points.0 + points.1 };
            let stored = Monitoring { interval, rule };
            let mut errors = Errors::new();
            prop_assert_eq!(MonitoringInput::from(&stored).parse(None, &mut errors), Some(stored));
            prop_assert!(errors.is_empty());
            prop_assert!(changes(Some(&stored), Some(&stored)).is_empty());
        }
    }
}
