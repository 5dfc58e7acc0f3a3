//! `/admin/erasures`: erasing words wherever they stand.

use domain::address;
use domain::erasure::ErasureInput;
use domain::form::Errors;
use domain::history::SubjectKind;
use maud::{Markup, html};

use crate::audit::record_name;
use crate::form::{self, Field};
use crate::frame::Frame;
use crate::layout::{self, Head};
use crate::text::t;

/// Most places that are shown.
const SHOWN: usize = 200;

/// A place in which the words stand.
#[derive(Debug, Clone)]
pub struct Place {
    /// The record to which it belongs.
    pub record: (SubjectKind, i32),
    /// Table and column.
    pub column: String,
    /// The words with what stands around them.
    pub excerpt: String,
}

/// The form, and what it would erase.
#[derive(Debug, Clone, Default)]
pub struct Page {
    /// What was typed.
    pub typed: ErasureInput,
    /// What is wrong.
    pub errors: Errors,
    /// Where the words stand, once that was asked.
    pub places: Option<Vec<Place>>,
}

impl Page {
    /// The page as markup.
    #[must_use]
    pub fn render(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let title = t!(lang, "erasures");
        let words = Field {
            name: "erasure-words",
            value: &self.typed.words,
            hint: Some("hint-erasure-words"),
            autocomplete: Some("off"),
            ..Field::default()
        };
        let body = html! {
            (layout::title(&title, &html! { (t!(lang, "erasures-text")) }, &Markup::default()))
            (form::summary(lang, &self.errors))
            form.form action=(address::ERASURES) method="post" {
                (form::token(frame))
                (form::input(lang, &self.errors, &words))
                (form::buttons(&t!(lang, "erasure-find"), &Markup::default()))
            }
            @if let Some(places) = &self.places { (self.found(frame, places)) }
        };
        layout::page(frame, &Head { title: &title, place: layout::Place::Other, crumbs: &[], script: false }, &body)
    }

    fn found(&self, frame: &Frame, places: &[Place]) -> Markup {
        let lang = frame.lang;
        let reason = Field { name: "erasure-reason", value: &self.typed.reason, hint: Some("hint-erasure-reason"), ..Field::default() };
        html! {
            section aria-labelledby="places" {
                h2 #places { (t!(lang, "erasure-places", count = places.len())) }
                @if places.is_empty() {
                    p { (t!(lang, "erasure-none")) }
                } @else {
                    table.fold {
                        caption.vh { (t!(lang, "erasure-places", count = places.len())) }
                        thead { tr { @for key in ["audit-column-record", "erasure-column", "erasure-excerpt"] { th scope="col" { (t!(lang, key)) } } } }
                        tbody { @for place in places.iter().take(SHOWN) { tr {
                            th scope="row" { (record_name(lang, place.record.0)) " " (place.record.1) }
                            td data-l=(t!(lang, "erasure-column")) { code { (place.column) } }
                            td data-l=(t!(lang, "erasure-excerpt")) { (place.excerpt) }
                        } } }
                    }
                    @if places.len() > SHOWN { p."small soft" { (t!(lang, "erasure-more", count = places.len() - SHOWN)) } }
                    form.form action=(address::ERASURES) method="post" {
                        (form::token(frame))
                        (form::hidden("erasure-words", &self.typed.words))
                        (form::hidden("intent", "erase"))
                        (form::textarea(lang, &self.errors, &reason, 3))
                        (form::buttons(&t!(lang, "erasure-go"), &html! { a."btn link" href=(address::ERASURES) { (t!(lang, "cancel")) } }))
                    }
                }
            }
        }
    }
}
