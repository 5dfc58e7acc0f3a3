//! `/cooperation/relationships/new` and `/cooperation/relationships/{id}/edit`: the form of a relationship.

use domain::access;
use domain::address;
use domain::cooperation::{Protocol, RelationshipInput, RelationshipKind, RelationshipRecord, RelationshipState};
use domain::directory::Directory;
use domain::form::Errors;
use domain::history::{HistoryEntry, SubjectKind};
use domain::lang::Lang;
use maud::{Markup, html};

use super::sources;
use crate::form::{self, Field};
use crate::frame::Frame;
use crate::history;
use crate::layout::{self, Head, Place};
use crate::text::{self, t};

/// The form.
#[derive(Debug, Clone)]
pub struct Page {
    /// The relationship as stored; `None`: a new one.
    pub record: Option<RelationshipRecord>,
    /// What stands in the form.
    pub typed: RelationshipInput,
    /// The version on which it is based.
    pub version: i32,
    /// What is wrong.
    pub errors: Errors,
    /// What keys stand for.
    pub directory: Directory,
    /// What was changed about it.
    pub history: Vec<HistoryEntry>,
    /// Whether somebody else has stored an edit in between.
    pub overtaken: bool,
}

impl Page {
    /// The page as markup.
    #[must_use]
    pub fn render(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let title = t!(lang, if self.record.is_some() { "relationship-edit" } else { "relationship-add" });
        let action = self.record.as_ref().map_or_else(|| address::NEW_RELATIONSHIP.to_owned(), |r| address::edit_relationship(r.id));
        let body = html! {
            h1 { (title) }
            @if self.overtaken { div."note warn" role="alert" { p { strong { (t!(lang, "overtaken-record")) } } p { (t!(lang, "overtaken-record-text")) } } }
            (form::summary(lang, &self.errors))
            form.form action=(action) method="post" {
                (form::token(frame))
                (form::hidden("version", &self.version.to_string()))
                (self.parties(lang))
                (self.words(lang))
                (form::buttons(&t!(lang, "save-changes"), &html! { a."btn link" href=(address::COOPERATION) { (t!(lang, "cancel")) } }))
            }
            @if self.record.is_some() && access::may_see_history(frame.member()) { (history::fold(frame, SubjectKind::Relationship, &self.history)) }
        };
        let crumbs = [
            (address::ORGANISATIONS.to_owned(), t!(lang, "place-organisations")),
            (address::COOPERATION.to_owned(), t!(lang, "cooperation")),
        ];
        layout::page(frame, &Head { title: &title, place: Place::Cooperation, crumbs: &crumbs, script: false }, &body)
    }

    fn parties(&self, lang: Lang) -> Markup {
        let mut organisations: Vec<(String, String)> =
            self.directory.organisations.iter().map(|o| (o.id.to_string(), self.directory.organisation_name(lang, o.id))).collect();
        organisations.sort_by_key(|(_, name)| name.to_lowercase());
        let words = |prefix: &str, words: Vec<&str>| {
            words.into_iter().map(|w| (w.to_owned(), text::text(lang, &format!("{prefix}-{w}"), &[]))).collect::<Vec<_>>()
        };
        let kinds = words("relationship-kind", RelationshipKind::ALL.iter().map(|k| k.as_str()).collect());
        let protocols = words("protocol", Protocol::ALL.iter().map(|p| p.as_str()).collect());
        let states = words("relationship-state", RelationshipState::ALL.iter().map(|s| s.as_str()).collect());
        let select = |name, value, hint, choices: Vec<(String, String)>| {
            let choices: Vec<(String, String)> = std::iter::once((String::new(), t!(lang, "choose"))).chain(choices).collect();
            form::select(lang, &self.errors, &Field { name, value, hint, width: "w20", ..Field::default() }, &choices)
        };
        let day = |name, hint, typed| {
            form::date(lang, &self.errors, &Field { name, hint: Some(hint), optional: true, ..Field::default() }, typed)
        };
        html! {
            (select("organisation", &self.typed.organisation, None, organisations.clone()))
            (select("relationship-kind", &self.typed.kind, Some("hint-relationship-kind"), kinds))
            (select("counterpart", &self.typed.counterpart, Some("hint-counterpart"), organisations))
            (select("protocol", &self.typed.protocol, None, protocols))
            (select("relationship-state", &self.typed.state, None, states))
            (day("started", "hint-started", &self.typed.started))
            (day("ended", "hint-ended", &self.typed.ended))
        }
    }

    fn words(&self, lang: Lang) -> Markup {
        let documents = self.record.as_ref().map(|r| &r.relationship).filter(|r| !r.sources.is_empty());
        html! {
            @for (of, typed) in &self.typed.descriptions {
                (form::textarea(lang, &self.errors, &Field { name: &format!("description-{of}"), value: typed, optional: *of != Lang::En, lang: Some(*of), hint: Some("hint-description"), ..Field::default() }, 2))
            }
            @if let Some(relationship) = documents { div.f { p.hint { (t!(lang, "relationship-documents")) } div.small { (sources(lang, &domain::cooperation::Relationship { source: String::new(), ..relationship.clone() })) } } }
            (form::input(lang, &self.errors, &Field { name: "source", value: &self.typed.source, optional: documents.is_some(), hint: Some("hint-relationship-source"), ..Field::default() }))
        }
    }
}
