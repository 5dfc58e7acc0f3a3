//! `framework.json`, read strictly: the draft Strategic Plan, its programme of work, and which activity serves which objective.

mod entries;

use std::collections::HashSet;

use domain::framework::{
    Adopted, Cited, Document, FocalArea, Framework, Indicator, Link, Note, Objective, Priority, ProgrammeItem, REASON_MAX,
};

use self::entries::{FrameworkFile, ItemEntry, LinkEntry, ObjectiveEntry, PriorityEntry};
use super::read::{DataError, json, known, unique};

const FRAMEWORK: &str = "framework.json";

/// Reads the file. Whether the activities that it names exist, [`check_activities`] says.
pub(super) fn read(content: &str) -> Result<Framework, DataError> {
    let file: FrameworkFile = json(FRAMEWORK, content)?;
    check(&file)?;
    let d = file.document;
    let areas = file.focal_areas.iter().map(|a| FocalArea {
        number: a.number,
        title: a.title.clone(),
        objective: a.objective.clone(),
        impacts: a.impacts.clone(),
    });
    let standing = file.programme.standing.into_iter().map(|i| item(None, i));
    let meetings = file.programme.meetings.into_iter().flat_map(|m| m.items.into_iter().map(move |i| item(Some(m.meeting), i)));
    let priority = |p: PriorityEntry| Priority { text: p.text, objective: p.objective, activities: p.activities, note: p.note };
    let link = |l: LinkEntry| (l.objective, Link { activity: l.activity, strength: l.strength, reason: l.reason, is_ours: true });
    Ok(Framework {
        document: Document {
            code: d.code,
            status: d.status,
            title: d.title,
            short_title: d.short_title,
            meeting: d.meeting,
            symbol: d.symbol,
            symbol_note: d.symbol_note,
            adopted_as: d.adopted_as,
        },
        notes: file.notes.into_iter().map(|n| Note { kind: n.kind, place: n.place, text: n.text }).collect(),
        priorities: file.priorities.into_iter().map(priority).collect(),
        areas: areas.collect(),
        programme: standing.chain(meetings).collect(),
        objectives: file.focal_areas.into_iter().flat_map(|a| a.objectives.into_iter().map(move |o| objective(a.number, o))).collect(),
        links: file.links.into_iter().map(link).collect(),
    })
}

fn objective(area: i32, o: ObjectiveEntry) -> Objective {
    Objective {
        area,
        code: o.code,
        title: o.title,
        aim: o.aim,
        outcomes: o.outcomes,
        indicators: o.indicators.into_iter().map(|i| Indicator { text: i.text, measure: i.measure }).collect(),
        adopted: o.adopted.map(|a| Adopted { code: a.code, is_confirmed: a.is_confirmed }),
        note: o.note,
    }
}

fn item(meeting: Option<i32>, i: ItemEntry) -> ProgrammeItem {
    ProgrammeItem {
        meeting,
        label: i.label,
        place: i.place,
        title: i.title,
        task: i.task,
        articles: i.articles,
        decisions: i.decisions.into_iter().map(|d| (d.code, d.paragraphs)).collect(),
        cited: i.cited.into_iter().map(|c| Cited { as_printed: c.as_printed, meant: c.meant }).collect(),
        note: i.note,
    }
}

/// Every activity that is named has one of these numbers.
pub(super) fn check_activities(framework: &Framework, numbers: &HashSet<i32>) -> Result<(), DataError> {
    let linked = framework.links.iter().map(|(code, l)| (format!("link {code}–{}", l.activity), l.activity));
    let prior = framework.priorities.iter().flat_map(|p| p.activities.iter().map(|n| ("priorities".to_owned(), *n)));
    match linked.chain(prior).find(|(_, n)| !numbers.contains(n)) {
        Some((entry, n)) => Err(DataError::new(FRAMEWORK, entry, format!("unknown activity “{n}”"))),
        None => Ok(()),
    }
}

/// Every number of an objective is known, nothing stands there twice, and a mismatch is flagged where the numbers differ.
fn check(file: &FrameworkFile) -> Result<(), DataError> {
    let codes = unique(FRAMEWORK, file.focal_areas.iter().flat_map(|a| &a.objectives).map(|o| o.code.as_str()))?;
    let objective = |entry: &str, code: &str| known(FRAMEWORK, || entry.to_owned(), "objective", code, &codes);
    for area in &file.focal_areas {
        let prefix = format!("{}.", area.number);
        if let Some(o) = area.objectives.iter().find(|o| !o.code.starts_with(&prefix)) {
            return Err(DataError::new(FRAMEWORK, o.code.clone(), format!("is not of focal area {}", area.number)));
        }
    }
    for p in &file.priorities {
        objective("priorities", &p.objective)?;
    }
    let items = file.programme.meetings.iter().flat_map(|m| &m.items).chain(&file.programme.standing);
    for (i, c) in items.flat_map(|i| i.cited.iter().map(move |c| (i, c))) {
        objective(&i.place, &c.meant)?;
        if c.is_mismatch != (c.as_printed != c.meant) {
            return Err(DataError::new(FRAMEWORK, i.place.clone(), format!("{} and {} are flagged wrongly", c.as_printed, c.meant)));
        }
    }
    let mut seen = HashSet::new();
    for l in &file.links {
        let entry = format!("link {}–{}", l.objective, l.activity);
        objective(&entry, &l.objective)?;
        if !seen.insert((l.objective.as_str(), l.activity)) {
            return Err(DataError::new(FRAMEWORK, entry, "stands there twice"));
        }
        if l.reason.iter().any(|(_, words)| words.chars().count() > REASON_MAX) {
            return Err(DataError::new(FRAMEWORK, entry, format!("the reason has more than {REASON_MAX} characters")));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const CONTENT: &str = include_str!("../../../../data/framework.json");

    fn error(from: &str, to: &str) -> String {
        assert!(CONTENT.contains(from), "“{from}” is not in the file");
        let all = (1..=14).collect();
        read(&CONTENT.replacen(from, to, 1)).and_then(|f| check_activities(&f, &all)).expect_err("a malformed file is refused").to_string()
    }

    #[test]
    fn the_framework_is_what_the_document_states() {
        let f = crate::data::built_in().unwrap().framework;
        let per_area = |count: fn(&Objective) -> usize| {
            f.areas.iter().map(|a| f.objectives.iter().filter(|o| o.area == a.number).map(count).sum()).collect::<Vec<usize>>()
        };
        assert_eq!(f.areas.iter().map(|a| a.impacts.len()).collect::<Vec<_>>(), [2, 5, 2, 1, 4]);
        assert_eq!(per_area(|_| 1), [9, 6, 3, 2, 3]);
        assert_eq!(per_area(|o| o.outcomes.len()), [20, 14, 7, 8, 11]);
        assert_eq!(per_area(|o| o.indicators.len()), [27, 17, 6, 9, 13]);
        let of = |meeting| f.programme.iter().filter(|i| i.meeting == meeting).count();
        assert_eq!([None, Some(6), Some(7), Some(8), Some(9), Some(10)].map(of), [5, 10, 7, 4, 2, 2]);
        let cited: Vec<&Cited> = f.programme.iter().filter(|i| i.meeting.is_some()).flat_map(|i| &i.cited).collect();
        assert_eq!((cited.len(), cited.iter().filter(|c| c.is_mismatch()).count()), (27, 22));
        let confirmed = f.objectives.iter().filter(|o| o.adopted.as_ref().is_some_and(|a| a.is_confirmed));
        assert_eq!(confirmed.map(|o| o.code.as_str()).collect::<Vec<_>>(), ["2.2", "3.2"]);
        assert!(f.document.symbol.is_none(), "the text that was read prints none");
        assert_eq!(f.priorities.iter().map(Priority::is_gap).collect::<Vec<_>>(), [true, false, false, false]);
        assert!((1..=14).all(|n| f.links.iter().any(|(_, l)| l.activity == n)), "every activity serves something");
    }

    #[test]
    fn a_malformed_file_is_refused_with_file_entry_and_reason() {
        assert!(
            error("\"status\": \"draft\"", "\"status\": \"x\"").starts_with("data file framework.json, at document.status: “x” is not")
        );
        assert!(error("\"code\": \"1.2\"", "\"code\": \"1.1\"").ends_with("at 1.1: stands there twice"));
        assert!(error("\"code\": \"1.2\"", "\"code\": \"2.9\"").ends_with("at 2.9: is not of focal area 1"));
        assert!(error("\"objective\": \"2.3\"", "\"objective\": \"2.9\"").ends_with("at link 2.9–14: unknown objective “2.9”"));
        assert!(error("\"activity\": 14", "\"activity\": 15").ends_with("at link 1.7–15: unknown activity “15”"));
        assert!(error("\"strength\": \"strong\"", "\"strength\": \"huge\"").contains("“huge” is not a strength of a link"));
        assert!(error("\"is_mismatch\": true", "\"is_mismatch\": false").ends_with("at 2.1(c): 2.1 and 1.1 are flagged wrongly"));
        assert!(error("\"measure\"", "\"unit\"").contains("unknown field `unit`"));
        assert!(error("\"zh\": \"能力建设\"", "\"fr\": \"x\"").contains("“fr” is not a language"));
    }
}
