//! `/indicators/{id}`: what it counts, by which rule, its value against baseline and target, and the measurements behind it.

use chrono::NaiveDate;
use domain::access;
use domain::activity::Activity;
use domain::address;
use domain::directory::Directory;
use domain::figure::IndicatorFigure;
use domain::form::Errors;
use domain::history::{HistoryEntry, SubjectKind};
use domain::ids::MeasurementId;
use domain::indicator::{Feed, IndicatorKind};
use domain::measurement::{Measurement, Value};
use domain::review::{Refusal, Stage, State};
use maud::{Markup, html};

use crate::comment::{self, Conversation};
use crate::form::Field;
use crate::frame::Frame;
use crate::icon::icon;
use crate::layout::{self, Head, Place};
use crate::text::{self, t};
use crate::{as_of, form, history, status};

/// The page.
#[derive(Debug, Clone)]
pub struct Page {
    /// Its activity.
    pub activity: Activity,
    /// The indicator with its value.
    pub figure: IndicatorFigure,
    /// The measurements that exist for the reader, the newest day first.
    pub measurements: Vec<Measurement>,
    /// What keys stand for.
    pub directory: Directory,
    /// What people say about it.
    pub conversation: Conversation,
    /// What was changed about it.
    pub history: Vec<HistoryEntry>,
    /// Whether the reader may report a value.
    pub may_measure: bool,
    /// What is wrong with a decision, and of which measurement.
    pub errors: Option<(MeasurementId, Errors)>,
}

impl Page {
    /// The page as markup.
    #[must_use]
    pub fn render(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let i = &self.figure.indicator;
        let title = i.name.get(lang);
        let address = address::indicator(i.id);
        let may_set = access::may_report(frame.member());
        let actions = html! {
            @if self.may_measure && i.terms.feed == Feed::Reported { a."btn go" href=(address::new_measurement(i.id)) { (icon(frame, "plus")) (t!(lang, "measure")) } }
            @if may_set { a.btn href=(address::edit_terms(i.id)) { (t!(lang, "terms-set")) } }
        };
        let name = format!("{}. {}", self.activity.number, self.activity.short_title.get(lang));
        let errors = self.errors.as_ref().map(|(_, e)| e.clone()).unwrap_or_default();
        let body = html! {
            (layout::title(text::translated(lang, &i.name), &html! { (t!(lang, "indicator-counts")) (t!(lang, "colon")) (text::translated(lang, &i.counts)) }, &actions))
            @if access::may_review(frame.member()) { (form::summary(lang, &errors)) }
            (as_of::line(frame, &address, &[]))
            section aria-labelledby="value" { h2 #value { (t!(lang, "indicator-value")) } (self.value(frame)) }
            (self.measurements(frame))
            (comment::section(frame, &self.conversation))
            @if access::may_see_history(frame.member()) { (history::fold(frame, SubjectKind::Indicator, &self.history)) }
        };
        let crumbs = [
            layout::plan_crumb(frame),
            (address::with_fragment(&frame.in_plan(self.activity.plan).activity(self.activity.number), "indicators"), name),
        ];
        layout::page(frame, &Head { title, place: Place::Plan, crumbs: &crumbs, script: false }, &body)
    }

    fn value(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let i = &self.figure.indicator;
        let by = |pair: Option<(f64, Option<NaiveDate>)>| match pair {
            None => html! { span.soft { (t!(lang, "not-set")) } },
            Some((value, day)) => {
                html! { (text::number(value)) @if let Some(day) = day { (t!(lang, "list-comma")) (text::day_element(lang, day)) } }
            }
        };
        html! {
            dl.facts {
                dt { (t!(lang, "indicator-value")) }
                dd { a href=(as_of::address(frame, &self.figure.records(frame.in_plan(self.activity.plan), self.activity.number))) { strong { (super::value(lang, &self.figure)) } } " " (text::translated(lang, &i.unit_name)) }
                dt { (t!(lang, "indicator-reach")) } dd { (super::reach(lang, &self.figure)) }
                dt { (t!(lang, "column-baseline")) } dd { (by(i.terms.baseline)) }
                dt { (t!(lang, "column-target")) } dd { (by(i.terms.target)) }
                @if !i.terms.milestones.is_empty() {
                    dt { (t!(lang, "field-milestones")) }
                    dd { @for (day, value) in &i.terms.milestones { div { (text::number(*value)) (t!(lang, "list-comma")) (text::day_element(lang, *day)) } } }
                }
                dt { (t!(lang, "indicator-rule")) }
                dd {
                    (super::rule(lang, i)) " " (text::text(lang, &format!("direction-{}", i.terms.direction), &[]))
                    @if i.kind == IndicatorKind::Trend { " " (t!(lang, "indicator-is-trend")) }
                }
                @if i.is_compound { dt { (t!(lang, "indicator-parts-title")) } dd { @for (at, part) in i.parts.iter().enumerate() { div {
                    (text::translated(lang, part)) @if let Some(Some(value)) = self.figure.parts.get(at) { (t!(lang, "colon")) strong { (text::number(*value)) } }
                } } } }
            }
        }
    }

    fn measurements(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let is_reported = self.figure.indicator.terms.feed == Feed::Reported;
        html! {
            section #measurements aria-labelledby="measurements-title" {
                h2 #measurements-title { (t!(lang, "measurements")) }
                @if self.measurements.is_empty() {
                    p.soft { @if is_reported { (t!(lang, "measurements-none")) } @else { (t!(lang, "measurements-derived")) } }
                } @else {
                    ul.plain { @for m in &self.measurements { li.line { (self.measurement(frame, m)) } } }
                }
            }
        }
    }

    fn measurement(&self, frame: &Frame, m: &Measurement) -> Markup {
        let lang = frame.lang;
        let known = &m.measured;
        let countries: Vec<String> =
            known.countries.iter().map(|(code, n)| format!("{} {}", self.directory.country_name(lang, code), text::number(*n))).collect();
        html! {
            p {
                strong { @match &known.value { Value::Known(n) => (text::number(*n)), Value::Unavailable(why) => (t!(lang, "value-unavailable", reason = why.as_str())) } }
                " · " (text::day_element(lang, known.day)) " · "
                @if m.gone_at.is_some() { span.st { (icon(frame, "cancelled")) (t!(lang, "measurement-replaced")) } } @else { (status::stage(frame, m.review.state.stage(), false)) }
            }
            p."small soft" {
                (text::text(lang, &format!("measurement-source-{}", known.source), &[])) " · " (text::text(lang, &format!("evidence-{}", known.level), &[]))
                @if access::may_see_names(frame.member()) { " · " (m.author_name) }
                @if let Some((women, men, other)) = known.by_gender(frame.member()) { " · " (t!(lang, "measurement-people", women = text::number(women), men = text::number(men), other = text::number(other))) }
                @if let Some(part) = known.part.and_then(|at| self.figure.indicator.parts.get(at)) { " · " (text::translated(lang, part)) }
                @if let Some(code) = &known.language { " · " (text::text(lang, &format!("language-{code}"), &[])) }
                @if !countries.is_empty() { " · " (countries.join(&t!(lang, "list-comma"))) }
            }
            @if !known.evidence.is_empty() { p.small { (t!(lang, "field-evidence")) (t!(lang, "colon")) (evidence(&known.evidence)) } }
            @if !known.note.is_empty() { div.small { (text::prose(&known.note)) } }
            @if let State::Returned { reason, .. } = &m.review.state { div."note warn" { p { strong { (t!(lang, "event-returned-because")) } } (text::prose(reason)) } }
            (self.actions(frame, m))
        }
    }

    fn actions(&self, frame: &Frame, m: &Measurement) -> Markup {
        let lang = frame.lang;
        let Some(member) = frame.member() else { return Markup::default() };
        let may_change = m.may_change(member);
        html! {
            div.acts {
                @if may_change {
                    a."btn sm" href=(address::edit_measurement(m.id)) { @if m.review.state.stage() == Stage::Verified { (t!(lang, "event-correct")) } @else { (t!(lang, "edit")) } }
                }
            }
            @if m.review.check_review(member) == Err(Refusal::OwnFigures) { p."small soft" { (t!(lang, "event-waits-own-figures")) } }
            @if m.review.may_review(member) { (decide(frame, &address::review_measurement(m.id), m.version, self.errors.as_ref().filter(|(id, _)| *id == m.id).map(|(_, e)| e), &m.id.to_string())) }
        }
    }
}

/// An address as a link, other words as they are.
pub(crate) fn evidence(words: &str) -> Markup {
    let is_link = (words.starts_with("https://") || words.starts_with("http://")) && !words.contains(char::is_whitespace);
    html! { @if is_link { a href=(words) rel="noopener noreferrer" { (words) } } @else { (words) } }
}

/// Verify, or return with a reason: for records that are shown where they stand.
pub(crate) fn decide(frame: &Frame, action: &str, version: i32, errors: Option<&Errors>, key: &str) -> Markup {
    let lang = frame.lang;
    let none = Errors::new();
    let name = if errors.is_some() { "return-reason".to_owned() } else { format!("return-reason-{key}") };
    html! {
        form.panel action=(action) method="post" {
            (form::token(frame))
            (form::hidden("version", &version.to_string()))
            button."btn go sm" name="decision" value="verify" { (icon(frame, "verified")) (t!(lang, "review-verify")) }
            details.more open[errors.is_some()] {
                summary { (t!(lang, "review-return-title")) }
                div {
                    @if errors.is_some() { (form::textarea(lang, errors.unwrap_or(&none), &Field { name: "return-reason", ..Field::default() }, 2)) }
                    @else { div.f { label for=(name) { (t!(lang, "field-return-reason")) } textarea.in id=(name) name="return-reason" rows="2" {} } }
                    button."btn sm" name="decision" value="return" { (icon(frame, "returned")) (t!(lang, "review-return")) }
                }
            }
        }
    }
}
