//! `/activities/{n}/evidence/new`: what has changed, as somebody has seen it; and the lines of it below an expected result.

use domain::access;
use domain::activity::Activity;
use domain::address;
use domain::form::Errors;
use domain::outcome::{Evidence, EvidenceInput};
use domain::result::ExpectedResult;
use maud::{Markup, html};

use crate::form::{self, Field};
use crate::frame::Frame;
use crate::indicator::show::evidence;
use crate::layout::{self, Head, Place};
use crate::text::{self, t};

/// The form.
#[derive(Debug, Clone)]
pub struct Page {
    /// The activity.
    pub activity: Activity,
    /// Its expected results.
    pub results: Vec<ExpectedResult>,
    /// Key of the form.
    pub idempotency_key: String,
    /// What stands in the form.
    pub typed: EvidenceInput,
    /// What is wrong.
    pub errors: Errors,
}

impl Page {
    /// The page as markup.
    #[must_use]
    pub fn render(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let (e, d) = (&self.errors, &self.typed);
        let address = frame.plan().activity(self.activity.number);
        let name = format!("{}. {}", self.activity.number, self.activity.short_title.get(lang));
        let title = t!(lang, "evidence-new");
        let results: Vec<(String, Markup)> =
            self.results.iter().enumerate().map(|(at, r)| (at.to_string(), html! { (text::translated(lang, &r.text)) })).collect();
        let body = html! {
            (layout::title(&title, &html! { (name) }, &Markup::default()))
            (form::summary(lang, e))
            form.form action=(frame.plan().new_evidence(self.activity.number)) method="post" {
                (form::token(frame)) (form::hidden("idempotency-key", &self.idempotency_key))
                (form::radios(lang, e, &Field { name: "result", value: &d.result, ..Field::default() }, &results))
                (form::date(lang, e, &Field { name: "day", ..Field::default() }, &d.day))
                (form::textarea(lang, e, &Field { name: "words", value: &d.words, hint: Some("evidence-hint-words"), ..Field::default() }, 4))
                (form::input(lang, e, &Field { name: "evidence", value: &d.link, hint: Some("measure-hint-evidence"), optional: true, ..Field::default() }))
                (form::buttons(&t!(lang, "save-changes"), &html! { a."btn link" href=(address) { (t!(lang, "cancel")) } }))
            }
        };
        let crumbs = [layout::plan_crumb(frame), (address::with_fragment(&address, "results"), name.clone())];
        layout::page(frame, &Head { title: &title, place: Place::Plan, crumbs: &crumbs, script: false }, &body)
    }
}

/// What was seen of an expected result.
pub(super) fn lines(frame: &Frame, number: i32, all: &[Evidence], result: usize) -> Markup {
    let lang = frame.lang;
    let own: Vec<&Evidence> = all.iter().filter(|e| usize::try_from(e.seen.result) == Ok(result)).collect();
    html! {
        @for e in own {
            div.small.seen {
                (text::day_element(lang, e.seen.day)) (t!(lang, "colon")) (e.seen.words)
                @if !e.seen.link.is_empty() { " · " (evidence(&e.seen.link)) }
                @if access::may_see_names(frame.member()) { " " span.soft { (e.author_name) } }
                @if access::may_report(frame.member()) {
                    form action=(frame.plan().end_evidence(number)) method="post" {
                        (form::token(frame)) (form::hidden("evidence", &e.id.to_string()))
                        button."btn link sm" { (t!(lang, "evidence-end")) }
                    }
                }
            }
        }
    }
}
