//! Made-up outputs, indicators and measurements for samples of pages. Used by tests alone.

use chrono::{DateTime, NaiveDate, Utc};
use domain::comment::Topic;
use domain::figure::{Figures, IndicatorFigure};
use domain::form::{Errors, Problem};
use domain::ids::{ActivityId, DeliveryId, MeasurementId, OrganisationId, OutputId, PersonId};
use domain::indicator::{Aggregation, Direction, Feed, Indicator, IndicatorKind, Terms};
use domain::measurement::{EvidenceLevel, Measured, Measurement, MeasurementInput, Source, Value};
use domain::output::{Delivery, DeliveryInput, Output, OutputRecord};
use domain::review::{Review, State};
use maud::Markup;

use super::{deliver, edit, show};
use crate::frame::Frame;
use crate::indicator::{measure, show as indicator, terms};
use crate::sample::{an_activity, result, text};
use crate::{event, history};

fn at(day: u32) -> DateTime<Utc> {
    day_of(day).and_hms_opt(9, 30, 0).unwrap().and_utc()
}

fn day_of(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2019, 3, day).unwrap()
}

fn an_indicator(kind: IndicatorKind, terms: Terms) -> Indicator {
    Indicator {
        id: 3,
        name: text("Workshops that <train>", "讲习班"),
        unit: "workshops".into(),
        unit_name: text("workshops", "讲习班"),
        counts: text("Workshops", "讲习班"),
        kind,
        is_compound: kind == IndicatorKind::Trend,
        parts: vec![text("a", "甲"), text("b", "乙")],
        terms,
        set_at: None,
    }
}

fn terms_of(feed: Feed, direction: Direction, aggregation: Aggregation, baseline: Option<f64>, target: Option<f64>) -> Terms {
    Terms {
        direction,
        aggregation,
        feed,
        event_kind: (feed == Feed::Events).then_some(domain::event::EventKind::Workshop),
        baseline: baseline.map(|b| (b, None)),
        target: target.map(|t| (t, Some(day_of(31)))),
        milestones: vec![(day_of(20), 5.0)],
    }
}

fn figure(kind: IndicatorKind, terms: Terms, value: Option<f64>, before: Option<f64>) -> IndicatorFigure {
    IndicatorFigure {
        indicator: an_indicator(kind, terms),
        value,
        before,
        parts: vec![Some(1.0), None],
        unavailable: value.is_none().then(|| "late".to_owned()),
    }
}

fn all_figures() -> Vec<IndicatorFigure> {
    let (up, down) = (Direction::Rising, Direction::Falling);
    let rules =
        Aggregation::ALL.iter().map(|rule| figure(IndicatorKind::Count, terms_of(Feed::Reported, up, *rule, None, None), Some(4.0), None));
    let feeds = Feed::ALL
        .iter()
        .map(|feed| figure(IndicatorKind::Count, terms_of(*feed, up, Aggregation::Sum, Some(2.0), Some(12.0)), Some(7.0), None));
    let trend = |before| figure(IndicatorKind::Trend, terms_of(Feed::Reported, up, Aggregation::Latest, None, None), Some(4.0), before);
    let edges = [
        figure(IndicatorKind::Count, terms_of(Feed::Reported, down, Aggregation::Latest, None, Some(3.0)), Some(4.0), None),
        figure(IndicatorKind::Count, terms_of(Feed::Reported, up, Aggregation::Latest, Some(3.0), Some(3.0)), Some(4.0), None),
        figure(IndicatorKind::Count, terms_of(Feed::Reported, up, Aggregation::Latest, Some(3.0), Some(3.0)), Some(2.0), None),
        figure(IndicatorKind::Count, terms_of(Feed::Reported, up, Aggregation::Latest, None, None), None, None),
        trend(Some(3.0)),
        trend(Some(5.0)),
        trend(Some(4.0)),
    ];
    rules.chain(feeds).chain(edges).collect()
}

fn delivery(id: i32, language: Option<&str>, state: State) -> Delivery {
    Delivery {
        id: DeliveryId(id),
        day: day_of(2),
        quantity: 1,
        language: language.map(str::to_owned),
        published: "https://example.org/record".into(),
        evidence: "In the library <train>".into(),
        verified_at: matches!(state, State::Verified { .. }).then(|| at(3)),
        review: Review { author: PersonId(2), organisation: Some(OrganisationId(2)), figures_by: None, state },
        author_name: "Tomás Ferri".into(),
        gone_at: None,
        version: 1,
    }
}

fn states() -> [State; 4] {
    let (by, reason) = (PersonId(1), "Which edition?".to_owned());
    [
        State::Submitted { at: at(2) },
        State::Returned { at: at(3), by, reason: reason.clone() },
        State::Verified { at: at(3), by },
        State::Cancelled { at: at(4), by, reason },
    ]
}

fn an_output(languages: &[&str]) -> OutputRecord {
    let deliveries = (1..).zip(states()).map(|(id, state)| delivery(id, languages.first().copied(), state)).collect();
    OutputRecord {
        id: OutputId(5),
        activity: ActivityId(7),
        output: Output {
            title: "Manual that <train>".into(),
            quantity: 2,
            languages: languages.iter().map(|l| (*l).to_owned()).collect(),
            due: Some(NaiveDate::from_ymd_opt(2019, 1, 31).unwrap()),
            responsible: Some(OrganisationId(2)),
            result: Some(0),
        },
        created_at: at(1),
        gone_at: None,
        deliveries,
        version: 2,
    }
}

/// Figures of an activity in which everything occurs.
pub fn figures() -> Figures {
    let bare = Output { due: None, responsible: None, result: None, ..an_output(&[]).output };
    Figures {
        at: at(12),
        indicators: all_figures(),
        outputs: vec![an_output(&["en", "fr"]), OutputRecord { output: bare, deliveries: Vec::new(), ..an_output(&[]) }],
    }
}

fn a_measurement(id: i32, value: Value, state: State) -> Measurement {
    Measurement {
        id: MeasurementId(id),
        indicator: 3,
        measured: Measured {
            day: day_of(1),
            value,
            people: Some((3.0, 1.0, 0.0)),
            countries: vec![("KE".into(), 4.0)],
            part: Some(1),
            language: Some("en".into()),
            source: Source::Survey,
            level: EvidenceLevel::Documented,
            evidence: "https://example.org/survey".into(),
            note: "Of <train> 12".into(),
        },
        verified_at: None,
        review: Review { author: PersonId(2), organisation: None, figures_by: None, state },
        author_name: "Tomás Ferri".into(),
        gone_at: (id == 3).then(|| at(5)),
        replaces: None,
        version: 1,
    }
}

fn indicator_pages(frame: &Frame) -> Vec<(&'static str, Markup)> {
    let mut wrong = Errors::new();
    wrong.add("return-reason", Problem::Required);
    let measured = |(id, state)| a_measurement(id, if id == 1 { Value::Unavailable("late".into()) } else { Value::Known(4.0) }, state);
    let page = |figure, errors| indicator::Page {
        activity: an_activity(),
        figure,
        measurements: (1..).zip(states()).map(measured).collect(),
        directory: event::sample::directory(),
        conversation: crate::sample::conversation(Topic::Output(domain::ids::OutputId(3))),
        history: history::sample(),
        may_measure: true,
        errors,
    };
    let mut pages: Vec<(&'static str, Markup)> = all_figures().into_iter().map(|f| ("indicator", page(f, None).render(frame))).collect();
    let first = all_figures().remove(0);
    pages.push(("indicator, wrong", page(first.clone(), Some((MeasurementId(1), wrong))).render(frame)));
    pages.push(("indicator, bare", indicator::Page { measurements: Vec::new(), ..page(first.clone(), None) }.render(frame)));
    let mut errors = Errors::new();
    for field in ["feed", "event-kind", "direction", "aggregation", "baseline", "baseline-on", "target", "target-on", "milestone-0"] {
        errors.add(field, Problem::NotANumber);
    }
    let form = |errors, overtaken| terms::Page {
        typed: domain::indicator::TermsInput::of(&first.indicator.terms),
        indicator: first.indicator.clone(),
        version: 1,
        errors,
        overtaken,
    };
    pages.push(("terms", form(Errors::new(), true).render(frame)));
    pages.push(("terms, wrong", form(errors, false).render(frame)));
    let mut errors = Errors::new();
    for field in ["day", "value", "unavailable", "women", "country-0", "source", "level", "evidence", "note"] {
        errors.add(field, Problem::ValueOrReason);
    }
    let measure = |errors, replaces, typed| measure::Page {
        indicator: first.indicator.clone(),
        action: "/x".into(),
        idempotency_key: "key".into(),
        version: 1,
        replaces,
        typed,
        errors,
        directory: event::sample::directory(),
    };
    let stored = domain::measurement::MeasurementInput::of(
        frame.lang,
        &event::sample::directory(),
        &a_measurement(2, Value::Known(4.0), State::Draft).measured,
    );
    pages.push(("measure", measure(errors, false, MeasurementInput::default()).render(frame)));
    pages.push(("measure anew", measure(Errors::new(), true, stored).render(frame)));
    pages
}

/// Every page about outputs and indicators.
pub fn pages(frame: &Frame) -> Vec<(&'static str, Markup)> {
    let mut wrong = Errors::new();
    wrong.add("return-reason", Problem::Required);
    let page = |output: OutputRecord, errors| show::Page {
        activity: an_activity(),
        output,
        result: Some(result()),
        at: at(12),
        directory: event::sample::directory(),
        conversation: crate::sample::conversation(Topic::Output(domain::ids::OutputId(3))),
        history: history::sample(),
        may_deliver: true,
        errors,
    };
    let mut errors = Errors::new();
    for field in ["output-title", "quantity", "languages", "due", "responsible", "result"] {
        errors.add(field, Problem::NotAChoice);
    }
    let form = |output: Option<OutputRecord>, errors, overtaken| edit::Page {
        activity: an_activity(),
        typed: domain::output::OutputInput::of(&an_output(&["en"]).output),
        output,
        idempotency_key: "key".into(),
        errors,
        directory: event::sample::directory(),
        results: vec![result()],
        overtaken,
    };
    let mut missing = Errors::new();
    for field in ["day", "quantity", "language", "published", "evidence"] {
        missing.add(field, Problem::Required);
    }
    let gone = OutputRecord { gone_at: Some(at(4)), deliveries: Vec::new(), ..an_output(&[]) };
    let mut pages = vec![
        ("output", page(an_output(&["en", "fr"]), None).render(frame)),
        ("output, wrong", page(an_output(&["en", "fr"]), Some((DeliveryId(1), wrong))).render(frame)),
        ("output, gone", page(gone, None).render(frame)),
        ("output, new", form(None, Errors::new(), false).render(frame)),
        ("output, edit", form(Some(an_output(&["en"])), errors, true).render(frame)),
        (
            "deliver",
            deliver::Page {
                output: an_output(&["en", "fr"]),
                idempotency_key: "key".into(),
                typed: DeliveryInput::default(),
                errors: missing,
            }
            .render(frame),
        ),
    ];
    pages.extend(indicator_pages(frame));
    pages
}
