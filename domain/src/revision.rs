//! Changing what a plan states about an activity: its planned years, topic and expected results, by a decision that says so.

use chrono::{DateTime, Utc};

use crate::activity::Topic;
use crate::form::{self, Errors, Problem};
use crate::history::{Changes, Field};
use crate::lang::{Lang, Translated};
use crate::years::Years;

/// Most characters of a reason.
pub const REASON_MAX: usize = 1000;
/// Most characters of the code of a decision.
const DECISION_MAX: usize = 80;
/// Most characters of an expected result.
const RESULT_MAX: usize = 600;
/// The years that can be planned.
const YEARS: (u32, u32) = (2000, 2100);

/// What is planned.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Planned {
    /// Calendar years.
    pub years: Option<Years>,
    /// Topic.
    pub topic: Option<Topic>,
    /// Expected results, in the order of the plan.
    pub results: Vec<Translated>,
}

/// A change of what is planned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revision {
    /// What the plan states by itself.
    pub original: Planned,
    /// Why it was changed.
    pub reason: String,
    /// By which decision.
    pub decision: String,
    /// When it was entered.
    pub at: DateTime<Utc>,
}

/// What was typed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RevisionInput {
    /// First and last year.
    pub years: [String; 2],
    /// Slug of the topic, or empty.
    pub topic: String,
    /// Each result in each language, in the order of [`Lang::ALL`].
    pub results: Vec<Vec<String>>,
    /// Why it is changed.
    pub reason: String,
    /// By which decision.
    pub decision: String,
}

impl From<&Planned> for RevisionInput {
    fn from(planned: &Planned) -> Self {
        let year = |year: Option<i32>| year.map_or_else(String::new, |year| year.to_string());
        let texts = |result: &Translated| Lang::ALL.iter().map(|lang| result.exactly(*lang).unwrap_or_default().to_owned()).collect();
        Self {
            years: [year(planned.years.map(|y| y.first)), year(planned.years.map(|y| y.last))],
            topic: planned.topic.as_ref().map_or_else(String::new, |topic| topic.slug.clone()),
            results: planned.results.iter().map(texts).collect(),
            ..Self::default()
        }
    }
}

/// The name of the field of a result in a language; results are counted from 1.
#[must_use]
pub fn result_field(number: usize, lang: Lang) -> String {
    format!("result-{number}-{lang}")
}

impl RevisionInput {
    /// Reads what is to be planned, the reason and the decision.
    ///
    /// # Errors
    /// The problems of `first-year`, `last-year`, `topic`, `result-<n>-<lang>`, `change-reason`, `decision`.
    pub fn parse(&self, topics: &[Topic]) -> Result<(Planned, String, String), Errors> {
        let mut errors = Errors::new();
        let [first, last] =
            [("first-year", &self.years[0]), ("last-year", &self.years[1])].map(|(field, typed)| errors.check(field, year(typed)));
        let years = Years::of(first.flatten(), last.flatten());
        if years.is_some_and(|y| y.last < y.first) {
            errors.add("last-year", Problem::EndBeforeStart);
        } else if years.is_none() && first.flatten().or(last.flatten()).is_some() {
            errors.add(if first.flatten().is_some() { "last-year" } else { "first-year" }, Problem::Required);
        }
        let topic = topics.iter().find(|t| t.slug == self.topic).cloned();
        if topic.is_none() && !self.topic.is_empty() {
            errors.add("topic", Problem::NotAChoice);
        }
        let results = (1..).zip(&self.results).map(|(number, typed)| result(number, typed, &mut errors)).collect();
        let reason = errors.check("change-reason", form::required_prose(&self.reason, REASON_MAX));
        let decision = errors.check("decision", form::line(&self.decision, DECISION_MAX));
        match (reason, decision) {
            (Some(reason), Some(decision)) if errors.is_empty() => Ok((Planned { years, topic, results }, reason, decision)),
            _ => Err(errors),
        }
    }
}

fn year(typed: &str) -> Result<Option<i32>, Problem> {
    let (least, most) = YEARS;
    match form::optional_count(typed) {
        Ok(None) => Ok(None),
        Ok(Some(year)) if (least..=most).contains(&year) => Ok(i32::try_from(year).ok()),
        _ => Err(Problem::NotBetween { least, most }),
    }
}

/// A result: in English always, in other languages if it is worded in them.
fn result(number: usize, typed: &[String], errors: &mut Errors) -> Translated {
    let mut texts = Vec::new();
    for (lang, typed) in Lang::ALL.iter().zip(typed) {
        let read = if *lang == Lang::En { form::line(typed, RESULT_MAX).map(Some) } else { form::optional_line(typed, RESULT_MAX) };
        if let Some(text) = errors.check(result_field(number, *lang), read).flatten() {
            texts.push((*lang, text));
        }
    }
    Translated::new(texts)
}

/// What differs.
#[must_use]
pub fn changes(before: &Planned, after: &Planned) -> Changes {
    let years = |planned: &Planned| planned.years.map(|y| y.to_string());
    let topic = |planned: &Planned| planned.topic.as_ref().map(|t| t.name.clone()).unwrap_or_default();
    let changes = Changes::new().value(Field::PlannedYears, years(before).as_deref(), years(after).as_deref()).text(
        Field::Topic,
        &topic(before),
        &topic(after),
    );
    before.results.iter().zip(&after.results).fold(changes, |changes, (before, after)| changes.text(Field::ExpectedResult, before, after))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn planned() -> Planned {
        let topic = Topic { slug: "detection".into(), name: Translated::english("Detection") };
        Planned {
            years: Some(Years { first: 2017, last: 2020 }),
            topic: Some(topic),
            results: vec![Translated::english("Labs detect LMOs")],
        }
    }

    fn input() -> RevisionInput {
        RevisionInput { reason: "Extended".into(), decision: "CP-X/1".into(), ..RevisionInput::from(&planned()) }
    }

    #[test]
    fn what_is_stored_is_read_back() {
        let topics: Vec<Topic> = planned().topic.into_iter().collect();
        let (read, reason, decision) = input().parse(&topics).unwrap();
        assert_eq!((&read, reason.as_str(), decision.as_str()), (&planned(), "Extended", "CP-X/1"));
        assert!(changes(&planned(), &read).is_empty());
        let later = RevisionInput { years: ["2017".into(), "2021".into()], ..input() }.parse(&topics).unwrap().0;
        assert_eq!(changes(&planned(), &later).into_vec().len(), 1);
    }

    #[test]
    fn problems_are_noted_beside_their_fields() {
        let problems = |typed: RevisionInput| typed.parse(&[]).unwrap_err().iter().map(|(f, _)| f.to_owned()).collect::<Vec<_>>();
        assert_eq!(
            problems(RevisionInput { reason: " ".into(), decision: String::new(), ..input() }),
            ["topic", "change-reason", "decision"]
        );
        let plain = || RevisionInput { topic: String::new(), ..input() };
        assert_eq!(problems(RevisionInput { years: ["2020".into(), "2017".into()], ..plain() }), ["last-year"]);
        assert_eq!(problems(RevisionInput { years: ["2020".into(), String::new()], ..plain() }), ["last-year"]);
        assert_eq!(problems(RevisionInput { years: ["soon".into(), "1999".into()], ..plain() }), ["first-year", "last-year"]);
        assert_eq!(problems(RevisionInput { results: vec![vec![" ".into(), "结果".into()]], ..plain() }), ["result-1-en"]);
    }
}
