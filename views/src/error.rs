//! Pages that say what went wrong and what comes next.

use domain::address;
use maud::{Markup, html};

use crate::frame::Frame;
use crate::layout::{self, Head, Place};
use crate::session::resume;
use crate::text::{self, t};

/// The page for a fault. `word` names it: its texts are `error-<word>-title` and `error-<word>-text`. `request` helps whoever
/// reads the log.
#[must_use]
pub fn page(frame: &Frame, word: &str, request: Option<&str>) -> Markup {
    let lang = frame.lang;
    let title = text::text(lang, &format!("error-{word}-title"), &[]);
    let body = html! {
        div.card {
            h1 { (title) }
            p { (text::text(lang, &format!("error-{word}-text"), &[])) }
            @if let Some(request) = request { p."small soft" { (t!(lang, "error-request", id = request)) } }
            div.acts { a.btn href=(address::HOME) { (t!(lang, "error-home")) } }
        }
    };
    layout::page(frame, &Head { title: &title, place: Place::Other, crumbs: &[], script: false }, &body)
}

/// The page for a form that could not be stored for now: why, and what was typed, to be sent once more.
#[must_use]
pub fn not_stored(frame: &Frame, word: &str, action: &str, fields: &[(String, String)]) -> Markup {
    let title = text::text(frame.lang, &format!("error-{word}-title"), &[]);
    let body = html! {
        (layout::title(&title, &html! { (text::text(frame.lang, &format!("error-{word}-text"), &[])) }, &Markup::default()))
        (resume::typed(frame, action, fields))
    };
    layout::page(frame, &Head { title: &title, place: Place::Other, crumbs: &[], script: false }, &body)
}

/// The words of all faults.
pub const WORDS: [&str; 19] = [
    "not-found",
    "forged",
    "unreadable",
    "impossible-day",
    "compressed-body",
    "too-large",
    "too-many",
    "dead-link",
    "stale",
    "too-slow",
    "unavailable-unreachable",
    "unavailable-lost",
    "unavailable-busy",
    "unavailable-disk-full",
    "unavailable-read-only",
    "unavailable-crowded",
    "unavailable-stopping",
    "internal",
    "not-allowed",
];
