//! `/plan/source`: where the plan comes from, what the decision says around it, and how we read it.

use domain::lang::Translated;
use domain::plan::Plan;
use maud::{Markup, html};

use crate::frame::Frame;
use crate::layout::{self, Head, Place};
use crate::text::{self, t};

/// A paragraph or footnote of the decision.
#[derive(Debug, Clone)]
pub struct Paragraph {
    /// Its number, as printed.
    pub number: String,
    /// What it says, in our words.
    pub text: Translated,
    /// What is odd about it.
    pub note: Translated,
}

/// The page.
#[derive(Debug, Clone)]
pub struct Page {
    /// The plan.
    pub plan: Plan,
    /// Key of a label (`source-…`) and fact about the decision.
    pub facts: Vec<(String, Translated)>,
    /// Paragraphs of the decision.
    pub context: Vec<Paragraph>,
    /// Its footnotes.
    pub footnotes: Vec<Paragraph>,
    /// How we read the document.
    pub reading: Vec<Translated>,
}

impl Page {
    /// The page as markup.
    #[must_use]
    pub fn render(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let title = t!(lang, "source-title");
        let body = html! {
            (layout::title(&title, &html! { (text::translated(lang, &self.plan.summary)) }, &Markup::default()))
            section { h2 { (t!(lang, "source-decision", code = self.plan.decision_code.as_str())) }
                dl.facts { @for (key, fact) in &self.facts { dt { (text::text(lang, key, &[])) } dd { (text::translated(lang, fact)) } } }
            }
            section { h2 { (t!(lang, "source-reading")) } ul { @for note in &self.reading { li { (text::translated(lang, note)) } } } }
            section { h2 { (t!(lang, "source-context")) } p.soft { (t!(lang, "source-own-words")) } (paragraphs(frame, "source-paragraph", &self.context)) }
            section { h2 { (t!(lang, "source-footnotes")) } (paragraphs(frame, "source-footnote", &self.footnotes)) }
            p { a href=(frame.plan().precedents()) { (t!(lang, "precedent-link")) } }
        };
        layout::page(frame, &Head { title: &title, place: Place::Plan, crumbs: &[layout::plan_crumb(frame)], script: false }, &body)
    }
}

fn paragraphs(frame: &Frame, key: &str, list: &[Paragraph]) -> Markup {
    let lang = frame.lang;
    let name = |number: &str| match number.strip_prefix("preamble ") {
        Some(number) => t!(lang, "source-preamble", number = number),
        None => text::text(lang, key, &[("number", number.into())]),
    };
    html! {
        dl.facts {
            @for p in list {
                dt { (name(&p.number)) }
                dd { (text::translated(lang, &p.text)) @if !p.note.get(lang).is_empty() { br; small.soft { (text::translated(lang, &p.note)) } } }
            }
        }
    }
}
