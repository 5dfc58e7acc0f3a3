//! Where words of people are stored, and erasing them there.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::{Integer, Nullable, Text};
use domain::attachment::Attachment;
use domain::comment::Topic;
use domain::erasure::{STONE, Words};
use domain::history::SubjectKind;
use domain::ids::{EventId, PersonId};

use super::schema::{attachments, erasing, event_versions, events, history, outbox};
use super::{Conn, attachment, comment, corrupt, event, read_enum, search};
use crate::digest::sha256_hex;

/// Columns of a table that hold words of people.
struct Place {
    table: &'static str,
    /// The key of a row, as SQL.
    key: &'static str,
    /// The kind of the record to which a row belongs, as SQL.
    kind: &'static str,
    /// Its key, as SQL.
    subject: &'static str,
    /// Columns that hold text.
    text: &'static [&'static str],
    /// Columns that hold JSON with text.
    json: &'static [&'static str],
}

const fn place(
    table: &'static str,
    kind: &'static str,
    subject: &'static str,
    text: &'static [&'static str],
    json: &'static [&'static str],
) -> Place {
    Place { table, key: "id", kind, subject, text, json }
}

/// Every table with words that people have typed. Names of people and organisations are edited where they stand; the audit trail holds none.
const PLACES: [Place; 23] = [
    place("events", "'event'", "id", &["title", "city", "stage_reason", "words"], &["typed"]),
    Place { key: "event_id", ..place("event_details", "'event'", "event_id", &["learning", "contact"], &["links"]) },
    place("event_versions", "'event'", "event_id", &["title", "city", "words"], &[]),
    place("attachments", "'event'", "event_id", &["name"], &[]),
    place("activities", "'activity'", "id", &["source_document", "source_place"], &["title", "short_title", "summary", "notes"]),
    Place { key: "activity_id", ..place("activity_revisions", "'activity'", "activity_id", &["reason"], &[]) },
    place("update_wordings", "'activity'", "activity_id", &["reason", "headline", "done", "next_steps", "risks"], &[]),
    place("progress_updates", "'activity'", "activity_id", &["reason", "headline", "done", "next_steps", "risks"], &[]),
    Place {
        key: "activity_id || '-' || author_id",
        ..place("update_drafts", "'activity'", "activity_id", &["reason", "headline", "done", "next_steps", "risks"], &[])
    },
    place("measurements", "'indicator'", "indicator_id", &["unavailable", "evidence", "note", "stage_reason"], &[]),
    place("outputs", "'output'", "id", &["title"], &[]),
    place("deliveries", "'output'", "output_id", &["published_at", "evidence", "stage_reason"], &[]),
    place("outcome_evidence", "'activity'", "activity_id", &["words", "link"], &[]),
    place("contributions", "'contribution'", "id", &["source", "note", "cancel_reason"], &[]),
    place("expenditures", "'expenditure'", "id", &["purpose", "source", "cancel_reason"], &[]),
    place("money_versions", "subject", "subject_id", &["words"], &[]),
    place("relationships", "'relationship'", "id", &["description", "source", "note"], &["sources"]),
    Place { key: "objective_id || '-' || activity_id", ..place("objective_links", "'objective'", "objective_id", &["reason"], &[]) },
    Place { key: "report_id || '-' || activity_id", ..place("report_narratives", "'report'", "report_id", &["words"], &[]) },
    place("reports", "'report'", "id", &["title", "meeting", "introduction"], &["document"]),
    place("comments", "kind", "key", &["text"], &[]),
    place("outbox", "'mail'", "id", &["subject", "text_body", "html_body", "calendar", "last_error"], &[]),
    place("history", "subject_kind", "subject_id", &["reason"], &["changes"]),
];

/// A place in which the words stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The record to which it belongs.
    pub record: (SubjectKind, i32),
    /// Table and column.
    pub column: String,
    /// The words with what stands around them.
    pub excerpt: String,
    table: &'static str,
    name: &'static str,
    key: String,
    key_column: &'static str,
    erased: String,
}

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = Text)]
    key: String,
    #[diesel(sql_type = Text)]
    kind: String,
    #[diesel(sql_type = Integer)]
    subject: i32,
    #[diesel(sql_type = Nullable<Text>)]
    value: Option<String>,
}

/// Every place in which the words stand; with `only`, those that belong to this record.
///
/// # Errors
/// When the database fails.
pub fn find(conn: &mut Conn, words: &Words, only: Option<(SubjectKind, i32)>) -> QueryResult<Vec<Found>> {
    let mut found = Vec::new();
    for place in &PLACES {
        let text = place.text.iter().map(|name| (*name, false));
        for (name, is_json) in text.chain(place.json.iter().map(|name| (*name, true))) {
            let Place { table, key, kind, subject, .. } = place;
            let which = only.map_or_else(String::new, |(only, key)| format!(" WHERE {kind} = '{only}' AND {subject} = {key}"));
            let sql = format!(
                "SELECT CAST({key} AS TEXT) AS key, {kind} AS kind, {subject} AS subject, {name} AS value FROM {table}{which} ORDER BY {subject}"
            );
            for row in diesel::sql_query(sql).load::<Row>(conn)? {
                let Some(value) = row.value else { continue };
                let record = (read_enum(&row.kind)?, row.subject);
                let erased = if is_json { erased_from_json(words, &value)? } else { words.erased_from(&value) };
                let Some(erased) = erased else { continue };
                let excerpt = words.excerpt(&value).unwrap_or_default();
                found.push(Found {
                    record,
                    column: format!("{table}.{name}"),
                    excerpt,
                    table,
                    name,
                    key: row.key,
                    key_column: key,
                    erased,
                });
            }
        }
    }
    Ok(found)
}

fn erased_from_json(words: &Words, json: &str) -> QueryResult<Option<String>> {
    let mut value: serde_json::Value = serde_json::from_str(json).map_err(corrupt)?;
    if erase_strings(words, &mut value) { serde_json::to_string(&value).map(Some).map_err(corrupt) } else { Ok(None) }
}

fn erase_strings(words: &Words, value: &mut serde_json::Value) -> bool {
    match value {
        serde_json::Value::String(text) => match words.erased_from(text) {
            Some(left) => {
                *text = left;
                true
            }
            None => false,
        },
        serde_json::Value::Array(items) => items.iter_mut().filter_map(|item| erase_strings(words, item).then_some(())).count() > 0,
        serde_json::Value::Object(fields) => fields.values_mut().filter_map(|field| erase_strings(words, field).then_some(())).count() > 0,
        _ => false,
    }
}

/// Allows this transaction to erase from what is otherwise never changed, until [`done`].
///
/// # Errors
/// When the database fails.
pub fn begin(conn: &mut Conn) -> QueryResult<()> {
    diesel::insert_into(erasing::table).values(erasing::id.eq(1)).execute(conn).map(drop)
}

/// Ends what [`begin`] has allowed.
///
/// # Errors
/// When the database fails.
pub fn done(conn: &mut Conn) -> QueryResult<()> {
    diesel::delete(erasing::table).execute(conn).map(drop)
}

/// Erases the words in these places. Gives the keys of the entries of the history that do not say any more what they said.
///
/// # Errors
/// When the database fails.
pub fn erase(conn: &mut Conn, places: &[Found]) -> QueryResult<BTreeSet<i32>> {
    let mut entries = BTreeSet::new();
    for Found { record: (kind, of), table, name, key, key_column, erased, .. } in places {
        search::forget(conn, *kind, *of)?;
        let sql = format!("UPDATE {table} SET {name} = $1 WHERE CAST({key_column} AS TEXT) = $2");
        diesel::sql_query(sql).bind::<Text, _>(erased).bind::<Text, _>(key).execute(conn)?;
        match *table {
            "history" => drop(entries.insert(key.parse().map_err(corrupt)?)),
            // What is frozen has a hash of what it says.
            "reports" if *name == "document" => {
                let sql = "UPDATE reports SET fingerprint = $1 WHERE CAST(id AS TEXT) = $2 AND frozen_at IS NOT NULL";
                diesel::sql_query(sql).bind::<Text, _>(sha256_hex(erased.as_bytes())).bind::<Text, _>(key).execute(conn)?;
            }
            _ => {}
        }
    }
    forget_salts(conn, &entries)?;
    Ok(entries)
}

/// Without its salt, nobody can find out by trying what an entry said.
fn forget_salts(conn: &mut Conn, entries: &BTreeSet<i32>) -> QueryResult<()> {
    let keys: Vec<i32> = entries.iter().copied().collect();
    diesel::update(history::table.filter(history::id.eq_any(keys))).set(history::salt.eq("")).execute(conn).map(drop)
}

/// Erases everything that the record of an event says, now and as of any day before, with its history, mails and files. Its row stays as one
/// that was cancelled. Gives the keys of the entries of its history, and its files, whose bytes are then to be removed.
///
/// # Errors
/// When the database fails.
pub fn erase_event(
    conn: &mut Conn,
    id: EventId,
    by: PersonId,
    reason: &str,
    now: DateTime<Utc>,
) -> QueryResult<(BTreeSet<i32>, Vec<Attachment>)> {
    event::version::end_all(conn, id)?;
    diesel::delete(event_versions::table.filter(event_versions::event_id.eq(id.0))).execute(conn)?;
    diesel::update(events::table.find(id.0))
        .set((
            events::stage.eq("cancelled"),
            events::stage_at.eq(Some(now.naive_utc())),
            events::stage_by.eq(Some(by.0)),
            events::stage_reason.eq(Some(reason)),
            events::erased_at.eq(Some(now.naive_utc())),
        ))
        .execute(conn)?;
    event::clear(conn, id)?;
    search::forget(conn, SubjectKind::Event, id.0)?;
    comment::remove_all(conn, Topic::Event(id))?;
    let files = attachment::of(conn, id)?;
    diesel::delete(attachments::table.filter(attachments::event_id.eq(id.0))).execute(conn)?;
    diesel::update(outbox::table.filter(outbox::thread.eq(format!("event-{id}"))))
        .set((outbox::subject.eq(STONE), outbox::text_body.eq(STONE), outbox::html_body.eq(STONE)))
        .execute(conn)?;
    let own = history::table.filter(history::subject_kind.eq(SubjectKind::Event.as_str())).filter(history::subject_id.eq(id.0));
    let entries: BTreeSet<i32> = own.select(history::id).load::<i32>(conn)?.into_iter().collect();
    let nothing = "{\"format\":2,\"changes\":[]}";
    diesel::update(own).set((history::changes.eq(nothing), history::salt.eq(""))).execute(conn)?;
    diesel::update(own.filter(history::reason.is_not_null())).set(history::reason.eq(Some(STONE))).execute(conn)?;
    Ok((entries, files))
}
