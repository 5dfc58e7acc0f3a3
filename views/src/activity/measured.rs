//! What is measured about an activity: its outputs with what was delivered, its indicators with their values, and the signal they give.

use domain::access;
use domain::activity::{Activity, Status};
use domain::address;
use domain::figure::{Figures, IndicatorFigure};
use domain::indicator::IndicatorKind;
use domain::lang::Lang;
use domain::progress::{Computed, Reason, Signal};
use maud::{Markup, html};

use crate::frame::Frame;
use crate::icon::icon;
use crate::text::{self, t};
use crate::{as_of, indicator, output};

/// The signal as icon, word and colour.
#[must_use]
pub fn signal(frame: &Frame, computed: Computed, class: &str) -> Markup {
    let lang = frame.lang;
    let (name, key) = match computed.signal {
        Signal::NoData => ("no-target", "no-data-yet".to_owned()),
        other => (other.as_str(), format!("status-{other}")),
    };
    html! { span class={ (class) " s-" (name) } { (icon(frame, name)) (text::text(lang, &key, &[])) } }
}

/// What speaks for a signal, with its figures.
#[must_use]
pub fn reason(lang: Lang, computed: Computed) -> String {
    match computed.reason {
        Reason::Nothing => t!(lang, "from-figures-none"),
        Reason::Late(days) => t!(lang, "signal-late", days = days),
        Reason::Over => t!(lang, "signal-over"),
        Reason::Behind(gone, delivered) => t!(lang, "signal-behind", gone = gone, delivered = delivered),
        Reason::InTime(gone, delivered) => t!(lang, "signal-in-time", gone = gone, delivered = delivered),
        Reason::NothingLate(delivered) => t!(lang, "signal-nothing-late", delivered = delivered),
        Reason::TargetsOnly => t!(lang, "signal-targets-only"),
        Reason::AllDelivered => t!(lang, "signal-all-delivered"),
    }
}

/// The signal beside the declared status, with what speaks for it, the rule, and whether the two disagree.
pub(super) fn standing(frame: &Frame, activity: &Activity, figures: &Figures, declared: Option<Status>) -> Markup {
    let lang = frame.lang;
    let computed = figures.signal(activity);
    let rule = activity.monitoring.rule;
    html! {
        (signal(frame, computed, "st big"))
        p."small soft" { (reason(lang, computed)) }
        @if computed.disagrees(declared) { p."small s-at-risk" { (icon(frame, "at-risk")) " " (t!(lang, "signal-disagrees")) } }
        details.small {
            summary { (t!(lang, "signal-rule-title")) }
            ul {
                li { (t!(lang, "signal-rule", delay = rule.delay_days, far = rule.delay_points)) }
                li { (t!(lang, "signal-rule-risk", risk = rule.risk_days, near = rule.risk_points)) }
                li { (t!(lang, "signal-rule-otherwise")) }
            }
            @if frame.role() == Some(access::Role::Administrator) { p { a href=(frame.plan().monitoring()) { (t!(lang, "monitoring-change")) } } }
        }
    }
}

/// The outputs of an activity.
pub(super) fn outputs(frame: &Frame, number: i32, figures: &Figures) -> Markup {
    let lang = frame.lang;
    let at = figures.at;
    html! {
        section aria-labelledby="outputs" {
            div."head flush" {
                h2 #outputs { (t!(lang, "outputs")) }
                @if access::may_report(frame.member()) { a."btn sm" href=(frame.plan().new_output(number)) { (icon(frame, "plus")) (t!(lang, "output-add")) } }
            }
            @if figures.outputs.is_empty() { p.soft { (t!(lang, "outputs-none")) } } @else {
                table."rows fold" {
                    caption { (t!(lang, "outputs-caption", delivered = figures.outputs.iter().filter(|o| o.is_delivered(at)).count(), all = figures.outputs.len())) }
                    thead { tr { @for key in ["column-output", "field-due", "column-delivered"] { th scope="col" { (t!(lang, key)) } } } }
                    tbody { @for o in &figures.outputs { tr {
                        th scope="row" { a href=(as_of::address(frame, &address::output(o.id))) { (o.output.title) } @if !o.output.languages.is_empty() { small { (output::languages(lang, &o.output)) } } }
                        td.nw data-l=(t!(lang, "field-due")) {
                            @if let Some(due) = o.output.due { (text::day_element(lang, due)) } @else { span.soft { (t!(lang, "not-set")) } }
                            @if let Some(days) = o.days_late(at) { small.s-late { (icon(frame, "delayed")) " " (t!(lang, "days-late", days = days)) } }
                        }
                        td data-l=(t!(lang, "column-delivered")) { (output::delivered(lang, o, at)) }
                    } } }
                }
            }
        }
    }
}

/// The indicators of an activity with their values.
pub(super) fn indicators(frame: &Frame, number: i32, figures: &Figures) -> Markup {
    let lang = frame.lang;
    html! {
        section aria-labelledby="indicators" {
            h2 #indicators { (t!(lang, "indicators")) }
            @if figures.indicators.is_empty() { p.soft { (t!(lang, "not-stated")) } } @else { table.fold {
                caption { (t!(lang, "indicators-caption")) }
                thead { tr {
                    th scope="col" { (t!(lang, "column-indicator")) }
                    th.n scope="col" { (t!(lang, "indicator-value")) }
                    th.n scope="col" { (t!(lang, "column-target")) }
                    th scope="col" { (t!(lang, "indicator-reach")) }
                } }
                tbody { @for figure in &figures.indicators { (row(frame, number, figure)) } }
            } }
        }
    }
}

fn row(frame: &Frame, number: i32, figure: &IndicatorFigure) -> Markup {
    let lang = frame.lang;
    let i = &figure.indicator;
    html! {
        tr {
            th scope="row" {
                a href=(as_of::address(frame, &address::indicator(i.id))) { (text::translated(lang, &i.name)) }
                small {
                    (text::text(lang, match i.kind { IndicatorKind::Count => "indicator-count", IndicatorKind::Trend => "indicator-trend" }, &[]))
                    (t!(lang, "colon")) (text::translated(lang, &i.counts))
                }
                @if i.is_compound { small { (t!(lang, "indicator-parts")) @for (at, part) in i.parts.iter().enumerate() { @if at > 0 { (t!(lang, "list-comma")) } (text::translated(lang, part)) } } }
                small { (indicator::rule(lang, i)) }
            }
            td.n data-l=(t!(lang, "indicator-value")) { a href=(as_of::address(frame, &figure.records(frame.plan(), number))) { (indicator::value(lang, figure)) } small { (text::translated(lang, &i.unit_name)) } }
            td.n data-l=(t!(lang, "column-target")) {
                @match i.terms.target { Some((target, day)) => { (text::number(target)) @if let Some(day) = day { small { (text::day_element(lang, day)) } } }, None => span.soft { (t!(lang, "not-set")) } }
            }
            td data-l=(t!(lang, "indicator-reach")) { (indicator::reach(lang, figure)) }
        }
    }
}
