//! `/events/{id}/attachments/new` and `/attachments/{id}/removal/new`: a file is added, or taken out.

use domain::address;
use domain::attachment::Attachment;
use domain::form::Errors;
use domain::ids::EventId;
use maud::{Markup, html};

use super::attachments;
use crate::form;
use crate::frame::Frame;
use crate::layout::{self, Head, Place};
use crate::text::t;

/// The page that adds a file.
#[derive(Debug, Clone)]
pub struct Page {
    /// To which event.
    pub event: EventId,
    /// Its title, if it has one.
    pub title: Option<String>,
    /// What is wrong.
    pub errors: Errors,
}

impl Page {
    /// The page as markup.
    #[must_use]
    pub fn render(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let title = t!(lang, "attach-title");
        let address = address::event(self.event);
        let event = super::title(lang, self.title.as_deref());
        let body = html! {
            (layout::title(&title, &html! { (event) }, &Markup::default()))
            (form::summary(lang, &self.errors))
            (attachments::form(frame, self.event, &self.errors))
            p.gap { a href=(address) { (t!(lang, "back-to-event")) } }
        };
        let crumbs = [(address.clone(), event.clone())];
        layout::page(frame, &Head { title: &title, place: Place::Events, crumbs: &crumbs, script: false }, &body)
    }
}

/// The page that asks before a file is taken out.
#[must_use]
pub fn removal(frame: &Frame, event_title: Option<&str>, file: &Attachment) -> Markup {
    let lang = frame.lang;
    let title = t!(lang, "file-removal-title", name = file.name.as_str());
    let event = address::event(file.event);
    let body = html! {
        (layout::title(&title, &html! { (attachments::kind_and_size(lang, file)) }, &Markup::default()))
        p { (t!(lang, "file-removal-text")) }
        form action=(address::remove_attachment(file.id)) method="post" {
            (form::token(frame))
            (form::buttons(&t!(lang, "file-remove"), &html! { a."btn link" href=(event) { (t!(lang, "cancel")) } }))
        }
    };
    let crumbs = [(event.clone(), super::title(lang, event_title))];
    layout::page(frame, &Head { title: &title, place: Place::Events, crumbs: &crumbs, script: false }, &body)
}
