//! Values of the history as they were stored in format 1: one string each, whose form the field decides. What cannot be interpreted
//! stays a text.

use chrono::NaiveDate;

use super::value::{Partner, Value};
use crate::money::Amount;
use crate::partner::{PartnerRole, Standing};
use crate::reminder::Rule;

/// Which values a field has, and so how its strings are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// Texts and names. Lists of organisations were stored with commas, which names contain too: they stay as they are.
    Text,
    /// Words of a string enum.
    Word,
    /// `2019-03-12`
    Day,
    /// `2019`, `2019-03` or `2019-03-12`
    Stated,
    /// `2019-01-01 – 2019-03-31`
    Period,
    /// `12`
    Count,
    /// `12.5`, or why there is no value
    Measured,
    /// `yes` or `no`
    Flag,
    /// `USD 12,500.50`
    Amount,
    /// `en`
    Language,
    /// `en, fr`
    Languages,
    /// `3, 5`
    Activities,
    /// `JRC (implementing, confirmed), UNEP (possible, listed)`
    Partners,
    /// `KE 12, UG 11`
    Countries,
    /// `government 12, academia 11`
    Groups,
    /// `40 % → 70 %`
    Scores,
    /// `USD 5.00 (2019-02-03), USD 7.00 (2019-03-03)`
    Payments,
    /// `plan` or `7, 8`
    Purpose,
    /// `20, 2019-12-31; 30, 2020-12-31`, each day optional
    Points,
    /// `3 strong: reason`
    ObjectiveLink,
    /// `update: weekly`
    ReminderChoice,
    /// `update: -7, 0, 7; 7; 21`
    ReminderRule,
    /// `7: words`
    Narrative,
}

/// Reads a string of format 1.
pub(super) fn interpret(shape: Shape, text: &str) -> Value {
    structured(shape, text).unwrap_or_else(|| Value::Text(text.to_owned()))
}

fn structured(shape: Shape, text: &str) -> Option<Value> {
    Some(match shape {
        Shape::Text => return None,
        Shape::Word => Value::Word(text.to_owned()),
        Shape::Day => Value::Day(text.parse().ok()?),
        Shape::Stated => Value::Stated(text.parse().ok()?),
        Shape::Period => {
            let (first, last) = text.split_once(" – ")?;
            Value::Period(first.parse().ok()?, last.parse().ok()?)
        }
        Shape::Count => Value::Count(text.parse().ok()?),
        Shape::Measured => Value::Number(number(text)?),
        Shape::Flag => Value::Flag(match text {
            "yes" => true,
            "no" => false,
            _ => return None,
        }),
        Shape::Amount => Value::Amount(amount(text)?),
        Shape::Language => Value::Language(text.parse().ok()?),
        Shape::Languages => Value::Languages(list(text)),
        Shape::Activities => Value::Names(list(text)),
        Shape::Partners => Value::Partners(partners(text)?),
        Shape::Countries => Value::Countries(counted(text, |code| Some(code.to_owned()))?),
        Shape::Groups => Value::Groups(counted(text, |group| group.parse().ok())?),
        Shape::Scores => {
            let (before, after) = text.strip_suffix(" %")?.split_once(" % → ")?;
            Value::Scores(before.parse().ok()?, after.parse().ok()?)
        }
        Shape::Payments => Value::Payments(payments(text)?),
        Shape::Purpose if text == "plan" => Value::WholePlan,
        Shape::Purpose => Value::Names(list(text)),
        Shape::Points => Value::Points(text.split("; ").map(point).collect::<Option<_>>()?),
        Shape::ObjectiveLink => {
            let (head, reason) = text.split_once(": ")?;
            let (activity, strength) = head.split_once(' ')?;
            Value::ObjectiveLink {
                plan: None,
                activity: activity.parse().ok()?,
                strength: strength.parse().ok()?,
                reason: reason.to_owned(),
            }
        }
        Shape::ReminderChoice => {
            let (kind, choice) = text.split_once(": ")?;
            Value::ReminderChoice(kind.parse().ok()?, choice.parse().ok()?)
        }
        Shape::ReminderRule => {
            let (kind, told) = text.split_once(": ")?;
            Value::ReminderRule(kind.parse().ok()?, rule(told)?)
        }
        Shape::Narrative => {
            let (activity, words) = text.split_once(": ")?;
            Value::Narrative { activity: activity.parse().ok()?, words: words.to_owned() }
        }
    })
}

fn list(text: &str) -> Vec<String> {
    text.split(", ").map(str::to_owned).collect()
}

fn number(text: &str) -> Option<f64> {
    text.parse().ok().filter(|n: &f64| n.is_finite())
}

fn amount(text: &str) -> Option<Amount> {
    let (currency, number) = text.split_once(' ')?;
    Amount::parse(number, currency.parse().ok()?).ok()
}

fn counted<T>(text: &str, read: impl Fn(&str) -> Option<T>) -> Option<Vec<(T, u32)>> {
    let one = |part: &str| part.rsplit_once(' ').and_then(|(of, n)| Some((read(of)?, n.parse().ok()?)));
    text.split(", ").map(one).collect()
}

fn payments(text: &str) -> Option<Vec<(Amount, NaiveDate)>> {
    let one = |part: &str| part.split_once(" (").and_then(|(sum, day)| Some((amount(sum)?, day.parse().ok()?)));
    text.strip_suffix(')')?.split("), ").map(one).collect()
}

fn point(text: &str) -> Option<(f64, Option<NaiveDate>)> {
    match text.split_once(", ") {
        Some((value, day)) => Some((number(value)?, Some(day.parse().ok()?))),
        None => Some((number(text)?, None)),
    }
}

fn rule(text: &str) -> Option<Rule> {
    let mut parts = text.split("; ");
    let (steps, every, escalates) = (parts.next()?, parts.next()?, parts.next()?);
    let days = |text: &str| if text == "–" { Some(None) } else { text.parse().ok().map(Some) };
    let steps = if steps == "–" { Vec::new() } else { steps.split(", ").map(|s| s.parse().ok()).collect::<Option<_>>()? };
    parts.next().is_none().then_some(Rule { steps, every: days(every)?, escalates: days(escalates)? })
}

/// A name may contain commas and brackets of its own, so it ends where a role and a standing follow in brackets.
fn partners(text: &str) -> Option<Vec<Partner>> {
    let (mut rest, mut all) = (text, Vec::new());
    while !rest.is_empty() {
        let (at, end, role, standing) =
            parts().filter_map(|(role, standing)| first_end(rest, role, standing)).min_by_key(|(at, ..)| *at)?;
        all.push(Partner { name: rest[..at].to_owned(), role, standing });
        rest = rest[end..].strip_prefix(", ").unwrap_or(&rest[end..]);
    }
    (!all.is_empty()).then_some(all)
}

fn parts() -> impl Iterator<Item = (PartnerRole, Standing)> {
    PartnerRole::ALL.iter().flat_map(|role| Standing::ALL.iter().map(|standing| (*role, *standing)))
}

/// Where the name of a partner of this role and standing ends, and where its brackets end.
fn first_end(text: &str, role: PartnerRole, standing: Standing) -> Option<(usize, usize, PartnerRole, Standing)> {
    let brackets = format!(" ({role}, {standing})");
    let ends = |at: usize| text[at + brackets.len()..].is_empty() || text[at + brackets.len()..].starts_with(", ");
    let at = text.match_indices(&brackets).map(|(at, _)| at).find(|at| ends(*at))?;
    Some((at, at + brackets.len(), role, standing))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::framework::Strength;
    use crate::money::Currency;
    use crate::participation::StakeholderGroup;
    use crate::reminder::{Choice, Kind};

    fn day(day: &str) -> NaiveDate {
        day.parse().unwrap()
    }

    #[test]
    fn names_of_partners_may_contain_brackets_and_commas() {
        let stored = "UN (Water), Geneva (implementing, confirmed), JRC (possible, listed)";
        let partner = |name: &str, role, standing| Partner { name: name.into(), role, standing };
        assert_eq!(
            interpret(Shape::Partners, stored),
            Value::Partners(vec![
                partner("UN (Water), Geneva", PartnerRole::Implementing, Standing::Confirmed),
                partner("JRC", PartnerRole::Possible, Standing::Listed),
            ])
        );
    }

    #[test]
    fn each_shape_is_read() {
        let usd = |minor| Amount { minor, currency: Currency::Usd };
        for (shape, stored, value) in [
            (Shape::Day, "2019-03-12", Value::Day(day("2019-03-12"))),
            (Shape::Stated, "2006-03", Value::Stated("2006-03".parse().unwrap())),
            (Shape::Period, "2019-01-01 – 2019-03-31", Value::Period(day("2019-01-01"), day("2019-03-31"))),
            (Shape::Count, "12", Value::Count(12)),
            (Shape::Measured, "12.5", Value::Number(12.5)),
            (Shape::Flag, "yes", Value::Flag(true)),
            (Shape::Amount, "USD 12,500.50", Value::Amount(usd(1_250_050))),
            (
                Shape::Payments,
                "USD 1,005.00 (2019-02-03), USD 7.00 (2019-03-03)",
                Value::Payments(vec![(usd(100_500), day("2019-02-03")), (usd(700), day("2019-03-03"))]),
            ),
            (Shape::Countries, "KE 12, UG 11", Value::Countries(vec![("KE".into(), 12), ("UG".into(), 11)])),
            (Shape::Groups, "academia 3", Value::Groups(vec![(StakeholderGroup::Academia, 3)])),
            (Shape::Scores, "40 % → 70 %", Value::Scores(40, 70)),
            (Shape::Purpose, "plan", Value::WholePlan),
            (Shape::Purpose, "7, 8", Value::Names(vec!["7".into(), "8".into()])),
            (Shape::Points, "20, 2019-12-31; 30", Value::Points(vec![(20.0, Some(day("2019-12-31"))), (30.0, None)])),
            (
                Shape::ObjectiveLink,
                "3 strong: It trains: people, labs",
                Value::ObjectiveLink { plan: None, activity: 3, strength: Strength::Strong, reason: "It trains: people, labs".into() },
            ),
            (Shape::ReminderChoice, "update: weekly", Value::ReminderChoice(Kind::Update, Choice::Weekly)),
            (
                Shape::ReminderRule,
                "output: -7, 0; –; 21",
                Value::ReminderRule(Kind::Output, Rule { steps: vec![-7, 0], every: None, escalates: Some(21) }),
            ),
            (Shape::Narrative, "7: Done: all", Value::Narrative { activity: 7, words: "Done: all".into() }),
        ] {
            assert_eq!(interpret(shape, stored), value, "{stored}");
        }
    }

    #[test]
    fn what_is_not_understood_stays_a_text() {
        for shape in [Shape::Day, Shape::Partners, Shape::Payments, Shape::Points, Shape::ObjectiveLink, Shape::ReminderRule, Shape::Groups]
        {
            assert_eq!(interpret(shape, "something (else), 3"), Value::Text("something (else), 3".into()), "{shape:?}");
        }
        assert_eq!(interpret(Shape::Measured, "inf"), Value::Text("inf".into()));
    }
}
