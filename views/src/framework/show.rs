//! `/framework`: what the draft Strategic Plan states, the gaps, and its programme of work.

use domain::access;
use domain::framework::{Document, FocalArea, Note, NoteKind, ObjectiveRecord, Priority, ProgrammeItem, gaps};
use domain::lang::Lang;
use maud::{Markup, html};

use super::{Names, objective, programme};
use crate::frame::Frame;
use crate::icon::icon;
use crate::layout::{self, Head, Place};
use crate::plan::{Tab, tabs};
use crate::text::{self, t};

/// The page.
#[derive(Debug, Clone)]
pub struct Page {
    /// The document.
    pub document: Document,
    /// What it says about itself, and we about reading it.
    pub notes: Vec<Note>,
    /// What the decision behind the plan puts first.
    pub priorities: Vec<Priority>,
    /// Focal areas.
    pub areas: Vec<FocalArea>,
    /// Objectives with their links.
    pub objectives: Vec<ObjectiveRecord>,
    /// Programme of work.
    pub programme: Vec<ProgrammeItem>,
    /// Short titles of the activities.
    pub names: Names,
}

impl Page {
    /// The page as markup.
    #[must_use]
    pub fn render(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let title = self.document.short_title.get(lang);
        let body = html! {
            (layout::title(title, &html! { (t!(lang, "framework-sentence")) }, &Markup::default()))
            (tabs(frame, Tab::Framework))
            (self.intro(frame))
            (self.counts(lang))
            (self.gaps(frame))
            @for area in &self.areas { (self.area(frame, area)) }
            (programme::section(lang, &self.programme, &self.objectives))
            (self.about(lang))
        };
        layout::page(frame, &Head { title, place: Place::Plan, crumbs: &[], script: false }, &body)
    }

    /// What the page is and is not.
    fn intro(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        html! {
            div."note info" {
                p { strong { (t!(lang, "framework-draft")) } }
                p { (t!(lang, "framework-draft-text", meeting = self.document.meeting.get(lang))) }
                p { (t!(lang, "framework-reading")) @if access::may_report(frame.member()) { " " (t!(lang, "framework-reading-officers")) } }
            }
        }
    }

    fn counts(&self, lang: Lang) -> Markup {
        let sum = |count: fn(&ObjectiveRecord) -> usize| self.objectives.iter().map(count).sum::<usize>();
        let counts = [
            ("framework-counts-areas", self.areas.len()),
            ("framework-counts-objectives", self.objectives.len()),
            ("framework-counts-outcomes", sum(|o| o.objective.outcomes.len())),
            ("framework-counts-indicators", sum(|o| o.objective.indicators.len())),
        ];
        html! { dl.facts #counts { @for (key, count) in counts { dt { (text::text(lang, key, &[])) } dd { (count) } } } }
    }

    /// What no activity serves: subjects that the decision puts first, and objectives.
    fn gaps(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let gaps: Vec<_> = gaps(&self.objectives).collect();
        html! {
            section aria-labelledby="gaps" {
                h2 #gaps { (t!(lang, "framework-gaps")) }
                p { (t!(lang, "framework-gaps-priorities")) }
                ol { @for p in &self.priorities { li { (self.priority(frame, p)) } } }
                p { (t!(lang, "framework-gaps-objectives", count = gaps.len(), total = self.objectives.len())) }
                @if !gaps.is_empty() {
                    ul { @for o in gaps { li { a href={ "#" (o.code) } { (o.code) " " (text::translated(lang, &o.title)) } } } }
                }
            }
        }
    }

    fn priority(&self, frame: &Frame, p: &Priority) -> Markup {
        let lang = frame.lang;
        let subject = t!(lang, "framework-gap-priority", subject = p.text.get(lang), code = p.objective.as_str());
        html! {
            a href={ "#" (p.objective) } { (subject) } (t!(lang, "colon"))
            @if p.is_gap() { span."st s-at-risk" { (icon(frame, "at-risk")) (t!(lang, "framework-gap-none")) } }
            @for (at, number) in p.activities.iter().enumerate() {
                @if at > 0 { (t!(lang, "list-comma")) }
                a href=(frame.plan().activity(*number)) { (number) ". " (self.names.get(number).map_or("", |n| n.get(lang))) }
            }
            @if !p.note.get(lang).is_empty() { br; small.soft { (text::translated(lang, &p.note)) } }
        }
    }

    fn area(&self, frame: &Frame, area: &FocalArea) -> Markup {
        let lang = frame.lang;
        let id = format!("area-{}", area.number);
        html! {
            section aria-labelledby=(id) {
                h2 id=(id) { (t!(lang, "framework-area", number = area.number)) (t!(lang, "colon")) (text::translated(lang, &area.title)) }
                dl.facts {
                    dt { (t!(lang, "framework-area-objective")) } dd { (text::translated(lang, &area.objective)) }
                    dt { (t!(lang, "framework-area-impacts")) } dd { ul.plain { @for impact in &area.impacts { li { (text::translated(lang, impact)) } } } }
                }
                h3.vh { (t!(lang, "framework-counts-objectives")) }
                @for o in self.objectives.iter().filter(|o| o.objective.area == area.number) { (objective::fold(frame, &self.names, o)) }
            }
        }
    }

    fn about(&self, lang: Lang) -> Markup {
        let d = &self.document;
        html! {
            section aria-labelledby="about" {
                h2 #about { (t!(lang, "framework-notes-about")) }
                p { (text::translated(lang, &d.title)) }
                dl.facts {
                    dt { (t!(lang, "framework-notes-symbol")) } dd { @if let Some(symbol) = &d.symbol { (symbol) " " } (text::translated(lang, &d.symbol_note)) }
                    dt { (t!(lang, "framework-notes-adopted")) } dd { (text::translated(lang, &d.adopted_as)) }
                    @for kind in [NoteKind::Vision, NoteKind::Mission, NoteKind::Logic] {
                        dt { (heading(lang, kind)) } dd { @for note in self.notes(kind) { (stated(lang, note)) } }
                    }
                }
            }
            @for kind in [NoteKind::Numbering, NoteKind::Translation, NoteKind::Assumption] {
                details.more { summary { (heading(lang, kind)) } div { ul { @for note in self.notes(kind) { li { (stated(lang, note)) } } } } }
            }
        }
    }

    fn notes(&self, kind: NoteKind) -> impl Iterator<Item = &Note> {
        self.notes.iter().filter(move |n| n.kind == kind)
    }
}

fn heading(lang: Lang, kind: NoteKind) -> String {
    text::text(lang, &format!("framework-notes-{kind}"), &[])
}

fn stated(lang: Lang, note: &Note) -> Markup {
    html! {
        (text::translated(lang, &note.text))
        @if !note.place.get(lang).is_empty() { small.soft { " (" (text::translated(lang, &note.place)) ")" } }
    }
}
