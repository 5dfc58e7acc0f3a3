//! `/session/code`: the second factor, after the password.

use domain::address;
use domain::form::Errors;
use maud::{Markup, html};

use super::{Carried, hidden_fields};
use crate::form::{self, Field};
use crate::frame::Frame;
use crate::layout::{self, Head, Place};
use crate::text::t;

/// The form.
#[derive(Debug, Clone, Default)]
pub struct Page {
    /// The proof that the password was right.
    pub proof: String,
    /// Where to go afterwards.
    pub next: String,
    /// What was sent when the session had ended.
    pub carried: Option<Carried>,
    /// What is wrong.
    pub errors: Errors,
}

/// The field for the code of an app, or a recovery code.
pub(super) fn code_field(frame: &Frame, errors: &Errors) -> Markup {
    let field = Field {
        name: "factor-code",
        hint: Some("hint-factor-code"),
        width: "w20",
        autocomplete: Some("one-time-code"),
        ..Field::default()
    };
    form::input(frame.lang, errors, &field)
}

impl Page {
    /// The page as markup.
    #[must_use]
    pub fn render(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let title = t!(lang, "code-title");
        let body = html! {
            div.card {
                h1 { (title) }
                (form::summary(lang, &self.errors))
                form action=(address::SIGN_IN_CODE) method="post" {
                    (hidden_fields(frame, &self.next, self.carried.as_ref()))
                    (form::hidden("proof", &self.proof))
                    (code_field(frame, &self.errors))
                    (form::buttons(&t!(lang, "sign-in"), &html! { a href=(address::SIGN_IN) { (t!(lang, "cancel")) } }))
                }
                hr;
                details {
                    summary { (t!(lang, "code-lost")) }
                    p { (t!(lang, "code-lost-text")) }
                    form action=(address::ASK_REMOVAL) method="post" {
                        (form::token(frame))
                        (form::hidden("proof", &self.proof))
                        button.btn { (t!(lang, "code-lost-go")) }
                    }
                }
            }
        };
        layout::page(frame, &Head { title: &title, place: Place::Other, crumbs: &[], script: false }, &body)
    }
}

/// The page that says that the removal was asked for.
#[derive(Debug, Clone, Copy)]
pub struct Asked;

impl Asked {
    /// The page as markup.
    #[must_use]
    pub fn render(self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let title = t!(lang, "removal-asked-title");
        let body = html! { div.card { h1 { (title) } p { (t!(lang, "removal-asked-text")) } p { a href=(address::SIGN_IN) { (t!(lang, "sign-in")) } } } };
        layout::page(frame, &Head { title: &title, place: Place::Other, crumbs: &[], script: false }, &body)
    }
}
