//! An operational objective as a fold: outcomes, indicators, links.

use domain::access;
use domain::framework::ObjectiveRecord;
use domain::lang::Lang;
use maud::{Markup, html};

use super::{Names, chip};
use crate::frame::Frame;
use crate::text::{self, t};

/// The fold. Its id is the number of the objective, so that links lead to it.
#[must_use]
pub fn fold(frame: &Frame, names: &Names, record: &ObjectiveRecord) -> Markup {
    let lang = frame.lang;
    let o = &record.objective;
    html! {
        details.more #(o.code) {
            summary {
                (o.code) " " (text::translated(lang, &o.title)) " "
                span.soft { (t!(lang, "framework-served", count = record.links.len())) }
            }
            div {
                p { (text::translated(lang, &o.aim)) }
                (links(frame, names, record))
                h4 { (t!(lang, "framework-outcomes")) }
                ul { @for outcome in &o.outcomes { li { (text::translated(lang, outcome)) } } }
                h4 { (t!(lang, "framework-indicators")) }
                ul { @for i in &o.indicators { li { (text::translated(lang, &i.text)) small.soft { " (" (text::translated(lang, &i.measure)) ")" } } } }
                p.small.soft { (t!(lang, "framework-place-objective", code = o.code.as_str())) " · " (adopted(lang, record)) }
                @if !o.note.get(lang).is_empty() { p.small.soft { (text::translated(lang, &o.note)) } }
            }
        }
    }
}

/// Why each activity serves it, and who says so.
fn links(frame: &Frame, names: &Names, record: &ObjectiveRecord) -> Markup {
    let lang = frame.lang;
    html! {
        h4 { (t!(lang, "framework-links")) }
        @if record.links.is_empty() { p.soft { (t!(lang, "framework-links-none")) } }
        @else {
            ul.plain {
                @for link in &record.links {
                    li {
                        (chip(frame, names, link)) " " (text::translated(lang, &link.reason))
                        small.soft { " (" (t!(lang, if link.is_ours { "framework-link-ours" } else { "framework-link-officers" })) ")" }
                    }
                }
            }
        }
        @if access::may_report(frame.member()) {
            p { a href=(frame.plan().edit_links(&record.objective.code)) { (t!(lang, "framework-links-edit", code = record.objective.code.as_str())) } }
        }
    }
}

/// Its number in the plan that was adopted, and how that is known.
fn adopted(lang: Lang, record: &ObjectiveRecord) -> Markup {
    html! {
        @match &record.objective.adopted {
            Some(adopted) => {
                (t!(lang, "framework-adopted", code = adopted.code.as_str())) " ("
                (t!(lang, if adopted.is_confirmed { "framework-adopted-confirmed" } else { "framework-adopted-unconfirmed" })) ")"
            },
            None => (t!(lang, "framework-adopted-none")),
        }
    }
}
