//! `/account/calendar`: the secret address of one's own calendar.

use chrono::{DateTime, Utc};
use domain::access::Role;
use domain::address;
use maud::{Markup, html};

use crate::form;
use crate::frame::Frame;
use crate::layout::{self, Head, Place};
use crate::text::{self, t};

/// The page.
#[derive(Debug, Clone)]
pub struct Page {
    /// The address and when it was made, if there is one.
    pub address: Option<(String, DateTime<Utc>)>,
}

impl Page {
    /// The page as markup.
    #[must_use]
    pub fn render(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let title = t!(lang, "calendar-title");
        let holds = match frame.role() {
            Some(Role::Donor) => "calendar-holds-donor",
            Some(Role::Partner) => "calendar-holds-partner",
            _ => "calendar-holds",
        };
        let body = html! {
            (layout::title(&title, &html! { (t!(lang, holds)) }, &Markup::default()))
            @if let Some((address, made_at)) = &self.address {
                section {
                    h2 #address { (t!(lang, "calendar-address")) }
                    p { code.wrapped { (address) } }
                    p."small soft" { (t!(lang, "calendar-made")) " " (text::moment_element(lang, frame.zone, *made_at)) }
                    p { (t!(lang, "calendar-how")) }
                    p { (t!(lang, "calendar-secret")) }
                }
                section {
                    h2 { (t!(lang, "calendar-change")) }
                    p { (t!(lang, "calendar-renew-text")) }
                    form action=(address::NEW_OWN_CALENDAR) method="post" { (form::token(frame)) button.btn { (t!(lang, "calendar-renew")) } }
                    form.gap action=(address::END_OWN_CALENDAR) method="post" { (form::token(frame)) button.btn { (t!(lang, "calendar-end")) } }
                }
            } @else {
                section {
                    p { (t!(lang, "calendar-none")) }
                    p { (t!(lang, "calendar-secret")) }
                    form action=(address::NEW_OWN_CALENDAR) method="post" { (form::token(frame)) button."btn go" { (t!(lang, "calendar-make")) } }
                }
            }
        };
        let crumbs = [(address::ACCOUNT.to_owned(), t!(lang, "your-account"))];
        layout::page(frame, &Head { title: &title, place: Place::Other, crumbs: &crumbs, script: false }, &body)
    }
}
