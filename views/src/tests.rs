//! What holds for all texts and all pages.

use std::collections::{BTreeMap, BTreeSet};

use domain::access::Role;
use domain::lang::Lang;
use fluent_bundle::FluentResource;
use scraper::{Html, Selector};

use crate::frame::Frame;
use crate::{sample, text};

/// Key of each message with the names of the variables it uses.
fn messages(lang: Lang) -> BTreeMap<String, BTreeSet<String>> {
    let mut all = BTreeMap::new();
    for (file, source) in text::files(lang) {
        if let Err((_, errors)) = FluentResource::try_new(source.to_owned()) {
            panic!("{lang}/{file}: {errors:?}");
        }
        let mut key = String::new();
        for line in source.lines().filter(|l| !l.starts_with('#')) {
            if let Some((name, _)) = line.split_once(" = ").filter(|_| !line.starts_with([' ', '}'])) {
                key = name.to_owned();
                assert!(all.insert(key.clone(), BTreeSet::new()).is_none(), "{lang}/{file}: {key} stands there twice");
            }
            for (at, _) in line.match_indices('$') {
                let name: String = line[at + 1..].chars().take_while(|c| c.is_ascii_alphanumeric()).collect();
                all.entry(key.clone()).or_default().insert(name);
            }
        }
    }
    all
}

#[test]
fn all_languages_have_the_same_texts() {
    let english = messages(Lang::En);
    for &lang in Lang::ALL {
        let other = messages(lang);
        let keys = |m: &BTreeMap<String, BTreeSet<String>>| m.keys().cloned().collect::<BTreeSet<_>>();
        assert_eq!(keys(&english).symmetric_difference(&keys(&other)).collect::<Vec<_>>(), Vec::<&String>::new(), "{lang}");
        for (key, variables) in &other {
            assert!(variables.is_subset(&english[key]), "{lang}: {key} uses {variables:?}, English {:?}", english[key]);
        }
    }
}

#[test]
fn no_chinese_text_was_forgotten() {
    let zh: String = text::files(Lang::Zh).iter().map(|(_, s)| *s).collect();
    let untranslated: Vec<&str> = zh
        .lines()
        .filter(|l| !l.starts_with('#'))
        .filter_map(|l| l.split_once(" = "))
        .filter(|(key, value)| {
            value.chars().filter(char::is_ascii_alphabetic).count() > 12 && value.is_ascii() && !key.starts_with("moment")
        })
        .filter(|(_, value)| !value.starts_with('{'))
        .map(|(key, _)| key)
        .collect();
    assert_eq!(untranslated, Vec::<&str>::new());
}

/// The frames in which every page is rendered: each language, each role and nobody.
fn frames() -> Vec<Frame> {
    let roles = Role::ALL.iter().copied().map(Some).chain([None]);
    let frame = |lang: Lang, role: Option<Role>| {
        let mut frame = Frame::sample(lang);
        match role {
            Some(role) => frame.reader.iter_mut().for_each(|r| r.member.role = role),
            None => frame = Frame { reader: None, public_open: true, notice: Some("signed-out".into()), ..frame },
        }
        frame
    };
    roles.flat_map(|role| Lang::ALL.iter().map(move |lang| frame(*lang, role))).collect()
}

fn attributes(html: &Html, css: &str, name: &str) -> Vec<String> {
    html.select(&Selector::parse(css).unwrap()).filter_map(|e| e.attr(name)).map(str::to_owned).collect()
}

#[test]
fn every_page_is_whole_in_every_language_for_everybody() {
    for frame in frames() {
        for (name, markup) in sample::pages(&frame) {
            let place = format!("{name} in {} for {:?}", frame.lang, frame.role());
            let source = markup.into_string();
            assert!(!source.contains('⟨'), "{place}: {}", source.split('⟨').nth(1).unwrap_or("").split('⟩').next().unwrap_or(""));
            assert!(!source.contains("{$") && !source.contains("<train>"), "{place}: a text without its value, or unescaped");
            assert!(!source.contains(" style=") && !source.contains("<script>"), "{place}: what the content policy forbids");
            let html = Html::parse_document(&source);
            assert_eq!(attributes(&html, "html", "lang"), [frame.lang.as_str()], "{place}");
            assert_eq!(html.select(&Selector::parse("h1").unwrap()).count(), 1, "{place}: one h1");
            let ids = attributes(&html, "[id]", "id");
            let unique: BTreeSet<_> = ids.iter().collect();
            assert_eq!(ids.len(), unique.len(), "{place}: ids stand there twice: {ids:?}");
            for described in attributes(&html, "[aria-describedby]", "aria-describedby") {
                for id in described.split(' ') {
                    assert!(unique.contains(&id.to_owned()), "{place}: nothing is called {id}");
                }
            }
            for target in attributes(&html, "label[for]", "for") {
                assert!(unique.contains(&target), "{place}: a label for {target}");
            }
            for link in attributes(&html, ".sum a", "href") {
                assert!(unique.contains(&link.trim_start_matches('#').to_owned()), "{place}: the summary leads to {link}");
            }
            let posts = html.select(&Selector::parse("form[method=post]").unwrap()).count();
            assert_eq!(attributes(&html, "form[method=post] input[name=token]", "value").len(), posts, "{place}: a form without its token");
        }
    }
}

#[test]
fn no_text_is_left_over() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut source = String::new();
    let mut folders = vec![folder.join("src"), folder.join("../src")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()) {
            if entry.is_dir() {
                folders.push(entry);
            } else if entry.file_name().is_none_or(|n| n != "sample.rs" && n != "tests.rs") {
                source += &std::fs::read_to_string(entry).unwrap();
            }
        }
    }
    // Keys that are put together, by what they begin with.
    let composed = [
        "month-",
        "dashboard-",
        "sheet-",
        "weekday-",
        "language-",
        "answer-",
        "priority-",
        "filter-",
        "column-",
        "status-",
        "partner-role-",
        "standing-",
        "depends-",
        "needed-",
        "organisation-kind-",
        "role-",
        "field-",
        "joining-",
        "resetting-",
        "resume-",
        "retention-count-",
        "first-",
        "account-",
        "history-",
        "audit-",
        "error-",
        "mail-",
        "source-",
        "notice-",
        "framework-notes-",
        "framework-strength-",
        "precedent-kind-",
        "precedent-status-",
        "event-kind-",
        "event-mode-",
        "region-",
        "stakeholders-",
        "basis-",
        "stage-",
        "people-by-gender-",
        "merge-refused-",
        "rule-",
        "aggregation-",
        "direction-",
        "feed-",
        "measurement-source-",
        "evidence-",
        "correct-since-",
        "waits-",
        "file-kind-",
        "counted-column-",
        "currency-",
        "relationship-kind-",
        "relationship-state-",
        "protocol-",
        "cooperation-for-",
        "reminder-count-",
        "reminder-late",
        "reminder-others",
        "reminder-soon",
        "reminder-unassigned",
        "reminder-waiting",
        "search-in-",
        "setup-backup",
        "setup-leads",
        "setup-mail",
        "setup-outputs",
        "setup-partners",
        "setup-people",
        "setup-public-pages",
        "reminder-kind-",
        "reminder-what-",
        "reminder-since-",
        "reminder-counts-",
        "reminder-choice-",
    ];
    let left: Vec<String> = messages(Lang::En)
        .into_keys()
        .filter(|key| !source.contains(&format!("\"{key}\"")))
        .filter(|key| !composed.iter().any(|c| key.starts_with(c)))
        .collect();
    assert_eq!(left, Vec::<String>::new());
}
