//! `/admin/invitations/new`: inviting several people at once.

use domain::access::Role;
use domain::address;
use domain::form::Errors;
use domain::invitation::InvitationsInput;
use domain::lang::Lang;
use maud::{Markup, html};

use crate::form::{self, Field};
use crate::frame::Frame;
use crate::layout::{self, Head, Place};
use crate::text::{self, t};

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
        let roles: Vec<(String, Markup)> = [Role::Officer, Role::Partner, Role::Donor, Role::Administrator]
            .iter()
            .map(|r| (r.as_str().to_owned(), html! { (text::text(lang, &format!("role-{r}"), &[])) " " span.soft { (text::text(lang, &format!("role-{r}-does"), &[])) } }))
            .collect();
        let mut organisations = vec![(String::new(), t!(lang, "no-organisation"))];
        organisations.extend(self.organisations.iter().cloned());
        let langs: Vec<(String, String)> = Lang::ALL.iter().map(|l| (l.as_str().to_owned(), l.own_name().to_owned())).collect();
        let body = html! {
            (layout::title(&title, &html! { (t!(lang, "invite-several-text")) }, &Markup::default()))
            (form::summary(lang, &self.errors))
            form.form action=(address::NEW_INVITATIONS) method="post" {
                (form::token(frame))
                (form::textarea(lang, &self.errors, &Field { name: "lines", value: &t_.lines, hint: Some("hint-lines"), ..Field::default() }, 8))
                (form::radios(lang, &self.errors, &Field { name: "role", value: &t_.role, ..Field::default() }, &roles))
                (form::select(lang, &self.errors, &Field { name: "organisation", value: &t_.organisation, hint: Some("hint-organisation"), ..Field::default() }, &organisations))
                (form::select(lang, &self.errors, &Field { name: "lang", value: &t_.lang, width: "w20", hint: Some("hint-person-lang"), ..Field::default() }, &langs))
                (form::buttons(&t!(lang, "send-invitations"), &html! { a."btn link" href=(address::PEOPLE) { (t!(lang, "cancel")) } }))
            }
        };
        let crumbs = [(address::PEOPLE.to_owned(), t!(lang, "people-title"))];
        layout::page(frame, &Head { title: &title, place: Place::Other, crumbs: &crumbs, script: false }, &body)
    }
}
