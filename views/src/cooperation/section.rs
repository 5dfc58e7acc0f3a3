//! Cooperation as part of the page of an organisation: relationships, past joint events, groups and members.

use domain::access;
use domain::address;
use domain::cooperation::{Protocol, RelationshipRecord};
use domain::directory::Directory;
use domain::ids::OrganisationId;
use domain::lang::Translated;
use domain::precedent::Span;
use maud::{Markup, html};

use super::{about, kind, named, organisation, sources, when};
use crate::form;
use crate::frame::Frame;
use crate::text::{self, t};

/// What the page of an organisation shows about cooperation.
#[derive(Debug, Clone, Default)]
pub struct Cooperation {
    /// What keys stand for.
    pub directory: Directory,
    /// Its relationships, on either side.
    pub records: Vec<RelationshipRecord>,
    /// Days and titles of past events in which it took part with the Secretariat.
    pub precedents: Vec<(Span, Translated)>,
    /// Groups to which it is attached.
    pub groups: Vec<OrganisationId>,
    /// Organisations attached to it.
    pub members: Vec<OrganisationId>,
    /// Whether it is a group or network, to which organisations can be attached.
    pub is_group: bool,
}

/// The sections.
pub(crate) fn sections(frame: &Frame, id: OrganisationId, slug: &str, cooperation: &Cooperation) -> Markup {
    let lang = frame.lang;
    html! {
        @if cooperation.is_group { (members(frame, id, slug, cooperation)) }
        @if !cooperation.groups.is_empty() {
            section { h2 { (t!(lang, "member-of")) } ul { @for group in &cooperation.groups { li { (organisation(lang, &cooperation.directory, *group)) } } } }
        }
        @for protocol in Protocol::ALL { (relationships(frame, id, *protocol, cooperation)) }
        section {
            h2 { (t!(lang, "joint-events")) }
            @if !cooperation.precedents.is_empty() {
                ul { @for (span, title) in &cooperation.precedents { li { (text::span(lang, *span)) (t!(lang, "colon")) (text::translated(lang, title)) } } }
                p.small.soft { (t!(lang, "joint-events-before")) " " a href=(frame.plan().precedents()) { (t!(lang, "cooperation-precedents")) } }
            }
            p { a href=(address::with_query(&frame.plan().events(), &[("organiser", slug)])) { (t!(lang, "joint-events-plan")) } }
        }
        p { a href=(address::COOPERATION) { (t!(lang, "cooperation-all")) } }
    }
}

fn relationships(frame: &Frame, id: OrganisationId, protocol: Protocol, cooperation: &Cooperation) -> Markup {
    let lang = frame.lang;
    let records: Vec<_> = cooperation.records.iter().filter(|r| r.relationship.protocol == protocol).collect();
    let title = text::text(lang, &format!("cooperation-for-{protocol}"), &[]);
    html! {
        @if !records.is_empty() {
            section { h2 { (title) }
                table.fold {
                    caption.vh { (title) }
                    thead { tr { @for key in ["column-counterpart", "column-relationship", "column-when", "column-about", "column-written"] { th scope="col" { (t!(lang, key)) } } } }
                    tbody { @for record in records {
                        @let r = &record.relationship;
                        @let (other, is_first) = if r.organisation == id { (r.counterpart, true) } else { (r.organisation, false) };
                        tr {
                            th scope="row" { (named(lang, &cooperation.directory, other)) @if !is_first { small { (t!(lang, "relationship-theirs")) } } }
                            td data-l=(t!(lang, "column-relationship")) { (kind(frame, r)) @if access::may_report(frame.member()) { small { a href=(address::edit_relationship(record.id)) { (t!(lang, "edit")) span.vh { ": " (cooperation.directory.organisation_name(lang, other)) } } } } }
                            td data-l=(t!(lang, "column-when")) { @let when = when(lang, r); @if when.is_empty() { span.soft { (t!(lang, "when-unknown")) } } @else { (when) } }
                            td.full { (about(lang, r)) }
                            td.full data-l=(t!(lang, "column-written")) { (sources(lang, r)) }
                        }
                    } }
                }
            }
        }
    }
}

fn members(frame: &Frame, id: OrganisationId, slug: &str, cooperation: &Cooperation) -> Markup {
    let lang = frame.lang;
    let may_edit = access::may_report(frame.member());
    let is_free = |o: &&domain::directory::OrganisationEntry| o.id != id && o.is_active && !cooperation.members.contains(&o.id);
    let mut free: Vec<(String, String)> = cooperation
        .directory
        .organisations
        .iter()
        .filter(is_free)
        .map(|o| (o.id.to_string(), cooperation.directory.organisation_name(lang, o.id)))
        .collect();
    free.sort_by_key(|(_, name)| name.to_lowercase());
    free.insert(0, (String::new(), t!(lang, "choose")));
    html! {
        section aria-labelledby="members" {
            h2 #members { (t!(lang, "field-members")) }
            @if cooperation.members.is_empty() { p.soft { (t!(lang, "members-none")) } }
            @else { ul { @for member in &cooperation.members { li {
                (organisation(lang, &cooperation.directory, *member))
                @if may_edit {
                    form action=(address::end_member(slug)) method="post" {
                        (form::token(frame)) (form::hidden("member", &member.to_string()))
                        button."btn sm" { (t!(lang, "member-detach")) span.vh { ": " (cooperation.directory.organisation_name(lang, *member)) } }
                    }
                }
            } } } }
            @if may_edit {
                form.filter action=(address::new_member(slug)) method="post" {
                    (form::token(frame))
                    div { label for="member" { (t!(lang, "member-choose")) } select.in id="member" name="member" { (form::options(&free, "")) } }
                    button.btn { (t!(lang, "member-attach")) }
                }
            }
        }
    }
}
