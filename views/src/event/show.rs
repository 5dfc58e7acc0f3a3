//! `/events/{id}`: the record, who took part, files, what may be done, history.

use domain::access::{self, Role};
use domain::address;
use domain::attachment::Attachment;
use domain::directory::Directory;
use domain::event::EventRecord;
use domain::history::{HistoryEntry, SubjectKind};
use domain::ids::{ActivityId, OrganisationId};
use domain::review::{Stage, State};
use maud::{Markup, html};

use super::{alike, attachments, edit, facts, people};
use crate::comment::{self, Conversation};
use crate::frame::Frame;
use crate::layout::{self, Head, Place};
use crate::text::{self, t};
use crate::{form, history};

/// The page.
#[derive(Debug, Clone)]
pub struct Page {
    /// The record.
    pub record: EventRecord,
    /// What keys stand for.
    pub directory: Directory,
    /// Records that went up in this one.
    pub merged: Vec<EventRecord>,
    /// The record in which this one went up.
    pub stands_in: Option<EventRecord>,
    /// Records that may be the same event, for officers.
    pub alike: Vec<EventRecord>,
    /// Its files.
    pub attachments: Vec<Attachment>,
    /// What people say about it.
    pub conversation: Conversation,
    /// What was changed about it.
    pub history: Vec<HistoryEntry>,
}

impl Page {
    /// The page as markup.
    #[must_use]
    pub fn render(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let title = super::title(lang, self.record.event.title.as_deref());
        let body = html! {
            (self.head(frame, &title))
            (self.notes(frame))
            section aria-labelledby="record" { h2 #record { (t!(lang, "event-record")) } (facts::list(frame, &self.directory, &self.record.event, &self.merged)) }
            @if self.record.stage() != Stage::Planned {
                section aria-labelledby="people" { h2 #people { (t!(lang, "event-part-people")) } (people::tables(frame, &self.directory, &self.record.event)) }
            }
            (self.files(frame))
            (self.partners_wanted(frame))
            (self.merging(frame))
            (comment::section(frame, &self.conversation))
            @if access::may_see_history(frame.member()) { (history::fold(frame, SubjectKind::Event, &self.history)) }
        };
        layout::page(
            frame,
            &Head { title: &title, place: Place::Events, crumbs: &[(frame.plan().events(), t!(lang, "place-events"))], script: false },
            &body,
        )
    }

    fn head(&self, frame: &Frame, title: &str) -> Markup {
        let lang = frame.lang;
        html! {
            div.head {
                div {
                    p.soft { (edit::stage(frame, &self.record)) (self.since(frame)) }
                    h1 { (title) }
                }
                div.acts { (self.actions(frame)) }
            }
            @if self.record.stage() == Stage::Draft { p.soft { (t!(lang, "event-draft-seen")) } }
        }
    }

    /// Since when it stands where it stands, and who logged it.
    fn since(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let at = match &self.record.review.state {
            State::Draft => self.record.created_at,
            State::Planned { at }
            | State::Submitted { at }
            | State::Returned { at, .. }
            | State::Verified { at, .. }
            | State::Cancelled { at, .. } => *at,
        };
        let day = text::day_element(lang, at.with_timezone(&frame.zone).date_naive());
        let organisation = self.record.review.organisation.map(|o| self.directory.organisation_name(lang, o));
        html! {
            " · " (day)
            @if access::may_see_names(frame.member()) { " · " (t!(lang, "event-logged-by", name = self.record.author_name.as_str())) }
            @if let Some(organisation) = organisation { @if access::may_see_names(frame.member()) { (t!(lang, "list-comma")) } @else { " · " } (organisation) }
        }
    }

    fn actions(&self, frame: &Frame) -> Markup {
        let (lang, r) = (frame.lang, &self.record);
        let Some(member) = frame.member() else { return Markup::default() };
        let id = r.id;
        html! {
            @if r.may_review(member) { a."btn go" href=(address::review_event(id)) { (t!(lang, "review-go")) } }
            @if r.may_edit(member) {
                @if matches!(r.stage(), Stage::Draft | Stage::Returned) { a."btn go" href=(address::edit_event(id)) { (t!(lang, "event-continue")) } }
                @else if r.stage() == Stage::Planned && r.event.days.is_some_and(|(_, last)| last < frame.today) { a."btn go" href=(address::edit_event(id)) { (t!(lang, "event-record-it")) } }
                @else { a.btn href=(address::edit_event(id)) { (t!(lang, "edit")) } }
            }
            @if r.may_copy(member) { a.btn href=(address::with_query(&frame.plan().new_event(), &[("copy", &id.to_string())])) { (t!(lang, "event-copy")) } }
            @if r.may_correct(member) {
                a.btn href=(address::correct_event(id)) { (t!(lang, "event-correct")) }
                a."btn link" href=(address::reopen_event(id)) { (t!(lang, "event-reopen")) }
            }
            @if member.role == Role::Administrator && r.merged_into.is_none() && self.merged.is_empty() { a."btn link" href=(address::erase_event(id)) { (t!(lang, "erase-event")) } }
            @if r.may_discard(member) { a."btn link" href=(address::discard_event(id)) { (t!(lang, "discard-draft")) } }
            @else if r.may_cancel(member) { a."btn link" href=(address::cancel_event(id)) { (t!(lang, "event-cancel")) } }
        }
    }

    fn notes(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let is_own = frame.member().is_some_and(|m| m.id == self.record.review.author);
        let has_counted = frame.member().is_some_and(|m| Some(m.id) == self.record.review.figures_by);
        html! {
            @match &self.record.review.state {
                State::Returned { reason, .. } => div."note warn" { p { strong { (t!(lang, "event-returned-because")) } } (text::prose(reason)) },
                State::Cancelled { reason, .. } => div.note { p { strong { (t!(lang, "event-cancelled-because")) } } (text::prose(reason)) },
                State::Planned { .. } => div."note info" { p { (t!(lang, "event-planned-text")) } },
                State::Submitted { .. } if is_own && self.record.merged_into.is_none() => div."note info" { p { (t!(lang, "event-waits-own")) } },
                State::Submitted { .. } if self.record.merged_into.is_none() => div."note info" { p { (t!(lang, if has_counted { "event-waits-own-figures" } else { "event-waits" })) } },
                State::Verified { .. } if self.record.review.figures_by.is_some() => div."note warn" { p { (t!(lang, "event-recounted")) } },
                _ => {},
            }
            @if let Some(other) = &self.stands_in {
                div."note info" { p { (t!(lang, "event-merged-into")) " " a href=(address::event(other.id)) { (super::title(lang, other.event.title.as_deref())) } } }
            }
        }
    }

    fn files(&self, frame: &Frame) -> Markup {
        let may = |is: fn(&EventRecord, &domain::access::Member) -> bool| frame.member().is_some_and(|m| is(&self.record, m));
        let may = attachments::May { add: may(EventRecord::may_add_files), remove: may(EventRecord::may_remove_files) };
        attachments::section(frame, self.record.id, &self.attachments, may)
    }

    /// Organisers that are no partners yet on an activity that the event serves: officers add them with one click.
    fn partners_wanted(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let missing: Vec<(OrganisationId, ActivityId)> = if access::may_report(frame.member()) { self.missing() } else { Vec::new() };
        html! {
            @if !missing.is_empty() {
                section aria-labelledby="missing" {
                    h2 #missing { (t!(lang, "partner-missing")) }
                    p.soft { (t!(lang, "partner-missing-text")) }
                    ul.plain { @for (organisation, activity) in missing { @if let Some(a) = self.directory.activity(activity) { li {
                        form.row action=(frame.in_plan(a.plan).new_partner(a.number)) method="post" {
                            (form::token(frame)) (form::hidden("organisation", &organisation.to_string())) (form::hidden("event", &self.record.id.to_string()))
                            button."btn sm" { (t!(lang, "partner-add-to", organisation = self.directory.organisation_name(lang, organisation), number = a.number)) }
                        }
                    } } } }
                }
            }
        }
    }

    fn missing(&self) -> Vec<(OrganisationId, ActivityId)> {
        let event = &self.record.event;
        let pairs = event.organisers().flat_map(|o| event.activities.iter().map(move |a| (o, *a)));
        pairs.filter(|(o, a)| self.directory.activity(*a).is_some_and(|a| !a.partners.contains(o))).collect()
    }

    fn merging(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let is_officer = access::may_review(frame.member());
        html! {
            @if !self.merged.is_empty() && access::may_see_history(frame.member()) {
                section aria-labelledby="merged" {
                    h2 #merged { (t!(lang, "merged-title")) }
                    p.soft { (t!(lang, "merged-text")) }
                    ul.plain { @for other in &self.merged { li.row {
                        span { @if other.is_visible_to(frame.member()) { a href=(address::event(other.id)) { (super::title(lang, other.event.title.as_deref())) } } @else { (super::title(lang, other.event.title.as_deref())) }
                            @if let Some(o) = other.event.organiser { " · " (self.directory.organisation_name(lang, o)) } }
                        @if frame.member().is_some_and(|m| other.check_separate(&self.record, m).is_ok()) {
                            form action=(address::end_merging(other.id)) method="post" {
                                (form::token(frame)) (form::hidden("versions", &format!("{}-{}", other.version, self.record.version)))
                                button."btn sm" { (t!(lang, "merge-undo")) }
                            }
                        }
                    } } }
                }
            }
            @if is_officer && !self.alike.is_empty() && self.record.merged_into.is_none() {
                section aria-labelledby="alike" {
                    h2 #alike { (t!(lang, "alike-title")) }
                    ul.plain { @for other in &self.alike { li { (alike::line(frame, &self.directory, other)) " · " a href=(address::with_query(&address::merge_event(self.record.id), &[("with", &other.id.to_string())])) { (t!(lang, "merge-compare")) } } } }
                }
            }
        }
    }
}
