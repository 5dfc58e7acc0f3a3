//! Pages that ask before something is taken out: a record is cancelled with a reason, a draft is thrown away.

use domain::address;
use domain::event::EventRecord;
use domain::form::Errors;
use maud::{Markup, html};

use crate::form::{self, Field};
use crate::frame::Frame;
use crate::layout::{self, Head, Place};
use crate::text::t;

/// What is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Question {
    /// Whether to cancel a record.
    Cancel,
    /// Whether to put a verified record back to review.
    Reopen,
    /// Whether to throw a draft away.
    Discard,
    /// Whether to erase a record with all that it ever said.
    Erase,
}

/// The page.
#[derive(Debug, Clone)]
pub struct Page {
    /// What is asked.
    pub question: Question,
    /// About which record.
    pub record: EventRecord,
    /// The reason that was typed.
    pub reason: String,
    /// What is wrong.
    pub errors: Errors,
}

impl Page {
    /// The page as markup.
    #[must_use]
    pub fn render(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let address = address::event(self.record.id);
        let name = super::title(lang, self.record.event.title.as_deref());
        let (title, words, go, action) = match self.question {
            Question::Cancel => {
                (t!(lang, "cancel-title"), t!(lang, "cancel-text"), t!(lang, "event-cancel"), address::cancel_event(self.record.id))
            }
            Question::Reopen => {
                (t!(lang, "reopen-title"), t!(lang, "reopen-text"), t!(lang, "event-reopen"), address::reopen_event(self.record.id))
            }
            Question::Discard => {
                (t!(lang, "discard-title"), t!(lang, "discard-text"), t!(lang, "discard-draft"), address::discard_event(self.record.id))
            }
            Question::Erase => {
                (t!(lang, "erase-event-title"), t!(lang, "erase-event-text"), t!(lang, "erase-event"), address::erase_event(self.record.id))
            }
        };
        let body = html! {
            (layout::title(&title, &html! { (name) }, &Markup::default()))
            (form::summary(lang, &self.errors))
            p { (words) }
            form.form action=(action) method="post" {
                (form::token(frame))
                (form::hidden("version", &self.record.version.to_string()))
                @if self.question == Question::Cancel {
                    (form::textarea(lang, &self.errors, &Field { name: "cancel-reason", value: &self.reason, hint: Some("cancel-hint"), ..Field::default() }, 3))
                }
                @if self.question == Question::Reopen {
                    (form::textarea(lang, &self.errors, &Field { name: "reopen-reason", value: &self.reason, hint: Some("reopen-hint"), ..Field::default() }, 3))
                }
                @if self.question == Question::Erase {
                    (form::textarea(lang, &self.errors, &Field { name: "erasure-reason", value: &self.reason, hint: Some("hint-erasure-reason"), ..Field::default() }, 3))
                }
                div.acts {
                    button."btn danger" { (go) }
                    a."btn link" href=(address) { (t!(lang, "go-back")) }
                }
            }
        };
        let crumbs = [(frame.plan().events(), t!(lang, "place-events")), (address.clone(), name.clone())];
        layout::page(frame, &Head { title: &title, place: Place::Events, crumbs: &crumbs, script: false }, &body)
    }
}
