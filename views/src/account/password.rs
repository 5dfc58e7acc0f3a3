//! `/account/password`: changing one's password.

use domain::address;
use domain::form::Errors;
use maud::{Markup, html};

use crate::form::{self, Field};
use crate::frame::Frame;
use crate::layout::{self, Head, Place};
use crate::text::t;

/// The form.
#[derive(Debug, Clone, Default)]
pub struct Page {
    /// Mail address under which one signs in.
    pub email: String,
    /// What is wrong.
    pub errors: Errors,
}

impl Page {
    /// The page as markup.
    #[must_use]
    pub fn render(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let title = t!(lang, "change-password");
        let body = html! {
            h1 { (title) }
            (form::summary(lang, &self.errors))
            form.form action=(address::PASSWORD) method="post" {
                (form::token(frame))
                // Password managers need to see whose password it is.
                input type="hidden" name="username" autocomplete="username" value=(self.email);
                (form::input(lang, &self.errors, &Field { name: "present", kind: "password", width: "w20", autocomplete: Some("current-password"), ..Field::default() }))
                (form::input(lang, &self.errors, &Field { name: "password", kind: "password", width: "w20", hint: Some("hint-password"), autocomplete: Some("new-password"), ..Field::default() }))
                (form::input(lang, &self.errors, &Field { name: "again", kind: "password", width: "w20", autocomplete: Some("new-password"), ..Field::default() }))
                p."small soft" { (t!(lang, "password-ends-sessions")) }
                (form::buttons(&title, &html! { a."btn link" href=(address::ACCOUNT) { (t!(lang, "cancel")) } }))
            }
        };
        layout::page(
            frame,
            &Head { title: &title, place: Place::Other, crumbs: &[(address::ACCOUNT.to_owned(), t!(lang, "your-account"))], script: false },
            &body,
        )
    }
}
