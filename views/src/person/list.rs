//! `/admin/people`: everybody with an account.

use domain::address;
use domain::ids::PersonId;
use domain::person::{Account, Profile};
use maud::{Markup, html};

use crate::frame::Frame;
use crate::icon::icon;
use crate::layout::{self, Head, Place};
use crate::status;
use crate::text::{self, t};

/// The page.
#[derive(Debug, Clone)]
pub struct Page {
    /// Everybody, by name.
    pub people: Vec<Profile>,
    /// Those of them who have a second factor.
    pub with_second_factor: Vec<PersonId>,
}

impl Page {
    /// The page as markup.
    #[must_use]
    pub fn render(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let title = t!(lang, "people-title");
        let invite = html! { a.btn href=(address::NEW_INVITATIONS) { (t!(lang, "invite-several")) } " " a."btn go" href=(address::NEW_PERSON) { (icon(frame, "plus")) (t!(lang, "invite")) } };
        let body = html! {
            (layout::title(&title, &html! { (t!(lang, "people-sentence", count = self.people.len())) }, &invite))
            table."rows fold" {
                caption.vh { (title) }
                thead { tr { @for key in ["field-name", "field-role", "field-organisation", "field-email", "column-state"] { th scope="col" { (t!(lang, key)) } } } }
                tbody { @for p in &self.people { tr {
                    th scope="row" { a href=(address::person(p.id)) { (p.person.name) } }
                    td { (text::text(lang, &format!("role-{}", p.person.role), &[])) }
                    td { @if let Some(name) = &p.organisation_name { (text::translated(lang, name)) } }
                    td.full { (p.person.email) @if p.unreachable.is_some() { small { (icon(frame, "delayed")) " " (t!(lang, "mail-refused")) } } }
                    td { (account(frame, &p.account)) @if self.with_second_factor.contains(&p.id) { small { (t!(lang, "person-second-factor")) } } }
                } } }
            }
        };
        layout::page(frame, &Head { title: &title, place: Place::Other, crumbs: &[], script: false }, &body)
    }
}

/// Where an account stands, and since when.
#[must_use]
pub fn account(frame: &Frame, account: &Account) -> Markup {
    let lang = frame.lang;
    let at = match account {
        Account::Invited { at } => at,
        Account::Active { since } | Account::Deactivated { since, .. } => since,
    };
    let is_active = matches!(account, Account::Active { .. });
    html! {
        (status::standing(frame, is_active, &text::text(lang, &format!("account-{}", account.as_str()), &[])))
        small { (text::day_element(lang, at.with_timezone(&frame.zone).date_naive())) }
    }
}
