//! `/cooperation`: relationships for one of the two Protocols, and groups with their members.

use domain::access;
use domain::address;
use domain::cooperation::{Protocol, RelationshipKind, RelationshipRecord};
use domain::directory::Directory;
use domain::ids::OrganisationId;
use domain::lang::Lang;
use maud::{Markup, html};

use super::{about, kind, named, organisation, sources, when};
use crate::form;
use crate::frame::Frame;
use crate::icon::icon;
use crate::layout::{self, Head, Place};
use crate::text::{self, t};

/// The page.
#[derive(Debug, Clone)]
pub struct Page {
    /// What keys stand for.
    pub directory: Directory,
    /// Which Protocol is shown.
    pub protocol: Protocol,
    /// The kind of relationship that was asked for.
    pub kind: Option<RelationshipKind>,
    /// The relationships.
    pub records: Vec<RelationshipRecord>,
    /// Groups and networks.
    pub groups: Vec<OrganisationId>,
    /// Group and member.
    pub members: Vec<(OrganisationId, OrganisationId)>,
}

impl Page {
    /// The page as markup.
    #[must_use]
    pub fn render(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let title = t!(lang, "cooperation");
        let actions = html! {
            @if access::may_report(frame.member()) { a."btn go" href=(address::NEW_RELATIONSHIP) { (icon(frame, "plus")) (t!(lang, "relationship-add")) } }
        };
        let body = html! {
            (layout::title(&title, &html! { (t!(lang, "cooperation-sentence")) " " a href=(frame.plan().precedents()) { (t!(lang, "cooperation-precedents")) } }, &actions))
            (self.tabs(lang))
            @if self.protocol == Protocol::Nagoya { p.note { (t!(lang, "cooperation-nagoya")) } }
            (self.filter(lang))
            section aria-labelledby="relationships" {
                h2 #relationships { (t!(lang, "relationships")) }
                @if self.records.is_empty() { p.soft { (t!(lang, "relationships-none")) } } @else { (self.table(frame)) }
            }
            (self.groups(lang))
        };
        let crumbs = [(address::ORGANISATIONS.to_owned(), t!(lang, "place-organisations"))];
        layout::page(frame, &Head { title: &title, place: Place::Cooperation, crumbs: &crumbs, script: false }, &body)
    }

    fn tabs(&self, lang: Lang) -> Markup {
        html! {
            nav.tabs aria-label=(t!(lang, "field-protocol")) {
                @for (protocol, word) in [(Protocol::Cartagena, ""), (Protocol::Nagoya, Protocol::Nagoya.as_str())] {
                    a href=(address::with_query(address::COOPERATION, &[("protocol", word)])) aria-current=[(protocol == self.protocol).then_some("page")] { (text::text(lang, &format!("protocol-{protocol}"), &[])) }
                }
            }
        }
    }

    fn filter(&self, lang: Lang) -> Markup {
        let word = |k: &RelationshipKind| (k.as_str().to_owned(), text::text(lang, &format!("relationship-kind-{k}"), &[]));
        let kinds: Vec<(String, String)> =
            std::iter::once((String::new(), t!(lang, "any"))).chain(RelationshipKind::ALL.iter().map(word)).collect();
        html! {
            form.filter action=(address::COOPERATION) {
                @if self.protocol == Protocol::Nagoya { (form::hidden("protocol", "nagoya")) }
                div { label for="filter-relationship" { (t!(lang, "filter-relationship")) } select.in id="filter-relationship" name="kind" { (form::options(&kinds, self.kind.map_or("", RelationshipKind::as_str))) } }
                button.btn { (t!(lang, "filter-apply")) }
            }
        }
    }

    fn table(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let may_edit = access::may_report(frame.member());
        html! {
            table.fold {
                caption { (t!(lang, "relationships-count", count = self.records.len())) }
                thead { tr { @for key in ["column-organisation", "column-counterpart", "column-relationship", "column-when", "column-about", "column-written"] { th scope="col" { (t!(lang, key)) } } } }
                tbody { @for record in &self.records {
                    @let r = &record.relationship;
                    tr {
                        td.full { (named(lang, &self.directory, r.organisation)) }
                        th scope="row" { (named(lang, &self.directory, r.counterpart)) }
                        td data-l=(t!(lang, "column-relationship")) { (kind(frame, r)) @if may_edit { small { a href=(address::edit_relationship(record.id)) { (t!(lang, "edit")) span.vh { ": " (self.directory.organisation_name(lang, r.counterpart)) } } } } }
                        td data-l=(t!(lang, "column-when")) { @let when = when(lang, r); @if when.is_empty() { span.soft { (t!(lang, "when-unknown")) } } @else { (when) } }
                        td.full { (about(lang, r)) }
                        td.full data-l=(t!(lang, "column-written")) { (sources(lang, r)) }
                    }
                } }
            }
        }
    }

    fn groups(&self, lang: Lang) -> Markup {
        html! {
            section aria-labelledby="groups" {
                h2 #groups { (t!(lang, "cooperation-groups")) }
                p.soft { (t!(lang, "cooperation-groups-text")) }
                dl.facts { @for group in &self.groups {
                    @let members: Vec<_> = self.members.iter().filter(|(of, _)| of == group).collect();
                    dt { (organisation(lang, &self.directory, *group)) }
                    dd {
                        @if members.is_empty() { span.soft { (t!(lang, "members-none")) } }
                        @for (at, (_, member)) in members.iter().enumerate() { @if at > 0 { (t!(lang, "list-comma")) } (organisation(lang, &self.directory, *member)) }
                    }
                } }
            }
        }
    }
}
