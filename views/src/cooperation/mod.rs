//! Cooperation: relationships between organisations, groups and their members, the two Protocols separate.

pub mod edit;
pub mod list;
pub mod section;

#[cfg(test)]
pub(crate) mod sample;

use domain::address;
use domain::cooperation::{Relationship, RelationshipState};
use domain::directory::Directory;
use domain::ids::OrganisationId;
use domain::lang::Lang;
use maud::{Markup, html};

use crate::event::precedents::cited;
use crate::frame::Frame;
use crate::text::{self, t};

/// When a relationship began and ended, as exactly as it is known; empty if nothing is.
fn when(lang: Lang, r: &Relationship) -> String {
    let day = |d: domain::cooperation::Stated| {
        let span = d.span();
        text::span(lang, domain::precedent::Span { last: span.first, ..span })
    };
    match (r.started.map(day), r.ended.map(day)) {
        (None, None) => String::new(),
        (Some(start), None) => t!(lang, "since-day", day = start),
        (None, Some(end)) => t!(lang, "until-day", day = end),
        (Some(start), Some(end)) if start == end => start,
        (Some(start), Some(end)) => t!(lang, "precedent-date-from-to", from = start, to = end),
    }
}

/// The kind of a relationship, and what has to be said beside it.
fn kind(frame: &Frame, r: &Relationship) -> Markup {
    let lang = frame.lang;
    html! {
        (text::text(lang, &format!("relationship-kind-{}", r.kind), &[]))
        @if r.is_over(frame.today) { small { (t!(lang, "relationship-over")) } }
        @else if r.state != RelationshipState::InForce { small { (text::text(lang, &format!("relationship-state-{}", r.state), &[])) } }
    }
}

fn organisation(lang: Lang, directory: &Directory, id: OrganisationId) -> Markup {
    html! { @if let Some(o) = directory.organisation(id) { a href=(address::organisation(&o.slug)) { (directory.organisation_name(lang, id)) } } }
}

/// An organisation with its official name below the acronym, for tables.
fn named(lang: Lang, directory: &Directory, id: OrganisationId) -> Markup {
    let official = directory.organisation(id).filter(|o| o.acronym.is_some()).map(|o| &o.name);
    html! { (organisation(lang, directory, id)) @if let Some(name) = official { " " small { (text::translated(lang, name)) } } }
}

/// What a relationship is about, and where that is written.
fn about(lang: Lang, r: &Relationship) -> Markup {
    html! {
        (text::translated(lang, &r.description))
        @if !r.note.get(lang).is_empty() { small.soft { (text::translated(lang, &r.note)) } }
    }
}

fn sources(lang: Lang, r: &Relationship) -> Markup {
    html! {
        @for source in &r.sources { div { (cited(lang, source)) } }
        @if !r.source.is_empty() { div { (r.source) } }
    }
}
