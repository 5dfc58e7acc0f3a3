//! Pages that say what went wrong and what comes next.

use domain::address;
use maud::{Markup, html};

use crate::frame::Frame;
use crate::layout::{self, Head, Place};
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

/// The words of all faults.
pub const WORDS: [&str; 12] = [
    "not-found",
    "forged",
    "unreadable",
    "impossible-day",
    "compressed-body",
    "too-large",
    "too-many",
    "dead-link",
    "stale",
    "unavailable",
    "internal",
    "not-allowed",
];
