//! `/session/confirmation/new`: proving again who one is, before a dangerous act.

use domain::address;
use domain::form::Errors;
use maud::{Markup, html};

use super::code::code_field;
use super::{Carried, hidden_fields};
use crate::form::{self, Field};
use crate::frame::Frame;
use crate::layout::{self, Head, Place};
use crate::text::t;

/// The form.
#[derive(Debug, Clone, Default)]
pub struct Page {
    /// Mail address under which one signs in.
    pub email: String,
    /// Where to go afterwards.
    pub next: String,
    /// What was sent, to be sent once more afterwards.
    pub carried: Option<Carried>,
    /// Whether a second factor is asked for as well.
    pub has_second_factor: bool,
    /// What is wrong.
    pub errors: Errors,
}

impl Page {
    /// The page as markup.
    #[must_use]
    pub fn render(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let title = t!(lang, "confirmation-title");
        let body = html! {
            div.card {
                h1 { (title) }
                (form::summary(lang, &self.errors))
                p.soft { (t!(lang, "confirmation-text")) }
                @if self.carried.is_some() { div."note info" { p { (t!(lang, "confirmation-carried")) } } }
                form action=(address::CONFIRM) method="post" {
                    (hidden_fields(frame, &self.next, self.carried.as_ref()))
                    // Password managers need to see whose password it is.
                    input type="hidden" name="username" autocomplete="username" value=(self.email);
                    (form::input(lang, &self.errors, &Field { name: "present", kind: "password", autocomplete: Some("current-password"), ..Field::default() }))
                    @if self.has_second_factor { (code_field(frame, &self.errors)) }
                    (form::buttons(&t!(lang, "confirmation-go"), &html! { a."btn link" href=(address::HOME) { (t!(lang, "cancel")) } }))
                }
            }
        };
        layout::page(frame, &Head { title: &title, place: Place::Other, crumbs: &[], script: false }, &body)
    }
}
