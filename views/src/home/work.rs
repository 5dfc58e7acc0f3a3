//! My work: one list of what waits for the reader, most urgent first; what became of their records; their activities.

use chrono::{DateTime, Utc};
use domain::access;
use domain::ids::PlanId;
use domain::reminder::{Group, Notice, Tally};
use domain::review::Stage;
use domain::setup::Checklist;
use domain::work::OwnRecord;
use maud::{Markup, html};

use crate::activity::measured;
use crate::frame::Frame;
use crate::icon::icon;
use crate::layout::{self, Head, Place};
use crate::plan::ActivitySummary;
use crate::reminder;
use crate::status;
use crate::text::{self, t};

use super::{Tab, setup, tabs};

/// The page.
#[derive(Debug, Clone)]
pub struct Page<'a> {
    /// What is still to be set up, for administrators.
    pub setup: Option<Checklist>,
    /// What waits for the reader, most urgent first.
    pub list: Vec<Notice<'a>>,
    /// The reader's activities: those they lead, or on which their organisation is a partner.
    pub lines: Vec<ActivitySummary>,
    /// Plan, number and short title of the activity, and time of each draft that the reader has.
    pub drafts: Vec<(PlanId, i32, String, DateTime<Utc>)>,
    /// Activities that nobody leads, for officers.
    pub leaderless: Vec<ActivitySummary>,
    /// What the reader has recorded, and what became of it.
    pub records: Vec<OwnRecord>,
}

impl Page<'_> {
    /// The page as markup.
    #[must_use]
    pub fn render(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let title = t!(lang, "place-work");
        let tally = reminder::tally(lang, &Tally::of(&self.list, frame.today));
        let tally = if tally.is_empty() { t!(lang, "work-nothing") } else { tally };
        let sentence = t!(lang, "work-sentence", day = text::weekday(lang, frame.today), tally = tally);
        let body = html! {
            (layout::title(&title, &html! { (sentence) }, &html! { @if access::may_log_events(frame.member()) { a.btn href=(frame.plan().new_event()) { (icon(frame, "plus")) (t!(lang, "event-log")) } } }))
            (tabs(frame, Tab::Work))
            @if let Some(list) = &self.setup { (setup::checklist(frame, list)) }
            @for group in Group::ALL { (self.group(frame, group)) }
            (self.drafts(frame))
            (self.records(frame))
            (self.activities(frame))
            (leaderless(frame, &self.leaderless))
        };
        layout::page(frame, &Head { title: &title, place: Place::Work, crumbs: &[], script: false }, &body)
    }

    fn group(&self, frame: &Frame, group: Group) -> Markup {
        let lines: Vec<_> = self.list.iter().filter(|line| line.group(frame.today) == group).collect();
        let id = format!("work-{}", group.as_str());
        html! {
            @if !lines.is_empty() {
                section aria-labelledby=(id) {
                    h2 id=(id) { (text::text(frame.lang, &format!("reminder-{}", group.as_str()), &[])) }
                    ul.todo { @for line in lines { (super::item(frame, line, &super::confirm(frame, line))) } }
                }
            }
        }
    }

    fn drafts(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        html! {
            @if !self.drafts.is_empty() {
                section aria-labelledby="drafts" {
                    h2 #drafts { (t!(lang, "work-drafts")) }
                    ul.todo { @for (of, number, name, at) in &self.drafts { li {
                        (icon(frame, "draft"))
                        div { a href=(frame.in_plan(*of).new_update(*number)) { (t!(lang, "continue-update")) } small { (number) ". " (name) } (plan(frame, *of)) }
                        span."st small" { (t!(lang, "draft")) }
                        (text::near_moment(lang, frame.zone, *at, frame.today))
                    } } }
                }
            }
        }
    }

    /// What became of each record: waiting since when and with whom, returned and why, verified.
    fn records(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        html! {
            @if !self.records.is_empty() {
                section aria-labelledby="records" {
                    h2 #records { (t!(lang, "work-records")) }
                    ul.todo { @for r in &self.records { li {
                        (icon(frame, if r.is_event { "event" } else { "measure" }))
                        div {
                            a href=(r.address) { (crate::event::title(lang, Some(r.title.get(lang)).filter(|title| !title.is_empty()))) }
                            @match (r.stage, &r.reason) {
                                (Stage::Submitted, _) if !r.reviewers.is_empty() => small { (t!(lang, "work-waits-with", names = r.reviewers.join(&t!(lang, "list-comma")))) },
                                (Stage::Returned, Some(reason)) => small { (t!(lang, "reminder-reason", reason = reason.as_str())) },
                                (Stage::Draft, _) => small { (t!(lang, "work-not-submitted")) },
                                _ => {}
                            }
                        }
                        (status::stage(frame, r.stage, false))
                        @if let Some(at) = r.since { (text::near_moment(lang, frame.zone, at, frame.today)) }
                    } } }
                }
            }
        }
    }

    fn activities(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let empty = if access::may_report(frame.member()) { "work-none-led" } else { "work-none-partner" };
        html! {
            section aria-labelledby="mine" {
                h2 #mine { (t!(lang, "your-activities")) }
                @if self.lines.is_empty() { p.soft { (t!(lang, empty)) } p { a href=(frame.plan().list()) { (t!(lang, "work-see-plan")) } } } @else {
                    table."rows fold" {
                        caption.vh { (t!(lang, "your-activities")) }
                        thead { tr { @for key in ["column-activity", "column-status", "column-updated"] { th scope="col" { (t!(lang, key)) } } } }
                        tbody { @for line in &self.lines { tr {
                            th scope="row" { a href=(frame.in_plan(line.activity.plan).activity(line.activity.number)) { (line.activity.number) ". " (text::translated(lang, &line.activity.short_title)) } (plan(frame, line.activity.plan)) }
                            td {
                                (status::declared(frame, line.status()))
                                @if line.computed.disagrees(line.status()) { small.s-at-risk { (t!(lang, "signal-other")) " " (measured::signal(frame, line.computed, "st small")) } }
                            }
                            td data-l=(t!(lang, "column-updated")) {
                                @if let Some(latest) = &line.latest {
                                    (t!(lang, "days-ago", days = (frame.today - latest.published_at.with_timezone(&frame.zone).date_naive()).num_days()))
                                } @else { span.soft { (t!(lang, "never")) } }
                            }
                        } } }
                    }
                }
            }
        }
    }
}

/// Activities that nobody leads, each with the form in which somebody is named.
pub(super) fn leaderless(frame: &Frame, lines: &[ActivitySummary]) -> Markup {
    let lang = frame.lang;
    html! {
        @if !lines.is_empty() {
            section aria-labelledby="leaderless" {
                h2 #leaderless { (t!(lang, "work-leaderless")) }
                p.soft { (t!(lang, "work-leaderless-text")) }
                ul.todo { @for line in lines { li {
                    (icon(frame, "person"))
                    div { a href=(frame.in_plan(line.activity.plan).edit_activity(line.activity.number)) { (line.activity.number) ". " (text::translated(lang, &line.activity.short_title)) } (plan(frame, line.activity.plan)) }
                } } }
            }
        }
    }
}

/// The plan of an activity, if there are several.
fn plan(frame: &Frame, id: PlanId) -> Markup {
    html! { @if let Some(title) = frame.plan_title(id) { small { (title) } } }
}
