//! What a record says, besides who took part.

use domain::access;
use domain::address;
use domain::directory::Directory;
use domain::event::{Event, EventRecord};
use domain::ids::OrganisationId;
use domain::lang::Lang;
use maud::{Markup, html};

use crate::frame::Frame;
use crate::text::{self, t};

/// City and country, or that it is open.
pub(super) fn place(lang: Lang, directory: &Directory, city: Option<&str>, country: Option<&str>) -> String {
    let country = country.map(|code| directory.country_name(lang, code));
    match (city, country) {
        (Some(city), Some(country)) => t!(lang, "precedent-place", city = city, country = country),
        (Some(city), None) => city.to_owned(),
        (None, Some(country)) => country,
        (None, None) => String::new(),
    }
}

/// A link to an organisation, under its official name.
pub(super) fn organisation(lang: Lang, directory: &Directory, id: OrganisationId) -> Markup {
    html! {
        @if let Some(o) = directory.organisation(id) {
            a href=(address::organisation(&o.slug)) { (text::translated(lang, &o.name)) @if let Some(acronym) = &o.acronym { " (" (acronym) ")" } }
        }
    }
}

/// The facts as a list of names and values. `merged`: the records that went up in this one, whose organisers are credited too.
pub(super) fn list(frame: &Frame, directory: &Directory, event: &Event, merged: &[EventRecord]) -> Markup {
    html! { dl.facts { @for (name, value) in rows(frame, directory, event, merged) { dt { (name) } dd { (value) } } } }
}

/// The facts of one of two records; what the other one states otherwise, or does not state, is marked.
pub(super) fn compared(frame: &Frame, directory: &Directory, event: &Event, other: &Event) -> Markup {
    let theirs = rows(frame, directory, other, &[]);
    let is_theirs = |row: &Row| theirs.iter().any(|(name, value)| *name == row.0 && value.0 == row.1.0);
    html! {
        dl.facts { @for row in rows(frame, directory, event, &[]) {
            dt { (row.0) }
            dd { @if is_theirs(&row) { (row.1) } @else { mark { (row.1) } " " span."small soft" { (t!(frame.lang, "merge-differs")) } } }
        } }
    }
}

/// Name and value of a fact.
type Row = (String, Markup);

fn rows(frame: &Frame, directory: &Directory, event: &Event, merged: &[EventRecord]) -> Vec<Row> {
    let lang = frame.lang;
    let none = || html! { span.soft { (t!(lang, "not-given")) } };
    let kind = event.kind.map(|k| text::text(lang, &format!("event-kind-{k}"), &[]));
    let mode = event.mode.map(|m| text::text(lang, &format!("event-mode-{m}"), &[]));
    let place = place(lang, directory, event.city.as_deref(), event.country.as_deref());
    let languages: Vec<String> = event.languages.iter().map(|l| text::text(lang, &format!("language-{l}"), &[])).collect();
    let mut credited: Vec<OrganisationId> = event.organisers().collect();
    for id in merged.iter().flat_map(|r| r.event.organisers()) {
        if !credited.contains(&id) {
            credited.push(id);
        }
    }
    let activities = html! {
        @if event.activities.is_empty() { (none()) }
        @for id in &event.activities { @if let Some(a) = directory.activity(*id) {
            div { a href=(frame.in_plan(a.plan).activity(a.number)) { (a.number) ". " (text::translated(lang, &a.short_title)) } }
        } }
    };
    let kind =
        html! { @if let Some(kind) = kind { (kind) @if let Some(mode) = mode { (t!(lang, "list-comma")) (mode) } } @else { (none()) } };
    let mut rows = vec![
        (t!(lang, "field-activities"), activities),
        (t!(lang, "field-kind"), kind),
        (t!(lang, "event-dates"), html! { @if let Some(days) = event.days { (text::days(lang, days)) } @else { (none()) } }),
        (t!(lang, "event-place"), html! { @if place.is_empty() { (none()) } @else { (place) } }),
    ];
    if let Some(region) = event.region {
        rows.push((t!(lang, "field-region"), html! { (text::text(lang, &format!("region-{region}"), &[])) }));
    }
    let organisers = html! { @if credited.is_empty() { (none()) } @for id in credited { div { (organisation(lang, directory, id)) } } };
    rows.push((t!(lang, "event-organisers"), organisers));
    let languages = html! { @if languages.is_empty() { (none()) } @else { (languages.join(&t!(lang, "list-comma"))) } };
    rows.push((t!(lang, "field-languages"), languages));
    if let Some((before, after)) = event.scores {
        rows.push((t!(lang, "field-scores"), html! { (t!(lang, "event-scores", before = before, after = after)) }));
    }
    if !event.learning.is_empty() {
        rows.push((t!(lang, "field-learning"), text::prose(&event.learning)));
    }
    if !event.links.is_empty() {
        let links = html! { @for link in &event.links { div { a href=(link) rel="noopener noreferrer" { (link) } } } };
        rows.push((t!(lang, "field-links"), links));
    }
    if access::may_see_files(frame.member()) {
        let contact = html! { @if let Some(contact) = &event.contact { a href={ "mailto:" (contact) } { (contact) } } @else { (none()) } };
        rows.push((t!(lang, "field-contact"), contact));
    }
    rows
}
