//! What must be true of a plan's file as a whole: numbers and names once, references that lead somewhere, years in order.

use std::collections::{HashMap, HashSet};

use domain::activity::{SHORT_TITLE_MAX, SUMMARY_MAX, TITLE_MAX};
use domain::lang::Translated;
use domain::years::Years;
use serde_json::Value;

use super::entries::{ActivityEntry, Lists, PlanEntry};
use super::origin;
use super::problems::Problems;
use super::reading::{Place, Placed};

/// How one activity may need another.
const RELATIONS: [&str; 2] = ["uses-materials-of", "builds-on"];
/// How a target is compared.
const COMPARATORS: [&str; 1] = [">="];
/// Languages that a result may ask for: the six of the United Nations and Portuguese.
const LANGUAGES: [&str; 7] = ["ar", "en", "es", "fr", "pt", "ru", "zh"];
/// Years that a plan may state.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2200;
/// Longest name in addresses.
const SLUG_MAX: usize = 64;

/// What exists outside the file and may be named in it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Known {
    pub organisations: HashSet<String>,
    pub units: HashSet<String>,
    pub decisions: HashSet<String>,
    pub countries: HashSet<String>,
}

impl Known {
    /// Adds what the file itself states, also in entries that cannot be read for another reason.
    fn with(&self, file: &Value) -> Self {
        let add = |known: &HashSet<String>, list: &str, key: &str| known.iter().cloned().chain(texts(file, list, key)).collect();
        Self {
            organisations: add(&self.organisations, "organisations", "slug"),
            units: add(&self.units, "units", "id"),
            decisions: add(&self.decisions, "decisions", "code"),
            countries: self.countries.clone(),
        }
    }
}

fn list<'a>(file: &'a Value, name: &str) -> impl Iterator<Item = &'a Value> {
    file.get(name).and_then(Value::as_array).into_iter().flatten()
}

fn texts(file: &Value, name: &str, key: &str) -> Vec<String> {
    list(file, name).filter_map(|v| v.get(key)?.as_str().map(str::to_owned)).collect()
}

/// What can be named in the file: what is known, and what the file states.
pub(super) struct Names {
    known: Known,
    topics: HashSet<String>,
    numbers: HashSet<i64>,
}

impl Names {
    pub(super) fn of(file: &Value, known: &Known) -> Self {
        Self {
            known: known.with(file),
            topics: texts(file, "topics", "id").into_iter().collect(),
            numbers: list(file, "activities").filter_map(|a| a.get("number")?.as_i64()).collect(),
        }
    }
}

/// Checks everything that one entry alone does not show.
pub(super) fn check(plan: Option<&PlanEntry>, lists: &Lists, names: &Names, problems: &mut Problems) {
    if let Some(plan) = plan {
        slug(&plan.code, &Place::default().key("plan").key("code"), problems);
        let at = Place::default().key("plan");
        years((plan.start_year, plan.end_year), None, &at, problems);
        origin::check(plan, &at, problems);
    }
    unique(&lists.organisations, |o| &o.slug, true, problems);
    unique(&lists.topics, |t| &t.id, true, problems);
    unique(&lists.units, |u| &u.id, true, problems);
    unique(&lists.decisions, |d| &d.code, false, problems);
    for Placed { at, entry } in &lists.organisations {
        if let Some(country) = &entry.country {
            known("country", country, &names.known.countries, at, problems);
        }
    }
    let planned = plan.and_then(PlanEntry::years);
    let mut taken = HashSet::new();
    for Placed { at, entry } in &lists.activities {
        if entry.number < 1 || !taken.insert(entry.number) {
            problems.add(at.to_string(), "the number is taken or below 1");
        }
        years((entry.start_year, entry.end_year), planned, at, problems);
        activity(entry, names, at, problems);
    }
    cycle(&lists.activities, problems);
}

fn activity(entry: &ActivityEntry, names: &Names, at: &Place, problems: &mut Problems) {
    let lengths = [
        (&entry.title, "title", TITLE_MAX),
        (&entry.short_title, "short_title", SHORT_TITLE_MAX),
        (&entry.summary, "summary", SUMMARY_MAX),
    ];
    for (text, key, max) in lengths {
        length(text, max, &at.key(key), problems);
    }
    if let Some(topic) = &entry.topic {
        known("topic", topic, &names.topics, at, problems);
    }
    for decision in &entry.decisions {
        known("decision", &decision.code, &names.known.decisions, at, problems);
    }
    for unit in entry.units() {
        known("unit", unit, &names.known.units, at, problems);
    }
    for result in &entry.results {
        if let Some(target) = &result.target {
            one_of("comparator", &target.comparator, &COMPARATORS, at, problems);
        }
        for code in &result.languages {
            one_of("language", code, &LANGUAGES, at, problems);
        }
    }
    let mut partners = HashSet::new();
    for partner in &entry.partners {
        known("organisation", &partner.organisation, &names.known.organisations, at, problems);
        if !partners.insert(&partner.organisation) {
            problems.add(at.to_string(), format!("the organisation “{}” is a partner twice", partner.organisation));
        }
    }
    let mut needed = HashSet::new();
    for on in &entry.depends_on {
        one_of("relation", &on.relation, &RELATIONS, at, problems);
        if on.activity == entry.number || !names.numbers.contains(&i64::from(on.activity)) {
            problems.add(at.to_string(), format!("depends on activity {}, which it cannot", on.activity));
        } else if !needed.insert(on.activity) {
            problems.add(at.to_string(), format!("depends on activity {} twice", on.activity));
        }
    }
}

fn unique<T>(list: &[Placed<T>], key: impl Fn(&T) -> &String, in_address: bool, problems: &mut Problems) {
    let mut seen = HashSet::new();
    for Placed { at, entry } in list {
        let key = key(entry);
        if !seen.insert(key) {
            problems.add(at.to_string(), format!("“{key}” stands there twice"));
        }
        if in_address {
            slug(key, at, problems);
        }
    }
}

/// A name in addresses: lower-case letters, digits and hyphens.
fn slug(text: &str, at: &Place, problems: &mut Problems) {
    let is_slug = text.len() <= SLUG_MAX && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    if !is_slug {
        problems.add(at.to_string(), format!("“{text}” is no name for addresses: at most {SLUG_MAX} of a–z, 0–9 and -"));
    }
}

fn known(what: &str, key: &str, keys: &HashSet<String>, at: &Place, problems: &mut Problems) {
    if !keys.contains(key) {
        problems.add(at.to_string(), format!("unknown {what} “{key}”"));
    }
}

fn one_of(what: &str, word: &str, words: &[&str], at: &Place, problems: &mut Problems) {
    if !words.contains(&word) {
        problems.add(at.to_string(), format!("unknown {what} “{word}”; known are {}", words.join(", ")));
    }
}

fn length(text: &Translated, max: usize, at: &Place, problems: &mut Problems) {
    for (lang, text) in text.iter() {
        let count = text.chars().count();
        if count > max {
            problems.add(at.key(lang.as_str()).to_string(), format!("the text has {count} characters; {max} are allowed"));
        }
    }
}

/// Both years or none, in order, and within the plan's.
fn years(stated: (Option<i32>, Option<i32>), planned: Option<Years>, at: &Place, problems: &mut Problems) {
    let years = match stated {
        (None, None) => return,
        (Some(first), Some(last)) => Years { first, last },
        _ => return problems.add(at.to_string(), "start_year and end_year are stated together or not at all"),
    };
    if !YEARS.contains(&years.first) || !YEARS.contains(&years.last) {
        problems.add(at.to_string(), format!("a year is not from {} to {}", YEARS.start(), YEARS.end()));
    } else if years.last < years.first || planned.is_some_and(|p| !p.contains(years)) {
        problems.add(at.to_string(), "the years are in the wrong order or outside the plan's");
    }
}

/// No activity may need itself by way of others. Reports one circle.
fn cycle(activities: &[Placed<ActivityEntry>], problems: &mut Problems) {
    let mut needs: HashMap<i32, Vec<i32>> = HashMap::new();
    for Placed { entry, .. } in activities {
        needs.entry(entry.number).or_default().extend(entry.depends_on.iter().map(|d| d.activity).filter(|on| *on != entry.number));
    }
    // Takes away what needs nothing that is left, until nothing changes: what remains leads into a circle.
    loop {
        let free: Vec<i32> = needs.iter().filter(|(_, on)| !on.iter().any(|n| needs.contains_key(n))).map(|(number, _)| *number).collect();
        if free.is_empty() {
            break;
        }
        for number in free {
            needs.remove(&number);
        }
    }
    let Some(mut number) = needs.keys().min().copied() else { return };
    let mut path: Vec<i32> = Vec::new();
    while !path.contains(&number) {
        path.push(number);
        let Some(next) = needs.get(&number).and_then(|on| on.iter().find(|n| needs.contains_key(n))) else { return };
        number = *next;
    }
    let circle = path.iter().skip_while(|n| **n != number).chain([&number]).map(i32::to_string).collect::<Vec<_>>().join(" → ");
    if let Some(Placed { at, .. }) = activities.iter().find(|a| a.entry.number == number) {
        problems.add(at.to_string(), format!("depends on itself by way of others: {circle}"));
    }
}
