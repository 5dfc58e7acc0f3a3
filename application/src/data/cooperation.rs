//! `cooperation.json`, read strictly, and loaded: organisations that the documents name, and how they are related. What people
//! have edited stays.

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use diesel::QueryResult;
use domain::cooperation::{Protocol, Relationship, RelationshipKind, RelationshipState, Stated};
use domain::history::{Action, Entry, SubjectKind};
use domain::ids::OrganisationId;
use domain::lang::Translated;
use domain::organisation::Organisation;
use domain::precedent::Source;
use serde::Deserialize;

use super::entries::OrganisationEntry;
use super::file::PlanData;
use super::read::{DataError, json, known, unique};
use super::words::{optional_text, read_enum, text};
use crate::db::{Conn, cooperation, history, organisation};

const COOPERATION: &str = "cooperation.json";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CooperationFile {
    documents: Vec<DocumentEntry>,
    organisations: Vec<OrganisationEntry>,
    relationships: Vec<RelationshipEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DocumentEntry {
    key: String,
    symbol: Option<String>,
    #[serde(deserialize_with = "read_enum")]
    protocol: Protocol,
    #[serde(deserialize_with = "text")]
    title: Translated,
    #[serde(deserialize_with = "text")]
    meeting: Translated,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RelationshipEntry {
    key: String,
    organisation: String,
    counterpart: String,
    #[serde(deserialize_with = "read_enum")]
    kind: RelationshipKind,
    #[serde(deserialize_with = "read_enum")]
    protocol: Protocol,
    #[serde(deserialize_with = "read_enum")]
    state: RelationshipState,
    start: Option<String>,
    end: Option<String>,
    #[serde(deserialize_with = "text")]
    text: Translated,
    sources: Vec<CitedEntry>,
    #[serde(deserialize_with = "optional_text")]
    note: Translated,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CitedEntry {
    document: String,
    paragraphs: Vec<String>,
}

/// Everything about cooperation that is built in.
pub struct CooperationData {
    organisations: Vec<OrganisationEntry>,
    /// Name in the data, slugs of the two, and the rest; its keys of organisations are filled in when it is loaded.
    relationships: Vec<(String, [String; 2], Relationship)>,
}

/// The cooperation that is built in, checked against the organisations of the plan.
///
/// # Errors
/// When the file is malformed, with file, entry and reason.
pub fn built_in(plan: &PlanData) -> Result<CooperationData, DataError> {
    read(include_str!("../../../data/cooperation.json"), plan)
}

fn read(content: &str, plan: &PlanData) -> Result<CooperationData, DataError> {
    let file: CooperationFile = json(COOPERATION, content)?;
    unique(COOPERATION, file.documents.iter().map(|d| d.key.as_str()))?;
    unique(COOPERATION, file.relationships.iter().map(|r| r.key.as_str()))?;
    let slugs = file.organisations.iter().chain(plan.organisations.iter().map(|o| &o.entry)).map(|o| o.slug.as_str());
    let slugs = unique(COOPERATION, slugs)?;
    let relationships = file.relationships.iter().map(|entry| {
        let both = [entry.organisation.clone(), entry.counterpart.clone()];
        Ok((entry.key.clone(), both, relationship(entry, &file.documents, &slugs)?))
    });
    let relationships = relationships.collect::<Result<_, DataError>>()?;
    Ok(CooperationData { relationships, organisations: file.organisations })
}

fn relationship(entry: &RelationshipEntry, documents: &[DocumentEntry], slugs: &HashSet<&str>) -> Result<Relationship, DataError> {
    let wrong = |reason: String| DataError::new(COOPERATION, entry.key.clone(), reason);
    for slug in [&entry.organisation, &entry.counterpart] {
        known(COOPERATION, || entry.key.clone(), "organisation", slug, slugs)?;
    }
    if entry.organisation == entry.counterpart {
        return Err(wrong("an organisation is not related to itself".to_owned()));
    }
    if entry.sources.is_empty() || entry.sources.iter().any(|s| s.paragraphs.is_empty()) {
        return Err(wrong("a document with paragraph is needed".to_owned()));
    }
    let source = |cited: &CitedEntry| {
        let found = documents.iter().find(|d| d.key == cited.document);
        let found = found.ok_or_else(|| wrong(format!("unknown document “{}”", cited.document)))?;
        if found.protocol != entry.protocol {
            return Err(wrong(format!("the document “{}” is about the other Protocol", cited.document)));
        }
        let (symbol, title, meeting) = (found.symbol.clone(), found.title.clone(), found.meeting.clone());
        Ok(Source { symbol, title, meeting, paragraphs: cited.paragraphs.clone(), footnotes: Vec::new() })
    };
    let day = |day: &Option<String>| day.as_deref().map(str::parse::<Stated>).transpose().map_err(|e| wrong(e.to_string()));
    Ok(Relationship {
        organisation: OrganisationId(0),
        counterpart: OrganisationId(0),
        kind: entry.kind,
        protocol: entry.protocol,
        state: entry.state,
        started: day(&entry.start)?,
        ended: day(&entry.end)?,
        description: entry.text.clone(),
        sources: entry.sources.iter().map(source).collect::<Result<_, _>>()?,
        source: String::new(),
        note: entry.note.clone(),
    })
}

/// Loads it in one transaction: what is new, and what differs from the data though nobody has edited it. Says whether there was
/// anything to do.
///
/// # Errors
/// When the database fails, after which nothing has changed.
pub fn load(conn: &mut Conn, data: &CooperationData, now: DateTime<Utc>) -> QueryResult<bool> {
    conn.write(|conn| {
        let mut is_new = load_organisations(conn, &data.organisations, now)?;
        let all = organisation::all(conn)?;
        let id = |slug: &String| all.iter().find(|o| o.slug == *slug).map(|o| o.id).ok_or(diesel::result::Error::NotFound);
        for (name, [organisation, counterpart], relationship) in &data.relationships {
            let relationship = Relationship { organisation: id(organisation)?, counterpart: id(counterpart)?, ..relationship.clone() };
            match cooperation::by_name(conn, name)? {
                None => {
                    let id = cooperation::insert(conn, Some(name.as_str()), &relationship, 0)?;
                    loaded(conn, SubjectKind::Relationship, id.0, now)?;
                    is_new = true;
                }
                Some(stored) if stored.version == 0 && stored.relationship != relationship => {
                    cooperation::refresh(conn, stored.id, &relationship)?;
                    is_new = true;
                }
                Some(_) => {}
            }
        }
        Ok(is_new)
    })
}

fn load_organisations(conn: &mut Conn, entries: &[OrganisationEntry], now: DateTime<Utc>) -> QueryResult<bool> {
    let stored = organisation::all(conn)?;
    let mut is_new = false;
    for o in entries {
        let new = Organisation { name: o.name.clone(), acronym: o.acronym.clone(), kind: o.kind, country: o.country.clone() };
        match stored.iter().find(|s| s.slug == o.slug) {
            None => {
                let id = organisation::insert(conn, &o.slug, &new, &o.note, 0)?;
                loaded(conn, SubjectKind::Organisation, id.0, now)?;
                is_new = true;
            }
            Some(s) if s.version == 0 && (s.organisation != new || s.note != o.note) => {
                is_new |= organisation::refresh(conn, &o.slug, &new, &o.note)? > 0;
            }
            Some(_) => {}
        }
    }
    Ok(is_new)
}

fn loaded(conn: &mut Conn, subject: SubjectKind, id: i32, at: DateTime<Utc>) -> QueryResult<()> {
    history::add(conn, &Entry { at, actor: None, subject, subject_id: id, action: Action::Loaded, changes: Vec::new(), reason: None })
}

#[cfg(test)]
mod tests {
    use super::*;

    const CONTENT: &str = include_str!("../../../data/cooperation.json");

    fn error(from: &str, to: &str) -> String {
        assert!(CONTENT.contains(from), "“{from}” is not in the file");
        let plan = super::super::built_in().unwrap();
        read(&CONTENT.replacen(from, to, 1), &plan).map(|_| ()).expect_err("a malformed file is refused").to_string()
    }

    #[test]
    fn the_relationships_are_what_the_documents_state() {
        let data = built_in(&super::super::built_in().unwrap()).unwrap();
        let count = |is: &dyn Fn(&Relationship) -> bool| data.relationships.iter().filter(|(_, _, r)| is(r)).count();
        assert_eq!((data.relationships.len(), data.organisations.len()), (73, 56));
        assert_eq!((count(&|r| r.protocol == Protocol::Cartagena), count(&|r| r.protocol == Protocol::Nagoya)), (31, 42));
        assert_eq!((count(&|r| r.kind == RelationshipKind::Mou), count(&|r| r.kind == RelationshipKind::SteeringCommittee)), (2, 4));
        let sought: Vec<&str> = data
            .relationships
            .iter()
            .filter(|(_, _, r)| r.kind == RelationshipKind::ObserverSought)
            .map(|(_, both, _)| both[1].as_str())
            .collect();
        assert_eq!(sought, ["wto-sps", "wto-tbt"]);
        let dated: Vec<(String, String)> =
            data.relationships.iter().filter_map(|(_, both, r)| Some((both[1].clone(), r.started?.to_string()))).collect();
        let dated: Vec<(&str, &str)> = dated.iter().map(|(with, on)| (with.as_str(), on.as_str())).collect();
        assert_eq!(
            dated,
            [("green-customs-initiative", "2006"), ("unido", "2007-03"), ("cgrfa", "2011"), ("iucn", "2016"), ("ippc", "2008-02")]
        );
    }

    #[test]
    fn a_malformed_file_is_refused_with_file_entry_and_reason() {
        assert!(error("\"kind\": \"mou\"", "\"kind\": \"wish\"").contains("“wish” is not a kind of relationship"));
        assert!(error("\"counterpart\": \"unido\"", "\"counterpart\": \"x\"").ends_with("at rel16: unknown organisation “x”"));
        assert!(error("\"start\": \"2007-03\"", "\"start\": \"2007-3\"").ends_with("“2007-3” is not a stated day"));
        assert!(
            error("\"protocol\": \"cartagena\",\n   \"state\"", "\"protocol\": \"nagoya\",\n   \"state\"")
                .contains("is about the other Protocol")
        );
        assert!(error("\"key\": \"rel02\"", "\"key\": \"rel01\"").ends_with("at rel01: stands there twice"));
        assert!(error("\"slug\": \"unido\"", "\"slug\": \"undp\"").ends_with("at undp: stands there twice"));
    }
}
