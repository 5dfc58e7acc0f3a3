//! Made-up relationships for samples of pages. Used by tests alone.

use chrono::DateTime;
use domain::cooperation::{Protocol, Relationship, RelationshipInput, RelationshipKind, RelationshipRecord, RelationshipState};
use domain::form::{Errors, Problem};
use domain::history::{Action, Change, Field, HistoryEntry};
use domain::ids::{OrganisationId, RelationshipId};
use domain::lang::{Lang, Translated};
use domain::precedent::{Precision, Source, Span};
use maud::Markup;

use super::section::Cooperation;
use super::{edit, list};
use crate::event::sample::directory;
use crate::frame::Frame;
use crate::sample::text;

fn records() -> Vec<RelationshipRecord> {
    let dates =
        [(None, None), (Some("2006"), None), (None, Some("2020")), (Some("2011-03"), Some("2018-12-05")), (Some("2007"), Some("2007"))];
    let source = Source {
        symbol: None,
        title: text("Note", "说明"),
        meeting: text("COP-MOP 4", "第四次会议"),
        paragraphs: vec!["7".into()],
        footnotes: Vec::new(),
    };
    let record = |at: usize| RelationshipRecord {
        id: RelationshipId(3),
        relationship: Relationship {
            organisation: OrganisationId(if at.is_multiple_of(2) { 2 } else { 3 }),
            counterpart: OrganisationId(if at.is_multiple_of(2) { 3 } else { 2 }),
            kind: RelationshipKind::ALL[at],
            protocol: Protocol::ALL[at % 2],
            state: RelationshipState::ALL[at % 3],
            started: dates[at % 5].0.map(|d| d.parse().unwrap()),
            ended: dates[at % 5].1.map(|d| d.parse().unwrap()),
            description: text("About <train>ing", "培训"),
            sources: if at.is_multiple_of(2) { vec![source.clone()] } else { Vec::new() },
            source: "Letter <train>".into(),
            note: if at.is_multiple_of(3) { text("Odd", "存疑") } else { Translated::default() },
        },
        version: 1,
    };
    (0..RelationshipKind::ALL.len()).map(record).collect()
}

/// What the page of an organisation shows.
pub(crate) fn of_organisation() -> Cooperation {
    let span = Span::parse("2012", "2012", Precision::Year).unwrap();
    Cooperation {
        directory: directory(),
        records: records(),
        precedents: vec![(span, text("Workshop", "讲习班"))],
        groups: vec![OrganisationId(3)],
        members: vec![OrganisationId(3)],
        is_group: true,
    }
}

fn told() -> Vec<HistoryEntry> {
    let change = |field: Field, after: &str| Change { field, lang: None, before: None, after: Some(field.interpret(after)) };
    let changes = vec![
        change(Field::Counterpart, "JRC"),
        change(Field::RelationshipKind, "mou"),
        change(Field::RelationshipState, "pending"),
        change(Field::Protocol, "nagoya"),
        change(Field::Started, "2006"),
        change(Field::Ended, "2007-03"),
        Change { lang: Some(Lang::En), ..change(Field::Description, "x") },
        change(Field::Members, "JRC"),
    ];
    let entry = |action, changes| HistoryEntry { at: DateTime::UNIX_EPOCH, actor: None, action, changes, reason: None };
    vec![entry(Action::Edited, changes), entry(Action::Created, Vec::new()), entry(Action::Loaded, Vec::new())]
}

/// Every page about cooperation.
pub(crate) fn pages(frame: &Frame) -> Vec<(&'static str, Markup)> {
    let list = |protocol, records| list::Page {
        directory: directory(),
        protocol,
        kind: Some(RelationshipKind::Mou),
        records,
        groups: vec![OrganisationId(2), OrganisationId(3)],
        members: vec![(OrganisationId(2), OrganisationId(3))],
    };
    let record = records().remove(0);
    let mut errors = Errors::new();
    for field in ["organisation", "relationship-kind", "protocol", "relationship-state", "started", "ended", "description-en", "source"] {
        errors.add(field, Problem::Required);
    }
    errors.add("counterpart", Problem::SameOrganisation);
    let form = edit::Page {
        typed: RelationshipInput::of(&record.relationship),
        record: Some(record),
        version: 1,
        errors: Errors::new(),
        directory: directory(),
        history: told(),
        overtaken: true,
    };
    vec![
        ("cooperation", list(Protocol::Cartagena, records()).render(frame)),
        ("cooperation, nothing", list(Protocol::Nagoya, Vec::new()).render(frame)),
        ("relationship", form.render(frame)),
        ("relationship, new", edit::Page { record: None, errors, history: Vec::new(), overtaken: false, ..form }.render(frame)),
    ]
}
