//! `/money/…/{id}/cancellation/new`: asks why a record of money is taken out.

use domain::address;
use domain::form::Errors;
use maud::{Markup, html};

use crate::form::{self, Field};
use crate::frame::Frame;
use crate::layout::{self, Head, Place};
use crate::text::t;

/// The page.
#[derive(Debug, Clone)]
pub struct Page {
    /// What the record is called.
    pub name: String,
    /// Its address.
    pub address: String,
    /// The version that is shown.
    pub version: i32,
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
        let title = t!(lang, "money-cancel-title");
        let body = html! {
            (layout::title(&title, &html! { (self.name) }, &Markup::default()))
            (form::summary(lang, &self.errors))
            p { (t!(lang, "money-cancel-text")) }
            form.form action=(address::cancel_money(&self.address)) method="post" {
                (form::token(frame))
                (form::hidden("version", &self.version.to_string()))
                (form::textarea(lang, &self.errors, &Field { name: "cancel-reason", value: &self.reason, hint: Some("money-cancel-hint"), ..Field::default() }, 3))
                (form::buttons(&t!(lang, "money-cancel"), &html! { a."btn link" href=(self.address) { (t!(lang, "cancel")) } }))
            }
        };
        let [plan, money] = super::crumbs(frame);
        let crumbs = [plan, money, (self.address.clone(), self.name.clone())];
        layout::page(frame, &Head { title: &title, place: Place::Plan, crumbs: &crumbs, script: false }, &body)
    }
}
