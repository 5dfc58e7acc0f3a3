//! `/session/new`: signing in; in the demonstration with one click.

use domain::access::Role;
use domain::address;
use domain::form::Errors;
use maud::{Markup, html};

use super::{Carried, hidden_fields};
use crate::form::{self, Field};
use crate::frame::Frame;
use crate::icon::icon;
use crate::layout::{self, Head, Place};
use crate::text::{self, t};

/// The form.
#[derive(Debug, Clone, Default)]
pub struct Page {
    /// Typed mail address.
    pub email: String,
    /// Where to go afterwards.
    pub next: String,
    /// What was sent when the session had ended.
    pub carried: Option<Carried>,
    /// Whether address and password did not fit.
    pub refused: bool,
    /// Role, name and key of the people of the demonstration.
    pub demo: Vec<(Role, String, String)>,
}

impl Page {
    /// The page as markup.
    #[must_use]
    pub fn render(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let title = t!(lang, "sign-in");
        let errors = Errors::new();
        let body = html! {
            div.card {
                h1 { (title) }
                @if self.carried.is_some() { div."note info" role="alert" { p { strong { (t!(lang, "carried-title")) } } p { (t!(lang, "carried-text")) } } }
                @if self.refused { div."note bad" role="alert" { p { strong { (t!(lang, "refused-title")) } } p { (t!(lang, "refused-text")) } } }
                @if !self.demo.is_empty() { (self.one_click(frame)) }
                p.soft { (t!(lang, "sign-in-for-whom")) }
                form action=(address::SIGN_IN) method="post" {
                    (hidden_fields(frame, &self.next, self.carried.as_ref()))
                    (form::input(lang, &errors, &Field { name: "email", value: &self.email, kind: "email", autocomplete: Some("username"), ..Field::default() }))
                    (form::input(lang, &errors, &Field { name: "password", kind: "password", autocomplete: Some("current-password"), ..Field::default() }))
                    (form::buttons(&title, &html! { a href=(address::FORGOTTEN_PASSWORD) { (t!(lang, "forgotten-link")) } }))
                }
                hr;
                p."small soft" { (t!(lang, "no-account")) }
            }
        };
        layout::page(frame, &Head { title: &title, place: Place::Other, crumbs: &[], script: false }, &body)
    }

    fn one_click(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        html! {
            section."panel demo-in" aria-labelledby="demo-in" {
                h2 #demo-in { (t!(lang, "demo-sign-in")) }
                @for (role, name, key) in &self.demo {
                    form action=(address::SIGN_IN_DEMO) method="post" {
                        (hidden_fields(frame, &self.next, self.carried.as_ref()))
                        (form::hidden("person", key))
                        button."btn full" { (icon(frame, "person")) (t!(lang, "demo-as", name = name.as_str(), role = text::text(lang, &format!("role-{role}"), &[]))) }
                    }
                }
            }
        }
    }
}
