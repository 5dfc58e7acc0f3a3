//! Status reports: drafts, and frozen ones with their whole document. The database itself refuses to change a frozen one.

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use diesel::prelude::*;
use domain::ids::{ActivityId, PersonId, PlanId, ReportId};
use domain::report::document::Document;
use domain::report::{ReportRecord, ReportScope, State, Words, stored};
use sha2::{Digest, Sha256};

use super::schema::{people, report_narratives as narratives, reports as table};
use super::{Conn, corrupt, read_enum};

#[derive(Queryable)]
struct Row {
    id: i32,
    author_id: i32,
    title: String,
    meeting: String,
    first_day: NaiveDate,
    last_day: NaiveDate,
    lang: String,
    introduction: String,
    created_at: NaiveDateTime,
    frozen_at: Option<NaiveDateTime>,
    frozen_by_id: Option<i32>,
    fingerprint: Option<String>,
    version: i32,
}

/// A document as it is stored, and the hash by which it is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    /// The document as JSON with its format number ([`domain::report::stored`]).
    pub json: String,
    /// Its SHA-256 in hexadecimal digits.
    pub fingerprint: String,
}

impl Stored {
    /// The stored form of a document.
    ///
    /// # Errors
    /// When it cannot be written as JSON.
    pub fn of(document: &Document) -> Result<Self, serde_json::Error> {
        Ok(Self::of_json(stored::write(document)?))
    }

    /// A document that is written as JSON already.
    #[must_use]
    pub fn of_json(json: String) -> Self {
        let fingerprint = hash(&json);
        Self { json, fingerprint }
    }
}

fn hash(json: &str) -> String {
    Sha256::digest(json.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Why the document of a frozen report is not given.
#[derive(Debug, thiserror::Error)]
enum Unreadable {
    #[error("the document of report {0} is not the one that was frozen")]
    Altered(i32),
    #[error("the document of report {0} cannot be read: {1}")]
    Format(i32, stored::ReadError),
}

fn records(conn: &mut Conn, rows: Vec<Row>) -> QueryResult<Vec<ReportRecord>> {
    let ids: Vec<i32> = rows.iter().map(|r| r.id).collect();
    let mut sections: Vec<(i32, i32, String)> =
        narratives::table.filter(narratives::report_id.eq_any(&ids)).order((narratives::report_id, narratives::activity_id)).load(conn)?;
    let known: Vec<i32> = rows.iter().flat_map(|r| [Some(r.author_id), r.frozen_by_id]).flatten().collect();
    let names: Vec<(i32, String)> = people::table.filter(people::id.eq_any(known)).select((people::id, people::name)).load(conn)?;
    let name = |id: i32| names.iter().find(|(n, _)| *n == id).map_or_else(String::new, |(_, name)| name.clone());
    let record = |row: Row| {
        let own = sections.extract_if(.., |(of, ..)| *of == row.id).map(|(_, activity, words)| (ActivityId(activity), words)).collect();
        let state = match (row.frozen_at, row.frozen_by_id, row.fingerprint) {
            (Some(at), Some(by), Some(fingerprint)) => State::Frozen { at: at.and_utc(), by: name(by), fingerprint },
            _ => State::Draft,
        };
        Ok(ReportRecord {
            id: ReportId(row.id),
            terms: ReportScope {
                title: row.title,
                meeting: row.meeting,
                from: row.first_day,
                until: row.last_day,
                lang: read_enum(&row.lang)?,
            },
            introduction: row.introduction,
            narratives: own,
            state,
            author: name(row.author_id),
            created_at: row.created_at.and_utc(),
            version: row.version,
        })
    };
    rows.into_iter().map(record).collect()
}

type Columns = (
    table::id,
    table::author_id,
    table::title,
    table::meeting,
    table::first_day,
    table::last_day,
    table::lang,
    table::introduction,
    table::created_at,
    table::frozen_at,
    table::frozen_by_id,
    table::fingerprint,
    table::version,
);

/// Everything but the document, which can be long.
const COLUMNS: Columns = (
    table::id,
    table::author_id,
    table::title,
    table::meeting,
    table::first_day,
    table::last_day,
    table::lang,
    table::introduction,
    table::created_at,
    table::frozen_at,
    table::frozen_by_id,
    table::fingerprint,
    table::version,
);

/// The reports of a plan, the newest period first.
///
/// # Errors
/// When the database fails.
pub fn all(conn: &mut Conn, plan: PlanId) -> QueryResult<Vec<ReportRecord>> {
    let rows: Vec<Row> =
        table::table.filter(table::plan_id.eq(plan.0)).order((table::last_day.desc(), table::id.desc())).select(COLUMNS).load(conn)?;
    records(conn, rows)
}

/// The report of this key.
///
/// # Errors
/// When the database fails.
pub fn find(conn: &mut Conn, id: ReportId) -> QueryResult<Option<ReportRecord>> {
    let rows: Vec<Row> = table::table.filter(table::id.eq(id.0)).select(COLUMNS).load(conn)?;
    Ok(records(conn, rows)?.pop())
}

/// The plan of a report.
///
/// # Errors
/// When the database fails.
pub fn plan_of(conn: &mut Conn, id: ReportId) -> QueryResult<Option<PlanId>> {
    Ok(table::table.find(id.0).select(table::plan_id).first::<i32>(conn).optional()?.map(PlanId))
}

/// The frozen report that was last before a day: the one whose period ended latest before it.
///
/// # Errors
/// When the database fails.
pub fn last_before(conn: &mut Conn, plan: PlanId, day: NaiveDate) -> QueryResult<Option<ReportRecord>> {
    let rows: Vec<Row> = table::table
        .filter(table::plan_id.eq(plan.0))
        .filter(table::frozen_at.is_not_null())
        .filter(table::last_day.lt(day))
        .order((table::last_day.desc(), table::frozen_at.desc(), table::id.desc()))
        .limit(1)
        .select(COLUMNS)
        .load(conn)?;
    Ok(records(conn, rows)?.pop())
}

/// The report that a form has made already.
///
/// # Errors
/// When the database fails.
pub fn by_idempotency_key(conn: &mut Conn, idempotency_key: &str) -> QueryResult<Option<ReportId>> {
    Ok(table::table.filter(table::idempotency_key.eq(idempotency_key)).select(table::id).first::<i32>(conn).optional()?.map(ReportId))
}

/// What a new report is made of, besides its terms and words.
#[derive(Debug, Clone, Copy)]
pub struct NewReport<'a> {
    /// Key of the form, so that one sent twice makes one report.
    pub idempotency_key: &'a str,
    /// Of which plan.
    pub plan: PlanId,
    /// By whom.
    pub author: PersonId,
    /// When.
    pub now: DateTime<Utc>,
}

/// Adds a draft with the words with which it begins.
///
/// # Errors
/// When the database fails.
pub fn insert(conn: &mut Conn, new: NewReport<'_>, terms: &ReportScope, told: &[(ActivityId, String)]) -> QueryResult<ReportId> {
    let id: i32 = diesel::insert_into(table::table)
        .values((
            table::idempotency_key.eq(new.idempotency_key),
            table::plan_id.eq(new.plan.0),
            table::author_id.eq(new.author.0),
            table::title.eq(&terms.title),
            table::meeting.eq(&terms.meeting),
            table::first_day.eq(terms.from),
            table::last_day.eq(terms.until),
            table::lang.eq(terms.lang.as_str()),
            table::introduction.eq(""),
            table::created_at.eq(new.now.naive_utc()),
        ))
        .returning(table::id)
        .get_result(conn)?;
    store_told(conn, ReportId(id), told)?;
    Ok(ReportId(id))
}

fn store_told(conn: &mut Conn, id: ReportId, told: &[(ActivityId, String)]) -> QueryResult<()> {
    diesel::delete(narratives::table.filter(narratives::report_id.eq(id.0))).execute(conn)?;
    for (activity, words) in told.iter().filter(|(_, words)| !words.is_empty()) {
        diesel::insert_into(narratives::table)
            .values((narratives::report_id.eq(id.0), narratives::activity_id.eq(activity.0), narratives::words.eq(words)))
            .execute(conn)?;
    }
    Ok(())
}

/// Stores other words of a draft. `false`: it is frozen, or not of this version any more.
///
/// # Errors
/// When the database fails.
pub fn update(conn: &mut Conn, id: ReportId, version: i32, words: &Words, told: &[(ActivityId, String)]) -> QueryResult<bool> {
    let draft = table::table.filter(table::id.eq(id.0)).filter(table::version.eq(version)).filter(table::frozen_at.is_null());
    let changed = diesel::update(draft)
        .set((
            table::title.eq(&words.title),
            table::meeting.eq(&words.meeting),
            table::introduction.eq(&words.introduction),
            table::version.eq(version + 1),
        ))
        .execute(conn)?;
    if changed == 1 {
        store_told(conn, id, told)?;
    }
    Ok(changed == 1)
}

/// Freezes a draft. `false`: it is frozen already.
///
/// # Errors
/// When the database fails.
pub fn freeze(conn: &mut Conn, id: ReportId, by: PersonId, now: DateTime<Utc>, stored: &Stored) -> QueryResult<bool> {
    let draft = table::table.filter(table::id.eq(id.0)).filter(table::frozen_at.is_null());
    let changed = diesel::update(draft)
        .set((
            table::frozen_at.eq(now.naive_utc()),
            table::frozen_by_id.eq(by.0),
            table::document.eq(&stored.json),
            table::fingerprint.eq(&stored.fingerprint),
        ))
        .execute(conn)?;
    Ok(changed == 1)
}

/// The document of a frozen report, just as it was frozen.
///
/// # Errors
/// When the database fails; a document that is not the one that was frozen, or is stored in a format that is not known.
pub fn document(conn: &mut Conn, id: ReportId) -> QueryResult<Option<Document>> {
    let found: Option<(Option<String>, Option<String>)> =
        table::table.filter(table::id.eq(id.0)).select((table::document, table::fingerprint)).first(conn).optional()?;
    let Some((Some(json), Some(fingerprint))) = found else { return Ok(None) };
    if hash(&json) != fingerprint {
        return Err(corrupt(Unreadable::Altered(id.0)));
    }
    stored::read(&json).map(Some).map_err(|e| corrupt(Unreadable::Format(id.0, e)))
}
