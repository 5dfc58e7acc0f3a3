//! `/reports/new`: what a report is to cover.

use domain::form::Errors;
use domain::lang::Lang;
use domain::report::ReportScopeInput;
use maud::{Markup, html};

use crate::form::{self, Field};
use crate::frame::Frame;
use crate::layout::{self, Head, Place};
use crate::text::t;

/// The form.
#[derive(Debug, Clone)]
pub struct Page {
    /// Key by which the form is known if it is sent twice.
    pub idempotency_key: String,
    /// What stands in the form.
    pub typed: ReportScopeInput,
    /// What is wrong.
    pub errors: Errors,
}

impl Page {
    /// The page as markup.
    #[must_use]
    pub fn render(&self, frame: &Frame) -> Markup {
        let (lang, errors, typed) = (frame.lang, &self.errors, &self.typed);
        let title = t!(lang, "report-new");
        let languages: Vec<(String, Markup)> =
            Lang::ALL.iter().map(|l| (l.as_str().to_owned(), html! { span lang=(l) { (l.own_name()) } })).collect();
        let body = html! {
            (layout::title(&title, &html! { (t!(lang, "report-new-text")) }, &Markup::default()))
            (form::summary(lang, errors))
            form.form action=(frame.plan().new_report()) method="post" {
                (form::token(frame))
                (form::hidden("idempotency-key", &self.idempotency_key))
                (form::input(lang, errors, &Field { name: "title", value: &typed.title, hint: Some("hint-report-title"), ..Field::default() }))
                (form::input(lang, errors, &Field { name: "meeting", value: &typed.meeting, hint: Some("hint-report-meeting"), optional: true, ..Field::default() }))
                (form::date(lang, errors, &Field { name: "report-from", ..Field::default() }, &typed.from))
                (form::date(lang, errors, &Field { name: "report-until", hint: Some("hint-report-until"), ..Field::default() }, &typed.until))
                (form::radios(lang, errors, &Field { name: "report-lang", value: &typed.lang, hint: Some("hint-report-lang"), ..Field::default() }, &languages))
                (form::buttons(&t!(lang, "report-make"), &html! { a."btn link" href=(frame.plan().reports()) { (t!(lang, "cancel")) } }))
            }
        };
        layout::page(frame, &Head { title: &title, place: Place::Reports, crumbs: &[super::crumb(frame)], script: false }, &body)
    }
}
