//! `/plans/{code}/activities/{number}/revision/edit`: changing planned years, topic and expected results by a decision; and what the plan
//! states by itself, as a part of the page of an activity.

use domain::activity::{Activity, Topic};
use domain::form::Errors;
use domain::lang::Lang;
use domain::revision::{Revision, RevisionInput, result_field};
use maud::{Markup, html};

use crate::form::{self, Field};
use crate::frame::Frame;
use crate::layout::{self, Head, Place};
use crate::text::{self, t};

/// The form.
#[derive(Debug, Clone)]
pub struct Page {
    /// The activity.
    pub activity: Activity,
    /// What stands in the form.
    pub typed: RevisionInput,
    /// The version of the activity on which it is based.
    pub version: i32,
    /// The topics of the plan.
    pub topics: Vec<Topic>,
    /// What is wrong.
    pub errors: Errors,
}

impl Page {
    /// The page as markup.
    #[must_use]
    pub fn render(&self, frame: &Frame) -> Markup {
        let (lang, number) = (frame.lang, self.activity.number);
        let title = t!(lang, "revise-plan");
        let activity = frame.plan().activity(number);
        let body = html! {
            (layout::title(&title, &html! { (t!(lang, "revise-plan-text")) }, &Markup::default()))
            (form::summary(lang, &self.errors))
            form.form action=(frame.plan().revise(number)) method="post" {
                (form::token(frame))
                (form::hidden("version", &self.version.to_string()))
                (self.fields(lang))
                (form::buttons(&t!(lang, "save-changes"), &html! { a."btn link" href=(activity) { (t!(lang, "cancel")) } }))
            }
        };
        let name = format!("{number}. {}", self.activity.short_title.get(lang));
        let crumbs = [layout::plan_crumb(frame), (activity.clone(), name)];
        layout::page(frame, &Head { title: &title, place: Place::Plan, crumbs: &crumbs, script: false }, &body)
    }

    fn fields(&self, lang: Lang) -> Markup {
        let mut topics = vec![(String::new(), t!(lang, "not-stated"))];
        topics.extend(self.topics.iter().map(|t| (t.slug.clone(), t.name.get(lang).to_owned())));
        let year = |name, value| form::input(lang, &self.errors, &Field { name, value, width: "w4", optional: true, ..Field::default() });
        html! {
            div.f { div.row { (year("first-year", &self.typed.years[0])) (year("last-year", &self.typed.years[1])) } }
            (form::select(lang, &self.errors, &Field { name: "topic", value: &self.typed.topic, ..Field::default() }, &topics))
            @for (number, texts) in (1..).zip(&self.typed.results) { fieldset {
                legend.h { (t!(lang, "revise-result", number = number)) }
                @for (of, text) in Lang::ALL.iter().zip(texts) { (self.result(lang, number, *of, text)) }
            } }
            (form::textarea(lang, &self.errors, &Field { name: "change-reason", value: &self.typed.reason, ..Field::default() }, 3))
            (form::input(lang, &self.errors, &Field { name: "decision", value: &self.typed.decision, hint: Some("hint-decision"), width: "w20", ..Field::default() }))
        }
    }

    /// A result in a language.
    fn result(&self, lang: Lang, number: usize, of: Lang, text: &str) -> Markup {
        let name = result_field(number, of);
        let problem = self.errors.of(&name);
        html! {
            div.f.wrong[problem.is_some()] {
                label for=(name) { (of.own_name()) }
                (form::error(lang, &name, problem))
                input.in id=(name) name=(name) value=(text) lang=(of) aria-describedby=[problem.map(|_| format!("{name}-m"))] aria-invalid=[problem.map(|_| "true")];
            }
        }
    }
}

/// What the plan states by itself, where a decision has changed it.
pub(super) fn original(frame: &Frame, activity: &Activity, now: &[&domain::lang::Translated], revision: &Revision) -> Markup {
    let (lang, original) = (frame.lang, &revision.original);
    let day = text::day(lang, revision.at.with_timezone(&frame.zone).date_naive());
    let nothing = || t!(lang, "not-stated");
    html! {
        div.note {
            p { strong { (t!(lang, "revised-by", decision = revision.decision.as_str(), day = day)) } }
            p dir="auto" { (revision.reason) }
            p { (t!(lang, "revised-original", document = activity.source_document.as_str())) }
            ul {
                @if original.years != activity.years { li { (t!(lang, "planned")) (t!(lang, "colon")) @if let Some(years) = original.years { (years) } @else { (nothing()) } } }
                @if original.topic != activity.topic { li { (t!(lang, "topic")) (t!(lang, "colon")) @if let Some(topic) = &original.topic { (text::translated(lang, &topic.name)) } @else { (nothing()) } } }
                @for result in original.results.iter().filter(|r| !now.contains(r)) { li { (t!(lang, "revised-result")) (t!(lang, "colon")) (text::translated(lang, result)) } }
            }
        }
    }
}
