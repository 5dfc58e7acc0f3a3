//! `/team`: everything that is late or waits, by person or by activity, with what can be done about it.

use std::collections::HashMap;

use domain::address;
use domain::ids::PersonId;
use domain::person::Profile;
use domain::reminder::{Group, Kind, Notice, Subject, Tally};
use maud::{Markup, html};

use super::{Tab, tabs, work};
use crate::form;
use crate::frame::Frame;
use crate::layout::{self, Head, Place};
use crate::plan::ActivitySummary;
use crate::reminder;
use crate::text::{self, t};

/// The page.
#[derive(Debug, Clone)]
pub struct Page<'a> {
    /// Everything that is late, waits or has nobody to do it, most urgent first.
    pub lines: Vec<Notice<'a>>,
    /// Everybody with an account, by name.
    pub people: Vec<Profile>,
    /// How many activities each person leads.
    pub led: HashMap<PersonId, usize>,
    /// Activities that nobody leads.
    pub leaderless: Vec<ActivitySummary>,
    /// Who has asked today for a reminder of an obligation.
    pub requested: HashMap<(Kind, Subject), String>,
    /// Whether lines stand under their activities; otherwise under those who have to act.
    pub by_activity: bool,
}

impl Page<'_> {
    /// The page as markup.
    #[must_use]
    pub fn render(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let title = t!(lang, "team");
        let tally = reminder::tally(lang, &Tally::of(&self.lines, frame.today));
        let tally = if tally.is_empty() { t!(lang, "team-nothing") } else { tally };
        let sentence = t!(lang, "work-sentence", day = text::weekday(lang, frame.today), tally = tally);
        let by = |by: &str| address::with_query(address::TEAM, &[("by", by)]);
        let body = html! {
            (layout::title(&title, &html! { (sentence) }, &Markup::default()))
            (tabs(frame, Tab::Team))
            nav."acts gap" aria-label=(t!(lang, "team")) {
                a."btn sm" href=(address::TEAM) aria-current=[(!self.by_activity).then_some("true")] { (t!(lang, "team-by-person")) }
                a."btn sm" href=(by("activity")) aria-current=[self.by_activity.then_some("true")] { (t!(lang, "team-by-activity")) }
            }
            @if self.by_activity { (self.activities(frame)) } @else { (self.persons(frame)) }
            (work::leaderless(frame, &self.leaderless))
        };
        layout::page(frame, &Head { title: &title, place: Place::Work, crumbs: &[], script: false }, &body)
    }

    fn persons(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let unassigned: Vec<_> = self.lines.iter().filter(|line| line.group(frame.today) == Group::Unassigned).collect();
        html! {
            @if !unassigned.is_empty() {
                section aria-labelledby="unassigned" {
                    h2 #unassigned { (t!(lang, "reminder-unassigned")) }
                    ul.todo { @for line in unassigned { (super::item(frame, line, &Markup::default())) } }
                }
            }
            @for person in &self.people {
                @let lines: Vec<_> = self.lines.iter().filter(|line| line.obligation.from.contains(&person.id)).copied().collect();
                @let led = self.led.get(&person.id).copied().unwrap_or_default();
                @if !lines.is_empty() || led > 0 { (self.person(frame, person, &lines, led)) }
            }
        }
    }

    fn person(&self, frame: &Frame, person: &Profile, lines: &[Notice<'_>], led: usize) -> Markup {
        let lang = frame.lang;
        let id = format!("person-{}", person.id);
        let tally = reminder::tally(lang, &Tally::of(lines, frame.today));
        html! {
            section aria-labelledby=(id) {
                h2 id=(id) { (person.person.name) " " span."small soft" { (text::text(lang, &format!("role-{}", person.person.role), &[])) } }
                p.soft {
                    @if tally.is_empty() { (t!(lang, "team-person-nothing")) } @else { (tally) }
                    @if led > 0 { " · " (t!(lang, "team-leads", count = led)) " · " a href=(address::hand_over(person.id)) { (t!(lang, "hand-over")) } }
                }
                @if !lines.is_empty() { ul.todo { @for line in lines { (super::item(frame, line, &self.remind(frame, line))) } } }
            }
        }
    }

    fn activities(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let mut keys: Vec<_> = self
            .lines
            .iter()
            .map(|line| line.obligation.about.activity.as_ref().map(|(number, _)| (line.obligation.about.plan.as_ref(), *number)))
            .collect();
        keys.sort_by_key(|key| key.map(|(plan, number)| (plan.map(|p| p.get(lang)), number)));
        keys.dedup();
        html! {
            @for (at, key) in keys.iter().enumerate() {
                @let lines: Vec<_> = self.lines.iter().filter(|line| line.obligation.about.activity.as_ref().map(|(number, _)| (line.obligation.about.plan.as_ref(), *number)) == *key).collect();
                @if let Some(first) = lines.first() {
                    section aria-labelledby={ "activity-" (at) } {
                        h2 id={ "activity-" (at) } {
                            @match &first.obligation.about.activity { Some((number, name)) => { (number) ". " (text::translated(lang, name)) }, None => (t!(lang, "team-no-activity")) }
                        }
                        ul.todo { @for line in lines { (super::item(frame, line, &self.remind(frame, line))) } }
                    }
                }
            }
        }
    }

    /// Who has asked for a reminder today, or the button that asks for one.
    fn remind(&self, frame: &Frame, line: &Notice<'_>) -> Markup {
        let lang = frame.lang;
        let (kind, subject) = (line.obligation.kind, line.obligation.subject);
        let (word, key) = subject.stored();
        html! {
            @if let Some(name) = self.requested.get(&(kind, subject)) {
                small.soft { (t!(lang, "team-reminded", name = name.as_str())) }
            } @else if line.obligation.from.iter().any(|id| frame.member().is_none_or(|m| m.id != *id)) {
                form action=(address::REQUEST_REMINDER) method="post" {
                    (form::token(frame))
                    (form::hidden("kind", kind.as_str()))
                    (form::hidden("subject", word))
                    (form::hidden("key", &key.to_string()))
                    button."btn sm" { (t!(lang, "team-remind")) span.vh { (t!(lang, "colon")) (reminder::what(lang, line)) } }
                }
            }
        }
    }
}
