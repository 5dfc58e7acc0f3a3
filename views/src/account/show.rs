//! `/account`: who one is here, language and time zone, password, sessions.

use chrono::{DateTime, Utc};
use domain::address;
use domain::form::Errors;
use domain::person::{PreferencesInput, Profile};
use maud::{Markup, html};

use super::set_password::preferences;
use crate::form;
use crate::frame::Frame;
use crate::layout::{self, Head, Place};
use crate::mail;
use crate::text::{self, t};

/// A session of one's own.
#[derive(Debug, Clone)]
pub struct Session {
    /// Key.
    pub id: i32,
    /// Since when.
    pub created_at: DateTime<Utc>,
    /// When last used.
    pub last_seen_at: DateTime<Utc>,
    /// What the browser says of itself.
    pub agent: String,
    /// From which address.
    pub address: String,
    /// Whether it is the one in which this page is read.
    pub is_this: bool,
}

/// The page.
#[derive(Debug, Clone)]
pub struct Page {
    /// Who one is.
    pub profile: Profile,
    /// Language and time zone in the form.
    pub typed: PreferencesInput,
    /// What is wrong.
    pub errors: Errors,
    /// One's sessions.
    pub sessions: Vec<Session>,
}

impl Page {
    /// The page as markup.
    #[must_use]
    pub fn render(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let title = t!(lang, "your-account");
        let p = &self.profile.person;
        let body = html! {
            h1 { (title) }
            (form::summary(lang, &self.errors))
            section { dl.facts {
                dt { (t!(lang, "field-name")) } dd { (p.name) }
                dt { (t!(lang, "field-email")) } dd { (p.email) }
                dt { (t!(lang, "field-role")) } dd { (text::text(lang, &format!("role-{}", p.role), &[])) }
                @if let Some(name) = &self.profile.organisation_name { dt { (t!(lang, "field-organisation")) } dd { (text::translated(lang, name)) } }
            } p."small soft" { (t!(lang, "account-ask")) }
                @if let Some(failure) = &self.profile.unreachable { (mail::unreachable(frame, failure, address::END_MAIL_FAILURE)) }
            }
            section {
                h2 { (t!(lang, "account-preferences")) }
                form.form action=(address::ACCOUNT) method="post" {
                    (form::token(frame))
                    (preferences(lang, &self.errors, &self.typed))
                    (form::buttons(&t!(lang, "save-changes"), &Markup::default()))
                }
            }
            section { h2 { (t!(lang, "reminders")) } p { a href=(address::OWN_REMINDERS) { (t!(lang, "reminder-change")) } } }
            section { h2 { (t!(lang, "calendar-title")) } p { a href=(address::OWN_CALENDAR) { (t!(lang, "calendar-link")) } } }
            section { h2 { (t!(lang, "field-password")) } p { a href=(address::PASSWORD) { (t!(lang, "change-password")) } } p { a href=(address::SECOND_FACTOR) { (t!(lang, "second-factor-title")) } } }
            section { h2 { (t!(lang, "sessions")) } (self.sessions(frame)) }
        };
        layout::page(frame, &Head { title: &title, place: Place::Other, crumbs: &[], script: false }, &body)
    }

    fn sessions(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        html! {
            table.fold {
                caption { (t!(lang, "sessions-caption")) }
                thead { tr { @for key in ["column-browser", "column-address", "column-since", "column-last-seen"] { th scope="col" { (t!(lang, key)) } } th scope="col" { span.vh { (t!(lang, "end-session")) } } } }
                tbody { @for s in &self.sessions { tr {
                    th scope="row" { (browser(&s.agent)) @if s.is_this { " " span.soft { (t!(lang, "this-session")) } } }
                    td data-l=(t!(lang, "column-address")) { (s.address) }
                    td data-l=(t!(lang, "column-since")) { (text::moment_element(lang, frame.zone, s.created_at)) }
                    td data-l=(t!(lang, "column-last-seen")) { (text::moment_element(lang, frame.zone, s.last_seen_at)) }
                    td { @if !s.is_this {
                        form action=(address::END_SESSIONS) method="post" { (form::token(frame)) (form::hidden("session", &s.id.to_string())) button."btn sm" { (t!(lang, "end-session")) } }
                    } }
                } } }
            }
            @if self.sessions.len() > 1 {
                form.gap action=(address::END_SESSIONS) method="post" { (form::token(frame)) button.btn { (t!(lang, "end-other-sessions")) } }
            }
        }
    }
}

/// Browser and system in two words, as far as what a browser says of itself tells; else what it says.
fn browser(agent: &str) -> String {
    let find = |names: &[(&str, &'static str)]| names.iter().find(|(mark, _)| agent.contains(mark)).map(|(_, name)| *name);
    // The order matters: most browsers also name those they want to be taken for.
    let browser = find(&[("Edg", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari")]);
    let system = find(&[
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("Mac OS", "macOS"),
        ("Linux", "Linux"),
    ]);
    match (browser, system) {
        (Some(browser), Some(system)) => format!("{browser}, {system}"),
        (Some(name), None) => name.to_owned(),
        _ => agent.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::browser;

    #[test]
    fn browsers_are_named_shortly() {
        assert_eq!(browser("Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:130.0) Gecko/20100101 Firefox/130.0"), "Firefox, Windows");
        assert_eq!(
            browser("Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/129.0 Mobile Safari/537.36"),
            "Chrome, Android"
        );
        assert_eq!(browser("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/129.0 Safari/537.36 Edg/129.0"), "Edge, Linux");
        assert_eq!(browser("curl/8"), "curl/8");
    }
}
