//! Reads the entries of a plan's file from JSON. Unlike deserialisation, it goes on after a mistake, so that all are found.

use std::collections::BTreeMap;

use domain::UnknownValue;
use domain::lang::{Lang, Translated};
use serde_json::{Map, Value};

use super::problems::Problems;

/// Most characters of a text that no other rule limits.
const TEXT_MAX: usize = 5_000;

/// Where in the file a value stands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Place {
    path: String,
    number: Option<i64>,
}

impl Place {
    /// The value under a key of this object.
    pub(super) fn key(&self, key: &str) -> Self {
        let path = if self.path.is_empty() { key.to_owned() } else { format!("{}.{key}", self.path) };
        Self { path, number: self.number }
    }

    /// A value of this list. An object in it with a number is known by that too.
    pub(super) fn item(&self, at: usize, value: &Value) -> Self {
        Self { path: format!("{}[{at}]", self.path), number: value.get("number").and_then(Value::as_i64).or(self.number) }
    }
}

impl std::fmt::Display for Place {
    /// `activities[3].title (number 4)`; `.` is the whole file.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(if self.path.is_empty() { "." } else { &self.path })?;
        self.number.map_or(Ok(()), |number| write!(f, " (number {number})"))
    }
}

/// What can be read from a value of the file.
pub(super) trait Read: Sized {
    /// `None`: the value is wrong, and what is wrong with it was added to the problems.
    fn read(value: Value, at: &Place, problems: &mut Problems) -> Option<Self>;
}

/// The keys of an object, taken one by one. What is left at the end is unknown.
pub(super) struct Fields<'a> {
    map: Map<String, Value>,
    known: Vec<&'static str>,
    at: &'a Place,
    problems: &'a mut Problems,
}

impl<'a> Fields<'a> {
    pub(super) fn of(value: Value, at: &'a Place, problems: &'a mut Problems) -> Option<Self> {
        match value {
            Value::Object(map) => Some(Self { map, known: Vec::new(), at, problems }),
            other => {
                problems.add(at.to_string(), format!("an object is expected, not {}", kind(&other)));
                None
            }
        }
    }

    /// The value under a key that must be there.
    pub(super) fn required<T: Read>(&mut self, key: &'static str) -> Option<T> {
        self.known.push(key);
        match self.map.remove(key) {
            Some(value) => T::read(value, &self.at.key(key), self.problems),
            None => {
                self.problems.add(self.at.to_string(), format!("the key “{key}” is missing"));
                None
            }
        }
    }

    /// The value under a key that may be absent or `null`.
    pub(super) fn optional<T: Read + Default>(&mut self, key: &'static str) -> Option<T> {
        self.known.push(key);
        match self.map.remove(key) {
            None | Some(Value::Null) => Some(T::default()),
            Some(value) => T::read(value, &self.at.key(key), self.problems),
        }
    }

    /// Refuses what was not taken.
    pub(super) fn finish(self) {
        for key in self.map.keys() {
            let known = self.known.join(", ");
            self.problems.add(self.at.to_string(), format!("unknown key “{key}”; known are {known}"));
        }
    }
}

/// Declares an entry of the file: each key with whether it may be absent.
macro_rules! entry {
    ($(#[$meta:meta])* $name:ident { $($need:ident $field:ident: $type:ty,)+ }) => {
        $(#[$meta])*
        pub(super) struct $name { $(pub $field: $type,)+ }

        impl $crate::data::reading::Read for $name {
            fn read(
                value: serde_json::Value,
                at: &$crate::data::reading::Place,
                problems: &mut $crate::data::problems::Problems,
            ) -> Option<Self> {
                let mut fields = $crate::data::reading::Fields::of(value, at, problems)?;
                $(let $field = fields.$need::<$type>(stringify!($field));)+
                fields.finish();
                Some(Self { $($field: $field?,)+ })
            }
        }
    };
}
pub(super) use entry;

const fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "a text",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

/// A value for which the JSON type says everything.
fn plain<T: serde::de::DeserializeOwned>(value: Value, at: &Place, problems: &mut Problems) -> Option<T> {
    serde_json::from_value(value).map_err(|e| problems.add(at.to_string(), e.to_string())).ok()
}

macro_rules! read_plain {
    ($($type:ty),+) => { $(impl Read for $type {
        fn read(value: Value, at: &Place, problems: &mut Problems) -> Option<Self> {
            plain(value, at, problems)
        }
    })+ };
}
read_plain!(bool, i32, f64, Value, BTreeMap<String, Value>);

/// Reads a stored word of one of our enums.
macro_rules! read_word {
    ($($type:ty),+) => { $(impl Read for $type {
        fn read(value: Value, at: &Place, problems: &mut Problems) -> Option<Self> {
            let word = String::read(value, at, problems)?;
            word.parse().map_err(|e: UnknownValue| {
                let known: Vec<&str> = Self::ALL.iter().map(|v| v.as_str()).collect();
                problems.add(at.to_string(), format!("{e}; known are {}", known.join(", ")));
            }).ok()
        }
    })+ };
}
read_word!(
    domain::decision::Body,
    domain::indicator::IndicatorKind,
    domain::organisation::OrganisationKind,
    domain::partner::PartnerRole,
    domain::result::ResultKind
);

/// What is wrong with a text, if anything.
fn text_problem(text: &str) -> Option<String> {
    let count = text.chars().count();
    if text.trim().is_empty() {
        Some("the text is empty".to_owned())
    } else if count > TEXT_MAX {
        Some(format!("the text has {count} characters; {TEXT_MAX} are allowed"))
    } else {
        let control = text.chars().find(|c| c.is_control() && !matches!(c, '\n' | '\t'));
        control.map(|c| format!("the text has the control character U+{:04X}", u32::from(c)))
    }
}

impl Read for String {
    fn read(value: Value, at: &Place, problems: &mut Problems) -> Option<Self> {
        let text: Self = plain(value, at, problems)?;
        match text_problem(&text) {
            None => Some(text),
            Some(problem) => {
                problems.add(at.to_string(), problem);
                None
            }
        }
    }
}

/// A text by language. English must be there; other languages may be missing.
impl Read for Translated {
    fn read(value: Value, at: &Place, problems: &mut Problems) -> Option<Self> {
        let map: Map<String, Value> = plain(value, at, problems)?;
        let before = problems.count();
        let mut texts = Vec::new();
        for (lang, text) in map {
            let place = at.key(&lang);
            match lang.parse::<Lang>() {
                Ok(lang) => texts.extend(String::read(text, &place, problems).map(|text| (lang, text))),
                Err(e) => problems.add(at.to_string(), e.to_string()),
            }
        }
        if problems.count() == before && !texts.iter().any(|(lang, _)| *lang == Lang::En) {
            problems.add(at.to_string(), format!("the text in “{}” is missing", Lang::En));
        }
        (problems.count() == before).then(|| Self::new(texts))
    }
}

impl<T: Read> Read for Option<T> {
    fn read(value: Value, at: &Place, problems: &mut Problems) -> Option<Self> {
        if value.is_null() { Some(None) } else { T::read(value, at, problems).map(Some) }
    }
}

/// The items that are right; the others are problems.
impl<T: Read> Read for Vec<T> {
    fn read(value: Value, at: &Place, problems: &mut Problems) -> Option<Self> {
        let list: Vec<Value> = plain(value, at, problems)?;
        let items = list.into_iter().enumerate().filter_map(|(n, value)| {
            let place = at.item(n, &value);
            T::read(value, &place, problems)
        });
        Some(items.collect())
    }
}

/// An item with its place, for what is checked later.
pub(super) struct Placed<T> {
    pub at: Place,
    pub entry: T,
}

impl<T: Read> Read for Placed<T> {
    fn read(value: Value, at: &Place, problems: &mut Problems) -> Option<Self> {
        T::read(value, at, problems).map(|entry| Self { at: at.clone(), entry })
    }
}
