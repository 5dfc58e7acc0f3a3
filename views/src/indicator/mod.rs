//! Indicators: their page with the counting rule, values and measurements; the forms for terms and measurements.

pub mod measure;
pub mod show;
pub mod terms;

use domain::figure::IndicatorFigure;
use domain::indicator::{Aggregation, Feed, Indicator};
use domain::lang::Lang;
use domain::progress::Reach;
use maud::{Markup, html};

use crate::text::{self, t};

/// By which rule the indicator is counted, in a sentence.
#[must_use]
pub fn rule(lang: Lang, indicator: &Indicator) -> String {
    let terms = &indicator.terms;
    if terms.feed == Feed::Reported {
        return text::text(lang, &format!("rule-reported-{}", terms.aggregation), &[]);
    }
    let kind = terms.event_kind.map_or_else(|| t!(lang, "rule-all-kinds"), |k| text::text(lang, &format!("event-kind-{k}"), &[]));
    text::text(lang, &format!("rule-{}", terms.feed), &[("kind", kind.into())])
}

/// A value with its unit's number as people write it, or that there is none.
#[must_use]
pub fn value(lang: Lang, figure: &IndicatorFigure) -> Markup {
    html! {
        @match (figure.value, &figure.unavailable) {
            (Some(value), _) => (text::number(value)),
            (None, Some(why)) => span.soft { (t!(lang, "value-unavailable", reason = why.as_str())) },
            (None, None) => span.soft { (t!(lang, "no-data-yet")) },
        }
    }
}

/// How far the indicator has come, in words: always numerator and denominator.
#[must_use]
pub fn reach(lang: Lang, figure: &IndicatorFigure) -> Markup {
    let reach = figure.reach();
    let soft = |key: &str| html! { span.soft { (text::text(lang, key, &[])) } };
    match reach {
        Reach::NoTarget => soft("reach-no-target"),
        Reach::NoData => soft("no-data-yet"),
        Reach::NoBaseline => soft("reach-no-baseline"),
        Reach::Hold { is_held: true } => html! { (t!(lang, "reach-held")) },
        Reach::Hold { is_held: false } => html! { (t!(lang, "reach-not-held")) },
        Reach::Way { gone, whole } => html! {
            strong { (t!(lang, "percent", number = reach.percent().unwrap_or(0))) } " "
            small { (t!(lang, "reach-way", gone = text::number(gone), whole = text::number(whole))) }
        },
        Reach::Trend { change, is_good } => {
            let key = match is_good {
                Some(true) => "reach-trend-good",
                Some(false) => "reach-trend-bad",
                None => "reach-trend-level",
            };
            html! { (text::text(lang, key, &[("change", text::number(change.abs()).into())])) }
        }
    }
}

/// The words of an aggregation, for lists to choose from.
pub(crate) fn aggregation(lang: Lang, rule: Aggregation) -> String {
    text::text(lang, &format!("aggregation-{rule}"), &[])
}
