//! What holds for all texts and all pages.

use std::collections::{BTreeMap, BTreeSet};

use domain::lang::Lang;
use fluent_bundle::FluentResource;

use crate::text;

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
