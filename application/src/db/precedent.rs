//! Precedents: cooperation events of the time before the plan. People do not edit them.

use chrono::NaiveDate;
use diesel::prelude::*;
use domain::lang::Translated;
use domain::precedent::{Organiser, Precedent, Source, Span};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::country::known_languages;
use super::schema::{countries, precedents};
use super::{Both, Conn, corrupt, read_enum, translated};

/// A precedent as stored.
#[derive(Debug, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = precedents, primary_key(key), treat_none_as_default_value = false, treat_none_as_null = true)]
struct PrecedentRow {
    key: String,
    kind: String,
    title: String,
    first_day: NaiveDate,
    last_day: NaiveDate,
    precision: String,
    place: String,
    country: Option<String>,
    organisers: String,
    role: String,
    status: String,
    sources: String,
    note: String,
}

/// An organiser in the column `organisers`, which holds a JSON list.
#[derive(Serialize, Deserialize)]
struct StoredOrganiser {
    name: Value,
    acronym: Option<String>,
}

/// A source in the column `sources`, which holds a JSON list.
#[derive(Serialize, Deserialize)]
struct StoredSource {
    symbol: Option<String>,
    title: Value,
    meeting: Value,
    paragraphs: Vec<String>,
    footnotes: Vec<String>,
}

fn value(text: &Translated) -> Value {
    text.iter().map(|(lang, words)| (lang.as_str().to_owned(), Value::from(words))).collect()
}

fn unwritable(error: serde_json::Error) -> diesel::result::Error {
    diesel::result::Error::SerializationError(Box::new(error))
}

/// The stored form of sources: a JSON list.
pub(super) fn sources_json(sources: &[Source]) -> QueryResult<String> {
    let source = |s: &Source| StoredSource {
        symbol: s.symbol.clone(),
        title: value(&s.title),
        meeting: value(&s.meeting),
        paragraphs: s.paragraphs.clone(),
        footnotes: s.footnotes.clone(),
    };
    serde_json::to_string(&sources.iter().map(source).collect::<Vec<_>>()).map_err(unwritable)
}

/// Reads the stored form of sources.
pub(super) fn stored_sources(stored: &str) -> QueryResult<Vec<Source>> {
    let sources: Vec<StoredSource> = serde_json::from_str(stored).map_err(corrupt)?;
    let source = |s: StoredSource| {
        let (title, meeting) = (translated(&s.title.to_string())?, translated(&s.meeting.to_string())?);
        Ok(Source { symbol: s.symbol, title, meeting, paragraphs: s.paragraphs, footnotes: s.footnotes })
    };
    sources.into_iter().map(source).collect()
}

fn row(p: &Precedent) -> QueryResult<PrecedentRow> {
    let organiser = |o: &Organiser| StoredOrganiser { name: value(&o.name), acronym: o.acronym.clone() };
    Ok(PrecedentRow {
        key: p.key.clone(),
        kind: p.kind.as_str().to_owned(),
        title: p.title.to_json(),
        first_day: p.span.first,
        last_day: p.span.last,
        precision: p.span.precision.as_str().to_owned(),
        place: p.place.to_json(),
        country: p.country.clone(),
        organisers: serde_json::to_string(&p.organisers.iter().map(organiser).collect::<Vec<_>>()).map_err(unwritable)?,
        role: p.role.to_json(),
        status: p.status.as_str().to_owned(),
        sources: sources_json(&p.sources)?,
        note: p.note.to_json(),
    })
}

fn precedent(row: PrecedentRow) -> QueryResult<Precedent> {
    let organisers: Vec<StoredOrganiser> = serde_json::from_str(&row.organisers).map_err(corrupt)?;
    let text = |value: &Value| translated(&value.to_string());
    let organiser = |o: StoredOrganiser| Ok(Organiser { name: text(&o.name)?, acronym: o.acronym });
    Ok(Precedent {
        kind: read_enum(&row.kind)?,
        title: translated(&row.title)?,
        span: Span { first: row.first_day, last: row.last_day, precision: read_enum(&row.precision)? },
        place: translated(&row.place)?,
        country: row.country,
        organisers: organisers.into_iter().map(organiser).collect::<QueryResult<_>>()?,
        role: translated(&row.role)?,
        status: read_enum(&row.status)?,
        sources: stored_sources(&row.sources)?,
        note: translated(&row.note)?,
        key: row.key,
    })
}

/// Stores all precedents in the place of those that were loaded before.
///
/// # Errors
/// When the database fails.
pub fn replace(conn: &mut Conn, all: &[Precedent]) -> QueryResult<()> {
    let keys: Vec<&str> = all.iter().map(|p| p.key.as_str()).collect();
    diesel::delete(precedents::table.filter(precedents::key.ne_all(keys))).execute(conn)?;
    for p in all {
        let row = row(p)?;
        Both(diesel::insert_into(precedents::table).values(&row).on_conflict(precedents::key).do_update().set(&row)).execute(conn)?;
    }
    Ok(())
}

/// Every precedent with the name of its country, the newest first. What is known to the year or month stands at its first day.
///
/// # Errors
/// When the database fails.
pub fn all(conn: &mut Conn) -> QueryResult<Vec<(Precedent, Option<Translated>)>> {
    let rows: Vec<(PrecedentRow, Option<String>)> = precedents::table
        .left_join(countries::table)
        .order((precedents::first_day.desc(), precedents::last_day.desc(), precedents::key))
        .select((PrecedentRow::as_select(), countries::name.nullable()))
        .load(conn)?;
    rows.into_iter().map(|(row, country)| Ok((precedent(row)?, country.as_deref().map(known_languages).transpose()?))).collect()
}
