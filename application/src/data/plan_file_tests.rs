use std::time::{Duration, Instant};

use serde_json::json;

use super::*;

const SECOND: &str = include_str!("../../../tests/it/data/second-plan.json");

fn names(names: &[&str]) -> std::collections::HashSet<String> {
    names.iter().map(|n| (*n).to_owned()).collect()
}

fn known() -> Known {
    Known {
        organisations: names(&["unep", "jrc"]),
        units: names(&["people", "countries"]),
        decisions: names(&[]),
        countries: names(&["KE"]),
    }
}

fn in_file(content: &[u8]) -> Result<PlanContent, Problems> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("plan.json");
    std::fs::write(&path, content).unwrap();
    PlanSource::open(&path)?.checked(&known())
}

/// What is said of the invented plan after one change to its JSON.
fn said(change: impl FnOnce(&mut Value)) -> String {
    let mut plan: Value = serde_json::from_str(SECOND).unwrap();
    change(&mut plan);
    refused(plan.to_string().as_bytes())
}

fn refused(content: &[u8]) -> String {
    in_file(content).map(|_| ()).expect_err("the file is refused").to_string()
}

#[test]
fn a_plan_in_english_alone_with_much_left_out_is_right() {
    let content = in_file(SECOND.as_bytes()).unwrap_or_else(|e| panic!("{e}"));
    let activities: Vec<_> = content.plan.lists.activities.iter().map(|a| &a.entry).collect();
    assert_eq!((activities.len(), content.plan.lists.topics.len()), (5, 3));
    assert!(content.plan.plan.years().is_none() && content.plan.plan.decision_code().is_none());
    let bare = activities[2];
    assert!(bare.years().is_none() && bare.topic.is_none() && bare.decisions.is_empty() && bare.partners.is_empty());
    assert!(in_file(format!("\u{feff}{SECOND}").as_bytes()).is_ok(), "a byte order mark does not matter");
}

#[test]
fn an_unknown_key_is_named_with_its_place_and_what_is_known() {
    let error = said(|p| p["activities"][3]["colour"] = json!("red"));
    assert!(error.contains("plan.json, at activities[3] (number 4): unknown key “colour”; known are number, "), "{error}");
    assert!(said(|p| p["extra"] = json!(1)).contains("at .: unknown key “extra”"));
    assert!(
        said(|p| p["activities"][0]["partners"][1]["rank"] = json!(1))
            .contains("at activities[0].partners[1] (number 1): unknown key “rank”")
    );
}

#[test]
fn english_is_required_and_other_languages_are_not() {
    let error = said(|p| p["activities"][1]["title"] = json!({ "zh": "方法" }));
    assert!(error.ends_with("at activities[1].title (number 2): the text in “en” is missing"), "{error}");
    assert!(said(|p| p["activities"][1]["title"] = json!({ "en": " " })).contains("title.en (number 2): the text is empty"));
    assert!(said(|p| p["topics"][0]["name"] = json!({ "en": "x", "xx": "y" })).contains("at topics[0].name: “xx” is not a language"));
    assert!(said(|p| p["plan"]["title"] = json!({ "en": "a\u{0}b" })).contains("control character U+0000"));
}

#[test]
fn dependencies_lead_somewhere_and_not_back() {
    let needs = |on: i64| json!([{ "activity": on, "relation": "builds-on" }]);
    let error = said(|p| p["activities"][1]["depends_on"] = needs(5));
    assert!(error.ends_with("at activities[1] (number 2): depends on itself by way of others: 2 → 5 → 4 → 2"), "{error}");
    assert!(said(|p| p["activities"][1]["depends_on"] = needs(2)).ends_with("(number 2): depends on activity 2, which it cannot"));
    assert!(said(|p| p["activities"][1]["depends_on"] = needs(77)).ends_with("(number 2): depends on activity 77, which it cannot"));
    let relation = json!([{ "activity": 1, "relation": "likes" }]);
    assert!(
        said(|p| p["activities"][1]["depends_on"] = relation).contains("unknown relation “likes”; known are uses-materials-of, builds-on")
    );
}

#[test]
fn numbers_and_names_stand_once_and_references_lead_somewhere() {
    assert!(said(|p| p["activities"][4]["number"] = json!(1)).contains("at activities[4] (number 1): the number is taken or below 1"));
    assert!(said(|p| p["activities"][2]["number"] = json!(0)).contains("the number is taken or below 1"));
    assert!(said(|p| p["topics"][1]["id"] = json!("goal-people")).contains("at topics[1]: “goal-people” stands there twice"));
    assert!(said(|p| p["activities"][0]["topic"] = json!("x")).ends_with("at activities[0] (number 1): unknown topic “x”"));
    assert!(said(|p| p["activities"][0]["decisions"][0]["code"] = json!("x")).ends_with("(number 1): unknown decision “x”"));
    assert!(said(|p| p["activities"][0]["indicators"][0]["unit"] = json!("x")).ends_with("(number 1): unknown unit “x”"));
    assert!(said(|p| p["activities"][0]["partners"][0]["organisation"] = json!("x")).ends_with("(number 1): unknown organisation “x”"));
    assert!(said(|p| p["activities"][0]["partners"][0]["organisation"] = json!("unep")).ends_with("“unep” is a partner twice"));
    assert!(
        said(|p| p["activities"][0]["partners"][0]["role"] = json!("boss")).contains("“boss” is not a partner role; known are possible, ")
    );
    assert!(said(|p| p["organisations"][0]["country"] = json!("XX")).ends_with("at organisations[0]: unknown country “XX”"));
    assert!(said(|p| p["plan"]["code"] = json!("A/B")).contains("at plan.code: “A/B” is no name for addresses"));
}

#[test]
fn years_are_stated_together_and_in_order() {
    assert!(
        said(|p| p["activities"][2]["start_year"] = json!(2019)).ends_with("start_year and end_year are stated together or not at all")
    );
    assert!(said(|p| p["activities"][0]["end_year"] = json!(2018)).contains("the years are in the wrong order"));
    assert!(said(|p| p["activities"][0]["end_year"] = json!(99_999)).contains("a year is not from 1900 to 2200"));
    let planned = |p: &mut Value| {
        p["plan"]["start_year"] = json!(2019);
        p["plan"]["end_year"] = json!(2021);
    };
    assert!(said(planned).ends_with("at activities[4] (number 5): the years are in the wrong order or outside the plan's"));
}

#[test]
fn what_is_said_of_the_decision_is_checked_too() {
    assert!(said(|p| p["plan"]["decision"] = json!({ "title": "x" })).ends_with("at plan.decision: the key “code” is missing"));
    assert!(
        said(|p| p["plan"]["decision"] = json!({ "code": "x", "day": "x" }))
            .contains("at plan.decision: unknown key “day”; known are code, ")
    );
    assert!(said(|p| p["plan"]["context"] = json!([{ "paragraph": "1" }])).ends_with("at plan.context[0]: the key “text” is missing"));
    assert!(said(|p| p["plan"]["reading_notes"] = json!([{ "zh": "x" }])).ends_with("plan.reading_notes[0]: the text in “en” is missing"));
}

#[test]
fn every_problem_is_listed_up_to_fifty() {
    let error = said(|p| {
        p["activities"][0]["partners"][0]["role"] = json!("boss");
        p["activities"][0]["title"] = json!("no object");
        p["activities"][1]["topic"] = json!("nowhere");
        p["activities"][4]["colour"] = json!(1);
        p["plan"].as_object_mut().unwrap().remove("summary");
    });
    assert!(error.starts_with("data file ") && error.contains("plan.json: 5 problems\n"), "{error}");
    for part in [
        "activities[0].partners[0].role (number 1)",
        "activities[0].title (number 1): invalid type",
        "unknown topic “nowhere”",
        "colour",
        "at plan: the key “summary” is missing",
    ] {
        assert!(error.contains(part), "{part}: {error}");
    }
    let error = said(|p| {
        p["topics"] = (0..60)
            .map(|n| json!({ "id": format!("t{n}"), "name": 1 }))
            .chain([
                json!({"id": "goal-people", "name": {"en": "x"}}),
                json!({"id": "goal-methods", "name": {"en": "x"}}),
                json!({"id": "goal-exchange", "name": {"en": "x"}}),
            ])
            .collect()
    });
    assert_eq!((error.lines().count(), error.lines().last()), (52, Some("  and 10 more")));
}

#[test]
fn a_plan_has_so_many_activities_and_no_more() {
    let with = |count: usize| {
        let mut plan: Value = serde_json::from_str(SECOND).unwrap();
        let one = plan["activities"][2].clone();
        let numbered = |n: usize| {
            let mut activity = one.clone();
            activity["number"] = json!(n);
            activity
        };
        plan["activities"] = (1..=count).map(numbered).collect();
        plan.to_string()
    };
    assert!(in_file(with(ACTIVITIES_MAX).as_bytes()).is_ok());
    let many = with(10_000);
    let start = Instant::now();
    let error = refused(many.as_bytes());
    assert!(error.ends_with("at activities: 10000 activities; a plan may have 1000"), "{error}");
    assert!(start.elapsed() < Duration::from_secs(5), "{:?}", start.elapsed());
    assert!(said(|p| p["activities"] = json!([])).ends_with("a plan has at least one activity"));
}

#[test]
fn a_long_chain_of_dependencies_is_checked_in_time() {
    let activity = |n: usize| {
        let on = if n == 1 { json!([]) } else { json!([{ "activity": n - 1, "relation": "builds-on" }]) };
        json!({ "number": n, "title": { "en": "x" }, "short_title": { "en": "x" }, "summary": { "en": "x" }, "depends_on": on })
    };
    let mut plan: Value = serde_json::from_str(SECOND).unwrap();
    plan["activities"] = (1..=ACTIVITIES_MAX).map(activity).collect();
    let start = Instant::now();
    assert!(in_file(plan.to_string().as_bytes()).is_ok());
    assert!(start.elapsed() < Duration::from_secs(10), "{:?}", start.elapsed());
}

#[test]
fn what_is_no_file_of_text_is_refused() {
    assert!(refused(b"{\"plan\": \"\xff\"}").ends_with("not UTF-8 at byte offset 10"));
    assert!(refused(b"").ends_with("the file is empty") && refused(b" \n ").ends_with("the file is empty"));
    assert!(refused(b"{\"plan\": 1,").contains("at the file: EOF while parsing"));
    assert!(refused(b"[1, 2]").ends_with("an object is expected, not a list"));
    assert!(refused(b"{\"plan\": 1, \"plan\": 2}").contains("the key “plan” stands there twice at line 1"));
    let folder = tempfile::tempdir().unwrap();
    let open = |path: &Path| PlanSource::open(path).map(|_| ()).expect_err("refused").to_string();
    assert!(open(folder.path()).ends_with("is a directory, not a file"));
    assert!(open(&folder.path().join("absent.json")).contains("cannot be read: No such file"));
    let large = folder.path().join("large.json");
    File::create(&large).unwrap().set_len(1 << 30).unwrap();
    let start = Instant::now();
    assert!(open(&large).ends_with("has 1073741824 bytes; a plan's file may have 16777216"));
    assert!(start.elapsed() < Duration::from_millis(500), "nothing was read");
}
