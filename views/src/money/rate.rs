//! `/money/rates/new`: the rates that were stated, and the form for one more.

use domain::address;
use domain::form::Errors;
use domain::lang::Lang;
use domain::money::{ExchangeRate, RateInput, RateRecord};
use maud::{Markup, html};

use crate::form::{self, Field};
use crate::frame::Frame;
use crate::layout::{self, Head, Place};
use crate::text::{self, t};

/// The page.
#[derive(Debug, Clone)]
pub struct Page {
    /// What stands in the form.
    pub typed: RateInput,
    /// What is wrong.
    pub errors: Errors,
    /// The rates that were stated, those that count first.
    pub stated: Vec<RateRecord>,
}

/// A rate with its day and source, in words.
pub(super) fn sentence(lang: Lang, rate: &ExchangeRate) -> String {
    t!(
        lang,
        "rate-sentence",
        from = rate.from.as_str(),
        to = rate.to.as_str(),
        rate = rate.rate.to_string(),
        day = text::day(lang, rate.on),
        source = rate.source.as_str()
    )
}

impl Page {
    /// The page as markup.
    #[must_use]
    pub fn render(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let title = t!(lang, "rate-add");
        let body = html! {
            (layout::title(&title, &html! { (t!(lang, "rate-text")) }, &Markup::default()))
            (form::summary(lang, &self.errors))
            form.form action=(address::NEW_RATE) method="post" {
                (form::token(frame))
                (self.fields(lang))
                (form::buttons(&title, &html! { a."btn link" href=(frame.plan().money()) { (t!(lang, "cancel")) } }))
            }
            section aria-labelledby="stated" {
                h2 #stated { (t!(lang, "rates-stated")) }
                @if self.stated.is_empty() { p.soft { (t!(lang, "rates-none")) } } @else { (self.table(lang)) }
            }
        };
        layout::page(frame, &Head { title: &title, place: Place::Plan, crumbs: &super::crumbs(frame), script: false }, &body)
    }

    fn fields(&self, lang: Lang) -> Markup {
        let (errors, typed) = (&self.errors, &self.typed);
        let currency = |name, value| {
            form::select(lang, errors, &Field { name, value, width: "w20", ..Field::default() }, &super::currencies(lang, "choose"))
        };
        html! {
            (currency("rate-from", &typed.from))
            (currency("rate-to", &typed.to))
            (form::input(lang, errors, &Field { name: "rate", value: &typed.rate, hint: Some("hint-rate"), width: "w20", ..Field::default() }))
            (form::date(lang, errors, &Field { name: "rate-on", hint: Some("hint-money-day"), ..Field::default() }, &typed.on))
            (form::input(lang, errors, &Field { name: "source", value: &typed.source, hint: Some("hint-rate-source"), ..Field::default() }))
        }
    }

    fn table(&self, lang: Lang) -> Markup {
        html! {
            table.fold {
                caption { (t!(lang, "rates-caption")) }
                thead { tr { @for key in ["column-rate", "column-money-day", "column-money-source", "column-rate-by"] { th scope="col" { (t!(lang, key)) } } } }
                tbody { @for record in &self.stated {
                    @let r = &record.rate;
                    tr {
                        th scope="row" { "1 " (r.from) " = " (r.rate) " " (r.to) }
                        td data-l=(t!(lang, "column-money-day")) { (text::day_element(lang, r.on)) }
                        td data-l=(t!(lang, "column-money-source")) { (r.source) }
                        td data-l=(t!(lang, "column-rate-by")) { (record.added_by) }
                    }
                } }
            }
        }
    }
}
