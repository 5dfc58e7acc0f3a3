//! What was sent when something else had to be done first, ready to be sent once more.

use domain::address;
use maud::{Markup, html};

use crate::form;
use crate::frame::Frame;
use crate::layout::{self, Head, Place};
use crate::text::{self, t};

/// Why it was not carried out at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// The session had ended; its owner has signed in again.
    SignedIn,
    /// Its owner had to prove again who they are, and has done so.
    Confirmed,
    /// Its owner has to set up a second factor first.
    SecondFactorNeeded,
}

impl Why {
    const fn as_str(self) -> &'static str {
        match self {
            Self::SignedIn => "signed-in",
            Self::Confirmed => "confirmed",
            Self::SecondFactorNeeded => "second-factor",
        }
    }
}

/// The page.
#[derive(Debug, Clone)]
pub struct Page {
    /// Why.
    pub why: Why,
    /// Where the form was sent.
    pub action: String,
    /// Its fields, without the token of the ended session.
    pub fields: Vec<(String, String)>,
}

impl Page {
    /// The page as markup.
    #[must_use]
    pub fn render(&self, frame: &Frame) -> Markup {
        let part = |part: &str| text::text(frame.lang, &format!("resume-{}-{part}", self.why.as_str()), &[]);
        let title = part("title");
        let body = html! {
            (layout::title(&title, &html! { (part("text")) }, &Markup::default()))
            @if self.why == Why::SecondFactorNeeded { p { a href=(address::SECOND_FACTOR) target="_blank" { (t!(frame.lang, "second-factor-set-up")) } } }
            (typed(frame, &self.action, &self.fields))
        };
        layout::page(frame, &Head { title: &title, place: Place::Other, crumbs: &[], script: false }, &body)
    }
}

/// What was typed into a form, shown, and ready to be sent once more.
pub(crate) fn typed(frame: &Frame, action: &str, fields: &[(String, String)]) -> Markup {
    let lang = frame.lang;
    // Hidden fields and buttons are of no interest to the reader; what was typed is.
    let shown: Vec<_> =
        fields.iter().filter(|(name, value)| !value.trim().is_empty() && !matches!(name.as_str(), "seen" | "version" | "intent")).collect();
    html! {
        form action=(action) method="post" {
            (form::token(frame))
            @for (name, value) in fields { (form::hidden(name, value)) }
            (form::buttons(&t!(lang, "resume-go"), &html! { a."btn link" href=(address::HOME) { (t!(lang, "cancel")) } }))
        }
        @if !shown.is_empty() {
            section { h2 { (t!(lang, "resume-fields")) }
                dl.facts { @for (name, value) in shown { dt { (label(lang, name)) } dd.kept { (value) } } }
            }
        }
    }
}

/// The label of a field, or its name where it has none of its own (parts of a day, lines of a list).
fn label(lang: domain::lang::Lang, name: &str) -> String {
    let label = form::label(lang, name);
    if label.contains('⟨') { name.to_owned() } else { label }
}
