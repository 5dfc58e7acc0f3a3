//! Records that may be the same event, recorded twice.

use domain::address;
use domain::directory::Directory;
use domain::event::EventRecord;
use maud::{Markup, html};

use crate::frame::Frame;
use crate::status;
use crate::text::{self, t};

/// The keys of the records, as the form sends them back to say that they were seen.
#[must_use]
pub fn keys(alike: &[EventRecord]) -> String {
    alike.iter().map(|r| r.id.to_string()).collect::<Vec<_>>().join(",")
}

/// What is shown while an event is logged.
pub(super) fn note(frame: &Frame, directory: &Directory, alike: &[EventRecord]) -> Markup {
    let lang = frame.lang;
    html! {
        @if !alike.is_empty() {
            div."note warn" role="status" {
                p { strong { (t!(lang, "alike-title")) } }
                ul.plain { @for other in alike { li { (line(frame, directory, other)) } } }
                p { (t!(lang, "alike-text")) }
            }
        }
    }
}

/// One of them, in a line.
pub(super) fn line(frame: &Frame, directory: &Directory, other: &EventRecord) -> Markup {
    let lang = frame.lang;
    let e = &other.event;
    let organiser = e.organiser.map(|o| directory.organisation_name(lang, o)).unwrap_or_default();
    html! {
        a href=(address::event(other.id)) { (super::title(lang, e.title.as_deref())) }
        " · " @if let Some(days) = e.days { (text::days(lang, days)) } " · " (organiser) " · " (status::stage(frame, other.stage(), other.merged_into.is_some()))
    }
}
