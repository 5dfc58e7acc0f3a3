//! `/events/precedents`: cooperation events of the time before the plan, as the documents state them.

use domain::lang::{Lang, Translated};
use domain::precedent::{Organiser, Precedent, Precision, Source};
use maud::{Markup, html};

use crate::frame::Frame;
use crate::layout::{self, Head, Place};
use crate::text::{self, t};

/// A precedent with what the page shows beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The precedent.
    pub precedent: Precedent,
    /// Name of its country, if the country is stated.
    pub country: Option<Translated>,
}

/// The page.
#[derive(Debug, Clone)]
pub struct Page {
    /// The precedents, the newest first.
    pub lines: Vec<Line>,
}

impl Page {
    /// The page as markup.
    #[must_use]
    pub fn render(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let title = t!(lang, "precedent-title");
        let body = html! {
            (layout::title(&title, &html! { (t!(lang, "precedent-sentence")) }, &Markup::default()))
            @if self.lines.is_empty() {
                div.blank { p { (t!(lang, "precedent-none")) } }
            } @else {
                table.fold {
                    caption { (t!(lang, "precedent-caption", count = self.lines.len())) }
                    thead { tr {
                        @for key in ["precedent-when", "precedent-what", "precedent-where", "precedent-who", "precedent-source"] {
                            th scope="col" { (text::text(lang, key, &[])) }
                        }
                    } }
                    tbody { @for line in &self.lines { (row(lang, line)) } }
                }
            }
        };
        let crumbs = [layout::plan_crumb(frame), (frame.plan().source(), t!(lang, "source-title"))];
        layout::page(frame, &Head { title: &title, place: Place::Plan, crumbs: &crumbs, script: false }, &body)
    }
}

fn row(lang: Lang, line: &Line) -> Markup {
    let p = &line.precedent;
    let kind = text::text(lang, &format!("precedent-kind-{}", p.kind), &[]);
    let status = text::text(lang, &format!("precedent-status-{}", p.status), &[]);
    html! {
        tr {
            td.full { (text::span(lang, p.span)) @if let Some(note) = imprecise(lang, p.span.precision) { small.soft { (note) } } }
            th scope="row" {
                (text::translated(lang, &p.title))
                small.soft { (kind) " · " (status) }
                @if !p.note.get(lang).is_empty() { small.soft { (text::translated(lang, &p.note)) } }
            }
            td data-l=(t!(lang, "precedent-where")) { (place(lang, line)) }
            td data-l=(t!(lang, "precedent-who")) {
                (p.organisers.iter().map(|o| organiser(lang, o)).collect::<Vec<_>>().join(&t!(lang, "list-comma")))
                small { (t!(lang, "precedent-role", role = p.role.get(lang))) }
            }
            td.full data-l=(t!(lang, "precedent-source")) { @for source in &p.sources { div { (cited(lang, source)) } } }
        }
    }
}

/// What a document leaves open about a date.
fn imprecise(lang: Lang, precision: Precision) -> Option<String> {
    match precision {
        Precision::Day => None,
        Precision::Month => Some(t!(lang, "precedent-day-unknown")),
        Precision::Year => Some(t!(lang, "precedent-month-unknown")),
    }
}

fn place(lang: Lang, line: &Line) -> Markup {
    let city = line.precedent.place.get(lang);
    match &line.country {
        Some(country) if city.is_empty() => text::translated(lang, country),
        Some(country) => html! { (t!(lang, "precedent-place", city = city, country = country.get(lang))) },
        None if city.is_empty() => html! { span.soft { (t!(lang, "precedent-place-unknown")) } },
        None => html! { (city) },
    }
}

fn organiser(lang: Lang, organiser: &Organiser) -> String {
    let name = organiser.name.get(lang);
    organiser.acronym.as_deref().map_or_else(|| name.to_owned(), |acronym| t!(lang, "precedent-organiser", name = name, acronym = acronym))
}

/// Document, meeting, paragraphs and footnotes.
pub(crate) fn cited(lang: Lang, source: &Source) -> Markup {
    let paragraphs = source.paragraphs.iter().map(|n| t!(lang, "precedent-paragraph", number = n.as_str()));
    let footnotes = source.footnotes.iter().map(|n| t!(lang, "precedent-footnote", number = n.as_str()));
    let places: Vec<String> = paragraphs.chain(footnotes).collect();
    html! {
        @if let Some(symbol) = &source.symbol { (symbol) } @else { (text::translated(lang, &source.title)) }
        (t!(lang, "list-comma")) (places.join(&t!(lang, "list-comma")))
        small.soft { (text::translated(lang, &source.meeting)) }
    }
}
