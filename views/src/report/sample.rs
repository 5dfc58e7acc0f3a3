//! Reports for tests.

use chrono::{DateTime, NaiveDate, Utc};
use domain::activity::Status;
use domain::form::{Errors, Problem};
use domain::ids::ReportId;
use domain::lang::Lang;
use domain::report::{Collected, Last, ReportRecord, ReportScope, ReportScopeInput, Snapshot, State, Words};
use domain::update::UpdateKind;
use maud::Markup;

use super::compose;
use super::document::Document;
use crate::frame::Frame;
use crate::{dashboard, history};

fn day(y: i32, m: u32, d: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(y, m, d).unwrap()
}

fn at(y: i32, m: u32, d: u32) -> DateTime<Utc> {
    day(y, m, d).and_hms_opt(9, 0, 0).unwrap().and_utc()
}

/// The year 2018, in English.
pub fn terms() -> ReportScope {
    ReportScope {
        title: "Report to the meeting <train>".into(),
        meeting: "Tenth meeting".into(),
        from: day(2018, 1, 1),
        until: day(2018, 12, 31),
        lang: Lang::En,
    }
}

fn collected(last: Option<Last>) -> Collected {
    let whole = dashboard::sample::full();
    let activity = whole.lines[0].activity.id;
    Collected {
        plan: "cp-2017-2020".into(),
        period: whole.clone(),
        updates: vec![(activity, vec![crate::sample::an_update(UpdateKind::Confirmation), crate::sample::an_update(UpdateKind::Report)])],
        money: vec![(activity, whole.money.clone())],
        whole,
        last,
    }
}

/// A document with everything that a report can hold, in a language.
pub fn document(lang: Lang) -> Document {
    let terms = ReportScope { lang, ..terms() };
    let standing = Snapshot { statuses: vec![(7, Some(Status::OnTrack))], events: 5, ..Snapshot::default() };
    let last = Last {
        terms: ReportScope { title: "The one before".into(), from: day(2017, 1, 1), until: day(2017, 12, 31), ..terms.clone() },
        standing,
    };
    let collected = collected(Some(last));
    let told = vec![(collected.whole.lines[0].activity.id, "One.\n\nTwo.".to_owned())];
    compose::document(&collected, &terms, "Hello.", &told, true)
}

fn record(state: State) -> ReportRecord {
    ReportRecord {
        id: ReportId(3),
        terms: terms(),
        introduction: "Hello.".into(),
        narratives: Vec::new(),
        state,
        author: "Ines Duarte".into(),
        created_at: at(2019, 1, 10),
        version: 2,
    }
}

fn frozen() -> State {
    State::Frozen { at: at(2019, 1, 20), by: "Amara Okello".into(), fingerprint: "0a".repeat(32) }
}

/// The pages of reports.
pub fn pages(frame: &Frame) -> Vec<(&'static str, Markup)> {
    let list = |reports| super::list::Page { reports };
    let show = |state, document| super::show::Page { record: record(state), document, history: history::sample() };
    let mut errors = Errors::new();
    for field in ["title", "report-until", "report-lang"] {
        errors.add(field, Problem::Required);
    }
    let new = |errors| super::new::Page { idempotency_key: "key".into(), typed: ReportScopeInput::default(), errors };
    let mut too_long = Errors::new();
    too_long.add("narrative-6", Problem::TooLong { max: 6000, by: 1 });
    let words = Words { title: "A".into(), narratives: vec![(7, "One.\n\nTwo.".into())], ..Words::default() };
    let edit = |errors, conflict: Option<(String, Words)>| super::edit::Page {
        id: ReportId(3),
        written_in: Lang::Zh,
        typed: words.clone(),
        activities: vec![(7, "7. Sampling".into()), (8, "8. Detection".into())],
        version: 2,
        errors,
        is_frozen: conflict.is_some(),
        conflict,
    };
    let freeze =
        |silent, overtaken| super::freeze::Page { id: ReportId(3), title: "A".into(), silent, fingerprint: "0a".into(), overtaken };
    let alone = {
        let terms = ReportScope { meeting: String::new(), ..terms() };
        let blank = Collected { whole: dashboard::sample::blank(), period: dashboard::sample::blank(), ..collected(None) };
        compose::document(&blank, &terms, "", &[], false)
    };
    vec![
        ("reports", list(vec![record(State::Draft), record(frozen())]).render(frame)),
        ("reports, none", list(Vec::new()).render(frame)),
        ("report, draft, nothing in it", show(State::Draft, alone).render(frame)),
        ("report, frozen", show(frozen(), document(Lang::Zh)).render(frame)),
        ("new report", new(Errors::new()).render(frame)),
        ("new report, wrong", new(errors).render(frame)),
        ("words of a report", edit(Errors::new(), None).render(frame)),
        ("words of a report, wrong", edit(too_long, None).render(frame)),
        (
            "words of a report, conflict",
            edit(Errors::new(), Some(("Li Wen".into(), Words { title: "B".into(), ..words.clone() }))).render(frame),
        ),
        ("freezing a report", freeze(vec!["8. Detection".into()], true).render(frame)),
        ("freezing a report, all said", freeze(Vec::new(), false).render(frame)),
    ]
}
