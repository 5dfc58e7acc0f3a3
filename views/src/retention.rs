//! `/admin/retention`: for how long personal data is kept, and what would go.

use chrono::{DateTime, Utc};
use domain::address;
use domain::form::Errors;
use domain::retention::{Kept, field};
use maud::{Markup, html};

use crate::form::{self, Field};
use crate::frame::Frame;
use crate::layout::{self, Head, Place};
use crate::text::{self, t};

/// The form.
#[derive(Debug, Clone)]
pub struct Page {
    /// Months of each period, in the order of [`Kept::ALL`]; empty: for ever.
    pub typed: Vec<String>,
    /// What is wrong.
    pub errors: Errors,
    /// How many of each kind would go.
    pub counts: Vec<(Kept, i64)>,
    /// The accounts among them: name and last sign-in.
    pub accounts: Vec<(String, DateTime<Utc>)>,
    /// Whether the periods were typed and are not stored yet.
    pub is_preview: bool,
}

impl Page {
    /// The page as markup.
    #[must_use]
    pub fn render(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let title = t!(lang, "retention");
        let body = html! {
            (layout::title(&title, &html! { (t!(lang, "retention-text")) }, &Markup::default()))
            (form::summary(lang, &self.errors))
            form.form action=(address::RETENTION) method="post" {
                (form::token(frame))
                @for (kept, typed) in Kept::ALL.iter().zip(&self.typed) {
                    (form::input(lang, &self.errors, &Field { name: &field(*kept), value: typed, width: "w4", hint: Some(hint(*kept)), optional: true, ..Field::default() }))
                }
                div.acts {
                    button."btn go" name="intent" value="preview" { (t!(lang, "retention-preview")) }
                    @if self.is_preview { button.btn name="intent" value="save" { (t!(lang, "save-changes")) } }
                    a."btn link" href=(address::SETTINGS) { (t!(lang, "cancel")) }
                }
            }
            (self.due(frame))
        };
        let crumbs = [(address::SETTINGS.to_owned(), t!(lang, "place-settings"))];
        layout::page(frame, &Head { title: &title, place: Place::Other, crumbs: &crumbs, script: false }, &body)
    }

    fn due(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        html! {
            section aria-labelledby="due" {
                h2 #due { (t!(lang, if self.is_preview { "retention-due-typed" } else { "retention-due" })) }
                @if self.counts.is_empty() { p { (t!(lang, "retention-nothing")) } }
                ul { @for (kept, count) in &self.counts { li { (text::text(lang, &format!("retention-count-{kept}"), &[("count", (*count).into())])) } } }
                @if !self.accounts.is_empty() {
                    ul.small { @for (name, last) in &self.accounts { li { (name) " · " (t!(lang, "column-last-seen")) " " (text::moment_element(lang, frame.zone, *last)) } } }
                }
            }
        }
    }
}

const fn hint(kept: Kept) -> &'static str {
    match kept {
        Kept::SignIns => "hint-retention-sign-ins",
        Kept::MailTexts => "hint-retention-mail-texts",
        Kept::Contacts => "hint-retention-contacts",
        Kept::Accounts => "hint-retention-accounts",
    }
}
