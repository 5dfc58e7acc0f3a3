//! `/organisations/{slug}`: what it is and on which activities it takes part.

use domain::access;
use domain::address::{self, InPlan};
use domain::history::{HistoryEntry, SubjectKind};
use domain::lang::Translated;
use domain::organisation::OrganisationRecord;
use domain::partner::{Engagement, Standing};
use maud::{Markup, html};

use crate::cooperation::section::{self, Cooperation};
use crate::frame::Frame;
use crate::layout::{self, Head, Place};
use crate::text::{self, t};
use crate::{form, history, money, status};

/// The page.
#[derive(Debug, Clone)]
pub struct Page {
    /// The organisation.
    pub record: OrganisationRecord,
    /// Name of its country.
    pub country: Option<Translated>,
    /// Activities on which it takes part.
    pub engagements: Vec<Engagement>,
    /// How it works together with others.
    pub cooperation: Cooperation,
    /// Other languages in which it has a name are shown beside.
    pub history: Vec<HistoryEntry>,
}

impl Page {
    /// The page as markup.
    #[must_use]
    pub fn render(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let o = &self.record.organisation;
        let title = o.name.get(lang);
        let actions = if access::may_report(frame.member()) {
            html! { a.btn href=(address::edit_organisation(&self.record.slug)) { (t!(lang, "edit")) } }
        } else {
            Markup::default()
        };
        let body = html! {
            (layout::title(text::translated(lang, &o.name), &html! { @for (of, name) in o.name.iter().filter(|(of, _)| *of != lang) { span lang=(of) { (name) } } }, &actions))
            @if !self.record.is_active { p.note { (t!(lang, "organisation-inactive-text")) } }
            section { dl.facts {
                @if let Some(acronym) = &o.acronym { dt { (t!(lang, "field-acronym")) } dd { (acronym) } }
                dt { (t!(lang, "field-kind")) } dd { (text::text(lang, &format!("organisation-kind-{}", o.kind), &[])) }
                @if let Some(country) = &self.country { dt { (t!(lang, "field-country")) } dd { (text::translated(lang, country)) } }
                @if !self.record.note.get(lang).is_empty() { dt { (t!(lang, "note")) } dd { (text::translated(lang, &self.record.note)) } }
            } }
            section { h2 { (t!(lang, "column-activities")) }
                @if self.engagements.is_empty() { p.soft { (t!(lang, "organisation-no-activities")) } } @else { (self.activities(frame)) }
            }
            (section::sections(frame, self.record.id, &self.record.slug, &self.cooperation))
            (money::section::of_organisation(frame, self.record.id, &self.record.slug))
            @if access::may_see_history(frame.member()) { (history::fold(frame, SubjectKind::Organisation, &self.history)) }
            @if access::may_report(frame.member()) {
                form.gap2 action=(address::edit_standing(&self.record.slug)) method="post" {
                    (form::token(frame))
                    (form::hidden("version", &self.record.version.to_string()))
                    (form::hidden("active", if self.record.is_active { "no" } else { "yes" }))
                    button."btn sm" { (t!(lang, if self.record.is_active { "organisation-deactivate" } else { "organisation-reactivate" })) }
                    @if self.record.is_active { p."small soft gap" { (t!(lang, "organisation-deactivate-hint")) } }
                }
            }
        };
        layout::page(
            frame,
            &Head {
                title,
                place: Place::Organisations,
                crumbs: &[(address::ORGANISATIONS.to_owned(), t!(lang, "place-organisations"))],
                script: false,
            },
            &body,
        )
    }

    fn activities(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        html! {
            table."rows fold" {
                caption.vh { (t!(lang, "column-activities")) }
                thead { tr { @for key in ["column-activity", "column-role", "column-state"] { th scope="col" { (t!(lang, key)) } } } }
                tbody { @for e in &self.engagements { tr {
                    th scope="row" { a href=(InPlan(&e.plan).activity(e.number)) { (e.number) ". " (text::translated(lang, &e.short_title)) } }
                    td { (text::text(lang, &format!("partner-role-{}", e.role), &[])) }
                    td { (status::standing(frame, e.standing == Standing::Confirmed, &text::text(lang, &format!("standing-{}", e.standing), &[]))) }
                } } }
            }
        }
    }
}
