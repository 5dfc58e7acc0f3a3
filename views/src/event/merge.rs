//! `/events/{id}/merging/new`: two records side by side, and which of them stands for both.

use domain::address;
use domain::directory::Directory;
use domain::event::{EventRecord, NotMergeable};
use maud::{Markup, html};

use super::{edit, facts, people};
use crate::form;
use crate::frame::Frame;
use crate::layout::{self, Head, Place};
use crate::text::{self, t};

/// One of the two records.
#[derive(Debug, Clone)]
pub struct Side {
    /// The record.
    pub record: EventRecord,
    /// Why it cannot stand for both, if it cannot.
    pub refusal: Option<NotMergeable>,
}

/// The page.
#[derive(Debug, Clone)]
pub struct Page {
    /// What keys stand for.
    pub directory: Directory,
    /// The record from which one came, and the other.
    pub sides: [Side; 2],
}

impl Page {
    /// The page as markup.
    #[must_use]
    pub fn render(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let [this, other] = &self.sides;
        let title = t!(lang, "merge-title");
        let body = html! {
            (layout::title(&title, &html! { (t!(lang, "merge-sentence")) }, &Markup::default()))
            div.two { (self.side(frame, this, other)) (self.side(frame, other, this)) }
        };
        let name = super::title(lang, this.record.event.title.as_deref());
        let crumbs = [(frame.plan().events(), t!(lang, "place-events")), (address::event(this.record.id), name)];
        layout::page(frame, &Head { title: &title, place: Place::Events, crumbs: &crumbs, script: false }, &body)
    }

    fn side(&self, frame: &Frame, side: &Side, other: &Side) -> Markup {
        let lang = frame.lang;
        let r = &side.record;
        html! {
            section aria-labelledby={ "side-" (r.id) } {
                h2 id={ "side-" (r.id) } { a href=(address::event(r.id)) { (super::title(lang, r.event.title.as_deref())) } }
                p { (edit::stage(frame, r)) " · " (t!(lang, "event-logged-by", name = r.author_name.as_str())) }
                (facts::compared(frame, &self.directory, &r.event, &other.record.event))
                @if r.event.participation != other.record.event.participation { p { mark { (t!(lang, "merge-people-differ")) } } }
                (people::tables(frame, &self.directory, &r.event))
                @match side.refusal {
                    Some(refusal) => p."soft gap2" { (text::text(lang, &format!("merge-refused-{refusal}"), &[])) },
                    None => form.gap2 action=(address::merge_event(other.record.id)) method="post" {
                        (form::token(frame))
                        (form::hidden("into", &r.id.to_string()))
                        (form::hidden("versions", &format!("{}-{}", other.record.version, r.version)))
                        button."btn go" { (t!(lang, "merge-keep-this")) }
                    },
                }
            }
        }
    }
}
