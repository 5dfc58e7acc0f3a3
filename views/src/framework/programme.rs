//! The programme of work: a table for each meeting, with numbers as printed and what is meant.

use domain::framework::{Cited, ObjectiveRecord, ProgrammeItem};
use domain::lang::Lang;
use maud::{Markup, html};

use crate::text::{self, t};

/// The section.
#[must_use]
pub fn section(lang: Lang, items: &[ProgrammeItem], objectives: &[ObjectiveRecord]) -> Markup {
    let cited: Vec<&Cited> = items.iter().filter(|i| i.meeting.is_some()).flat_map(|i| &i.cited).collect();
    let mismatches = cited.iter().filter(|c| c.is_mismatch()).count();
    html! {
        section aria-labelledby="programme" {
            h2 #programme { (t!(lang, "framework-programme")) }
            p { (t!(lang, "framework-programme-text")) }
            p { (t!(lang, "framework-programme-mismatches", mismatches = mismatches, citations = cited.len())) }
            @for group in items.chunk_by(|a, b| a.meeting == b.meeting) { (meeting(lang, group, objectives)) }
        }
    }
}

fn meeting(lang: Lang, items: &[ProgrammeItem], objectives: &[ObjectiveRecord]) -> Markup {
    let title = items
        .first()
        .and_then(|i| i.meeting)
        .map_or_else(|| t!(lang, "framework-standing"), |number| t!(lang, "framework-meeting", number = number));
    html! {
        details.more {
            summary { (title) " " span.soft { (t!(lang, "framework-items", count = items.len())) } }
            div {
                table.fold {
                    caption.vh { (title) }
                    thead { tr {
                        @for key in ["framework-column-item", "framework-column-cites", "framework-column-objective"] { th scope="col" { (text::text(lang, key, &[])) } }
                    } }
                    tbody { @for item in items { (row(lang, item, objectives)) } }
                }
            }
        }
    }
}

fn row(lang: Lang, item: &ProgrammeItem, objectives: &[ObjectiveRecord]) -> Markup {
    let articles = item.articles.iter().map(|a| t!(lang, "framework-article", number = a.as_str()));
    let decision = |(code, paragraphs): &(String, String)| {
        format!("{code}{}{}", t!(lang, "list-comma"), t!(lang, "paragraphs", number = paragraphs.as_str()))
    };
    let decisions = item.decisions.iter().map(decision);
    let cites: Vec<String> = articles.chain(decisions).collect();
    html! {
        tr {
            th scope="row" {
                "(" (item.label) ") " (text::translated(lang, &item.title))
                @if !item.task.get(lang).is_empty() { small { (text::translated(lang, &item.task)) } }
                @if !item.note.get(lang).is_empty() { small.soft { (text::translated(lang, &item.note)) } }
                small.soft { (t!(lang, "framework-place-item", place = item.place.as_str())) }
            }
            td.full { @for words in &cites { div { (words) } } }
            td.full data-l=[(!item.cited.is_empty()).then(|| t!(lang, "framework-column-objective"))] {
                @for c in &item.cited { (cited(lang, c, objectives)) }
            }
        }
    }
}

fn cited(lang: Lang, cited: &Cited, objectives: &[ObjectiveRecord]) -> Markup {
    let title = objectives.iter().find(|o| o.objective.code == cited.meant).map_or("", |o| o.objective.title.get(lang));
    html! {
        div.mismatch[cited.is_mismatch()] {
            strong { (cited.as_printed) } " "
            a.small href={ "#" (cited.meant) } {
                @if cited.is_mismatch() { (t!(lang, "framework-cited-meant", code = cited.meant.as_str(), title = title)) }
                @else { (t!(lang, "framework-cited-fits")) }
            }
        }
    }
}
