//! `/reminders/{token}/end`: ends all reminders with one button, without signing in.

use domain::address;
use maud::{Markup, html};

use crate::form;
use crate::frame::Frame;
use crate::layout::{self, Head, Place};
use crate::text::t;

/// The page.
#[derive(Debug, Clone)]
pub struct Page {
    /// Whose reminders.
    pub name: String,
    /// Where the button leads.
    pub address: String,
    /// Whether it was pressed.
    pub is_done: bool,
}

impl Page {
    /// The page as markup.
    #[must_use]
    pub fn render(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let title = t!(lang, if self.is_done { "reminders-ended" } else { "reminders-end" });
        let body = html! {
            h1 { (title) }
            @if self.is_done {
                p { (t!(lang, "reminders-ended-text", name = self.name.as_str())) }
                p { a href=(address::OWN_REMINDERS) { (t!(lang, "reminder-change")) } }
            } @else {
                p { (t!(lang, "reminders-end-text", name = self.name.as_str())) }
                p.soft { (t!(lang, "reminders-end-others")) }
                form action=(self.address) method="post" {
                    (form::token(frame))
                    (form::buttons(&t!(lang, "reminders-end-go"), &html! { a."btn link" href=(address::OWN_REMINDERS) { (t!(lang, "reminder-change")) } }))
                }
            }
        };
        layout::page(frame, &Head { title: &title, place: Place::Other, crumbs: &[], script: false }, &body)
    }
}
