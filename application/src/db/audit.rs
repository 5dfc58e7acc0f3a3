//! The audit trail: entries in one order, each with a hash of itself and the hash before it. The database refuses to change or remove them.
//!
//! An entry's hash is SHA-256 over the JSON array `[hash before, position, at, actor, kind, kind of record, key of record, detail, entry of
//! the history, hash of that entry]`, with the empty string before the first entry, times as `2019-03-12T09:30:00.123456Z` and `null` for
//! what is absent. What the history says of a change enters by a hash of its own, so that it can be erased without breaking the chain.

use chrono::{DateTime, Days, NaiveDateTime, NaiveTime, SecondsFormat, SubsecRound as _, Utc};
use diesel::connection::SimpleConnection as _;
use diesel::prelude::*;
use domain::audit::{Act, AuditEntry, AuditFilter, Head, Kind};
use domain::history::{Subject, SubjectKind};
use domain::ids::PersonId;

use super::schema::{audit_entries, history, people};
use super::{Conn, corrupt, migrations, read_enum};
use crate::actor::Actor;
use crate::digest::sha256_hex;

/// The number under which PostgreSQL knows the lock of the chain: “audit” in ASCII.
const CHAIN: i64 = 0x61_7564_6974;

/// An entry to be added.
#[derive(Debug, Clone, Copy)]
pub struct NewEntry<'a> {
    /// When it happened.
    pub at: DateTime<Utc>,
    /// Who acted; `None` if the program did, or somebody who was not signed in.
    pub actor: Option<PersonId>,
    /// What was done.
    pub kind: Kind,
    /// Kind and key of the record that it concerns.
    pub record: Option<(SubjectKind, i32)>,
    /// What cannot be read from the record.
    pub detail: Option<&'a str>,
    /// Key and hash of the entry of the history that holds what was changed.
    pub history: Option<(i32, &'a str)>,
}

/// The hash by which the audit trail covers an entry of the history.
pub(super) fn history_hash(salt: &str, changes: &str, reason: Option<&str>) -> QueryResult<String> {
    serde_json::to_vec(&(salt, changes, reason)).map(|text| sha256_hex(&text)).map_err(corrupt)
}

/// The hash of an entry at a position after the entry with the hash `before`.
fn entry_hash(before: &str, position: i64, entry: &NewEntry<'_>) -> QueryResult<String> {
    let canonical = (
        before,
        position,
        entry.at.to_rfc3339_opts(SecondsFormat::Micros, true),
        entry.actor.map(|a| a.0),
        entry.kind.as_str(),
        entry.record.map(|(kind, _)| kind.as_str()),
        entry.record.map(|(_, key)| key),
        entry.detail,
        entry.history.map(|(id, _)| id),
        entry.history.map(|(_, hash)| hash),
    );
    serde_json::to_vec(&canonical).map(|text| sha256_hex(&text)).map_err(corrupt)
}

/// Adds an entry to the chain. Call it in the transaction of what it records: until that ends, nobody else can add to the chain.
///
/// # Errors
/// When the database fails.
pub fn add(conn: &mut Conn, entry: &NewEntry<'_>) -> QueryResult<()> {
    if let Conn::Pg(pg) = conn {
        pg.batch_execute(&format!("SELECT pg_advisory_xact_lock({CHAIN})"))?;
    }
    let last = head(conn)?;
    let position = last.as_ref().map_or(1, |head| head.position + 1);
    // The precision that both databases store.
    let entry = NewEntry { at: entry.at.trunc_subsecs(6), ..*entry };
    let hash = entry_hash(last.as_ref().map_or("", |head| &head.hash), position, &entry)?;
    diesel::insert_into(audit_entries::table)
        .values((
            audit_entries::position.eq(position),
            audit_entries::at.eq(entry.at.naive_utc()),
            audit_entries::actor_id.eq(entry.actor.map(|a| a.0)),
            audit_entries::kind.eq(entry.kind.as_str()),
            audit_entries::subject_kind.eq(entry.record.map(|(kind, _)| kind.as_str())),
            audit_entries::subject_id.eq(entry.record.map(|(_, key)| key)),
            audit_entries::detail.eq(entry.detail),
            audit_entries::history_id.eq(entry.history.map(|(id, _)| id)),
            audit_entries::history_hash.eq(entry.history.map(|(_, hash)| hash)),
            audit_entries::hash.eq(hash),
        ))
        .execute(conn)
        .map(drop)
}

/// Records what somebody did besides changing a record. Call it in the transaction of the act.
///
/// # Errors
/// When the database fails.
pub fn record(conn: &mut Conn, actor: &Actor, act: Act, subject: Option<Subject>, detail: Option<&str>) -> QueryResult<()> {
    let record = subject.map(|subject| (subject.kind(), subject.key()));
    add(conn, &NewEntry { at: actor.now, actor: actor.id(), kind: Kind::Act(act), record, detail, history: None })
}

/// Whether the database has an audit trail: those of earlier versions have none until they are migrated.
///
/// # Errors
/// When the database fails.
pub fn is_there(conn: &mut Conn) -> QueryResult<bool> {
    Ok(migrations::applied(conn)?.iter().any(|version| version == "20261126004000"))
}

/// The end of the chain; `None` while it is empty.
///
/// # Errors
/// When the database fails.
pub fn head(conn: &mut Conn) -> QueryResult<Option<Head>> {
    let last: Option<(i64, String)> = audit_entries::table
        .order(audit_entries::position.desc())
        .select((audit_entries::position, audit_entries::hash))
        .first(conn)
        .optional()?;
    Ok(last.map(|(position, hash)| Head { position, hash }))
}

/// The end of the chain as it was before a moment.
///
/// # Errors
/// When the database fails.
pub fn head_before(conn: &mut Conn, moment: DateTime<Utc>) -> QueryResult<Option<Head>> {
    let later = audit_entries::at.ge(moment.naive_utc());
    let first_later: Option<i64> = audit_entries::table.filter(later).select(diesel::dsl::min(audit_entries::position)).first(conn)?;
    let Some(first_later) = first_later else { return head(conn) };
    let before = audit_entries::position.eq(first_later - 1);
    let last = audit_entries::table.filter(before).select((audit_entries::position, audit_entries::hash)).first(conn).optional()?;
    Ok(last.map(|(position, hash)| Head { position, hash }))
}

type Listed = (i64, NaiveDateTime, Option<i32>, Option<String>, String, Option<String>, Option<i32>, Option<String>, String);

/// Entries that a filter lets through, newest first, those before a position if one is given.
///
/// # Errors
/// When the database fails.
pub fn list(conn: &mut Conn, filter: &AuditFilter, before: Option<i64>, limit: i64) -> QueryResult<Vec<AuditEntry>> {
    let mut query = audit_entries::table
        .left_join(people::table)
        .order(audit_entries::position.desc())
        .limit(limit)
        .select((
            audit_entries::position,
            audit_entries::at,
            audit_entries::actor_id,
            people::name.nullable(),
            audit_entries::kind,
            audit_entries::subject_kind,
            audit_entries::subject_id,
            audit_entries::detail,
            audit_entries::hash,
        ))
        .into_boxed();
    if let Some(position) = before {
        query = query.filter(audit_entries::position.lt(position));
    }
    if let Some(person) = filter.person {
        let is_about = audit_entries::subject_kind.eq(SubjectKind::Person.as_str()).and(audit_entries::subject_id.eq(person.0));
        query = query.filter(audit_entries::actor_id.eq(person.0).or(is_about));
    }
    if let Some(kind) = filter.kind {
        query = query.filter(audit_entries::kind.eq(kind.as_str()));
    }
    if let Some(record) = filter.record {
        query = query.filter(audit_entries::subject_kind.eq(record.as_str()));
        if let Some(key) = filter.key {
            query = query.filter(audit_entries::subject_id.eq(key));
        }
    }
    if let Some(day) = filter.from {
        query = query.filter(audit_entries::at.ge(day.and_time(NaiveTime::MIN)));
    }
    if let Some(next) = filter.until.and_then(|day| day.checked_add_days(Days::new(1))) {
        query = query.filter(audit_entries::at.lt(next.and_time(NaiveTime::MIN)));
    }
    query.load::<Listed>(conn)?.into_iter().map(listed).collect()
}

fn listed((position, at, actor, name, kind, subject_kind, subject_id, detail, hash): Listed) -> QueryResult<AuditEntry> {
    Ok(AuditEntry {
        position,
        at: at.and_utc(),
        person: actor.map(|id| (PersonId(id), name.unwrap_or_default())),
        kind: read_enum(&kind)?,
        record: subject_kind.map(|kind| read_enum(&kind)).transpose()?.zip(subject_id),
        detail,
        hash,
    })
}

/// An entry as it is checked, with the entry of the history that it names.
#[derive(Debug, Clone)]
pub struct Link {
    /// Its place in the chain.
    pub position: i64,
    /// Its hash as it is stored.
    pub hash: String,
    entry: Stored,
    history: Option<StoredHistory>,
}

#[derive(Debug, Clone, Queryable)]
struct Stored {
    at: NaiveDateTime,
    actor: Option<i32>,
    kind: String,
    subject_kind: Option<String>,
    subject_id: Option<i32>,
    detail: Option<String>,
    history_id: Option<i32>,
    history_hash: Option<String>,
}

#[derive(Debug, Clone, Queryable)]
struct StoredHistory {
    at: NaiveDateTime,
    actor: Option<i32>,
    subject_kind: String,
    subject_id: i32,
    action: String,
    changes: String,
    reason: Option<String>,
    salt: String,
}

/// The columns of [`StoredHistory`].
const HISTORY: (
    history::at,
    history::actor_id,
    history::subject_kind,
    history::subject_id,
    history::action,
    history::changes,
    history::reason,
    history::salt,
) = (
    history::at,
    history::actor_id,
    history::subject_kind,
    history::subject_id,
    history::action,
    history::changes,
    history::reason,
    history::salt,
);

impl StoredHistory {
    fn hash(&self) -> QueryResult<String> {
        history_hash(&self.salt, &self.changes, self.reason.as_deref())
    }
}

impl Link {
    /// Whether its hash is that of its content after the entry with the hash `before`.
    ///
    /// # Errors
    /// When it holds a value that this program does not know.
    pub fn follows(&self, before: &str) -> QueryResult<bool> {
        let stored = &self.entry;
        let record = stored.subject_kind.as_deref().map(read_enum).transpose()?.zip(stored.subject_id);
        let entry = NewEntry {
            at: stored.at.and_utc(),
            actor: stored.actor.map(PersonId),
            kind: read_enum(&stored.kind)?,
            record,
            detail: stored.detail.as_deref(),
            history: stored.history_id.zip(stored.history_hash.as_deref()),
        };
        Ok(entry_hash(before, self.position, &entry)? == self.hash)
    }

    /// Whether it names an entry of the history.
    #[must_use]
    pub const fn has_history(&self) -> bool {
        self.entry.history_id.is_some()
    }

    /// The entries of the history that it says were erased.
    #[must_use]
    pub fn erasure(&self) -> Option<&str> {
        self.entry.detail.as_deref().filter(|_| self.entry.kind == Act::Erasure.as_str())
    }

    /// Whether the entry of the history that it names says what it said when it was recorded.
    ///
    /// # Errors
    /// When the hash cannot be made.
    pub fn history_state(&self) -> QueryResult<HistoryState> {
        let stored = &self.entry;
        let (Some(id), Some(history)) = (stored.history_id, &self.history) else {
            return Ok(if stored.history_id.is_none() { HistoryState::Unchanged } else { HistoryState::Changed });
        };
        let is_the_same = history.at.and_utc().trunc_subsecs(6) == stored.at.and_utc()
            && history.actor == stored.actor
            && Some(&history.subject_kind) == stored.subject_kind.as_ref()
            && Some(history.subject_id) == stored.subject_id
            && history.action == stored.kind;
        Ok(match is_the_same {
            true if history.salt.is_empty() => HistoryState::Erased(id),
            true if Some(history.hash()?) == stored.history_hash => HistoryState::Unchanged,
            _ => HistoryState::Changed,
        })
    }
}

/// What became of an entry of the history since it was recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HistoryState {
    /// It says what it said.
    Unchanged,
    /// The entry of this key has lost its salt: an erasure has to name it.
    Erased(i32),
    /// It says something else, or is gone.
    Changed,
}

/// The entries after a position, oldest first.
///
/// # Errors
/// When the database fails.
pub fn links_after(conn: &mut Conn, position: i64, limit: i64) -> QueryResult<Vec<Link>> {
    let rows: Vec<(i64, String, Stored, Option<StoredHistory>)> = audit_entries::table
        .left_join(history::table)
        .filter(audit_entries::position.gt(position))
        .order(audit_entries::position)
        .limit(limit)
        .select((
            audit_entries::position,
            audit_entries::hash,
            (
                audit_entries::at,
                audit_entries::actor_id,
                audit_entries::kind,
                audit_entries::subject_kind,
                audit_entries::subject_id,
                audit_entries::detail,
                audit_entries::history_id,
                audit_entries::history_hash,
            ),
            HISTORY.nullable(),
        ))
        .load(conn)?;
    Ok(rows.into_iter().map(|(position, hash, entry, history)| Link { position, hash, entry, history }).collect())
}

/// The first entry of the history that no entry of the audit trail names.
///
/// # Errors
/// When the database fails.
pub fn unrecorded_history(conn: &mut Conn) -> QueryResult<Option<i32>> {
    history::table
        .left_join(audit_entries::table)
        .filter(audit_entries::position.nullable().is_null())
        .order(history::id)
        .select(history::id)
        .first(conn)
        .optional()
}

/// The number of entries of the history.
///
/// # Errors
/// When the database fails.
pub fn history_count(conn: &mut Conn) -> QueryResult<i64> {
    history::table.count().get_result(conn)
}

/// Begins the chain with the history of a database that an earlier version made, whose entries are in no chain yet. Does nothing once there
/// is an entry. Returns the number of entries.
///
/// # Errors
/// When the database fails.
pub fn adopt_history(conn: &mut Conn) -> QueryResult<usize> {
    const AT_ONCE: i64 = 1000;
    if head(conn)?.is_some() {
        return Ok(0);
    }
    let (mut last, mut adopted) = (0, 0);
    loop {
        let rows: Vec<(i32, StoredHistory)> =
            history::table.filter(history::id.gt(last)).order(history::id).limit(AT_ONCE).select((history::id, HISTORY)).load(conn)?;
        let Some((highest, _)) = rows.last() else { return Ok(adopted) };
        last = *highest;
        for (id, row) in &rows {
            let hash = row.hash()?;
            let entry = NewEntry {
                at: row.at.and_utc(),
                actor: row.actor.map(PersonId),
                kind: Kind::Change(read_enum(&row.action)?),
                record: Some((read_enum(&row.subject_kind)?, row.subject_id)),
                detail: None,
                history: Some((*id, &hash)),
            };
            add(conn, &entry)?;
            adopted += 1;
        }
    }
}
