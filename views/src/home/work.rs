//! My work: updates that are due, most urgent first; drafts; one's activities.

use chrono::{DateTime, NaiveDate, Utc};
use domain::access;
use domain::address;
use domain::event::EventSummary;
use domain::ids::PlanId;
use domain::reminder::{Kind, Obligation};
use domain::review::Stage;
use domain::review::Waiting;
use domain::schedule::Urgency;
use maud::{Markup, html};

use crate::activity::measured;
use crate::event::reviews::waiting_line;
use crate::frame::Frame;
use crate::icon::icon;
use crate::layout::{self, Head, Place};
use crate::plan::ActivitySummary;
use crate::text::{self, t};
use crate::{reminder, status};

/// The page.
#[derive(Debug, Clone)]
pub struct Page {
    /// The reader's activities: those they lead, or on which their organisation is a partner.
    pub lines: Vec<ActivitySummary>,
    /// Plan, number and short title of the activity, and time of each draft that the reader has.
    pub drafts: Vec<(PlanId, i32, String, DateTime<Utc>)>,
    /// Activities that nobody leads, for officers.
    pub leaderless: Vec<ActivitySummary>,
    /// Records of events that the reader has begun or got back.
    pub records: Vec<EventSummary>,
    /// Records that wait for the reader's review, the longest waiting first.
    pub reviews: Vec<EventSummary>,
    /// Measurements and deliveries that wait for it.
    pub others: Vec<Waiting>,
    /// Outputs and values that are due from the reader, or soon will be, by day.
    pub obligations: Vec<Obligation>,
}

/// How many records that wait for review are shown.
const REVIEWS_SHOWN: usize = 5;

impl Page {
    fn due(&self, today: NaiveDate) -> Vec<(Urgency, NaiveDate, &ActivitySummary)> {
        let mut due: Vec<_> = self.lines.iter().filter_map(|l| l.next_update().map(|day| (Urgency::of(day, today), day, l))).collect();
        due.sort_by_key(|(_, day, l)| (*day, l.activity.number));
        due
    }

    /// The page as markup.
    #[must_use]
    pub fn render(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let title = t!(lang, "place-work");
        let may_report = access::may_report(frame.member());
        let due = if may_report { self.due(frame.today) } else { Vec::new() };
        let count = |is: fn(&Urgency) -> bool| due.iter().filter(|(u, _, _)| is(u)).count();
        let (late, soon) = (count(|u| matches!(u, Urgency::Late(_))), count(|u| matches!(u, Urgency::Soon(_))));
        let today = text::weekday(lang, frame.today);
        let sentence = if may_report { t!(lang, "work-sentence", day = today, late = late, soon = soon) } else { today };
        let body = html! {
            (layout::title(&title, &html! { (sentence) }, &html! { @if access::may_log_events(frame.member()) { a.btn href=(frame.plan().new_event()) { (icon(frame, "plus")) (t!(lang, "event-log")) } } }))
            (self.records(frame))
            (self.reviews(frame))
            (self.drafts(frame))
            (self.group(frame, &due, "work-late", |u| matches!(u, Urgency::Late(_))))
            (self.group(frame, &due, "work-soon", |u| matches!(u, Urgency::Soon(_))))
            (self.group(frame, &due, "work-later", |u| matches!(u, Urgency::Later(_))))
            (self.obligations(frame))
            (self.activities(frame))
            (self.leaderless(frame))
        };
        layout::page(frame, &Head { title: &title, place: Place::Work, crumbs: &[], script: false }, &body)
    }

    fn group(&self, frame: &Frame, due: &[(Urgency, NaiveDate, &ActivitySummary)], key: &str, is: fn(&Urgency) -> bool) -> Markup {
        let lang = frame.lang;
        let items: Vec<_> = due.iter().filter(|(u, _, _)| is(u)).collect();
        html! {
            @if !items.is_empty() {
                section aria-labelledby=(key) {
                    h2 id=(key) { (t!(lang, key)) }
                    ul.todo { @for (urgency, day, line) in items { (todo(frame, *urgency, *day, line)) } }
                }
            }
        }
    }

    /// Returned records first: somebody waits for them.
    fn records(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let mut records: Vec<&EventSummary> = self.records.iter().collect();
        records.sort_by_key(|r| r.stage != Stage::Returned);
        html! {
            @if !records.is_empty() {
                section aria-labelledby="records" {
                    h2 #records { (t!(lang, "work-records")) }
                    ul.todo { @for r in records { li {
                        (icon(frame, r.stage.as_str()))
                        div {
                            a href=(address::edit_event(r.id)) { (crate::event::title(lang, r.title.as_deref())) }
                            small { @if r.stage == Stage::Returned { (t!(lang, "work-returned")) } @else { (t!(lang, "work-not-submitted")) } }
                        }
                        (status::stage(frame, r.stage, false))
                        @if let Some(at) = r.stage_at { time datetime=(at.format("%Y-%m-%dT%H:%M:%SZ")) { (text::short_day(lang, at.with_timezone(&frame.zone).date_naive())) } }
                    } } }
                }
            }
        }
    }

    fn reviews(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        html! {
            @if !self.reviews.is_empty() || !self.others.is_empty() {
                section aria-labelledby="reviews" {
                    h2 #reviews { (t!(lang, "work-reviews")) }
                    ul.todo { @for r in self.reviews.iter().take(REVIEWS_SHOWN) {
                        @let waited = r.waited(frame.today).unwrap_or(0);
                        li {
                            (icon(frame, "submitted"))
                            div { a href=(address::review_event(r.id)) { (crate::event::title(lang, r.title.as_deref())) } small { (r.author_name) } }
                            span."st small".s-late[waited > 7] { (icon(frame, "due")) (t!(lang, "waits-days", days = waited)) }
                            @if let Some(at) = r.stage_at { time datetime=(at.format("%Y-%m-%dT%H:%M:%SZ")) { (text::short_day(lang, at.with_timezone(&frame.zone).date_naive())) } }
                        }
                    } @for w in &self.others { (waiting_line(frame, w)) } }
                    @if self.reviews.len() > REVIEWS_SHOWN { p.gap { a href=(address::REVIEWS) { (t!(lang, "work-all-reviews", count = self.reviews.len())) } } }
                }
            }
        }
    }

    fn obligations(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        html! {
            @if !self.obligations.is_empty() {
                section aria-labelledby="obligations" {
                    h2 #obligations { (t!(lang, "work-obligations")) }
                    ul.todo { @for m in &self.obligations { li {
                        (icon(frame, if m.kind == Kind::Output { "output" } else { "measure" }))
                        div {
                            a href=(m.about.form) { (text::text(lang, &format!("reminder-what-{}", m.kind), &[("title", reminder::title(lang, m).into())])) }
                            @if let Some((number, name)) = &m.about.activity { small { (number) ". " (name.get(lang)) } }
                            @if let Some(plan) = &m.about.plan { small { (plan.get(lang)) } }
                        }
                        (status::urgency(frame, Urgency::of(m.due, frame.today)))
                        time datetime=(m.due) { (text::short_day(lang, m.due)) }
                    } } }
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
                        time datetime=(at.format("%Y-%m-%dT%H:%M:%SZ")) { (text::short_day(lang, at.with_timezone(&frame.zone).date_naive())) }
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

    fn leaderless(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        html! {
            @if !self.leaderless.is_empty() {
                section aria-labelledby="leaderless" {
                    h2 #leaderless { (t!(lang, "work-leaderless")) }
                    p.soft { (t!(lang, "work-leaderless-text")) }
                    ul.todo { @for line in &self.leaderless { li {
                        (icon(frame, "person"))
                        div { a href=(frame.in_plan(line.activity.plan).edit_activity(line.activity.number)) { (line.activity.number) ". " (text::translated(lang, &line.activity.short_title)) } (plan(frame, line.activity.plan)) }
                    } } }
                }
            }
        }
    }
}

fn todo(frame: &Frame, urgency: Urgency, day: NaiveDate, line: &ActivitySummary) -> Markup {
    let lang = frame.lang;
    let a = &line.activity;
    let last = line.latest.as_ref().map(|u| text::day(lang, u.published_at.with_timezone(&frame.zone).date_naive()));
    html! {
        li {
            (icon(frame, "update"))
            div {
                a href=(frame.in_plan(a.plan).new_update(a.number)) { (t!(lang, "work-post", number = a.number, name = a.short_title.get(lang))) }
                small { @match last { Some(day) => (t!(lang, "work-last-update", day = day)), None => (t!(lang, "no-update-yet")) } }
                (plan(frame, a.plan))
            }
            (status::urgency(frame, urgency))
            time datetime=(day) { (text::short_day(lang, day)) }
        }
    }
}

/// The plan of an activity, if there are several.
fn plan(frame: &Frame, id: PlanId) -> Markup {
    html! { @if let Some(title) = frame.plan_title(id) { small { (title) } } }
}
