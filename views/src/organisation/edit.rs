//! `/organisations/new` and `/organisations/{slug}/edit`: the form of an organisation.

use domain::address;
use domain::form::Errors;
use domain::lang::Lang;
use domain::organisation::{OrganisationInput, OrganisationKind, OrganisationRecord};
use maud::{Markup, html};

use crate::form::{self, Field};
use crate::frame::Frame;
use crate::layout::{self, Head, Place};
use crate::text::{self, t};

/// The form.
#[derive(Debug, Clone)]
pub struct Page {
    /// The organisation as stored; `None`: a new one.
    pub record: Option<OrganisationRecord>,
    /// What stands in the form.
    pub typed: OrganisationInput,
    /// The version on which it is based.
    pub version: i32,
    /// What is wrong.
    pub errors: Errors,
    /// Code and name of the countries.
    pub countries: Vec<(String, String)>,
    /// Whether somebody else has stored an edit in between.
    pub overtaken: bool,
}

impl Page {
    /// The page as markup.
    #[must_use]
    pub fn render(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let title = self
            .record
            .as_ref()
            .map_or_else(|| t!(lang, "add-organisation"), |r| t!(lang, "edit-organisation", name = r.organisation.name.get(lang)));
        let (action, address) = match &self.record {
            Some(r) => (address::edit_organisation(&r.slug), address::organisation(&r.slug)),
            None => (address::NEW_ORGANISATION.to_owned(), address::ORGANISATIONS.to_owned()),
        };
        let mut kinds = vec![(String::new(), t!(lang, "choose"))];
        kinds.extend(
            OrganisationKind::ALL.iter().map(|k| (k.as_str().to_owned(), text::text(lang, &format!("organisation-kind-{k}"), &[]))),
        );
        let mut countries = vec![(String::new(), t!(lang, "no-country"))];
        countries.extend(self.countries.iter().cloned());
        let body = html! {
            h1 { (title) }
            @if self.overtaken { div."note warn" role="alert" { p { strong { (t!(lang, "overtaken-record")) } } p { (t!(lang, "overtaken-record-text")) } } }
            (form::summary(lang, &self.errors))
            form.form action=(action) method="post" {
                (form::token(frame))
                (form::hidden("version", &self.version.to_string()))
                @for (of, name) in &self.typed.names {
                    (form::input(lang, &self.errors, &Field { name: &format!("name-{of}"), value: name, optional: *of != Lang::En, lang: Some(*of), ..Field::default() }))
                }
                (form::input(lang, &self.errors, &Field { name: "acronym", value: &self.typed.acronym, optional: true, width: "w20", ..Field::default() }))
                (form::select(lang, &self.errors, &Field { name: "kind", value: &self.typed.kind, width: "w20", ..Field::default() }, &kinds))
                (form::select(lang, &self.errors, &Field { name: "country", value: &self.typed.country, optional: true, width: "w20", hint: Some("hint-country"), ..Field::default() }, &countries))
                (form::buttons(&t!(lang, "save-changes"), &html! { a."btn link" href=(address) { (t!(lang, "cancel")) } }))
            }
        };
        layout::page(
            frame,
            &Head {
                title: &title,
                place: Place::Organisations,
                crumbs: &[(address::ORGANISATIONS.to_owned(), t!(lang, "place-organisations"))],
                script: false,
            },
            &body,
        )
    }
}
