//! What an indicator measures, from what, and against what.

use chrono::{DateTime, NaiveDate, Utc};

use crate::event::EventKind;
use crate::form::{self, DayInput, Errors, Problem};
use crate::lang::Translated;
use crate::string_enum::string_enum;

string_enum! {
    /// Which way is good.
    Direction ("direction") {
        /// More is better.
        Rising = "rising",
        /// Less is better.
        Falling = "falling",
    }
}

impl Direction {
    /// Whether a target lies on the other side of the baseline than this says.
    #[must_use]
    pub fn is_against(self, baseline: f64, target: f64) -> bool {
        match self {
            Self::Rising => target < baseline,
            Self::Falling => target > baseline,
        }
    }
}

string_enum! {
    /// How one number is made of several measurements.
    Aggregation ("aggregation") {
        /// They are added up.
        Sum = "sum",
        /// The newest one holds.
        Latest = "latest",
        /// The highest one holds.
        Maximum = "maximum",
        /// The different countries named in them are counted.
        DistinctCountries = "distinct-countries",
    }
}

string_enum! {
    /// Where the number comes from.
    Feed ("feed") {
        /// Verified events of the activity, counted.
        Events = "events",
        /// Attendances of verified events of the activity.
        Attendances = "attendances",
        /// Different countries from which people came to them.
        Countries = "countries",
        /// Different Parties to the Protocol from which people came to them.
        Parties = "parties",
        /// Measurements that people report.
        Reported = "reported",
    }
}

/// By which rule an indicator is counted, and against what it is compared.
#[derive(Debug, Clone, PartialEq)]
pub struct Terms {
    /// Which way is good.
    pub direction: Direction,
    /// How several reported measurements make one number.
    pub aggregation: Aggregation,
    /// Where the number comes from.
    pub feed: Feed,
    /// The kind of events that count, if not all.
    pub event_kind: Option<EventKind>,
    /// Value before the work, and its day.
    pub baseline: Option<(f64, Option<NaiveDate>)>,
    /// Value to be reached, and by when.
    pub target: Option<(f64, Option<NaiveDate>)>,
    /// Values to be reached on the way, by day.
    pub milestones: Vec<(NaiveDate, f64)>,
}

impl Terms {
    /// The rule that holds until somebody sets another: workshops, courses and people are counted from events, the rest is reported.
    #[must_use]
    pub fn usual(unit: &str, kind: IndicatorKind, is_compound: bool) -> Self {
        let (feed, event_kind) = match unit {
            "workshops" => (Feed::Events, Some(EventKind::Workshop)),
            "training-courses" => (Feed::Events, Some(EventKind::TrainingCourse)),
            "people" if kind == IndicatorKind::Count && !is_compound => (Feed::Attendances, None),
            _ => (Feed::Reported, None),
        };
        Self {
            direction: Direction::Rising,
            aggregation: Aggregation::Latest,
            feed,
            event_kind,
            baseline: None,
            target: None,
            milestones: Vec::new(),
        }
    }
}

/// What was typed about the terms of an indicator.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TermsInput {
    /// Word of the direction.
    pub direction: String,
    /// Word of the aggregation.
    pub aggregation: String,
    /// Word of the feed.
    pub feed: String,
    /// Word of the kind of events; empty: all.
    pub event_kind: String,
    /// Value before.
    pub baseline: String,
    /// Its day.
    pub baseline_on: DayInput,
    /// Value to be reached.
    pub target: String,
    /// By when.
    pub target_on: DayInput,
    /// Day and value of each step on the way.
    pub milestones: Vec<(DayInput, String)>,
}

impl TermsInput {
    /// What the form shows for what is stored.
    #[must_use]
    pub fn of(terms: &Terms) -> Self {
        let number = |n: Option<f64>| n.map_or_else(String::new, |n| n.to_string());
        Self {
            direction: terms.direction.as_str().to_owned(),
            aggregation: terms.aggregation.as_str().to_owned(),
            feed: terms.feed.as_str().to_owned(),
            event_kind: terms.event_kind.map_or("", EventKind::as_str).to_owned(),
            baseline: number(terms.baseline.map(|b| b.0)),
            baseline_on: form::typed_day(terms.baseline.and_then(|b| b.1)),
            target: number(terms.target.map(|t| t.0)),
            target_on: form::typed_day(terms.target.and_then(|t| t.1)),
            milestones: terms.milestones.iter().map(|(on, value)| (form::typed_day(Some(*on)), value.to_string())).collect(),
        }
    }

    /// Reads them.
    ///
    /// # Errors
    /// The problems of each field.
    pub fn parse(&self) -> Result<Terms, Errors> {
        let mut e = Errors::new();
        let feed = e.check("feed", form::choice::<Feed>(&self.feed));
        let event_kind = if self.event_kind.is_empty() { Ok(None) } else { form::choice(&self.event_kind).map(Some) };
        let event_kind = e.check("event-kind", event_kind).flatten();
        let direction = e.check("direction", form::choice::<Direction>(&self.direction));
        let aggregation = e.check("aggregation", form::choice(&self.aggregation));
        let baseline = e.check("baseline", form::optional_number(&self.baseline)).flatten();
        let baseline_on = e.check("baseline-on", form::optional_day(&self.baseline_on)).flatten();
        let target = e.check("target", form::optional_number(&self.target)).flatten();
        let target_on = e.check("target-on", form::optional_day(&self.target_on)).flatten();
        for (field, day, value) in [("baseline", baseline_on, baseline), ("target", target_on, target)] {
            if day.is_some() && value.is_none() && e.of(field).is_none() {
                e.add(field, Problem::Required);
            }
        }
        if let (Some(direction), Some(baseline), Some(target)) = (direction, baseline, target)
            && direction.is_against(baseline, target)
        {
            e.add("target", Problem::AgainstDirection);
        }
        let milestones = self.milestones(&mut e);
        match (direction, aggregation, feed) {
            (Some(direction), Some(aggregation), Some(feed)) if e.is_empty() => Ok(Terms {
                direction,
                aggregation,
                event_kind: event_kind.filter(|_| feed != Feed::Reported),
                feed,
                baseline: baseline.map(|value| (value, baseline_on)),
                target: target.map(|value| (value, target_on)),
                milestones,
            }),
            _ => Err(e),
        }
    }

    fn milestones(&self, errors: &mut Errors) -> Vec<(NaiveDate, f64)> {
        let mut found = Vec::new();
        for (at, (day, value)) in self.milestones.iter().enumerate() {
            let field = format!("milestone-{at}");
            let day = errors.check(field.clone(), form::optional_day(day)).flatten();
            let value = errors.check(field.clone(), form::optional_number(value)).flatten();
            match (day, value) {
                (Some(day), Some(value)) => found.push((day, value)),
                (None, None) => {}
                _ if errors.of(&field).is_none() => errors.add(field, Problem::Required),
                _ => {}
            }
        }
        found.sort_by_key(|(day, _)| *day);
        found
    }
}

string_enum! {
    /// How an indicator is read.
    IndicatorKind ("kind of indicator") {
        /// A number that is counted.
        Count = "count",
        /// A direction over several periods.
        Trend = "trend",
    }
}

/// An indicator of the plan. Baseline and target are `None` until somebody sets them: the documents give none.
#[derive(Debug, Clone, PartialEq)]
pub struct Indicator {
    /// Key.
    pub id: i32,
    /// Name.
    pub name: Translated,
    /// Slug of the unit.
    pub unit: String,
    /// Name of the unit.
    pub unit_name: Translated,
    /// What exactly is counted.
    pub counts: Translated,
    /// Count or trend.
    pub kind: IndicatorKind,
    /// Whether it counts two things at once.
    pub is_compound: bool,
    /// The things a compound indicator counts.
    pub parts: Vec<Translated>,
    /// By which rule it is counted, and against what it is compared.
    pub terms: Terms,
    /// When somebody set these terms; `None` while those of the document hold.
    pub set_at: Option<DateTime<Utc>>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed() -> TermsInput {
        TermsInput { direction: "rising".into(), aggregation: "latest".into(), feed: "reported".into(), ..TermsInput::default() }
    }

    #[test]
    fn a_target_is_read_with_its_day() {
        let day = |y: &str| ["31".to_owned(), "12".to_owned(), y.to_owned()];
        let terms = TermsInput {
            target: "1,200.5".into(),
            target_on: day("2020"),
            milestones: vec![(day("2019"), "600".into()), (day("2018"), "300".into())],
            ..typed()
        };
        let terms = terms.parse().unwrap();
        assert_eq!(terms.target, Some((1200.5, NaiveDate::from_ymd_opt(2020, 12, 31))));
        assert_eq!(terms.milestones.iter().map(|(_, v)| *v).collect::<Vec<_>>(), [300.0, 600.0], "in the order of their days");
        assert_eq!(TermsInput { target_on: day("2020"), ..typed() }.parse().unwrap_err().of("target"), Some(&Problem::Required));
        assert_eq!(
            TermsInput { milestones: vec![(day("2019"), String::new())], ..typed() }.parse().unwrap_err().of("milestone-0"),
            Some(&Problem::Required)
        );
        assert_eq!(TermsInput { baseline: "ten".into(), ..typed() }.parse().unwrap_err().of("baseline"), Some(&Problem::NotANumber));
    }

    #[test]
    fn workshops_are_counted_and_the_rest_is_reported() {
        let usual = |unit, kind| Terms::usual(unit, kind, false);
        assert_eq!(
            (usual("workshops", IndicatorKind::Count).feed, usual("workshops", IndicatorKind::Count).event_kind),
            (Feed::Events, Some(EventKind::Workshop))
        );
        assert_eq!(usual("people", IndicatorKind::Count).feed, Feed::Attendances);
        assert_eq!(usual("people", IndicatorKind::Trend).feed, Feed::Reported);
        assert_eq!(usual("parties", IndicatorKind::Count).feed, Feed::Reported);
    }
}
