//! Signals that are computed from figures, each with its rule: how far an indicator has come, and how an activity stands.

use serde::{Deserialize, Serialize};

use chrono::NaiveDate;

use crate::indicator::{Direction, IndicatorKind, Terms};
use crate::status::Status;
use crate::string_enum::string_enum;

/// How far an indicator has come.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Reach {
    /// There is no target to compare with.
    NoTarget,
    /// There is no value yet.
    NoData,
    /// Less is better, and nobody has said from where it starts.
    NoBaseline,
    /// The target is the baseline: there is no way to go, only a value to hold.
    Hold {
        /// Whether it is held.
        is_held: bool,
    },
    /// So much of the way from baseline to target: (value − baseline) / (target − baseline). Above 1 and below 0 it stays as it is.
    Way {
        /// Value − baseline.
        gone: f64,
        /// Target − baseline.
        whole: f64,
    },
    /// A trend: whether it goes the good way, against the value before.
    Trend {
        /// The difference to the value before.
        change: f64,
        /// Whether that is the good way; `None`: it did not move.
        is_good: Option<bool>,
    },
}

impl Reach {
    /// How far `value` has come. `before`: the value of the period before, for trends. Without a baseline, a rising count starts from 0.
    #[must_use]
    pub fn of(terms: &Terms, kind: IndicatorKind, value: Option<f64>, before: Option<f64>) -> Self {
        let Some(value) = value else { return Self::NoData };
        if kind == IndicatorKind::Trend && terms.target.is_none() {
            let Some(before) = before else { return Self::NoTarget };
            let change = value - before;
            let rises = change > 0.0;
            let is_good = (change != 0.0).then_some(rises == (terms.direction == Direction::Rising));
            return Self::Trend { change, is_good };
        }
        let Some((target, _)) = terms.target else { return Self::NoTarget };
        let baseline = match (terms.baseline, terms.direction) {
            (Some((baseline, _)), _) => baseline,
            (None, Direction::Rising) => 0.0,
            (None, Direction::Falling) => return Self::NoBaseline,
        };
        if target == baseline {
            let is_held = if terms.direction == Direction::Rising { value >= target } else { value <= target };
            return Self::Hold { is_held };
        }
        Self::Way { gone: value - baseline, whole: target - baseline }
    }

    /// The share of the way in per cent, rounded; as it is, also above 100 and below 0.
    #[must_use]
    pub fn percent(self) -> Option<i64> {
        match self {
            #[expect(clippy::cast_possible_truncation, reason = "shares of numbers up to 10^12 fit, and rounding is meant")]
            Self::Way { gone, whole } => Some((gone / whole * 100.0).round() as i64),
            _ => None,
        }
    }
}

string_enum! {
    /// How an activity stands by its figures.
    Signal ("computed status") {
        /// Goes as planned.
        OnTrack = "on-track",
        /// Falls behind.
        AtRisk = "at-risk",
        /// Is behind.
        Delayed = "delayed",
        /// Everything that is expected is delivered.
        Completed = "completed",
        /// There is no output, and no indicator with a target.
        NoData = "no-data",
    }
}

/// The rule: from how many days late and how many points behind an activity is at risk or delayed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rule {
    /// An output later than this makes it at risk, in days.
    pub risk_days: i64,
    /// An output later than this makes it delayed, in days.
    pub delay_days: i64,
    /// So many points behind the time gone make it at risk.
    pub risk_points: i64,
    /// So many points behind the time gone make it delayed.
    pub delay_points: i64,
}

impl Default for Rule {
    fn default() -> Self {
        Self { risk_days: 30, delay_days: 60, risk_points: 25, delay_points: 50 }
    }
}

/// What a signal is computed from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Facts {
    /// First day of the work or of the planned time, if either is known.
    pub start: Option<NaiveDate>,
    /// Last day of the planned time, if it is stated.
    pub end: Option<NaiveDate>,
    /// The day.
    pub today: NaiveDate,
    /// Outputs that are expected, and how many of them are delivered whole.
    pub outputs: (u32, u32),
    /// Pieces of them, and how many pieces are delivered.
    pub pieces: (u32, u32),
    /// For how many days the latest output is late.
    pub days_late: Option<i64>,
    /// How many indicators have a target.
    pub targets: u32,
}

/// What speaks for a signal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// Nothing to compute from.
    Nothing,
    /// An output is late by so many days.
    Late(i64),
    /// The planned time is over, and not everything is delivered.
    Over,
    /// So many points behind the time gone: per cent of time gone, per cent delivered.
    Behind(i64, i64),
    /// Per cent of time gone, per cent delivered.
    InTime(i64, i64),
    /// Nothing is late, so many per cent are delivered, and no planned time is stated with which to compare.
    NothingLate(i64),
    /// Targets, but no outputs: nothing is late.
    TargetsOnly,
    /// Everything is delivered.
    AllDelivered,
}

/// A signal with what speaks for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Computed {
    /// How it stands.
    pub signal: Signal,
    /// Why.
    pub reason: Reason,
}

impl Facts {
    /// Share of the planned time that is gone, in per cent from 0 to 100; `None` where no planned time is stated.
    #[must_use]
    pub fn time_gone(&self) -> Option<i64> {
        let (start, end) = self.start.zip(self.end)?;
        let whole = (end - start).num_days().max(1);
        Some(((self.today - start).num_days() * 100 / whole).clamp(0, 100))
    }

    /// Share of the pieces that are delivered, in per cent.
    #[must_use]
    pub fn delivered(&self) -> i64 {
        if self.pieces.0 == 0 { 0 } else { i64::from(self.pieces.1) * 100 / i64::from(self.pieces.0) }
    }

    /// How the activity stands by its figures.
    #[must_use]
    pub fn signal(&self, rule: Rule) -> Computed {
        let of = |signal, reason| Computed { signal, reason };
        if self.outputs.0 == 0 {
            return if self.targets == 0 { of(Signal::NoData, Reason::Nothing) } else { of(Signal::OnTrack, Reason::TargetsOnly) };
        }
        if self.outputs.0 == self.outputs.1 {
            return of(Signal::Completed, Reason::AllDelivered);
        }
        let (gone, delivered) = (self.time_gone(), self.delivered());
        let late = self.days_late.unwrap_or(0);
        // Without a planned time nothing is behind it.
        let behind = |points: i64| gone.filter(|gone| gone - delivered >= points).map(|gone| Reason::Behind(gone, delivered));
        if late > rule.delay_days {
            return of(Signal::Delayed, Reason::Late(late));
        }
        if self.end.is_some_and(|end| self.today > end) {
            return of(Signal::Delayed, Reason::Over);
        }
        if let Some(reason) = behind(rule.delay_points) {
            return of(Signal::Delayed, reason);
        }
        if late > rule.risk_days {
            return of(Signal::AtRisk, Reason::Late(late));
        }
        if let Some(reason) = behind(rule.risk_points) {
            return of(Signal::AtRisk, reason);
        }
        of(Signal::OnTrack, gone.map_or(Reason::NothingLate(delivered), |gone| Reason::InTime(gone, delivered)))
    }
}

impl Computed {
    /// Whether a declared status says something else than the figures. Where there are no figures, nothing disagrees.
    #[must_use]
    pub const fn disagrees(self, declared: Option<Status>) -> bool {
        match (declared, self.signal) {
            (None | Some(Status::Cancelled), _) | (_, Signal::NoData) => false,
            (Some(Status::OnTrack), Signal::OnTrack)
            | (Some(Status::AtRisk), Signal::AtRisk)
            | (Some(Status::Delayed), Signal::Delayed)
            | (Some(Status::Completed), Signal::Completed) => false,
            // What has not begun is in time as long as nothing is late.
            (Some(Status::NotStarted), Signal::OnTrack) => false,
            _ => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(n: i64) -> NaiveDate {
        NaiveDate::from_ymd_opt(2017, 1, 1).unwrap() + chrono::TimeDelta::days(n)
    }

    fn facts(today: i64, outputs: (u32, u32), late: Option<i64>) -> Facts {
        Facts { start: Some(day(0)), end: Some(day(1000)), today: day(today), outputs, pieces: outputs, days_late: late, targets: 0 }
    }

    fn terms(direction: Direction, baseline: Option<f64>, target: Option<f64>) -> Terms {
        let usual = Terms::usual("parties", IndicatorKind::Count, false);
        Terms { direction, baseline: baseline.map(|b| (b, None)), target: target.map(|t| (t, None)), ..usual }
    }

    #[test]
    fn the_rule_is_as_the_page_says() {
        let rule = Rule::default();
        let signal = |f: Facts| f.signal(rule).signal;
        assert_eq!(signal(facts(500, (0, 0), None)), Signal::NoData);
        assert_eq!(signal(facts(500, (10, 10), None)), Signal::Completed);
        assert_eq!(signal(facts(100, (10, 0), None)), Signal::OnTrack);
        assert_eq!(signal(facts(100, (10, 0), Some(30))), Signal::OnTrack);
        assert_eq!(signal(facts(100, (10, 0), Some(31))), Signal::AtRisk);
        assert_eq!(signal(facts(100, (10, 0), Some(61))), Signal::Delayed);
        assert_eq!(signal(facts(250, (10, 0), None)), Signal::AtRisk);
        assert_eq!(signal(facts(500, (10, 0), None)), Signal::Delayed);
        assert_eq!(signal(facts(1001, (10, 9), None)), Signal::Delayed);
        assert_eq!(signal(Facts { targets: 2, ..facts(500, (0, 0), None) }), Signal::OnTrack);
    }

    #[test]
    fn without_planned_years_only_late_outputs_count() {
        let facts = |late| Facts { start: None, end: None, ..facts(5000, (10, 1), late) };
        assert_eq!(facts(None).signal(Rule::default()), Computed { signal: Signal::OnTrack, reason: Reason::NothingLate(10) });
        assert_eq!(facts(Some(31)).signal(Rule::default()).signal, Signal::AtRisk);
        assert_eq!(facts(Some(61)).signal(Rule::default()).signal, Signal::Delayed);
    }

    #[test]
    fn falling_indicators_and_edges_are_read_right() {
        let reach = |t: &Terms, value| Reach::of(t, IndicatorKind::Count, value, None);
        let falling = terms(Direction::Falling, Some(40.0), Some(10.0));
        assert_eq!(reach(&falling, Some(25.0)).percent(), Some(50));
        assert_eq!(reach(&falling, Some(46.0)).percent(), Some(-20), "it went the wrong way");
        assert_eq!(reach(&terms(Direction::Rising, None, Some(20.0)), Some(30.0)).percent(), Some(150), "more than was asked for");
        assert_eq!(reach(&terms(Direction::Falling, None, Some(20.0)), Some(30.0)), Reach::NoBaseline);
        assert_eq!(reach(&terms(Direction::Rising, Some(5.0), Some(5.0)), Some(4.0)), Reach::Hold { is_held: false });
        assert_eq!(reach(&terms(Direction::Rising, None, None), Some(4.0)), Reach::NoTarget);
        assert_eq!(reach(&falling, None), Reach::NoData);
        let trend = |before, value| Reach::of(&terms(Direction::Falling, None, None), IndicatorKind::Trend, Some(value), Some(before));
        assert_eq!(trend(5.0, 3.0), Reach::Trend { change: -2.0, is_good: Some(true) });
        assert_eq!(trend(5.0, 5.0), Reach::Trend { change: 0.0, is_good: None });
    }

    proptest! {
        /// Delivering more never makes an activity worse, and time alone never makes it better.
        #[test]
        fn signals_are_monotone(today in 0i64..1200, expected in 1u32..20, delivered in 0u32..20, late in proptest::option::of(0i64..200)) {
            let rank = |f: Facts| match f.signal(Rule::default()).signal {
                Signal::Completed => 0,
                Signal::OnTrack => 1,
                Signal::AtRisk => 2,
                Signal::Delayed => 3,
                Signal::NoData => 9,
            };
            let delivered = delivered.min(expected);
            let here = facts(today, (expected, delivered), late.filter(|_| delivered < expected));
            if delivered < expected {
                prop_assert!(rank(facts(today, (expected, delivered + 1), here.days_late.filter(|_| delivered + 1 < expected))) <= rank(here));
            }
            prop_assert!(rank(facts(today + 1, (expected, delivered), here.days_late.map(|d| d + 1))) >= rank(here));
        }

        /// At the baseline nothing of the way is gone, at the target all of it, whichever way is good.
        #[test]
        fn the_way_goes_from_baseline_to_target(baseline in -1000i32..1000, target in -1000i32..1000, share in 0i32..=4) {
            prop_assume!(baseline != target);
            let (b, t) = (f64::from(baseline), f64::from(target));
            let direction = if target > baseline { Direction::Rising } else { Direction::Falling };
            let value = b + (t - b) * f64::from(share) / 4.0;
            let reach = Reach::of(&terms(direction, Some(b), Some(t)), IndicatorKind::Count, Some(value), None);
            prop_assert_eq!(reach.percent(), Some(i64::from(share) * 25));
        }
    }
}
