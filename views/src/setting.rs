//! `/admin/settings`: what administrators change while the program runs.

use domain::access::Role;
use domain::address;
use domain::form::Errors;
use domain::history::{HistoryEntry, SubjectKind};
use maud::{Markup, html};

use crate::form::{self, Field};
use crate::frame::Frame;
use crate::history;
use crate::layout::{self, Head, Place};
use crate::text::{self, t};

/// What the public sees once pages are open.
const VISIBLE: [&str; 5] =
    ["public-visible-plan", "public-visible-updates", "public-visible-events", "public-visible-results", "public-visible-reports"];
/// What it does not see.
const HIDDEN: [&str; 5] =
    ["public-hidden-people", "public-hidden-drafts", "public-hidden-money", "public-hidden-files", "public-hidden-cells"];

/// The page.
#[derive(Debug, Clone)]
pub struct Page {
    /// Whether published pages are open to the public.
    pub public_pages: bool,
    /// The roles that have to have a second factor.
    pub second_factor_roles: Vec<Role>,
    /// What was changed.
    pub history: Vec<HistoryEntry>,
}

impl Page {
    /// The page as markup.
    #[must_use]
    pub fn render(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let title = t!(lang, "place-settings");
        let roles: Vec<(String, String)> =
            Role::ALL.iter().map(|role| (role.as_str().to_owned(), text::text(lang, &format!("role-{role}"), &[]))).collect();
        let ticked: Vec<String> = self.second_factor_roles.iter().map(|role| role.as_str().to_owned()).collect();
        let body = html! {
            h1 { (title) }
            section {
                h2 { (t!(lang, "field-public-pages")) }
                p { (t!(lang, if self.public_pages { "public-open" } else { "public-closed" })) }
                @if !self.public_pages {
                    div.two {
                        div { h3 { (t!(lang, "public-visible")) } ul { @for key in VISIBLE { li { (text::text(lang, key, &[])) } } } }
                        div { h3 { (t!(lang, "public-hidden")) } ul { @for key in HIDDEN { li { (text::text(lang, key, &[])) } } } }
                    }
                }
                form action=(address::SETTINGS) method="post" {
                    (form::token(frame))
                    (form::hidden("public-pages", if self.public_pages { "no" } else { "yes" }))
                    button."btn danger" { (t!(lang, if self.public_pages { "public-close" } else { "public-open-go" })) }
                }
            }
            section {
                h2 { (t!(lang, "second-factor-title")) }
                form.form action=(address::REQUIRE_SECOND_FACTOR) method="post" {
                    (form::token(frame))
                    (form::boxes(lang, &Errors::new(), &Field { name: "second-factor-roles", hint: Some("hint-second-factor-roles"), ..Field::default() }, &roles, &ticked))
                    (form::buttons(&t!(lang, "save-changes"), &Markup::default()))
                }
            }
            section {
                h2 { (t!(lang, "monitoring")) }
                p { (t!(lang, "monitoring-text")) }
                ul.plain { @for plan in frame.plans.iter() { li { a href=(address::InPlan(&plan.code).monitoring()) { (text::translated(lang, &plan.title)) } } } }
            }
            section {
                h2 { (t!(lang, "personal-data")) }
                ul.plain {
                    li { a href=(address::RETENTION) { (t!(lang, "retention")) } }
                    li { a href=(address::ERASURES) { (t!(lang, "erasures")) } }
                }
            }
            (history::fold(frame, SubjectKind::Settings, &self.history))
        };
        layout::page(frame, &Head { title: &title, place: Place::Other, crumbs: &[], script: false }, &body)
    }
}
