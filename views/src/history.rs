//! The history of a thing, in words, newest first.

use chrono::NaiveDate;
use domain::history::{Action, Change, Field, HistoryEntry, SubjectKind};
use domain::lang::Lang;
use maud::{Markup, html};

use crate::frame::Frame;
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
                        @if !entry.changes.is_empty() { ul.plain.small { @for change in &entry.changes { li { (difference(lang, change)) } } } }
                    }
                }
            }
        }
    }
}

fn sentence(lang: Lang, subject: SubjectKind, entry: &HistoryEntry) -> String {
    let actor = entry.actor.clone().unwrap_or_else(|| t!(lang, "history-program"));
    let key = match entry.action {
        Action::Loaded | Action::Created | Action::Edited => format!("history-{}-{subject}", entry.action),
        other => format!("history-{other}"),
    };
    text::text(lang, &key, &[("actor", actor.into())])
}

/// What differs, in words.
pub(crate) fn difference(lang: Lang, change: &Change) -> Markup {
    let name = text::text(lang, &format!("field-{}", change.field), &[]);
    let name = match change.lang {
        Some(of) => t!(lang, "label-in-language", label = name, language = of.own_name()),
        None => name,
    };
    let none = || html! { span.soft { (t!(lang, "history-none")) } };
    let value = |v: &Option<String>| v.as_ref().map_or_else(none, |v| html! { (value(lang, change.field, v)) });
    html! { strong { (name) } (t!(lang, "colon")) (value(&change.before)) " → " (value(&change.after)) }
}

/// A stored value in the reader's language.
fn value(lang: Lang, field: Field, stored: &str) -> String {
    let word = |prefix: &str| text::text(lang, &format!("{prefix}-{stored}"), &[]);
    match field {
        Field::Status => word("status"),
        Field::Role => word("role"),
        Field::Kind => word("organisation-kind"),
        Field::PartnersToBeDetermined | Field::PublicPages => word("answer"),
        Field::Partners => partners(lang, stored),
        Field::ObjectiveLink => link(lang, stored),
        Field::ActualStart | Field::ActualEnd => stored.parse::<NaiveDate>().map_or_else(|_| stored.to_owned(), |d| text::day(lang, d)),
        Field::EventKind => word("event-kind"),
        Field::Mode => word("event-mode"),
        Field::Feed => word("feed"),
        Field::Direction => word("direction"),
        Field::Aggregation => word("aggregation"),
        Field::Region => word("region"),
        Field::Basis => word("basis"),
        Field::RelationshipKind => word("relationship-kind"),
        Field::RelationshipState => word("relationship-state"),
        Field::Protocol => word("protocol"),
        Field::Purpose if stored == domain::money::WHOLE_PLAN => t!(lang, "whole-plan"),
        Field::Start | Field::End | Field::PledgedOn | Field::SpentFrom | Field::SpentTo => {
            stored.parse::<NaiveDate>().map_or_else(|_| stored.to_owned(), |d| text::day(lang, d))
        }
        Field::Languages => each(stored, |code| known(lang, "language", code)),
        Field::Groups => each(stored, |part| match part.rsplit_once(' ') {
            Some((group, n)) => format!("{} {n}", known(lang, "stakeholders", group)),
            None => part.to_owned(),
        }),
        Field::Reminders => of_kind(lang, stored, |word| known(lang, "reminder-choice", word)),
        Field::ReminderRule => of_kind(lang, stored, str::to_owned),
        Field::Language => stored.parse::<Lang>().map_or_else(|_| stored.to_owned(), |l| l.own_name().to_owned()),
        _ => stored.to_owned(),
    }
}

/// A list that is stored with commas, each part in the reader's words.
fn each(stored: &str, words: impl Fn(&str) -> String) -> String {
    stored.split(", ").map(words).collect::<Vec<_>>().join("; ")
}

/// What is set for a kind of reminder is stored as `update: weekly`: the kind is ours.
fn of_kind(lang: Lang, stored: &str, words: impl Fn(&str) -> String) -> String {
    match stored.split_once(": ") {
        Some((kind, set)) => format!("{}{}{}", known(lang, "reminder-kind", kind), t!(lang, "colon"), words(set)),
        None => stored.to_owned(),
    }
}

/// The text for a stored word, or the word itself where there is none.
fn known(lang: Lang, prefix: &str, word: &str) -> String {
    let key = format!("{prefix}-{word}");
    if text::exists(lang, &key) { text::text(lang, &key, &[]) } else { word.to_owned() }
}

/// Partners are stored as `JRC (implementing, confirmed), UNEP (possible, listed)`: the words in brackets are ours.
fn partners(lang: Lang, stored: &str) -> String {
    let one =
        |part: &str| match part.trim_end_matches(')').rsplit_once(" (").and_then(|(name, words)| Some((name, words.split_once(", ")?))) {
            Some((name, (role, standing))) => {
                format!("{name} ({}, {})", known(lang, "partner-role", role), known(lang, "standing", standing))
            }
            None => part.to_owned(),
        };
    stored.split("), ").map(one).collect::<Vec<_>>().join("; ")
}

/// Links are stored as `3 strong: reason`: the word in the middle is ours.
fn link(lang: Lang, stored: &str) -> String {
    match stored.split_once(": ").and_then(|(head, reason)| Some((head.split_once(' ')?, reason))) {
        Some(((number, strength), reason)) => {
            t!(lang, "framework-history-link", number = number, strength = known(lang, "framework-strength", strength), reason = reason)
        }
        None => stored.to_owned(),
    }
}

/// Entries for samples of pages.
#[must_use]
pub fn sample() -> Vec<HistoryEntry> {
    let at = |h: i64| chrono::DateTime::UNIX_EPOCH + chrono::TimeDelta::hours(431_000 + h);
    let change = |field, lang, before: Option<&str>, after: Option<&str>| Change {
        field,
        lang,
        before: before.map(Into::into),
        after: after.map(Into::into),
    };
    vec![
        HistoryEntry {
            at: at(9),
            actor: Some("Ines Duarte".into()),
            action: Action::Edited,
            changes: vec![
                change(Field::Lead, None, None, Some("Ines Duarte")),
                change(Field::ActualStart, None, None, Some("2017-02-01")),
                change(Field::Title, Some(Lang::Zh), Some("甲"), Some("乙")),
                change(Field::PartnersToBeDetermined, None, Some("yes"), Some("no")),
            ],
            reason: None,
        },
        HistoryEntry {
            at: at(5),
            actor: Some("Ines Duarte".into()),
            action: Action::Reported,
            changes: vec![change(Field::Status, None, None, Some("on-track"))],
            reason: Some("Two workshops are planned.".into()),
        },
        HistoryEntry { at: at(0), actor: None, action: Action::Loaded, changes: Vec::new(), reason: None },
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn partners_are_told_in_the_readers_words() {
        let stored = "JRC (implementing, confirmed), reference-laboratories (possible, listed)";
        assert_eq!(partners(Lang::En, stored), "JRC (Implementing, Confirmed); reference-laboratories (Possible, Listed in the plan only)");
        assert!(!partners(Lang::Zh, stored).contains("confirmed"));
        assert_eq!(partners(Lang::En, "something else"), "something else");
    }
}
