//! `precedents.json`, read strictly: past cooperation events, the documents that state them and who took part.

use std::collections::HashSet;

use domain::lang::Translated;
use domain::precedent::{Organiser, Precedent, PrecedentKind, PrecedentStatus, Precision, Source, Span};
use serde::Deserialize;

use super::read::{DataError, json, known, unique};
use super::words::{optional_text, read_enum, text};
use crate::db::country::CountryRow;

const PRECEDENTS: &str = "precedents.json";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PrecedentsFile {
    documents: Vec<DocumentEntry>,
    organisers: Vec<OrganiserEntry>,
    precedents: Vec<PrecedentEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DocumentEntry {
    key: String,
    symbol: Option<String>,
    #[serde(deserialize_with = "text")]
    title: Translated,
    #[serde(deserialize_with = "text")]
    meeting: Translated,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OrganiserEntry {
    key: String,
    #[serde(deserialize_with = "text")]
    name: Translated,
    acronym: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PrecedentEntry {
    key: String,
    #[serde(deserialize_with = "read_enum")]
    kind: PrecedentKind,
    #[serde(deserialize_with = "text")]
    title: Translated,
    start: String,
    end: String,
    #[serde(deserialize_with = "read_enum")]
    precision: Precision,
    #[serde(deserialize_with = "optional_text")]
    place: Translated,
    country: Option<String>,
    organisers: Vec<String>,
    #[serde(deserialize_with = "text")]
    role: Translated,
    #[serde(deserialize_with = "read_enum")]
    status: PrecedentStatus,
    sources: Vec<CitedEntry>,
    #[serde(deserialize_with = "optional_text")]
    note: Translated,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CitedEntry {
    document: String,
    paragraphs: Vec<String>,
    footnotes: Vec<String>,
}

/// Reads the file; `countries` are those that may be named.
pub(super) fn read(content: &str, countries: &[CountryRow]) -> Result<Vec<Precedent>, DataError> {
    let file: PrecedentsFile = json(PRECEDENTS, content)?;
    unique(PRECEDENTS, file.documents.iter().map(|d| d.key.as_str()))?;
    unique(PRECEDENTS, file.organisers.iter().map(|o| o.key.as_str()))?;
    unique(PRECEDENTS, file.precedents.iter().map(|p| p.key.as_str()))?;
    let countries = countries.iter().map(|c| c.iso2.as_str()).collect();
    file.precedents.iter().map(|entry| precedent(entry, &file, &countries)).collect()
}

fn precedent(entry: &PrecedentEntry, file: &PrecedentsFile, countries: &HashSet<&str>) -> Result<Precedent, DataError> {
    let wrong = |reason: String| DataError::new(PRECEDENTS, entry.key.clone(), reason);
    if let Some(country) = &entry.country {
        known(PRECEDENTS, || entry.key.clone(), "country", country, countries)?;
    }
    if entry.sources.is_empty() || entry.sources.iter().any(|s| s.paragraphs.is_empty() && s.footnotes.is_empty()) {
        return Err(wrong("a document with paragraph or footnote is needed".to_owned()));
    }
    let organiser = |key: &String| {
        let found = file.organisers.iter().find(|o| o.key == *key).ok_or_else(|| wrong(format!("unknown organiser “{key}”")))?;
        Ok(Organiser { name: found.name.clone(), acronym: found.acronym.clone() })
    };
    let source = |cited: &CitedEntry| {
        let key = &cited.document;
        let found = file.documents.iter().find(|d| d.key == *key).ok_or_else(|| wrong(format!("unknown document “{key}”")))?;
        Ok(Source {
            symbol: found.symbol.clone(),
            title: found.title.clone(),
            meeting: found.meeting.clone(),
            paragraphs: cited.paragraphs.clone(),
            footnotes: cited.footnotes.clone(),
        })
    };
    Ok(Precedent {
        key: entry.key.clone(),
        kind: entry.kind,
        title: entry.title.clone(),
        span: Span::parse(&entry.start, &entry.end, entry.precision).map_err(|e| wrong(e.to_string()))?,
        place: entry.place.clone(),
        country: entry.country.clone(),
        organisers: entry.organisers.iter().map(organiser).collect::<Result<_, DataError>>()?,
        role: entry.role.clone(),
        status: entry.status,
        sources: entry.sources.iter().map(source).collect::<Result<_, DataError>>()?,
        note: entry.note.clone(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const CONTENT: &str = include_str!("../../../data/precedents.json");

    fn error(from: &str, to: &str) -> String {
        assert!(CONTENT.contains(from), "“{from}” is not in the file");
        let countries = super::super::built_in().unwrap().countries;
        read(&CONTENT.replacen(from, to, 1), &countries).map(|_| ()).expect_err("a malformed file is refused").to_string()
    }

    #[test]
    fn the_precedents_are_what_the_documents_state() {
        let all = super::super::built_in().unwrap().precedents;
        let with = |precision| all.iter().filter(|p| p.span.precision == precision).count();
        assert_eq!(all.len(), 19);
        assert_eq!((with(Precision::Day), with(Precision::Month), with(Precision::Year)), (10, 5, 4));
        assert_eq!(all.iter().filter(|p| p.status == PrecedentStatus::Planned).count(), 3);
        assert_eq!(all.iter().filter(|p| p.kind == PrecedentKind::Workshop).count(), 4);
        assert_eq!(all.iter().filter(|p| p.country.is_some()).count(), 10);
        assert!(all.iter().all(|p| !p.organisers.is_empty()));
    }

    #[test]
    fn a_malformed_file_is_refused_with_file_entry_and_reason() {
        assert!(
            error("\"kind\": \"meeting\"", "\"kind\": \"wish\"").starts_with("data file precedents.json, at precedents[0].kind: “wish”")
        );
        assert!(error("\"country\": \"ZM\"", "\"country\": \"XX\"").ends_with("at coordination-meeting-3: unknown country “XX”"));
        assert!(error("\"precision\": \"day\"", "\"precision\": \"year\"").ends_with("“2006-05-29” is not a date known to the year"));
        assert!(error("\"wto\"\n      ]", "\"nobody\"\n      ]").ends_with("unknown organiser “nobody”"));
        assert!(error("\"document\": \"cooperation-cop-mop-4\"", "\"document\": \"x\"").ends_with("unknown document “x”"));
        assert!(error("[\n            \"9\"\n          ]", "[]").ends_with("a document with paragraph or footnote is needed"));
        assert!(error("coordination-meeting-4", "coordination-meeting-3").contains("at coordination-meeting-3: stands there twice"));
        assert!(error("\"note\"", "\"remark\"").contains("unknown field `remark`"));
    }
}
