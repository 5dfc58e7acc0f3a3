//! The objectives that an activity serves, on its page.

use domain::address;
use domain::framework::Served;
use maud::{Markup, html};

use super::strength;
use crate::frame::Frame;
use crate::text::{self, t};

/// The section of an activity's page.
#[must_use]
pub fn section(frame: &Frame, served: &[Served]) -> Markup {
    let (lang, framework) = (frame.lang, frame.plan().framework());
    html! {
        section aria-labelledby="framework" {
            h2 #framework { (t!(lang, "framework-activity")) }
            @if served.is_empty() { p.soft { (t!(lang, "framework-activity-none")) } }
            @else {
                ul { @for s in served { li { a href=(address::with_fragment(&framework, &s.code)) { (s.code) " " (text::translated(lang, &s.title)) } " – " (strength(lang, s.strength)) } } }
                p.small.soft { (t!(lang, "framework-activity-reading")) }
            }
        }
    }
}
