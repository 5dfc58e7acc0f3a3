//! `/password/forgotten`: asking for a link that sets a new password. The answer is the same for every address.

use domain::address;
use domain::form::Errors;
use maud::{Markup, html};

use crate::form::{self, Field};
use crate::frame::Frame;
use crate::layout::{self, Head, Place};
use crate::text::t;

/// The form, or what is said once it was sent.
#[derive(Debug, Clone, Default)]
pub struct Page {
    /// Typed mail address.
    pub email: String,
    /// What is wrong.
    pub errors: Errors,
    /// Whether it was sent.
    pub sent: bool,
}

impl Page {
    /// The page as markup.
    #[must_use]
    pub fn render(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let title = t!(lang, "forgotten-title");
        let body = html! {
            div.card {
                h1 { (title) }
                @if self.sent {
                    p { (t!(lang, "forgotten-sent", email = self.email.as_str())) }
                    p.soft { (t!(lang, "forgotten-wait")) }
                    p { a href=(address::SIGN_IN) { (t!(lang, "sign-in")) } }
                } @else {
                    (form::summary(lang, &self.errors))
                    p.soft { (t!(lang, "forgotten-text")) }
                    form action=(address::FORGOTTEN_PASSWORD) method="post" {
                        (form::token(frame))
                        (form::input(lang, &self.errors, &Field { name: "email", value: &self.email, kind: "email", autocomplete: Some("username"), ..Field::default() }))
                        (form::buttons(&t!(lang, "forgotten-send"), &html! { a href=(address::SIGN_IN) { (t!(lang, "sign-in")) } }))
                    }
                }
            }
        };
        layout::page(frame, &Head { title: &title, place: Place::Other, crumbs: &[], script: false }, &body)
    }
}
