//! `/events/{id}/participants/new`: a list of participants is chosen, counted, and its counts looked at before they are taken over.

use domain::address;
use domain::directory::Directory;
use domain::form::Errors;
use domain::ids::EventId;
use domain::lang::Lang;
use domain::participation::Participation;
use maud::{Markup, html};

use crate::form::{self, Field};
use crate::frame::Frame;
use crate::layout::{self, Head, Place};
use crate::text::{self, t};

/// The page on which a list is chosen.
#[derive(Debug, Clone)]
pub struct Upload {
    /// Whose participants.
    pub event: EventId,
    /// The event's title, if it has one.
    pub title: Option<String>,
    /// What is wrong.
    pub errors: Errors,
}

impl Upload {
    /// The page as markup.
    #[must_use]
    pub fn render(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let title = t!(lang, "list-title");
        let back = address::with_fragment(&address::edit_event(self.event), "attended");
        let body = html! {
            (layout::title(&title, &html! { (t!(lang, "list-promise")) }, &Markup::default()))
            (form::summary(lang, &self.errors))
            form.form action=(address::count_participants(self.event)) method="post" enctype="multipart/form-data" {
                (form::token(frame))
                (form::file(lang, &self.errors, &Field { name: "file", hint: Some("list-hint"), ..Field::default() }, ".csv,.xlsx"))
                (form::buttons(&t!(lang, "list-count"), &html! { a."btn link" href=(back) { (t!(lang, "list-back")) } }))
            }
            section {
                h2 { (t!(lang, "list-how")) }
                ul { li { (t!(lang, "list-how-file")) } li { (t!(lang, "list-how-columns")) } }
                p { a href=(address::PARTICIPANTS_TEMPLATE) { (t!(lang, "list-template")) } }
            }
        };
        page(frame, self.event, self.title.as_deref(), &title, &body)
    }
}

fn page(frame: &Frame, event: EventId, event_title: Option<&str>, title: &str, body: &Markup) -> Markup {
    let crumbs = [(address::event(event), super::title(frame.lang, event_title))];
    layout::page(frame, &Head { title, place: Place::Events, crumbs: &crumbs, script: false }, body)
}

/// A value that was not understood.
#[derive(Debug, Clone)]
pub struct RowProblem {
    /// Row as a spreadsheet shows it.
    pub row: u32,
    /// `gender`, `country` or `group`.
    pub column: &'static str,
    /// What stands there; empty if it is better not shown.
    pub found: String,
}

/// The page on which counts are looked at.
#[derive(Debug, Clone)]
pub struct Counted {
    /// Whose participants.
    pub event: EventId,
    /// The event's title, if it has one.
    pub title: Option<String>,
    /// The version of the record that was counted for.
    pub version: i32,
    /// `gender`, `country` and `group`, each with its heading in the file if it was found.
    pub columns: [(&'static str, Option<String>); 3],
    /// Values that were not understood.
    pub problems: Vec<RowProblem>,
    /// How many more there are.
    pub more_problems: u32,
    /// What was counted.
    pub people: Participation,
    /// Whether the record has counts that would be replaced.
    pub replaces: bool,
    /// What codes of countries stand for.
    pub directory: Directory,
}

impl Counted {
    /// The page as markup.
    #[must_use]
    pub fn render(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let title = t!(lang, "counted-title");
        let body = html! {
            (layout::title(&title, &html! { (t!(lang, "counted-sentence", count = self.people.attended)) }, &Markup::default()))
            @if self.replaces { div."note warn" { p { (t!(lang, "counted-replaces")) } } }
            section { h2 { (t!(lang, "counted-columns")) } (self.understood(lang)) }
            @if !self.problems.is_empty() { section { h2 { (t!(lang, "counted-problems")) } (self.not_understood(lang)) } }
            section { h2 { (t!(lang, "counted-result")) } div.two { (self.genders(lang)) (self.countries(lang)) (self.groups(lang)) } }
            (self.take_over(frame))
        };
        page(frame, self.event, self.title.as_deref(), &title, &body)
    }

    fn understood(&self, lang: Lang) -> Markup {
        html! {
            dl.facts { @for (column, heading) in &self.columns {
                dt { (column_name(lang, column)) }
                dd { @match heading { Some(heading) => (heading), None => span.soft { (t!(lang, "counted-missing")) } } }
            } }
        }
    }

    fn not_understood(&self, lang: Lang) -> Markup {
        let all = self.problems.len() + self.more_problems as usize;
        html! {
            p { (t!(lang, "counted-problems-text")) }
            table {
                caption { (t!(lang, "counted-problems-caption", count = all)) }
                thead { tr { th.n scope="col" { (t!(lang, "counted-row")) } th scope="col" { (t!(lang, "counted-column")) } th scope="col" { (t!(lang, "counted-found")) } } }
                tbody { @for problem in &self.problems { tr {
                    th.n scope="row" { (problem.row) }
                    td { (column_name(lang, problem.column)) }
                    td { @if problem.found.is_empty() { span.soft { (t!(lang, "counted-not-quoted")) } } @else { (problem.found) } }
                } } }
            }
            @if self.more_problems > 0 { p.soft { (t!(lang, "counted-problems-more", count = self.more_problems)) } }
        }
    }

    fn genders(&self, lang: Lang) -> Markup {
        let p = &self.people;
        let rows =
            [("field-women", p.women), ("field-men", p.men), ("field-other", p.other)].map(|(key, n)| (text::text(lang, key, &[]), n));
        self.table(lang, ("people-by-gender", "column-gender"), &rows)
    }

    fn countries(&self, lang: Lang) -> Markup {
        let named = self.people.countries.iter().map(|(code, n)| (self.directory.country_name(lang, code), *n));
        let rest = (t!(lang, "people-not-stated"), self.people.without_country());
        self.table(lang, ("people-by-country", "field-country"), &named.chain([rest]).collect::<Vec<_>>())
    }

    fn groups(&self, lang: Lang) -> Markup {
        let named = self.people.groups.iter().map(|(group, n)| (text::text(lang, &format!("stakeholders-{group}"), &[]), *n));
        let rest = (t!(lang, "people-not-stated"), self.people.without_group());
        self.table(lang, ("people-by-group", "column-group"), &named.chain([rest]).collect::<Vec<_>>())
    }

    fn table(&self, lang: Lang, (caption, head): (&str, &str), rows: &[(String, u32)]) -> Markup {
        html! {
            table {
                caption { (text::text(lang, caption, &[])) }
                thead { tr { th scope="col" { (text::text(lang, head, &[])) } th.n scope="col" { (t!(lang, "column-people")) } } }
                tbody { @for (name, n) in rows { tr { th scope="row" { (name) } td.n { (text::number(f64::from(*n))) } } } }
                tfoot { tr { th scope="row" { (t!(lang, "people-all")) } td.n { (text::number(f64::from(self.people.attended))) } } }
            }
        }
    }

    /// The counts as hidden fields: this page is the only place in which they are until they are taken over.
    fn take_over(&self, frame: &Frame) -> Markup {
        let (lang, p) = (frame.lang, &self.people);
        let back = address::with_fragment(&address::edit_event(self.event), "attended");
        html! {
            form action=(address::take_participants(self.event)) method="post" {
                (form::token(frame))
                (form::hidden("version", &self.version.to_string()))
                @for (name, n) in [("attended", p.attended), ("women", p.women), ("men", p.men), ("other", p.other)] { (form::hidden(name, &n.to_string())) }
                @for (code, n) in &p.countries { (form::hidden("country", &format!("{code}:{n}"))) }
                @for (group, n) in &p.groups { (form::hidden(&format!("group-{group}"), &n.to_string())) }
                (form::buttons(&t!(lang, "counted-take-over"), &html! {
                    a."btn link" href=(address::count_participants(self.event)) { (t!(lang, "counted-again")) }
                    a."btn link" href=(back) { (t!(lang, "cancel")) }
                }))
            }
        }
    }
}

fn column_name(lang: Lang, column: &str) -> String {
    text::text(lang, &format!("counted-column-{column}"), &[])
}
