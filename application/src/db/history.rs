//! The history: what was changed in each record. Entries are added, never changed or removed; each is an entry of the audit trail too.

mod stored;

use std::collections::HashMap;

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;
use domain::audit::Kind;
use domain::history::{Action, Changes, Entry, HistoryEntry, Subject, SubjectKind};
use domain::ids::{OrganisationId, PersonId};
use domain::visibility::Authored;

use crate::actor::Actor;
use crate::digest::random_token;

use super::audit::{self, NewEntry};
use super::schema::{history, people};
use super::{Conn, corrupt, read_enum, search};

/// Records what an actor did. Call it in the transaction of the change.
///
/// # Errors
/// When the database fails.
pub fn record(
    conn: &mut Conn,
    actor: &Actor,
    subject: Subject,
    action: Action,
    changes: Changes,
    reason: Option<String>,
) -> QueryResult<()> {
    let (subject, subject_id) = (subject.kind(), subject.key());
    add(conn, &Entry { at: actor.now, actor: actor.id(), subject, subject_id, action, changes: changes.into_vec(), reason })
}

/// Writes an entry into the history and the audit trail. Call it in the transaction of the change.
///
/// # Errors
/// When the database fails.
pub fn add(conn: &mut Conn, entry: &Entry) -> QueryResult<()> {
    let (entry_kind, entry_key) = (entry.subject, entry.subject_id);
    let (changes, salt) = (stored::write(&entry.changes)?, random_token());
    let hash = audit::history_hash(&salt, &changes, entry.reason.as_deref())?;
    let id: i32 = diesel::insert_into(history::table)
        .values((
            history::at.eq(entry.at.naive_utc()),
            history::actor_id.eq(entry.actor.map(|a| a.0)),
            history::subject_kind.eq(entry.subject.as_str()),
            history::subject_id.eq(entry.subject_id),
            history::action.eq(entry.action.as_str()),
            history::changes.eq(changes),
            history::reason.eq(&entry.reason),
            history::salt.eq(salt),
        ))
        .returning(history::id)
        .get_result(conn)?;
    let entry = NewEntry {
        at: entry.at,
        actor: entry.actor,
        kind: Kind::Change(entry.action),
        record: Some((entry.subject, entry.subject_id)),
        detail: None,
        history: Some((id, &hash)),
    };
    audit::add(conn, &entry)?;
    search::enqueue(conn, entry_kind, entry_key)
}

/// When things of a kind were last changed, and how often, by their keys.
///
/// # Errors
/// When the database fails.
pub fn changed(conn: &mut Conn, subject: SubjectKind) -> QueryResult<HashMap<i32, (DateTime<Utc>, i32)>> {
    let rows: Vec<(i32, Option<NaiveDateTime>, i64)> = history::table
        .filter(history::subject_kind.eq(subject.as_str()))
        .group_by(history::subject_id)
        .select((history::subject_id, diesel::dsl::max(history::at), diesel::dsl::count_star()))
        .load(conn)?;
    let entry = |(id, at, times): (i32, Option<NaiveDateTime>, i64)| {
        let times = i32::try_from(times).map_err(corrupt)?;
        Ok((id, (at.unwrap_or_default().and_utc(), times)))
    };
    rows.into_iter().map(entry).collect()
}

type Row = (NaiveDateTime, Option<String>, String, String, Option<String>);
type Made = (Option<i32>, Option<i32>);

/// The rows of one thing, newest first.
macro_rules! rows {
    ($subject:expr, $id:expr) => {
        history::table
            .left_join(people::table)
            .filter(history::subject_kind.eq($subject.as_str()))
            .filter(history::subject_id.eq($id))
            .order((history::at.desc(), history::id.desc()))
    };
}

/// All entries of one thing, newest first.
///
/// # Errors
/// When the database fails.
pub fn of(conn: &mut Conn, subject: SubjectKind, id: i32) -> QueryResult<Vec<HistoryEntry>> {
    let columns = (history::at, people::name.nullable(), history::action, history::changes, history::reason);
    let rows: Vec<Row> = rows!(subject, id).select(columns).load(conn)?;
    rows.into_iter().map(entry).collect()
}

/// Who did something to a thing last; `None` if nobody did, or the program itself.
///
/// # Errors
/// When the database fails.
pub fn last_actor(conn: &mut Conn, subject: Subject, action: Action) -> QueryResult<Option<String>> {
    history::table
        .left_join(people::table)
        .filter(history::subject_kind.eq(subject.kind().as_str()))
        .filter(history::subject_id.eq(subject.key()))
        .filter(history::action.eq(action.as_str()))
        .order(history::id.desc())
        .select(people::name.nullable())
        .first::<Option<String>>(conn)
        .optional()
        .map(Option::flatten)
}

/// All entries of one thing up to a moment, newest first, with who made each.
///
/// # Errors
/// When the database fails.
pub fn until(conn: &mut Conn, subject: SubjectKind, id: i32, at: DateTime<Utc>) -> QueryResult<Vec<Authored>> {
    let columns = (history::at, people::name.nullable(), history::action, history::changes, history::reason);
    let made = (history::actor_id, people::organisation_id.nullable());
    let rows: Vec<(Row, Made)> = rows!(subject, id).filter(history::at.le(at.naive_utc())).select((columns, made)).load(conn)?;
    let authored = |(row, (person, organisation)): (Row, Made)| {
        Ok(Authored { entry: entry(row)?, person: person.map(PersonId), organisation: organisation.map(OrganisationId) })
    };
    rows.into_iter().map(authored).collect()
}

fn entry((at, actor, action, changes, reason): Row) -> QueryResult<HistoryEntry> {
    Ok(HistoryEntry { at: at.and_utc(), actor, action: read_enum(&action)?, changes: stored::read(&changes)?, reason })
}
