//! `/events/{id}/review`: the record, checks, what verifying changes, and the decision.

use domain::address;
use domain::attachment::Attachment;
use domain::directory::Directory;
use domain::event::{EventRecord, Totals};
use domain::form::Errors;
use domain::ids::{ActivityId, EventId};
use maud::{Markup, html};

use super::{alike, edit, facts, people};
use crate::form::{self, Field};
use crate::frame::Frame;
use crate::icon::icon;
use crate::layout::{self, Head, Place};
use crate::text::{self, t};

/// Figures of an activity, as they are and as they would be.
#[derive(Debug, Clone)]
pub struct Effect {
    /// The activity.
    pub activity: ActivityId,
    /// As they are.
    pub now: Totals,
    /// With this record verified.
    pub after: Totals,
}

/// The page.
#[derive(Debug, Clone)]
pub struct Page {
    /// The record.
    pub record: EventRecord,
    /// What keys stand for.
    pub directory: Directory,
    /// Records that may be the same event.
    pub alike: Vec<EventRecord>,
    /// Records that went up in this one.
    pub merged: Vec<EventRecord>,
    /// Its files.
    pub attachments: Vec<Attachment>,
    /// What verifying changes.
    pub effects: Vec<Effect>,
    /// The records that wait before and after this one.
    pub neighbours: (Option<EventId>, Option<EventId>),
    /// The reason that was typed.
    pub reason: String,
    /// What is wrong.
    pub errors: Errors,
}

impl Page {
    /// The page as markup.
    #[must_use]
    pub fn render(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let title = super::title(lang, self.record.event.title.as_deref());
        let body = html! {
            div.head { div { p.soft { (edit::stage(frame, &self.record)) " · " (t!(lang, "event-logged-by", name = self.record.author_name.as_str())) } h1 { (title) } } }
            (self.around(frame))
            (form::summary(lang, &self.errors))
            div.split {
                aside aria-label=(t!(lang, "review-decision")) { (self.decision(frame)) }
                div {
                    section aria-labelledby="record" { h2 #record { (t!(lang, "event-record")) } (facts::list(frame, &self.directory, &self.record.event, &self.merged)) }
                    section aria-labelledby="people" { h2 #people { (t!(lang, "event-part-people")) } (people::tables(frame, &self.directory, &self.record.event)) }
                    (self.checks(frame))
                    (self.effects(frame))
                }
            }
        };
        let crumbs = [(address::REVIEWS.to_owned(), t!(lang, "place-reviews"))];
        layout::page(frame, &Head { title: &title, place: Place::Reviews, crumbs: &crumbs, script: false }, &body)
    }

    fn around(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let (before, after) = self.neighbours;
        html! {
            @if before.is_some() || after.is_some() {
                nav.around.flush aria-label=(t!(lang, "place-reviews")) {
                    @if let Some(id) = before { a href=(address::review_event(id)) rel="prev" { (t!(lang, "review-previous")) } } @else { span {} }
                    @if let Some(id) = after { a href=(address::review_event(id)) rel="next" { (t!(lang, "review-next")) } } @else { span {} }
                }
            }
        }
    }

    fn decision(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        html! {
            form.panel action=(address::review_event(self.record.id)) method="post" {
                h2 { (t!(lang, "review-decision")) }
                (form::token(frame))
                (form::hidden("version", &self.record.version.to_string()))
                button."btn go full" name="decision" value="verify" { (icon(frame, "verified")) (t!(lang, "review-verify")) }
                p.small.soft.gap { (t!(lang, "review-verify-text")) }
                details.more open[!self.errors.is_empty()] {
                    summary { (t!(lang, "review-return-title")) }
                    div {
                        (form::textarea(lang, &self.errors, &Field { name: "return-reason", value: &self.reason, hint: Some("review-return-hint"), ..Field::default() }, 4))
                        button."btn full" name="decision" value="return" { (icon(frame, "returned")) (t!(lang, "review-return")) }
                    }
                }
            }
        }
    }

    fn checks(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let stated = self.record.event.participation.as_ref().map_or(0, |p| p.without_country());
        let check = |good: bool, words: &str| {
            let (class, name) = if good { ("st s-verified", "verified") } else { ("st s-at-risk", "at-risk") };
            html! { span class=(class) { (icon(frame, name)) (words) } }
        };
        html! {
            section aria-labelledby="checks" {
                h2 #checks { (t!(lang, "review-checks")) }
                ul.plain {
                    li { @if stated == 0 { (check(true, &t!(lang, "review-countries-whole"))) } @else { (check(false, &t!(lang, "review-countries-gap", count = stated))) } }
                    @if self.attachments.is_empty() && self.record.event.links.is_empty() { li { (check(false, &t!(lang, "review-no-report"))) } }
                    @for file in &self.attachments { li { (check(true, &t!(lang, "review-file"))) " " a href=(address::attachment(file.id)) { (file.name) } } }
                    @for other in &self.alike { li {
                        (check(false, &t!(lang, "alike-one"))) " " (alike::line(frame, &self.directory, other))
                        " · " a href=(address::with_query(&address::merge_event(self.record.id), &[("with", &other.id.to_string())])) { (t!(lang, "merge-compare")) }
                    } }
                }
            }
        }
    }

    fn effects(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        html! {
            section aria-labelledby="effect" {
                h2 #effect { (t!(lang, "review-effect")) }
                @for effect in &self.effects {
                    @let rows = [("totals-events", effect.now.events, effect.after.events), ("totals-attendances", effect.now.attendances, effect.after.attendances), ("totals-countries", effect.now.countries, effect.after.countries)];
                    table {
                        caption { (t!(lang, "review-effect-caption", activity = self.directory.activity_name(lang, effect.activity))) }
                        thead { tr { th scope="col" { (t!(lang, "column-figure")) } th.n scope="col" { (t!(lang, "review-now")) } th.n scope="col" { (t!(lang, "review-after")) } } }
                        tbody { @for (key, now, after) in rows { tr { th scope="row" { (text::text(lang, key, &[])) } td.n { (text::count(now)) } td.n { strong { (text::count(after)) } } } } }
                    }
                }
            }
        }
    }
}
