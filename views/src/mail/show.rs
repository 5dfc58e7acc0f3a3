//! `/admin/mail/{id}`: one mail, what became of it, and what can be done about it.

use domain::address;
use domain::history::{HistoryEntry, SubjectKind};
use domain::ids::PersonId;
use domain::mail::{Logged, MailState, is_secret};
use maud::{Markup, html};

use super::list::{kind, state};
use crate::frame::Frame;
use crate::layout::{self, Head, Place};
use crate::text::{self, t};
use crate::{form, history};

/// The page.
#[derive(Debug, Clone)]
pub struct Page {
    /// The mail.
    pub mail: Logged,
    /// What it says, unless that opens an account.
    pub text: Option<String>,
    /// Who has the address now.
    pub person: Option<PersonId>,
    /// What was done about it.
    pub history: Vec<HistoryEntry>,
}

impl Page {
    /// The page as markup.
    #[must_use]
    pub fn render(&self, frame: &Frame) -> Markup {
        let (lang, mail) = (frame.lang, &self.mail);
        let body = html! {
            (layout::title(&mail.subject, &Markup::default(), &Markup::default()))
            div.split {
                aside aria-label=(t!(lang, "mail-column-state")) { (self.state(frame)) }
                div {
                    dl.facts {
                        dt { (t!(lang, "mail-column-to")) }
                        dd {
                            @match self.person { Some(id) => a href=(address::person(id)) { (mail.recipient_name) }, None => (mail.recipient_name) }
                            " " span.soft { (mail.recipient) }
                        }
                        dt { (t!(lang, "mail-kind")) } dd { (kind(lang, &mail.kind)) }
                        dt { (t!(lang, "mail-column-queued")) } dd { (text::moment_element(lang, frame.zone, mail.queued_at)) }
                        dt { (t!(lang, "mail-attempts")) } dd { (mail.attempts) }
                        @if let Some(at) = mail.tried_at { dt { (t!(lang, "mail-last-try")) } dd { (text::moment_element(lang, frame.zone, at)) } }
                        @if let Some(error) = &mail.last_error { dt { (t!(lang, "mail-error")) } dd { (error) } }
                        dt { (t!(lang, "mail-message-id")) } dd { code.wrapped { (mail.message_id) } }
                    }
                    section {
                        h2 { (t!(lang, "mail-text")) }
                        @match &self.text { Some(text) => div."panel kept" { (text) }, None => p { (t!(lang, "mail-text-secret")) } }
                    }
                    @if !self.history.is_empty() { (history::fold(frame, SubjectKind::Mail, &self.history)) }
                }
            }
        };
        let crumbs = [(address::MAIL.to_owned(), t!(lang, "mail-log"))];
        layout::page(frame, &Head { title: &mail.subject, place: Place::Other, crumbs: &crumbs, script: false }, &body)
    }

    fn state(&self, frame: &Frame) -> Markup {
        let (lang, mail) = (frame.lang, &self.mail);
        let button = |action: String, words: String| {
            html! { form.gap action=(action) method="post" { (form::token(frame)) button."btn full" { (words) } } }
        };
        let again = match mail.state {
            MailState::Sent => t!(lang, "mail-again-sent"),
            MailState::Failed => t!(lang, "mail-again-failed"),
            MailState::Cancelled => t!(lang, "mail-again-cancelled"),
            MailState::Waiting => t!(lang, "mail-again-waiting"),
        };
        html! {
            div.panel {
                h2 { (t!(lang, "mail-column-state")) }
                p { (state(frame, mail)) }
                @if mail.may_be_sent_again() { (button(address::send_mail_again(mail.id), again)) }
                @if mail.may_be_stopped() { (button(address::cancel_mail(mail.id), t!(lang, "mail-stop"))) }
                @if is_secret(&mail.kind) && mail.state != MailState::Waiting { (self.give_out_anew(frame)) }
            }
        }
    }

    /// The way to a new link, as the one in the mail is forgotten.
    fn give_out_anew(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        html! {
            @match self.person {
                Some(id) if self.mail.kind == "invitation" => p { (t!(lang, "mail-secret-again")) " " a href=(address::person(id)) { (t!(lang, "mail-secret-person", name = self.mail.recipient_name.as_str())) } },
                _ => p { (t!(lang, "mail-secret-reset")) },
            }
        }
    }
}
