//! `/outputs/{id}`: what is expected, in which languages, until when, from whom; and each part that was delivered.

use chrono::{DateTime, Utc};
use domain::access;
use domain::activity::Activity;
use domain::address;
use domain::directory::Directory;
use domain::form::Errors;
use domain::history::{HistoryEntry, SubjectKind};
use domain::ids::DeliveryId;
use domain::output::{Delivery, OutputRecord};
use domain::result::ExpectedResult;
use domain::review::State;
use maud::{Markup, html};

use crate::comment::{self, Conversation};
use crate::frame::Frame;
use crate::icon::icon;
use crate::indicator::show::{decide, evidence};
use crate::layout::{self, Head, Place};
use crate::text::{self, t};
use crate::{as_of, form, history, status};

/// The page.
#[derive(Debug, Clone)]
pub struct Page {
    /// Its activity.
    pub activity: Activity,
    /// The output, with the deliveries that exist for the reader.
    pub output: OutputRecord,
    /// The expected result of the plan to which it belongs.
    pub result: Option<ExpectedResult>,
    /// The moment as of which it is shown.
    pub at: DateTime<Utc>,
    /// What keys stand for.
    pub directory: Directory,
    /// What people say about it.
    pub conversation: Conversation,
    /// What was changed about it.
    pub history: Vec<HistoryEntry>,
    /// Whether the reader may say that something was delivered.
    pub may_deliver: bool,
    /// What is wrong with a decision, and about which delivery.
    pub errors: Option<(DeliveryId, Errors)>,
}

impl Page {
    /// The page as markup.
    #[must_use]
    pub fn render(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let address = address::output(self.output.id);
        let title = self.output.output.title.as_str();
        let actions = html! {
            @if self.may_deliver && self.output.gone_at.is_none() { a."btn go" href=(address::new_delivery(self.output.id)) { (icon(frame, "output")) (t!(lang, "deliver")) } }
            @if access::may_report(frame.member()) { a.btn href=(address::edit_output(self.output.id)) { (t!(lang, "edit")) } }
        };
        let errors = self.errors.as_ref().map(|(_, e)| e.clone()).unwrap_or_default();
        let name = format!("{}. {}", self.activity.number, self.activity.short_title.get(lang));
        let body = html! {
            (layout::title(title, &html! { (super::delivered(lang, &self.output, self.at)) }, &actions))
            @if access::may_review(frame.member()) { (form::summary(lang, &errors)) }
            (as_of::line(frame, &address, &[]))
            (self.facts(frame))
            section aria-labelledby="deliveries" {
                h2 #deliveries { (t!(lang, "deliveries")) }
                @if self.output.deliveries.is_empty() { p.soft { (t!(lang, "deliveries-none")) } }
                ul.plain { @for d in &self.output.deliveries { li.line { (self.delivery(frame, d)) } } }
            }
            (comment::section(frame, &self.conversation))
            @if access::may_see_history(frame.member()) { (history::fold(frame, SubjectKind::Output, &self.history)) }
        };
        let crumbs = [
            layout::plan_crumb(frame),
            (address::with_fragment(&frame.in_plan(self.activity.plan).activity(self.activity.number), "outputs"), name),
        ];
        layout::page(frame, &Head { title, place: Place::Plan, crumbs: &crumbs, script: false }, &body)
    }

    fn facts(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let o = &self.output.output;
        let none = || html! { span.soft { (t!(lang, "not-set")) } };
        html! {
            dl.facts {
                dt { (t!(lang, "field-quantity")) } dd { (text::count(u64::from(o.quantity))) }
                @if !o.languages.is_empty() { dt { (t!(lang, "field-languages")) } dd { (super::languages(lang, o)) } }
                dt { (t!(lang, "field-due")) }
                dd { @match o.due { Some(due) => (text::day_element(lang, due)), None => (none()) } @if let Some(days) = self.output.days_late(self.at) { " " span."st small s-late" { (icon(frame, "delayed")) (t!(lang, "days-late", days = days)) } } }
                dt { (t!(lang, "field-responsible")) }
                dd { @match o.responsible.and_then(|id| self.directory.organisation(id)) { Some(org) => a href=(address::organisation(&org.slug)) { (text::translated(lang, &org.name)) }, None => (none()) } }
                @if let Some(result) = &self.result { dt { (t!(lang, "field-result")) } dd { (text::translated(lang, &result.text)) } }
                @if self.output.gone_at.is_some() { dt { (t!(lang, "column-state")) } dd { (t!(lang, "output-gone")) } }
            }
        }
    }

    fn delivery(&self, frame: &Frame, d: &Delivery) -> Markup {
        let lang = frame.lang;
        let member = frame.member();
        html! {
            p {
                strong { (text::count(u64::from(d.quantity))) @if let Some(code) = &d.language { " " (text::text(lang, &format!("language-{code}"), &[])) } }
                " · " (text::day_element(lang, d.day)) " · " (status::stage(frame, d.review.state.stage(), false))
            }
            p."small soft" {
                @if !d.published.is_empty() { (t!(lang, "field-published")) (t!(lang, "colon")) (evidence(&d.published)) " · " }
                (t!(lang, "field-evidence")) (t!(lang, "colon")) (evidence(&d.evidence))
                @if access::may_see_names(member) { " · " (d.author_name) }
            }
            @match &d.review.state {
                State::Returned { reason, .. } => div."note warn" { p { strong { (t!(lang, "delivery-returned")) } } (text::prose(reason)) },
                State::Cancelled { reason, .. } => div.note { p { strong { (t!(lang, "event-cancelled-because")) } } (text::prose(reason)) },
                _ => {},
            }
            @if member.is_some_and(|m| d.review.may_review(m)) {
                (decide(frame, &address::review_delivery(d.id), d.version, self.errors.as_ref().filter(|(id, _)| *id == d.id).map(|(_, e)| e), &d.id.to_string()))
            }
        }
    }
}
