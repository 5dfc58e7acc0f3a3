//! `/outputs/{id}/deliveries/new`: a part or the whole of an output, delivered.

use domain::address;
use domain::form::Errors;
use domain::output::{DeliveryInput, OutputRecord};
use maud::{Markup, html};

use crate::form::{self, Field};
use crate::frame::Frame;
use crate::layout::{self, Head, Place};
use crate::text::{self, t};

/// The form.
#[derive(Debug, Clone)]
pub struct Page {
    /// The output.
    pub output: OutputRecord,
    /// Key of the form.
    pub idempotency_key: String,
    /// What stands in the form.
    pub typed: DeliveryInput,
    /// What is wrong.
    pub errors: Errors,
}

impl Page {
    /// The page as markup.
    #[must_use]
    pub fn render(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let (e, d) = (&self.errors, &self.typed);
        let address = address::output(self.output.id);
        let title = t!(lang, "deliver");
        let asked: Vec<(String, String)> =
            self.output.output.languages.iter().map(|l| (l.clone(), text::text(lang, &format!("language-{l}"), &[]))).collect();
        let choices: Vec<(String, Markup)> = asked.into_iter().map(|(code, name)| (code, html! { (name) })).collect();
        let body = html! {
            (layout::title(&title, &html! { (self.output.output.title) }, &Markup::default()))
            (form::summary(lang, e))
            form.form action=(address::new_delivery(self.output.id)) method="post" {
                (form::token(frame)) (form::hidden("idempotency-key", &self.idempotency_key))
                (form::date(lang, e, &Field { name: "day", hint: Some("deliver-hint-day"), ..Field::default() }, &d.day))
                (form::input(lang, e, &Field { name: "quantity", value: &d.quantity, width: "w4", ..Field::default() }))
                @if !choices.is_empty() { (form::radios(lang, e, &Field { name: "language", value: &d.language, ..Field::default() }, &choices)) }
                (form::input(lang, e, &Field { name: "published", value: &d.published, hint: Some("deliver-hint-published"), optional: true, ..Field::default() }))
                (form::input(lang, e, &Field { name: "evidence", value: &d.evidence, hint: Some("measure-hint-evidence"), ..Field::default() }))
                (form::buttons(&t!(lang, "event-submit"), &html! { a."btn link" href=(address) { (t!(lang, "cancel")) } }))
            }
        };
        let crumbs = [layout::plan_crumb(frame), (address.clone(), self.output.output.title.clone())];
        layout::page(frame, &Head { title: &title, place: Place::Plan, crumbs: &crumbs, script: false }, &body)
    }
}
