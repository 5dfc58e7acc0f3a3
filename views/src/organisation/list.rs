//! `/organisations`: everybody who carries out, pays for or is named in the plan.

use domain::access;
use domain::address;
use domain::organisation::OrganisationRecord;
use maud::{Markup, html};

use crate::frame::Frame;
use crate::icon::icon;
use crate::layout::{self, Head, Place};
use crate::text::{self, t};

/// The page.
#[derive(Debug, Clone)]
pub struct Page {
    /// Organisations, by name in addresses, with the numbers of the activities on which they take part.
    pub organisations: Vec<(OrganisationRecord, Vec<i32>)>,
}

impl Page {
    /// The page as markup.
    #[must_use]
    pub fn render(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let title = t!(lang, "place-organisations");
        let add = if access::may_report(frame.member()) {
            html! { a."btn go" href=(address::NEW_ORGANISATION) { (icon(frame, "plus")) (t!(lang, "add-organisation")) } }
        } else {
            Markup::default()
        };
        let body = html! {
            (layout::title(&title, &html! { (t!(lang, "organisations-sentence")) " " a href=(address::COOPERATION) { (t!(lang, "cooperation")) } }, &add))
            table."rows fold" {
                caption.vh { (title) }
                thead { tr { @for key in ["field-name", "field-acronym", "field-kind", "column-activities"] { th scope="col" { (t!(lang, key)) } } } }
                tbody { @for (o, activities) in &self.organisations { tr {
                    th scope="row" {
                        a href=(address::organisation(&o.slug)) { (text::translated(lang, &o.organisation.name)) }
                        @if !o.is_active { small { (t!(lang, "organisation-inactive")) } }
                    }
                    td { @if let Some(acronym) = &o.organisation.acronym { (acronym) } }
                    td { (text::text(lang, &format!("organisation-kind-{}", o.organisation.kind), &[])) }
                    td data-l=(t!(lang, "column-activities")) { (activities.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")) }
                } } }
            }
        };
        layout::page(frame, &Head { title: &title, place: Place::Organisations, crumbs: &[], script: false }, &body)
    }
}
