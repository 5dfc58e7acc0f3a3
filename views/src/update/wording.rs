//! `/plans/{code}/activities/{number}/updates/{id}/wordings/{lang}/edit`: correcting a published update, or wording it in another language.

use domain::activity::Activity;
use domain::form::Errors;
use domain::lang::Lang;
use domain::update::{Draft, Update};
use maud::{Markup, html};

use crate::activity::show;
use crate::form::{self, Field};
use crate::frame::Frame;
use crate::layout::{self, Head, Place};
use crate::text::t;

/// The form.
#[derive(Debug, Clone)]
pub struct Page {
    /// The activity.
    pub activity: Activity,
    /// The update as it is stored.
    pub update: Update,
    /// The language of the words in the form.
    pub of: Lang,
    /// What stands in the form.
    pub typed: Draft,
    /// Why the words are corrected.
    pub why: String,
    /// When they had been corrected last.
    pub seen: String,
    /// What is wrong.
    pub errors: Errors,
}

impl Page {
    /// The page as markup.
    #[must_use]
    pub fn render(&self, frame: &Frame) -> Markup {
        let (lang, number) = (frame.lang, self.activity.number);
        let is_correction = self.of == self.update.lang;
        let title = if is_correction { t!(lang, "update-correct") } else { t!(lang, "update-word-in", language = self.of.own_name()) };
        let sentence = t!(lang, if is_correction { "update-correct-text" } else { "update-word-text" });
        let address = frame.plan().update_wording(number, self.update.id, self.of);
        let body = html! {
            (layout::title(&title, &html! { (sentence) }, &Markup::default()))
            (form::summary(lang, &self.errors))
            div.split {
                aside aria-label=(t!(lang, "update-published")) { div.panel { h2 { (t!(lang, "update-published")) } (show::report(lang, &self.update)) } }
                form.form action=(address) method="post" { (self.fields(frame, is_correction)) }
            }
        };
        let name = format!("{number}. {}", self.activity.short_title.get(lang));
        let updates = (frame.plan().updates(number), t!(lang, "updates-title"));
        let crumbs = [layout::plan_crumb(frame), (frame.plan().activity(number), name), updates];
        layout::page(frame, &Head { title: &title, place: Place::Plan, crumbs: &crumbs, script: false }, &body)
    }

    fn fields(&self, frame: &Frame, is_correction: bool) -> Markup {
        let (lang, d) = (frame.lang, &self.typed);
        let field = |name, value, optional| Field { name, value, optional, lang: Some(self.of), ..Field::default() };
        let why = Field { name: "why", value: &self.why, hint: Some("hint-why"), ..Field::default() };
        let cancel = html! { a."btn link" href=(frame.plan().updates(self.activity.number)) { (t!(lang, "cancel")) } };
        html! {
            (form::token(frame))
            (form::hidden("seen", &self.seen))
            (form::textarea(lang, &self.errors, &field("reason", &d.reason, self.update.report.reason.is_none()), 2))
            (form::input(lang, &self.errors, &field("headline", &d.headline, false)))
            (form::textarea(lang, &self.errors, &field("done", &d.done, false), 5))
            (form::textarea(lang, &self.errors, &field("next", &d.next, true), 3))
            (form::textarea(lang, &self.errors, &field("risks", &d.risks, true), 3))
            @if is_correction { (form::textarea(lang, &self.errors, &why, 2)) }
            (form::buttons(&t!(lang, "save-changes"), &cancel))
        }
    }
}
