//! What a plan's file says of the decision that adopted the plan and of reading it. It is stored as it stands and shown on the page of
//! sources, so it is only checked here.

use std::collections::BTreeMap;

use domain::lang::Translated;
use serde_json::Value;

use super::entries::PlanEntry;
use super::problems::Problems;
use super::reading::{Place, Read};

/// Facts about the decision, each one text for all languages or a text by language.
const FACTS: [&str; 13] = [
    "code",
    "title",
    "body",
    "meeting",
    "held_from",
    "held_to",
    "place",
    "agenda_item",
    "annex",
    "annex_section",
    "full_plan_in",
    "maintains",
    "note",
];

/// Checks decision, context, footnotes and reading notes.
pub(super) fn check(plan: &PlanEntry, at: &Place, problems: &mut Problems) {
    object(&plan.decision, &FACTS, &at.key("decision"), problems);
    if !plan.decision.is_empty() && plan.decision_code().is_none() {
        problems.add(at.key("decision").to_string(), "the key “code” is missing");
    }
    paragraphs(&plan.context, "paragraph", &at.key("context"), problems);
    paragraphs(&plan.footnotes, "number", &at.key("footnotes"), problems);
    for (n, note) in plan.reading_notes.iter().enumerate() {
        fact(note, &at.key("reading_notes").item(n, note), problems);
    }
}

fn paragraphs(list: &[Value], number: &str, at: &Place, problems: &mut Problems) {
    for (n, value) in list.iter().enumerate() {
        let at = at.item(n, value);
        let Some(map) = BTreeMap::<String, Value>::read(value.clone(), &at, problems) else { continue };
        for key in [number, "text"] {
            if !map.contains_key(key) {
                problems.add(at.to_string(), format!("the key “{key}” is missing"));
            }
        }
        object(&map, &[number, "text", "note"], &at, problems);
    }
}

fn object(map: &BTreeMap<String, Value>, known: &[&str], at: &Place, problems: &mut Problems) {
    for (key, value) in map {
        if known.contains(&key.as_str()) {
            fact(value, &at.key(key), problems);
        } else {
            problems.add(at.to_string(), format!("unknown key “{key}”; known are {}", known.join(", ")));
        }
    }
}

/// A text, a text by language, a number, or nothing.
fn fact(value: &Value, at: &Place, problems: &mut Problems) {
    match value {
        Value::Null | Value::Number(_) => {}
        Value::String(_) => drop(String::read(value.clone(), at, problems)),
        _ => drop(Translated::read(value.clone(), at, problems)),
    }
}
