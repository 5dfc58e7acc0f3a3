//! What the documents state about an activity: expected results, decisions, dependencies.

use domain::access;
use domain::activity::Dependency;
use domain::decision::{Body, Citation};
use domain::lang::Lang;
use domain::outcome::Evidence;
use domain::result::{ExpectedResult, ResultKind};
use maud::{Markup, html};

use super::evidence;
use crate::frame::Frame;
use crate::icon::icon;
use crate::text::{self, t};

/// What the activity is expected to bring about.
#[must_use]
pub fn results(frame: &Frame, number: i32, results: &[ExpectedResult], seen: &[Evidence]) -> Markup {
    let lang = frame.lang;
    html! {
        section aria-labelledby="results" {
            div."head flush" {
                h2 #results { (t!(lang, "results")) }
                @if access::may_report(frame.member()) { a."btn sm" href=(frame.plan().new_evidence(number)) { (icon(frame, "plus")) (t!(lang, "evidence-add")) } }
            }
            table.fold {
                caption { (t!(lang, "results-caption")) }
                thead { tr { th scope="col" { (t!(lang, "column-result")) } th scope="col" { (t!(lang, "column-kind")) } th scope="col" { (t!(lang, "column-target")) } } }
                tbody { @for (at, r) in results.iter().enumerate() { tr {
                    th scope="row" {
                        (text::translated(lang, &r.text))
                        @if !r.languages.is_empty() { small { (t!(lang, "result-languages", languages = languages(lang, &r.languages))) } }
                        @for component in &r.components { small { "– " (text::translated(lang, component)) } }
                        (evidence::lines(frame, number, seen, at))
                    }
                    td.nw { (text::text(lang, match r.kind { ResultKind::Output => "result-output", ResultKind::Outcome => "result-outcome" }, &[])) }
                    td data-l=(t!(lang, "column-target")) {
                        @if let Some(target) = &r.target {
                            (t!(lang, "at-least", number = text::number(target.number), unit = target.unit_name.get(lang)))
                        } @else { span.soft { (t!(lang, "no-target-stated")) } }
                    }
                } } }
            }
        }
    }
}

/// The decisions it carries out and the activities it is linked with.
#[must_use]
pub fn decisions(frame: &Frame, citations: &[Citation], depends_on: &[Dependency], needed_by: &[Dependency]) -> Markup {
    let lang = frame.lang;
    let related = |key: &str, list: &[Dependency]| {
        html! { @for d in list { li { (text::text(lang, &format!("{key}-{}", d.relation), &[])) " " a href=(frame.plan().activity(d.number)) { (d.number) ". " (text::translated(lang, &d.short_title)) }
        " " span.soft { (t!(lang, "cited-as", number = d.cited_as.as_str())) } } } }
    };
    html! {
        section aria-labelledby="decisions" {
            h2 #decisions { (t!(lang, "decisions")) }
            ul {
                @for c in citations {
                    li {
                        strong { (c.code) }
                        @match &c.paragraphs {
                            Some(p) => { (t!(lang, "list-comma")) (t!(lang, "paragraphs", number = p.as_str())) },
                            None => { (t!(lang, "list-comma")) span.soft { (t!(lang, "no-paragraph")) } },
                        }
                        @if c.body == Body::Cop { " " span.soft { (t!(lang, "decision-of-cop")) } }
                        @if !c.topic.get(lang).is_empty() { br; span.small { (text::translated(lang, &c.topic)) " " span.soft { (text::translated(lang, &c.basis)) } } }
                        @if !c.note.get(lang).is_empty() { br; span.small.soft { (text::translated(lang, &c.note)) } }
                    }
                }
                (related("depends", depends_on))
                (related("needed", needed_by))
            }
        }
    }
}

/// Names of languages by code, for the languages that the document asks for.
fn languages(lang: Lang, codes: &[String]) -> String {
    let names: Vec<String> = codes.iter().map(|code| text::text(lang, &format!("language-{code}"), &[])).collect();
    names.join(&t!(lang, "list-comma"))
}
