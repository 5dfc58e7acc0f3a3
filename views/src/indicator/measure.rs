//! `/indicators/{id}/measurements/new`, `/measurements/{id}/edit`: a value, or why there is none.

use domain::address;
use domain::directory::Directory;
use domain::form::Errors;
use domain::indicator::Indicator;
use domain::measurement::{EvidenceLevel, MeasurementInput, Source};
use maud::{Markup, html};

use crate::event::people;
use crate::form::{self, Field};
use crate::frame::Frame;
use crate::layout::{self, Head, Place};
use crate::text::{self, t};

/// The form.
#[derive(Debug, Clone)]
pub struct Page {
    /// The indicator.
    pub indicator: Indicator,
    /// Where the form goes.
    pub action: String,
    /// Key of the form: the same form makes one measurement.
    pub idempotency_key: String,
    /// Version of the measurement that is changed.
    pub version: i32,
    /// Whether a verified measurement is replaced.
    pub replaces: bool,
    /// What stands in the form.
    pub typed: MeasurementInput,
    /// What is wrong.
    pub errors: Errors,
    /// What keys stand for.
    pub directory: Directory,
}

/// Empty lines for countries.
const SPARE: usize = 4;

impl Page {
    /// The page as markup.
    #[must_use]
    pub fn render(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let address = address::indicator(self.indicator.id);
        let title = if self.replaces { t!(lang, "measure-replace-title") } else { t!(lang, "measure") };
        let body = html! {
            (layout::title(&title, &html! { (text::translated(lang, &self.indicator.name)) }, &Markup::default()))
            @if self.replaces { p.note { (t!(lang, "measure-replace-text")) } }
            (form::summary(lang, &self.errors))
            form.form action=(self.action) method="post" { (self.fields(frame)) }
        };
        let crumbs = [layout::plan_crumb(frame), (address.clone(), self.indicator.name.get(lang).to_owned())];
        layout::page(frame, &Head { title: &title, place: Place::Plan, crumbs: &crumbs, script: false }, &body)
    }

    fn fields(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let (e, d) = (&self.errors, &self.typed);
        let genders = [("women", &d.people[0]), ("men", &d.people[1]), ("other", &d.people[2])];
        let sources: Vec<(String, String)> = std::iter::once((String::new(), t!(lang, "choose")))
            .chain(Source::ALL.iter().map(|s| (s.as_str().to_owned(), text::text(lang, &format!("measurement-source-{s}"), &[]))))
            .collect();
        let mut parts = vec![(String::new(), t!(lang, "measure-whole"))];
        parts.extend(self.indicator.parts.iter().enumerate().map(|(at, p)| (at.to_string(), p.get(lang).to_owned())));
        let mut languages = vec![(String::new(), t!(lang, "measure-no-language"))];
        languages.extend(domain::event::LANGUAGES.iter().map(|l| ((*l).to_owned(), text::text(lang, &format!("language-{l}"), &[]))));
        let levels: Vec<(String, Markup)> = EvidenceLevel::ALL
            .iter()
            .map(|l| (l.as_str().to_owned(), html! { (text::text(lang, &format!("evidence-{l}"), &[])) }))
            .collect();
        html! {
            (form::token(frame)) (form::hidden("idempotency-key", &self.idempotency_key)) (form::hidden("version", &self.version.to_string()))
            (form::date(lang, e, &Field { name: "day", hint: Some("measure-hint-day"), ..Field::default() }, &d.day))
            (form::input(lang, e, &Field { name: "value", value: &d.value, hint: Some("measure-hint-value"), width: "w20", ..Field::default() }))
            (form::input(lang, e, &Field { name: "unavailable", value: &d.unavailable, hint: Some("measure-hint-unavailable"), optional: true, ..Field::default() }))
            fieldset.f.wrong[genders.iter().any(|(n, _)| e.of(n).is_some())] {
                legend { (t!(lang, "people-by-gender")) " " span.opt { (t!(lang, "optional")) } }
                @for (name, _) in genders { (form::error(lang, name, e.of(name))) }
                div.row { @for (name, value) in genders { (people::count_input(lang, e, name, value)) } }
            }
            (people::country_lines(lang, e, &d.countries, SPARE))
            @if !self.indicator.parts.is_empty() { (form::select(lang, e, &Field { name: "part", value: &d.part, hint: Some("measure-hint-part"), ..Field::default() }, &parts)) }
            (form::select(lang, e, &Field { name: "language", value: &d.language, hint: Some("measure-hint-language"), optional: true, width: "w20", ..Field::default() }, &languages))
            (form::select(lang, e, &Field { name: "source", value: &d.source, width: "w20", ..Field::default() }, &sources))
            (form::radios(lang, e, &Field { name: "level", value: &d.level, ..Field::default() }, &levels))
            (form::input(lang, e, &Field { name: "evidence", value: &d.evidence, hint: Some("measure-hint-evidence"), optional: true, ..Field::default() }))
            (form::textarea(lang, e, &Field { name: "note", value: &d.note, optional: true, ..Field::default() }, 3))
            datalist #countries { @for c in self.directory.countries.iter() { option value=(c.name.get(lang)) {} } }
            (form::buttons(&t!(lang, "event-submit"), &html! { a."btn link" href=(address::indicator(self.indicator.id)) { (t!(lang, "cancel")) } }))
        }
    }
}
