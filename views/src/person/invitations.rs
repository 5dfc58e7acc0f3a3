//! `/admin/invitations/new`: inviting several people at once.

use domain::address;
use domain::form::Errors;
use domain::invitation::InvitationsInput;
use maud::{Markup, html};

use crate::form::{self, Field};
use crate::frame::Frame;
use crate::layout::{self, Head, Place};
use crate::text::t;

/// The form.
#[derive(Debug, Clone)]
pub struct Page {
    /// What stands in it.
    pub typed: InvitationsInput,
    /// What is wrong.
    pub errors: Errors,
    /// Key and name of the organisations that may be chosen.
    pub organisations: Vec<(String, String)>,
}

impl Page {
    /// The page as markup.
    #[must_use]
    pub fn render(&self, frame: &Frame) -> Markup {
        let (lang, t_) = (frame.lang, &self.typed);
        let title = t!(lang, "invite-several");
        let body = html! {
            (layout::title(&title, &html! { (t!(lang, "invite-several-text")) }, &Markup::default()))
            (form::summary(lang, &self.errors))
            form.form action=(address::NEW_INVITATIONS) method="post" {
                (form::token(frame))
                (form::textarea(lang, &self.errors, &Field { name: "lines", value: &t_.lines, hint: Some("hint-lines"), ..Field::default() }, 8))
                (super::role_fields(lang, &self.errors, [&t_.role, &t_.organisation, &t_.lang], &self.organisations))
                (form::buttons(&t!(lang, "send-invitations"), &html! { a."btn link" href=(address::PEOPLE) { (t!(lang, "cancel")) } }))
            }
        };
        let crumbs = [(address::PEOPLE.to_owned(), t!(lang, "people-title"))];
        layout::page(frame, &Head { title: &title, place: Place::Other, crumbs: &crumbs, script: false }, &body)
    }
}
