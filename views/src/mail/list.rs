//! `/admin/mail`: every mail that was queued.

use domain::address;
use domain::lang::Lang;
use domain::mail::{Logged, MailState};
use maud::{Markup, html};

use crate::form;
use crate::frame::Frame;
use crate::icon::icon;
use crate::layout::{self, Head, Place};
use crate::text::{self, t};

/// The page.
#[derive(Debug, Clone)]
pub struct Page {
    /// The mails of this page.
    pub mails: Vec<Logged>,
    /// How many there are on all pages.
    pub count: i64,
    /// How many stand on a page.
    pub per_page: i64,
    /// The page, from 1.
    pub number: i64,
    /// Word of the state that is looked for.
    pub state: String,
    /// What is looked for.
    pub words: String,
}

impl Page {
    /// The page as markup.
    #[must_use]
    pub fn render(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let title = t!(lang, "mail-log");
        let body = html! {
            (layout::title(&title, &html! { (t!(lang, "mail-log-sentence")) }, &Markup::default()))
            (self.filters(lang))
            @if self.mails.is_empty() {
                div.blank {
                    (icon(frame, "submitted"))
                    @if self.is_filtered() {
                        p { (t!(lang, "mail-log-none-found")) }
                        div.acts { a.btn href=(address::MAIL) { (t!(lang, "mail-log-all")) } }
                    } @else { p { (t!(lang, "mail-log-none")) } }
                }
            } @else { (self.table(frame)) (self.pages(lang)) }
        };
        layout::page(frame, &Head { title: &title, place: Place::Other, crumbs: &[], script: false }, &body)
    }

    fn is_filtered(&self) -> bool {
        !self.state.is_empty() || !self.words.is_empty()
    }

    fn filters(&self, lang: Lang) -> Markup {
        let mut states = vec![(String::new(), t!(lang, "any"))];
        states.extend(MailState::ALL.iter().map(|s| (s.as_str().to_owned(), state_name(lang, *s))));
        html! {
            form.filter action=(address::MAIL) {
                div { label for="words" { (t!(lang, "mail-filter-words")) } input.in #words name="words" type="search" value=(self.words); }
                div { label for="state" { (t!(lang, "mail-filter-state")) } select.in #state name="state" { (form::options(&states, &self.state)) } }
                button.btn { (t!(lang, "filter-apply")) }
                @if self.is_filtered() { a."btn link" href=(address::MAIL) { (t!(lang, "filter-clear")) } }
            }
        }
    }

    fn table(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let first = (self.number - 1) * self.per_page + 1;
        let last = first + i64::try_from(self.mails.len()).unwrap_or(0) - 1;
        html! {
            table."rows fold" {
                caption { (t!(lang, "mail-log-caption", first = first, last = last, all = self.count)) }
                thead { tr { @for key in ["mail-column-subject", "mail-column-to", "mail-column-queued", "mail-column-state"] { th scope="col" { (t!(lang, key)) } } } }
                tbody { @for mail in &self.mails { tr {
                    th scope="row" { a href=(address::mail(mail.id)) { (mail.subject) } small { (kind(lang, &mail.kind)) } }
                    td data-l=(t!(lang, "mail-column-to")) { (mail.recipient_name) small.cut { (mail.recipient) } }
                    td data-l=(t!(lang, "mail-column-queued")) { (text::moment_element(lang, frame.zone, mail.queued_at)) }
                    td { (state(frame, mail)) }
                } } }
            }
        }
    }

    fn pages(&self, lang: Lang) -> Markup {
        let last = (self.count + self.per_page - 1) / self.per_page;
        let to = |page: i64| {
            html! {
                @if !self.state.is_empty() { (form::hidden("state", &self.state)) }
                @if !self.words.is_empty() { (form::hidden("words", &self.words)) }
                (form::hidden("page", &page.to_string()))
            }
        };
        html! {
            @if last > 1 {
                nav.around aria-label=(t!(lang, "pages")) {
                    @if self.number > 1 { form action=(address::MAIL) { (to(self.number - 1)) button."btn sm" { (t!(lang, "page-before")) } } } @else { span {} }
                    span { (t!(lang, "page-of", page = self.number, pages = last)) }
                    @if self.number < last { form action=(address::MAIL) { (to(self.number + 1)) button."btn sm" { (t!(lang, "page-after")) } } } @else { span {} }
                }
            }
        }
    }
}

fn state_name(lang: Lang, state: MailState) -> String {
    text::text(lang, &format!("mail-state-{state}"), &[])
}

/// What sort of mail it is, in words where there are some.
pub(super) fn kind(lang: Lang, kind: &str) -> String {
    let key = format!("mail-kind-{kind}");
    if text::exists(lang, &key) { text::text(lang, &key, &[]) } else { kind.to_owned() }
}

/// Where a mail stands, since when, and when it is tried next.
pub(super) fn state(frame: &Frame, mail: &Logged) -> Markup {
    let lang = frame.lang;
    let (class, name) = match mail.state {
        MailState::Waiting => ("st s-submitted", "submitted"),
        MailState::Sent => ("st s-verified", "verified"),
        MailState::Failed => ("st s-delayed", "delayed"),
        MailState::Cancelled => ("st s-cancelled", "cancelled"),
    };
    html! {
        span class=(class) { (icon(frame, name)) (state_name(lang, mail.state)) }
        small {
            @if mail.is_under_way { (t!(lang, "mail-under-way")) }
            @else if mail.state != MailState::Waiting { (text::moment_element(lang, frame.zone, mail.state_at)) }
            @else if mail.attempts > 0 { (t!(lang, "mail-next-try", at = text::moment(lang, frame.zone, mail.due_at))) }
        }
    }
}
