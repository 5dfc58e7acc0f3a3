//! `/activities/{n}`: what it is, how it stands, what is due next, results, indicators, partners, decisions, history.

use domain::activity::{Activity, Dependency};
use domain::address;
use domain::decision::Citation;
use domain::figure::Figures;
use domain::framework::Served;
use domain::history::{HistoryEntry, SubjectKind};
use domain::lang::Lang;
use domain::outcome::Evidence;
use domain::partner::{Partner, Standing};
use domain::quarter::time_gone;
use domain::result::ExpectedResult;
use domain::revision::Revision;
use domain::schedule::{Report, Urgency};
use domain::update::{Update, UpdateKind};
use domain::{access, update};
use maud::{Markup, html};

use super::{events, measured, revision, stated};
use crate::comment::{self, Conversation};
use crate::frame::Frame;
use crate::icon::icon;
use crate::layout::{self, Head, Place};
use crate::text::{self, t};
use crate::{as_of, form, framework, history, money, status};

/// The page.
#[derive(Debug, Clone)]
pub struct Page {
    /// The activity.
    pub activity: Activity,
    /// How many activities the plan has.
    pub count: usize,
    /// Numbers before and after it.
    pub neighbours: (Option<i32>, Option<i32>),
    /// Its published updates, newest first.
    pub updates: Vec<Update>,
    /// Its partners.
    pub partners: Vec<Partner>,
    /// Decisions it cites.
    pub citations: Vec<Citation>,
    /// What it is expected to bring about.
    pub results: Vec<ExpectedResult>,
    /// Evidence of its outcomes.
    pub evidence: Vec<Evidence>,
    /// What is measured: outputs, indicators.
    pub figures: Figures,
    /// Activities on which it builds.
    pub depends_on: Vec<Dependency>,
    /// Activities that build on it.
    pub needed_by: Vec<Dependency>,
    /// Objectives of the framework that it serves.
    pub serves: Vec<Served>,
    /// What people say about it.
    pub conversation: Conversation,
    /// What was changed about it.
    pub history: Vec<HistoryEntry>,
    /// Its events.
    pub events: events::Events,
    /// Its money, as far as the reader may see it.
    pub money: domain::money::Totals,
    /// Whether the reader keeps a draft of an update.
    pub has_draft: bool,
    /// How a later decision has changed what is planned, if one has.
    pub revision: Option<Revision>,
    /// Whether the reader follows it.
    pub is_followed: bool,
}

impl Page {
    fn latest(&self) -> Option<&Update> {
        self.updates.first()
    }

    /// The newest update with words of its own.
    fn words(&self) -> Option<&Update> {
        self.updates.iter().find(|u| u.kind == UpdateKind::Report)
    }

    /// The page as markup.
    #[must_use]
    pub fn render(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let a = &self.activity;
        let body = html! {
            (self.head(frame))
            (as_of::line(frame, &frame.plan().activity(a.number), &[]))
            div.split {
                aside aria-label=(t!(lang, "about-activity")) { (self.about(frame)) }
                div {
                    (self.standing(frame))
                    (self.due_next(frame))
                    (stated::results(frame, a.number, &self.results, &self.evidence))
                    (measured::outputs(frame, a.number, &self.figures))
                    (measured::indicators(frame, a.number, &self.figures))
                    (events::section(frame, a.number, &self.events))
                    (money::section::of_activity(frame, a.number, &self.money))
                    (self.partners(frame))
                    (stated::decisions(frame, &self.citations, &self.depends_on, &self.needed_by))
                    (framework::activity::section(frame, &self.serves))
                    (self.notes(lang))
                    (comment::section(frame, &self.conversation))
                    @if access::may_see_history(frame.member()) { (history::fold(frame, SubjectKind::Activity, &self.history)) }
                    (self.neighbours(frame))
                }
            }
        };
        layout::page(
            frame,
            &Head { title: a.short_title.get(lang), place: Place::Plan, crumbs: &[layout::plan_crumb(frame)], script: false },
            &body,
        )
    }

    fn head(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let a = &self.activity;
        html! {
            div.head {
                div {
                    p.soft {
                        (t!(lang, "activity-of", number = a.number, count = self.count))
                        @if a.is_priority { " · " (icon(frame, "star")) " " (t!(lang, "priority")) }
                        @if let Some(n) = a.full_plan_number { " · " (t!(lang, "full-plan-number", number = n)) }
                        @else if let Some(n) = a.full_plan_number_inferred { " · " (t!(lang, "full-plan-number-inferred", number = n)) }
                    }
                    h1 { (text::translated(lang, &a.title)) }
                    p { (text::translated(lang, &a.summary)) }
                }
                @if frame.member().is_some() && frame.as_of.is_none() {
                    div.acts {
                        @if access::may_report(frame.member()) {
                        a."btn go" href=(frame.plan().new_update(a.number)) { @if self.has_draft { (t!(lang, "continue-update")) } @else { (t!(lang, "post-update")) } }
                        a.btn href=(frame.plan().edit_activity(a.number)) { (t!(lang, "edit-activity")) }
                        }
                        form action=(frame.plan().follow(a.number)) method="post" {
                            (form::token(frame))
                            (form::hidden("follow", if self.is_followed { "no" } else { "yes" }))
                            button.btn { (t!(lang, if self.is_followed { "unfollow" } else { "follow" })) }
                        }
                    }
                }
            }
        }
    }

    fn about(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let a = &self.activity;
        let none = |key: &str| html! { span.soft { (t!(lang, key)) } };
        html! {
            div.panel {
                h2 { (t!(lang, "about-activity")) }
                dl."facts col" {
                    dt { (t!(lang, "planned")) }
                    dd {
                        @if let Some(years) = a.years { (years) br; small.soft { (t!(lang, "time-gone", number = time_gone(years.start(), years.end(), frame.today))) } }
                        @else { (none("not-stated")) }
                    }
                    dt { (t!(lang, "actual")) }
                    dd {
                        @match (a.actual_start, a.actual_end) {
                            (None, _) => (none("no-data-yet")),
                            (Some(start), None) => (t!(lang, "since-day", day = text::day(lang, start))),
                            (Some(start), Some(end)) => { (text::day_element(lang, start)) " – " (text::day_element(lang, end)) },
                        }
                    }
                    @if access::may_see_names(frame.member()) {
                        dt { (t!(lang, "field-lead")) }
                        dd { @if let Some(lead) = &a.lead { (lead.name) } @else { (none("no-lead")) } }
                    }
                    dt { (t!(lang, "topic")) }
                    dd { @if let Some(topic) = &a.topic { a href=(address::with_query(&frame.plan().list(), &[("topic", &topic.slug)])) { (text::translated(lang, &topic.name)) } } @else { (none("not-stated")) } }
                    dt { (t!(lang, "modality")) }
                    dd { @if a.modality.is_empty() { (none("not-stated")) } @for (at, m) in a.modality.iter().enumerate() { @if at > 0 { (t!(lang, "list-comma")) } (text::translated(lang, m)) } }
                    dt { (t!(lang, "source")) }
                    dd {
                        @if a.source_document.is_empty() { (none("not-stated")) } @else { a href=(frame.plan().source()) { (a.source_document) } }
                        @if !a.source_place.get(lang).is_empty() { (t!(lang, "list-comma")) (text::translated(lang, &a.source_place)) }
                    }
                }
                @if let Some(revision) = &self.revision {
                    @let now: Vec<&domain::lang::Translated> = self.results.iter().map(|r| &r.text).collect();
                    (revision::original(frame, a, &now, revision))
                }
                @if access::may_report(frame.member()) { p.small { a href=(frame.plan().revise(a.number)) { (t!(lang, "revise-plan")) } } }
            }
            nav.toc.wide aria-label=(t!(lang, "on-this-page")) {
                h2 { (t!(lang, "on-this-page")) }
                @for key in ["standing", "due-next", "results", "outputs", "indicators", "events", "money", "partners", "decisions"] { a href={ "#" (key) } { @if key == "events" { (t!(lang, "place-events")) } @else { (text::text(lang, key, &[])) } } }
            }
        }
    }

    fn standing(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        html! {
            section aria-labelledby="standing" {
                h2 #standing { (t!(lang, "standing")) }
                dl.duo {
                    div {
                        dt { (t!(lang, "declared")) }
                        dd {
                            (status::declared_big(frame, self.latest().map(|u| u.report.status)))
                            @if let Some(declared) = update::reason_of_status(&self.updates).or(self.words()) { (declared_by(frame, declared)) } @else { p.small.soft { (t!(lang, "no-update-yet")) } }
                        }
                    }
                    div {
                        dt { (t!(lang, "from-figures")) }
                        dd { (measured::standing(frame, &self.activity, &self.figures, self.latest().map(|u| u.report.status))) }
                    }
                }
                @if let Some(words) = self.words() { (report(lang, &words.for_reader(lang))) }
                @if let Some(latest) = self.latest() && latest.kind == UpdateKind::Confirmation {
                    p.small.soft { (confirmed(frame, latest)) }
                }
                @if self.updates.len() > 1 { p.small { a href=(frame.plan().updates(self.activity.number)) { (t!(lang, "all-updates", count = self.updates.len())) } } }
            }
        }
    }

    fn due_next(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let a = &self.activity;
        let latest = self.latest().map(Update::latest);
        let due = a.next_report(latest.as_ref(), frame.today);
        let may_report = access::may_report(frame.member());
        html! {
            section aria-labelledby="due-next" {
                h2 #due-next { (t!(lang, "due-next")) }
                @match due {
                    None if latest.is_none() && a.lead.is_some() => p.soft { (t!(lang, "nothing-due-start")) },
                    None if latest.is_none() => p.soft { (t!(lang, "nothing-due-lead")) },
                    None => p.soft { (t!(lang, "nothing-due-over")) },
                    Some(report) => ul.todo { li {
                        @let due = report.day();
                        @let name = if matches!(report, Report::Closing(_)) { t!(lang, "closing-report") } else { t!(lang, "progress-update") };
                        (icon(frame, "update"))
                        div {
                            @if may_report { a href=(frame.plan().new_update(a.number)) { (name) } } @else { strong { (name) } }
                            small { (t!(lang, "every-days", days = a.monitoring.interval)) @if access::may_see_names(frame.member()) { " · " @if let Some(lead) = &a.lead { (lead.name) } @else { (t!(lang, "no-lead")) } } }
                        }
                        @match report {
                            Report::Update(due) => (status::urgency(frame, Urgency::of(due, frame.today))),
                            Report::Closing(since) => (status::waits(frame, (frame.today - since).num_days())),
                        }
                        time datetime=(due) { (text::near_day(lang, due, frame.today)) }
                    } },
                }
                @if may_report && let Ok(latest) = update::confirm(latest) { (confirm(frame, a.number, &latest)) }
            }
        }
    }

    fn partners(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        html! {
            section aria-labelledby="partners" {
                h2 #partners { (t!(lang, "partners")) }
                @if !self.partners.is_empty() {
                    table."rows fold" {
                        caption.vh { (t!(lang, "partners")) }
                        thead { tr { th scope="col" { (t!(lang, "column-organisation")) } th scope="col" { (t!(lang, "column-role")) } th scope="col" { (t!(lang, "column-state")) } } }
                        tbody { @for p in &self.partners { tr {
                            th scope="row" { a href=(address::organisation(&p.slug)) { (text::translated(lang, &p.name)) } @if let Some(acronym) = &p.acronym { " (" (acronym) ")" } }
                            td { (text::text(lang, &format!("partner-role-{}", p.role), &[])) }
                            td { (status::standing(frame, p.standing == Standing::Confirmed, &text::text(lang, &format!("standing-{}", p.standing), &[]))) }
                        } } }
                    }
                }
                @if self.activity.partners_to_be_determined {
                    p.note { (t!(lang, if self.partners.is_empty() { "partners-tbd-none" } else { "partners-tbd-more" })) }
                } @else if self.partners.is_empty() { p.soft { (t!(lang, "partners-none")) } }
            }
        }
    }

    fn notes(&self, lang: Lang) -> Markup {
        html! {
            @if !self.activity.notes.is_empty() {
                section aria-label=(t!(lang, "reading-notes")) { details.more {
                    summary { (t!(lang, "reading-notes")) }
                    div { ul { @for note in &self.activity.notes { li { (text::translated(lang, note)) } } } }
                } }
            }
        }
    }

    fn neighbours(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        html! {
            nav.around aria-label=(t!(lang, "neighbours")) {
                @if let Some(n) = self.neighbours.0 { a href=(frame.plan().activity(n)) rel="prev" { (t!(lang, "previous-activity", number = n)) } } @else { span {} }
                @if let Some(n) = self.neighbours.1 { a href=(frame.plan().activity(n)) rel="next" { (t!(lang, "next-activity", number = n)) } }
            }
        }
    }
}

fn confirmed(frame: &Frame, update: &Update) -> String {
    let (lang, moment) = (frame.lang, text::moment(frame.lang, frame.zone, update.published_at));
    if access::may_see_names(frame.member()) {
        t!(lang, "confirmed-by", name = update.author_name.as_str(), moment = moment)
    } else {
        t!(lang, "confirmed-on", moment = moment)
    }
}

fn declared_by(frame: &Frame, update: &Update) -> Markup {
    let lang = frame.lang;
    let update = update.for_reader(lang);
    html! {
        p.small.soft {
            @if access::may_see_names(frame.member()) { (update.author_name) (t!(lang, "list-comma")) }
            (text::day_element(lang, update.published_at.with_timezone(&frame.zone).date_naive()))
            @if let Some(reason) = &update.report.reason { (t!(lang, "colon")) span lang=[foreign(lang, &update)] { "“" (reason) "”" } }
        }
    }
}

/// The language of an update's words, where it is not the reader's.
#[must_use]
pub fn foreign(lang: Lang, update: &Update) -> Option<Lang> {
    (update.lang != lang).then_some(update.lang)
}

/// The words of an update below its headline. Those that its author wrote say in which language; our own beside them are in the reader's.
#[must_use]
pub fn words(lang: Lang, update: &Update) -> Markup {
    let r = &update.report;
    let of = foreign(lang, update);
    html! {
        div lang=[of] { (text::prose(&r.done)) }
        @for (key, words) in [("next-steps", &r.next), ("risks", &r.risks)] {
            @if !words.is_empty() { p.small.soft { (text::text(lang, key, &[])) } div lang=[of] { (text::prose(words)) } }
        }
    }
}

/// An update as part of a section of a page.
#[must_use]
pub fn report(lang: Lang, update: &Update) -> Markup {
    html! { article.report { h3 lang=[foreign(lang, update)] { (update.report.headline) } (words(lang, update)) } }
}

/// “Confirm: no change since …”, in one click.
#[must_use]
pub fn confirm(frame: &Frame, number: i32, latest: &update::Latest) -> Markup {
    let lang = frame.lang;
    let day = text::day(lang, latest.published_at.with_timezone(&frame.zone).date_naive());
    html! {
        form.gap action=(frame.plan().new_confirmation(number)) method="post" {
            (form::token(frame))
            (form::hidden("seen", &latest.id.to_string()))
            button."btn sm" { (t!(lang, "nothing-changed", day = day)) }
        }
    }
}
