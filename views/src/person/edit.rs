//! `/admin/people/new` and `/admin/people/{id}`: inviting somebody, and changing, inviting anew, shutting or opening an account.

use chrono::{DateTime, Utc};
use domain::address;
use domain::form::Errors;
use domain::history::{HistoryEntry, SubjectKind};
use domain::person::{Account, PersonInput, Profile};
use maud::{Markup, html};

use super::list::account;
use crate::form::{self, Field};
use crate::frame::Frame;
use crate::history;
use crate::layout::{self, Head, Place};
use crate::mail;
use crate::text::{self, t};

/// The form.
#[derive(Debug, Clone)]
pub struct Page {
    /// The person as stored; `None`: somebody new.
    pub profile: Option<Profile>,
    /// What stands in the form.
    pub typed: PersonInput,
    /// The version on which it is based.
    pub version: i32,
    /// What is wrong.
    pub errors: Errors,
    /// Key and name of the organisations that may be chosen.
    pub organisations: Vec<(String, String)>,
    /// What was changed about the person.
    pub history: Vec<HistoryEntry>,
    /// How many sessions the person has.
    pub sessions: usize,
    /// Since when the person has a second factor, and when they asked for its removal, if they have.
    pub second_factor: Option<(DateTime<Utc>, Option<DateTime<Utc>>)>,
    /// Whether somebody else has stored an edit in between.
    pub overtaken: bool,
}

impl Page {
    /// The page as markup.
    #[must_use]
    pub fn render(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let title = self.profile.as_ref().map_or_else(|| t!(lang, "invite-title"), |p| p.person.name.clone());
        let action = self.profile.as_ref().map_or_else(|| address::NEW_PERSON.to_owned(), |p| address::person(p.id));
        let sentence = if self.profile.is_none() {
            html! { (t!(lang, "invite-text")) }
        } else {
            Markup::default()
        };
        let body = html! {
            (layout::title(&title, &sentence, &Markup::default()))
            @if self.overtaken { div."note warn" role="alert" { p { strong { (t!(lang, "overtaken-record")) } } p { (t!(lang, "overtaken-record-text")) } } }
            (form::summary(lang, &self.errors))
            div.split {
                @if let Some(profile) = &self.profile { aside aria-label=(t!(lang, "column-state")) { (self.state(frame, profile)) } }
                div {
                    form.form action=(action) method="post" { (self.fields(frame)) }
                    @if self.profile.is_some() { (history::fold(frame, SubjectKind::Person, &self.history)) }
                }
            }
        };
        layout::page(
            frame,
            &Head { title: &title, place: Place::Other, crumbs: &[(address::PEOPLE.to_owned(), t!(lang, "people-title"))], script: false },
            &body,
        )
    }

    fn fields(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let t_ = &self.typed;
        let go = t!(lang, if self.profile.is_some() { "save-changes" } else { "send-invitation" });
        html! {
            (form::token(frame))
            (form::hidden("version", &self.version.to_string()))
            (form::input(lang, &self.errors, &Field { name: "name", value: &t_.name, autocomplete: Some("off"), ..Field::default() }))
            (form::input(lang, &self.errors, &Field { name: "email", value: &t_.email, kind: "email", autocomplete: Some("off"), hint: Some("hint-email"), ..Field::default() }))
            (super::role_fields(lang, &self.errors, [&t_.role, &t_.organisation, &t_.lang], &self.organisations))
            (form::buttons(&go, &html! { a."btn link" href=(address::PEOPLE) { (t!(lang, "cancel")) } }))
        }
    }

    fn state(&self, frame: &Frame, profile: &Profile) -> Markup {
        let lang = frame.lang;
        let button = |action: String, key: &str| {
            html! {
                form.gap action=(action) method="post" { (form::token(frame)) button."btn full" { (t!(lang, key)) } }
            }
        };
        html! {
            div.panel {
                h2 { (t!(lang, "column-state")) }
                p { (account(frame, &profile.account)) }
                @if let Some(failure) = &profile.unreachable { (mail::unreachable(frame, failure, &address::end_mail_failure_of(profile.id))) }
                @match profile.account {
                    Account::Invited { .. } => { (button(address::invite_again(profile.id), "invite-again")) a."btn full gap" href=(address::deactivate_person(profile.id)) { (t!(lang, "deactivate")) } },
                    Account::Active { .. } => a."btn full gap" href=(address::deactivate_person(profile.id)) { (t!(lang, "deactivate")) },
                    Account::Deactivated { .. } => (button(address::reactivate_person(profile.id), "reactivate")),
                }
            }
            @if profile.account.is_active() {
                div."panel gap" {
                    h2 { (t!(lang, "sign-in")) }
                    p { (t!(lang, "person-sessions", count = self.sessions)) }
                    @if self.sessions > 0 { (button(address::end_sessions_of(profile.id), "person-end-sessions")) }
                    @match self.second_factor {
                        None => p.gap { (t!(lang, "person-no-second-factor")) },
                        Some((since, asked)) => {
                            p.gap { (t!(lang, "second-factor-since")) (t!(lang, "colon")) (text::moment_element(lang, frame.zone, since)) }
                            @if let Some(at) = asked {
                                div."note warn" { p { strong { (t!(lang, "person-removal-asked")) } } p { (text::moment_element(lang, frame.zone, at)) } p { (t!(lang, "person-removal-text")) } }
                                @if frame.member().is_some_and(|m| m.id != profile.id) { (button(address::end_second_factor_of(profile.id), "person-removal-confirm")) }
                            }
                        }
                    }
                }
            }
        }
    }
}
