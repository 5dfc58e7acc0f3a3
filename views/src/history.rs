//! The history of a thing, in words, newest first.

use chrono::NaiveDate;
use domain::address::InPlan;
use domain::history::{Action, Change, Field, HistoryEntry, Partner, SubjectKind, Value};
use domain::lang::Lang;
use domain::reminder::Kind;
use maud::{Markup, html};

use crate::frame::Frame;
use crate::reminder;
use crate::text::{self, t};

/// A fold with the entries of one thing.
#[must_use]
pub fn fold(frame: &Frame, subject: SubjectKind, entries: &[HistoryEntry]) -> Markup {
    let lang = frame.lang;
    html! {
        section #history aria-label=(t!(lang, "history")) {
            details.more {
                summary { (t!(lang, "history")) " " span.soft { (t!(lang, "history-entries", count = entries.len())) } }
                div { (log(frame, subject, entries)) }
            }
        }
    }
}

fn log(frame: &Frame, subject: SubjectKind, entries: &[HistoryEntry]) -> Markup {
    let lang = frame.lang;
    html! {
        ol.log {
            @for entry in entries {
                li {
                    (text::moment_element(lang, frame.zone, entry.at))
                    div {
                        p { (sentence(lang, subject, entry)) }
                        @if let Some(reason) = &entry.reason { p.soft { (t!(lang, "history-reason", reason = reason.as_str())) } }
                        @if !entry.changes.is_empty() { ul.plain.small { @for change in &entry.changes { li { (difference(frame, change)) } } } }
                    }
                }
            }
        }
    }
}

fn sentence(lang: Lang, subject: SubjectKind, entry: &HistoryEntry) -> String {
    action(lang, subject, entry.action, entry.actor.as_deref())
}

/// Who did what, as a sentence; without a person it was the program.
pub(crate) fn action(lang: Lang, subject: SubjectKind, action: Action, actor: Option<&str>) -> String {
    let actor = actor.map_or_else(|| t!(lang, "history-program"), ToOwned::to_owned);
    let key = match action {
        Action::Loaded | Action::Created | Action::Edited => format!("history-{action}-{subject}"),
        Action::Corrected if subject == SubjectKind::Activity => format!("history-{action}-{subject}"),
        other => format!("history-{other}"),
    };
    text::text(lang, &key, &[("actor", actor.into())])
}

/// What differs, in words.
pub(crate) fn difference(frame: &Frame, change: &Change) -> Markup {
    let lang = frame.lang;
    let name = text::text(lang, &format!("field-{}", change.field), &[]);
    let name = match change.lang {
        Some(of) => t!(lang, "label-in-language", label = name, language = of.own_name()),
        None => name,
    };
    let none = || html! { span.soft { (t!(lang, "history-none")) } };
    let value = |v: &Option<Value>| v.as_ref().map_or_else(none, |v| html! { (linked_activity(frame, v)) (words(lang, change.field, v)) });
    html! { strong { (name) } (t!(lang, "colon")) (value(&change.before)) " → " (value(&change.after)) }
}

/// The activity of an objective's link, with the plan if there are several.
fn linked_activity(frame: &Frame, value: &Value) -> Markup {
    let lang = frame.lang;
    let Value::ObjectiveLink { plan, activity, .. } = value else { return Markup::default() };
    let number = t!(lang, "reminder-activity-number", number = activity.to_string());
    html! {
        @if let Some(of) = frame.plans.iter().find(|p| plan.as_ref().is_none_or(|code| *code == p.code)) {
            a href=(InPlan(&of.code).activity(*activity)) {
                (number) @if let Some(title) = frame.plan_title(of.id) { (t!(lang, "history-of-plan", plan = title)) }
            }
        } @else { (number) }
        (t!(lang, "list-comma"))
    }
}

/// A value in the reader's language.
fn words(lang: Lang, field: Field, value: &Value) -> String {
    match value {
        Value::Text(text) => text.clone(),
        Value::Word(word) => prefix(field).map_or_else(|| word.clone(), |prefix| known(lang, prefix, word)),
        Value::Day(day) => text::day(lang, *day),
        Value::Stated(day) => text::span(lang, day.span()),
        Value::Period(first, last) => text::days(lang, (*first, *last)),
        Value::Count(count) => text::count((*count).into()),
        Value::Number(number) => text::number(*number),
        Value::Flag(answer) => known(lang, "answer", if *answer { "yes" } else { "no" }),
        Value::Amount(amount) => amount.to_string(),
        Value::Language(language) => language.own_name().to_owned(),
        Value::Languages(codes) => list(lang, codes.iter().map(|code| known(lang, "language", code))),
        Value::Names(names) => list(lang, names.iter().cloned()),
        Value::Partners(partners) => series(lang, partners.iter().map(|p| partner(lang, p))),
        Value::Countries(counts) => list(lang, counts.iter().map(|(code, n)| counted(lang, code, *n))),
        Value::Groups(counts) => {
            list(lang, counts.iter().map(|(group, n)| counted(lang, &known(lang, "stakeholders", group.as_str()), *n)))
        }
        Value::Scores(before, after) => t!(lang, "history-scores", before = *before, after = *after),
        Value::Payments(payments) => series(lang, payments.iter().map(|(amount, on)| dated(lang, amount.to_string(), Some(*on)))),
        Value::WholePlan => t!(lang, "whole-plan"),
        Value::Points(points) => series(lang, points.iter().map(|(value, on)| dated(lang, text::number(*value), *on))),
        Value::ObjectiveLink { strength, reason, .. } => {
            let strength = known(lang, "framework-strength", strength.as_str());
            t!(lang, "framework-history-link", strength = strength, reason = reason.as_str())
        }
        Value::ReminderChoice(kind, choice) => of_kind(lang, *kind, &known(lang, "reminder-choice", choice.as_str())),
        Value::ReminderRule(kind, rule) => of_kind(lang, *kind, &reminder::rule(lang, rule)),
        Value::Narrative { activity, words } => {
            t!(lang, "history-narrative", number = activity.to_string(), words = words.as_str())
        }
    }
}

/// Where the words of a field's string enum stand among the texts.
const fn prefix(field: Field) -> Option<&'static str> {
    Some(match field {
        Field::Status => "status",
        Field::Role | Field::SecondFactorRoles => "role",
        Field::Kind => "organisation-kind",
        Field::EventKind => "event-kind",
        Field::Mode => "event-mode",
        Field::Feed => "feed",
        Field::Direction => "direction",
        Field::Aggregation => "aggregation",
        Field::Region => "region",
        Field::Basis => "basis",
        Field::RelationshipKind => "relationship-kind",
        Field::RelationshipState => "relationship-state",
        Field::Protocol => "protocol",
        _ => return None,
    })
}

/// The text for a stored word, or the word itself where there is none.
fn known(lang: Lang, prefix: &str, word: &str) -> String {
    let key = format!("{prefix}-{word}");
    if text::exists(lang, &key) { text::text(lang, &key, &[]) } else { word.to_owned() }
}

/// Short names, separated by commas unless one of them contains a comma.
fn list(lang: Lang, names: impl Iterator<Item = String>) -> String {
    let names: Vec<String> = names.collect();
    let comma = t!(lang, "list-comma");
    let is_plain = !names.iter().any(|name| name.contains(comma.trim()));
    if is_plain { names.join(&comma) } else { series(lang, names.into_iter()) }
}

/// Parts that may contain commas.
fn series(lang: Lang, parts: impl Iterator<Item = String>) -> String {
    parts.collect::<Vec<_>>().join(&t!(lang, "list-semicolon"))
}

fn partner(lang: Lang, partner: &Partner) -> String {
    let (role, standing) = (known(lang, "partner-role", partner.role.as_str()), known(lang, "standing", partner.standing.as_str()));
    t!(lang, "history-partner", name = partner.name.as_str(), role = role, standing = standing)
}

fn counted(lang: Lang, of: &str, count: u32) -> String {
    t!(lang, "history-counted", name = of, count = text::count(count.into()))
}

/// A number or amount with its day in brackets, if it has one.
fn dated(lang: Lang, value: String, on: Option<NaiveDate>) -> String {
    match on {
        Some(on) => t!(lang, "history-dated", value = value, day = text::day(lang, on)),
        None => value,
    }
}

fn of_kind(lang: Lang, kind: Kind, set: &str) -> String {
    format!("{}{}{set}", reminder::kind(lang, kind), t!(lang, "colon"))
}

/// Entries for samples of pages.
#[must_use]
pub fn sample() -> Vec<HistoryEntry> {
    let at = |h: i64| chrono::DateTime::UNIX_EPOCH + chrono::TimeDelta::hours(431_000 + h);
    let change = |field, lang, before, after| Change { field, lang, before, after };
    let day = NaiveDate::from_ymd_opt(2017, 2, 1).unwrap_or_default();
    vec![
        HistoryEntry {
            at: at(9),
            actor: Some("Ines Duarte".into()),
            action: Action::Edited,
            changes: vec![
                change(Field::Lead, None, None, Some("Ines Duarte".into())),
                change(Field::ActualStart, None, None, Some(day.into())),
                change(Field::Title, Some(Lang::Zh), Some("甲".into()), Some("乙".into())),
                change(Field::PartnersToBeDetermined, None, Some(Value::Flag(true)), Some(Value::Flag(false))),
            ],
            reason: None,
        },
        HistoryEntry {
            at: at(5),
            actor: Some("Ines Duarte".into()),
            action: Action::Reported,
            changes: vec![change(Field::Status, None, None, Some(Value::Word("on-track".into())))],
            reason: Some("Two workshops are planned.".into()),
        },
        HistoryEntry { at: at(0), actor: None, action: Action::Loaded, changes: Vec::new(), reason: None },
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    use domain::framework::Strength;
    use domain::money::{Amount, Currency};
    use domain::participation::StakeholderGroup;
    use domain::partner::{PartnerRole, Standing};
    use domain::reminder::{Choice, Rule};

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    /// In English and Chinese.
    fn both(field: Field, value: &Value) -> [String; 2] {
        [Lang::En, Lang::Zh].map(|lang| words(lang, field, value))
    }

    #[test]
    fn partners_are_worded_with_role_and_standing_whatever_their_names_contain() {
        let partners = Value::Partners(vec![
            Partner { name: "UN (Water), Geneva".into(), role: PartnerRole::Implementing, standing: Standing::Confirmed },
            Partner { name: "JRC".into(), role: PartnerRole::Possible, standing: Standing::Listed },
        ]);
        let [en, zh] = both(Field::Partners, &partners);
        assert_eq!(en, "UN (Water), Geneva (Implementing, Confirmed); JRC (Possible, Listed in the plan only)");
        assert!(zh.starts_with("UN (Water), Geneva（") && zh.contains("；JRC（") && !zh.contains("onfirmed"), "{zh}");
    }

    #[test]
    fn days_and_periods_are_written_as_the_language_writes_them() {
        assert_eq!(both(Field::Due, &Value::Day(day("2019-03-12"))), ["12 March 2019", "2019年3月12日"]);
        assert_eq!(both(Field::Started, &Value::Stated("2006-03".parse().unwrap())), ["March 2006", "2006年3月"]);
        let period = Value::Period(day("2019-03-01"), day("2019-03-31"));
        assert_eq!(both(Field::Period, &period), ["1–31 March 2019", "2019年3月1日至31日"]);
    }

    #[test]
    fn amounts_and_points_carry_their_days() {
        let usd = Amount { minor: 1_250_050, currency: Currency::Usd };
        let payments = Value::Payments(vec![(usd, day("2019-02-03")), (usd, day("2019-03-03"))]);
        assert_eq!(
            both(Field::Payments, &payments),
            [
                "USD 12,500.50 (3 February 2019); USD 12,500.50 (3 March 2019)",
                "USD 12,500.50（2019年2月3日）；USD 12,500.50（2019年3月3日）"
            ]
        );
        let target = Value::Points(vec![(1200.5, Some(day("2020-12-31"))), (30.0, None)]);
        assert_eq!(both(Field::Target, &target), ["1,200.5 (31 December 2020); 30", "1,200.5（2020年12月31日）；30"]);
    }

    #[test]
    fn a_reason_may_contain_colons() {
        let link = Value::ObjectiveLink { plan: None, activity: 3, strength: Strength::Strong, reason: "It trains: people, labs".into() };
        let [en, zh] = both(Field::ObjectiveLink, &link);
        assert!(en.ends_with(": It trains: people, labs"), "{en}");
        assert!(zh.ends_with("It trains: people, labs") && !zh.contains("strong"), "{zh}");
    }

    #[test]
    fn lists_counts_and_words_are_in_the_readers_language() {
        let names = |names: &[&str]| Value::Names(names.iter().map(|n| (*n).to_owned()).collect());
        assert_eq!(both(Field::Activities, &names(&["3", "5"])), ["3, 5", "3、5"]);
        assert_eq!(both(Field::Members, &names(&["Institute, Nairobi", "JRC"]))[0], "Institute, Nairobi; JRC");
        assert_eq!(both(Field::Groups, &Value::Groups(vec![(StakeholderGroup::Academia, 1200)]))[0], "Academia 1,200");
        assert_eq!(both(Field::Languages, &Value::Languages(vec!["en".into(), "fr".into()]))[0], "English, French");
        assert_eq!(both(Field::Status, &Value::Word("on-track".into()))[0], "On track");
        assert_eq!(both(Field::Role, &Value::Word("unknown-word".into()))[0], "unknown-word");
        let choice = Value::ReminderChoice(Kind::Update, Choice::Weekly);
        assert_eq!(both(Field::Reminders, &choice)[0], "Progress update: On Mondays");
        let rule = Value::ReminderRule(Kind::Update, Rule { steps: vec![-7, 0], every: None, escalates: None });
        assert_eq!(both(Field::ReminderRule, &rule)[0], "Progress update: on days -7, 0");
    }
}
