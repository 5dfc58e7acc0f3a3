//! Made-up objectives for samples of pages. Used by tests alone.

use domain::form::{Errors, Problem};
use domain::framework::{
    Adopted, Cited, Document, FocalArea, FrameworkStatus, Indicator, Link, LinkInput, Note, NoteKind, Objective, ObjectiveRecord, Priority,
    ProgrammeItem, Served, Strength,
};
use domain::ids::ObjectiveId;
use domain::lang::{Lang, Translated};
use maud::Markup;

use super::{Names, link, show};
use crate::frame::Frame;
use crate::history;
use crate::sample::text;

/// What an activity serves.
pub fn served() -> Vec<Served> {
    let one = |strength| Served { code: "2.3".into(), title: text("Objective to <train>", "培训目标"), strength };
    Strength::ALL.iter().copied().map(one).collect()
}

fn names() -> Names {
    [(3, text("Pilots that <train>", "试点")), (7, text("Workshops", "讲习班"))].into_iter().collect()
}

fn objective(code: &str, adopted: Option<bool>, links: Vec<Link>) -> ObjectiveRecord {
    let objective = Objective {
        area: 1,
        code: code.into(),
        title: text("Frameworks that <train>", "框架"),
        aim: text("Aim", "目标"),
        outcomes: vec![text("Outcome", "成果")],
        indicators: vec![Indicator { text: text("How many", "多少"), measure: text("number", "数目") }],
        adopted: adopted.map(|is_confirmed| Adopted { code: "2.4".into(), is_confirmed }),
        note: text("odd", "存疑"),
    };
    ObjectiveRecord { id: ObjectiveId(1), objective, links, version: 1 }
}

fn objectives() -> Vec<ObjectiveRecord> {
    let link = |activity, strength, is_ours| Link { activity, strength, reason: text("Because they <train>", "因为"), is_ours };
    vec![
        objective("1.1", Some(true), vec![link(3, Strength::Strong, true), link(7, Strength::Weak, false)]),
        objective("1.2", Some(false), vec![link(7, Strength::Partial, true)]),
        objective("1.5", None, Vec::new()),
    ]
}

fn show_page() -> show::Page {
    let note = |kind: &NoteKind| Note { kind: *kind, place: text("annex I", "附件一"), text: text("note", "说明") };
    let item = |meeting, meant: &str| ProgrammeItem {
        meeting,
        label: "a".into(),
        place: "2.1(a)".into(),
        title: text("Review", "审查"),
        task: text("Consider", "审议"),
        articles: vec!["33".into()],
        decisions: vec![("BS-I/9".into(), "5".into())],
        cited: vec![Cited { as_printed: "1.1".into(), meant: meant.into() }],
        note: text("odd", "存疑"),
    };
    let priority =
        |activities| Priority { text: text("Legislation", "立法"), objective: "1.1".into(), activities, note: text("note", "说明") };
    show::Page {
        document: Document {
            code: "sample".into(),
            status: FrameworkStatus::Draft,
            title: text("Draft", "草案"),
            short_title: text("Draft plan", "草案"),
            meeting: text("Fifth meeting", "第五次会议"),
            symbol: Some("X/1".into()),
            symbol_note: text("known", "已知"),
            adopted_as: text("adopted", "通过"),
        },
        notes: NoteKind::ALL.iter().map(note).collect(),
        priorities: vec![priority(Vec::new()), priority(vec![3, 7])],
        areas: vec![FocalArea {
            number: 1,
            title: text("Systems", "制度"),
            objective: text("Tools", "工具"),
            impacts: vec![text("Impact", "影响")],
        }],
        objectives: objectives(),
        programme: vec![item(None, "1.1"), item(Some(6), "1.2"), item(Some(6), "1.1"), item(Some(7), "1.2")],
        names: names(),
    }
}

fn edit_page(frame: &Frame) -> link::Page {
    let record = objectives().remove(0);
    let typed = typed(frame.lang, &record.links);
    let theirs = typed.iter().map(|l| LinkInput { strength: String::new(), ..l.clone() }).collect();
    let mut errors = Errors::new();
    errors.add("link-strength-2", Problem::NotAChoice);
    errors.add("link-reason-6", Problem::Required);
    link::Page {
        objective: record.objective,
        names: names(),
        typed,
        version: 1,
        errors,
        history: history::sample(),
        conflict: Some(link::Conflict { who: "Li Wen".into(), theirs }),
    }
}

/// Every page, with its name.
pub fn pages(frame: &Frame) -> Vec<(&'static str, Markup)> {
    let edit = edit_page(frame);
    let whole = show_page();
    let served = objectives().into_iter().filter(|o| !o.links.is_empty()).collect();
    vec![
        ("framework", whole.render(frame)),
        ("framework, no gaps", show::Page { objectives: served, programme: Vec::new(), priorities: Vec::new(), ..whole }.render(frame)),
        ("links, conflict", edit.render(frame)),
        ("links", link::Page { conflict: None, errors: Errors::new(), history: Vec::new(), ..edit }.render(frame)),
    ]
}

#[test]
fn the_form_shows_every_activity_in_the_readers_language() {
    let links = [Link { activity: 7, strength: Strength::Weak, reason: Translated::english("Because"), is_ours: true }];
    let typed = typed(Lang::Zh, &links);
    assert_eq!(typed.iter().map(|l| (l.activity, l.strength.as_str())).collect::<Vec<_>>(), [(3, ""), (7, "weak")]);
    assert_eq!(typed[1].reason, "Because", "a reason in another language is better than none");
}

/// The lines of the form for what is stored.
fn typed(lang: Lang, links: &[Link]) -> Vec<LinkInput> {
    names().keys().map(|activity| LinkInput::of(*activity, links, lang)).collect()
}
