//! `/indicators/{id}/terms/edit`: from what an indicator is counted, and against what.

use domain::address;
use domain::event::EventKind;
use domain::form::Errors;
use domain::indicator::{Aggregation, Direction, Feed, Indicator, TermsInput};
use domain::lang::Lang;
use maud::{Markup, html};

use crate::form::{self, Field};
use crate::frame::Frame;
use crate::layout::{self, Head, Place};
use crate::text::{self, t};

/// The form.
#[derive(Debug, Clone)]
pub struct Page {
    /// The indicator as stored.
    pub indicator: Indicator,
    /// What stands in the form.
    pub typed: TermsInput,
    /// How often its terms have been set.
    pub version: i64,
    /// What is wrong.
    pub errors: Errors,
    /// Whether somebody else was faster.
    pub overtaken: bool,
}

/// Empty lines for values on the way.
pub const SPARE: usize = 2;

impl Page {
    /// The page as markup.
    #[must_use]
    pub fn render(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let address = address::indicator(self.indicator.id);
        let title = t!(lang, "terms-title");
        let body = html! {
            (layout::title(&title, &html! { (text::translated(lang, &self.indicator.name)) }, &Markup::default()))
            @if self.overtaken { div."note warn" role="alert" { p { (t!(lang, "terms-overtaken")) } } }
            (form::summary(lang, &self.errors))
            form.form action=(address::edit_terms(self.indicator.id)) method="post" {
                (form::token(frame))
                (form::hidden("version", &self.version.to_string()))
                (self.rule(lang))
                (self.values(lang))
                (form::buttons(&t!(lang, "save-changes"), &html! { a."btn link" href=(address) { (t!(lang, "cancel")) } }))
            }
        };
        let crumbs = [layout::plan_crumb(frame), (address.clone(), self.indicator.name.get(lang).to_owned())];
        layout::page(frame, &Head { title: &title, place: Place::Plan, crumbs: &crumbs, script: false }, &body)
    }

    fn rule(&self, lang: Lang) -> Markup {
        let (e, d) = (&self.errors, &self.typed);
        let feeds: Vec<(String, Markup)> =
            Feed::ALL.iter().map(|f| (f.as_str().to_owned(), html! { (text::text(lang, &format!("feed-{f}"), &[])) })).collect();
        let mut kinds = vec![(String::new(), t!(lang, "rule-all-kinds"))];
        kinds.extend(EventKind::ALL.iter().map(|k| (k.as_str().to_owned(), text::text(lang, &format!("event-kind-{k}"), &[]))));
        let rules: Vec<(String, String)> = Aggregation::ALL.iter().map(|a| (a.as_str().to_owned(), super::aggregation(lang, *a))).collect();
        let ways: Vec<(String, Markup)> =
            Direction::ALL.iter().map(|d| (d.as_str().to_owned(), html! { (text::text(lang, &format!("direction-{d}"), &[])) })).collect();
        html! {
            fieldset {
                legend.h { (t!(lang, "indicator-rule")) }
                (form::radios(lang, e, &Field { name: "feed", value: &d.feed, ..Field::default() }, &feeds))
                (form::select(lang, e, &Field { name: "event-kind", value: &d.event_kind, hint: Some("terms-hint-kind"), width: "w20", ..Field::default() }, &kinds))
                (form::select(lang, e, &Field { name: "aggregation", value: &d.aggregation, hint: Some("terms-hint-aggregation"), ..Field::default() }, &rules))
                (form::radios(lang, e, &Field { name: "direction", value: &d.direction, ..Field::default() }, &ways))
            }
        }
    }

    fn values(&self, lang: Lang) -> Markup {
        let (e, d) = (&self.errors, &self.typed);
        let number = |name, value| Field { name, value, optional: true, width: "w20", ..Field::default() };
        let day = |name: &'static str| Field { name, optional: true, ..Field::default() };
        let empty = (<[String; 3]>::default(), String::new());
        html! {
            fieldset {
                legend.h { (t!(lang, "terms-values")) }
                (form::input(lang, e, &number("baseline", &d.baseline)))
                (form::date(lang, e, &day("baseline-on"), &d.baseline_on))
                (form::input(lang, e, &number("target", &d.target)))
                (form::date(lang, e, &day("target-on"), &d.target_on))
                @for at in 0..d.milestones.len() + SPARE {
                    @let id = format!("milestone-{at}");
                    @let (on, value) = d.milestones.get(at).unwrap_or(&empty);
                    (form::date(lang, e, &Field { name: &id, optional: true, ..Field::default() }, on))
                    div.f { label for={ (id) "-value" } { (t!(lang, "milestone-value", number = at + 1)) } input."in w20" id={ (id) "-value" } name={ (id) "-value" } inputmode="decimal" value=(value); }
                }
            }
        }
    }
}
