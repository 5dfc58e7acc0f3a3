//! How changes are stored: JSON with a format number.
//!
//! Format 2, which is written: `{"format":2,"changes":[{"field":"due","before":null,"after":{"day":"2019-03-12"}}]}`; a `lang` where a
//! text exists in several languages, and each value tagged with its sort (see [`Value`]).
//!
//! Format 1, which is only read: an array of the same changes without a format number, each value one string whose form depends on the
//! field ([`Field::interpret`]).

use diesel::QueryResult;
use domain::history::{Change, Field, Value};
use domain::lang::Lang;
use serde::{Deserialize, Serialize};

use crate::db::corrupt;

/// The format that is written.
const FORMAT: u32 = 2;

#[derive(Serialize, Deserialize)]
struct StoredChange<V> {
    field: Field,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    lang: Option<Lang>,
    before: Option<V>,
    after: Option<V>,
}

#[derive(Serialize, Deserialize)]
struct Numbered<C> {
    format: u32,
    changes: C,
}

/// The changes as they are stored.
///
/// # Errors
/// When a value cannot be written as JSON, such as a number that is not finite.
pub(super) fn write(changes: &[Change]) -> QueryResult<String> {
    let stored = |c: &Change| StoredChange { field: c.field, lang: c.lang, before: c.before.clone(), after: c.after.clone() };
    let changes: Vec<StoredChange<Value>> = changes.iter().map(stored).collect();
    serde_json::to_string(&Numbered { format: FORMAT, changes }).map_err(corrupt)
}

/// Reads changes of any format.
///
/// # Errors
/// When they are of no known format, or name an unknown field or sort of value.
pub(super) fn read(stored: &str) -> QueryResult<Vec<Change>> {
    if stored.trim_start().starts_with('[') {
        let changes: Vec<StoredChange<String>> = serde_json::from_str(stored).map_err(corrupt)?;
        return Ok(changes.into_iter().map(of_format1).collect());
    }
    let Numbered { format, changes }: Numbered<serde_json::Value> = serde_json::from_str(stored).map_err(corrupt)?;
    if format != FORMAT {
        return Err(corrupt(domain::UnknownValue { what: "format of the history", value: format.to_string() }));
    }
    let changes: Vec<StoredChange<Value>> = serde_json::from_value(changes).map_err(corrupt)?;
    Ok(changes.into_iter().map(|c| Change { field: c.field, lang: c.lang, before: c.before, after: c.after }).collect())
}

fn of_format1(c: StoredChange<String>) -> Change {
    let value = |stored: Option<String>| stored.map(|s| c.field.interpret(&s));
    Change { field: c.field, lang: c.lang, before: value(c.before), after: value(c.after) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FORMAT1: &str = include_str!("testdata/format1.json");
    const FORMAT2: &str = include_str!("testdata/format2.json");

    #[test]
    fn the_golden_file_of_format_1_is_read() {
        let read = read(FORMAT1).unwrap();
        let texts: Vec<Field> =
            read.iter().filter(|c| [&c.before, &c.after].into_iter().flatten().any(|v| v.as_text().is_some())).map(|c| c.field).collect();
        assert_eq!(
            texts,
            [Field::Title, Field::Value, Field::CoOrganisers, Field::Partners, Field::Due],
            "texts, and what is not understood"
        );
        let partners = &read.iter().find(|c| c.field == Field::Partners).unwrap().after;
        let Some(Value::Partners(partners)) = partners else { panic!("not partners: {partners:?}") };
        assert_eq!(partners.iter().map(|p| p.name.as_str()).collect::<Vec<_>>(), ["UN (Water), Geneva", "JRC"]);
    }

    #[test]
    fn the_golden_file_of_format_2_is_read_and_written_again() {
        let changes = read(FORMAT2).unwrap();
        let again: serde_json::Value = serde_json::from_str(&write(&changes).unwrap()).unwrap();
        let golden: serde_json::Value = serde_json::from_str(FORMAT2).unwrap();
        assert_eq!(again, golden);
    }

    #[test]
    fn what_format_1_says_is_kept_in_format_2() {
        let changes = read(FORMAT1).unwrap();
        assert_eq!(read(&write(&changes).unwrap()).unwrap(), changes);
    }

    #[test]
    fn an_unknown_format_field_or_value_is_an_error() {
        for stored in [
            r#"{"format":3,"changes":[]}"#,
            r#"{"format":2,"changes":[{"field":"colour","before":null,"after":null}]}"#,
            r#"{"format":2,"changes":[{"field":"due","before":null,"after":{"shape":"round"}}]}"#,
            "words",
        ] {
            assert!(read(stored).is_err(), "{stored}");
        }
    }
}
