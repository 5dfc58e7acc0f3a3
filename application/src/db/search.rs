//! The search index: entries with their words, and the queue of records that have changed since theirs was made.
//!
//! SQLite keeps the words in a table of FTS5 that triggers fill; PostgreSQL has an index of text search over them. Both only look for whole
//! words and beginnings: folding and taking apart is done by [`domain::search`].

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Integer, Text};
use domain::history::SubjectKind;
use domain::search::{Area, Entry, Question, Term};

use super::schema::{search_entries as entries, search_queue as queue};
use super::{Both, Conn, read_enum, translated};

/// Something that was found.
#[derive(Debug, Clone)]
pub struct Hit {
    /// Where it belongs.
    pub area: Area,
    /// The path of its page.
    pub address: String,
    /// What it is called.
    pub title: domain::lang::Translated,
    /// Everything by which it is found, besides the title.
    pub text: String,
}

/// Notes that the entry of a record has to be made anew, if it is of a kind that is searched.
///
/// # Errors
/// When the database fails.
pub fn enqueue(conn: &mut Conn, kind: SubjectKind, key: i32) -> QueryResult<()> {
    use SubjectKind::{Activity, Event, Indicator, Organisation, Output, Person, Report};
    if !matches!(kind, Activity | Event | Indicator | Organisation | Output | Person | Report) {
        return Ok(());
    }
    let row = (queue::kind.eq(kind.as_str()), queue::key.eq(key));
    Both(diesel::insert_into(queue::table).values(row).on_conflict_do_nothing()).execute(conn).map(drop)
}

/// Removes the entry of a record at once, and has it made anew if the record is still there.
///
/// # Errors
/// When the database fails.
pub fn forget(conn: &mut Conn, kind: SubjectKind, key: i32) -> QueryResult<()> {
    // An area has the name of the kind of its records.
    diesel::delete(entries::table.filter(entries::area.eq(kind.as_str())).filter(entries::key.eq(key.to_string()))).execute(conn)?;
    remove_beginning(conn, Area::Comment, &format!("{kind}-{key}-"))?;
    enqueue(conn, kind, key)
}

/// Whether any record waits for its entry.
///
/// # Errors
/// When the database fails.
pub fn is_behind(conn: &mut Conn) -> QueryResult<bool> {
    let first: Option<i32> = queue::table.select(queue::key).first(conn).optional()?;
    Ok(first.is_some())
}

#[derive(QueryableByName)]
struct Queued {
    #[diesel(sql_type = Text)]
    kind: String,
    #[diesel(sql_type = Integer)]
    key: i32,
}

/// Takes records out of the queue, at most `most`, kind by kind. Call it in the write transaction that makes their entries.
///
/// # Errors
/// When the database fails.
pub fn take(conn: &mut Conn, most: i64) -> QueryResult<Vec<(SubjectKind, i32)>> {
    let sql = format!(
        "DELETE FROM search_queue WHERE (kind, key) IN (SELECT kind, key FROM search_queue ORDER BY kind, key LIMIT {most}) RETURNING kind, key"
    );
    let rows: Vec<Queued> = diesel::sql_query(sql).load(conn)?;
    rows.into_iter().map(|row| Ok((read_enum(&row.kind)?, row.key))).collect()
}

/// Stores an entry in place of the one before.
///
/// # Errors
/// When the database fails.
pub fn put(conn: &mut Conn, entry: &Entry) -> QueryResult<()> {
    let what = (
        entries::address.eq(&entry.address),
        entries::title.eq(entry.title.to_json()),
        entries::text.eq(&entry.text),
        entries::words.eq(entry.words()),
    );
    let key = (entries::area.eq(entry.area.as_str()), entries::key.eq(&entry.key));
    let insert = diesel::insert_into(entries::table).values((key, what.clone()));
    Both(insert.on_conflict((entries::area, entries::key)).do_update().set(what)).execute(conn).map(drop)
}

/// Removes an entry, if there is one.
///
/// # Errors
/// When the database fails.
pub fn remove(conn: &mut Conn, area: Area, key: &str) -> QueryResult<()> {
    diesel::delete(entries::table.filter(entries::area.eq(area.as_str())).filter(entries::key.eq(key))).execute(conn).map(drop)
}

/// Removes the entries of an area whose keys begin like this.
///
/// # Errors
/// When the database fails.
pub fn remove_beginning(conn: &mut Conn, area: Area, start: &str) -> QueryResult<()> {
    let gone = entries::table.filter(entries::area.eq(area.as_str())).filter(entries::key.like(format!("{start}%")));
    diesel::delete(gone).execute(conn).map(drop)
}

/// Removes the entries of an area whose keys are not among these.
///
/// # Errors
/// When the database fails.
pub fn keep_only(conn: &mut Conn, area: Area, keys: &[String]) -> QueryResult<()> {
    let gone = entries::table.filter(entries::area.eq(area.as_str())).filter(entries::key.ne_all(keys));
    diesel::delete(gone).execute(conn).map(drop)
}

/// The condition of a question, with the place of its one value, and the value. Words hold letters and digits alone, tags are our own: none
/// has a quotation mark.
fn condition(conn: &Conn, question: &Question) -> (&'static str, String) {
    match conn {
        Conn::Sqlite(_) => {
            let quoted = |word: &String| format!("\"{word}\"");
            let term = |term: &Term| match term {
                Term::Beginning(word) => format!("{} *", quoted(word)),
                Term::Whole(word) => quoted(word),
            };
            let all: Vec<String> = question.terms.iter().map(term).collect();
            let any: Vec<String> = question.any_of.iter().map(quoted).collect();
            ("", format!("({}) AND {}", any.join(" OR "), all.join(" AND ")))
        }
        Conn::Pg(_) => {
            let quoted = |word: &String| format!("'{word}'");
            let term = |term: &Term| match term {
                Term::Beginning(word) => format!("{}:*", quoted(word)),
                Term::Whole(word) => quoted(word),
            };
            let all: Vec<String> = question.terms.iter().map(term).collect();
            let any: Vec<String> = question.any_of.iter().map(quoted).collect();
            let found = "array_to_tsvector(string_to_array(words, ' ')) @@ CAST($1 AS tsquery)";
            (found, format!("({}) & {}", any.join(" | "), all.join(" & ")))
        }
    }
}

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = BigInt)]
    n: i64,
}

/// How many entries answer a question; counted up to `most`.
///
/// # Errors
/// When the database fails.
pub fn count(conn: &mut Conn, question: &Question, most: i64) -> QueryResult<i64> {
    let (found, value) = condition(conn, question);
    // The index of SQLite answers by itself; PostgreSQL's leads to the entries.
    let sql = match conn {
        Conn::Sqlite(_) => {
            format!("SELECT COUNT(*) AS n FROM (SELECT rowid FROM __search_words WHERE __search_words MATCH $1 LIMIT {most}) found")
        }
        Conn::Pg(_) => format!("SELECT COUNT(*) AS n FROM (SELECT 1 FROM search_entries WHERE {found} LIMIT {most}) found"),
    };
    diesel::sql_query(sql).bind::<Text, _>(value).get_result::<Count>(conn).map(|count| count.n)
}

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = Text)]
    area: String,
    #[diesel(sql_type = Text)]
    address: String,
    #[diesel(sql_type = Text)]
    title: String,
    #[diesel(sql_type = Text)]
    text: String,
}

/// Entries that answer a question, the newest first.
///
/// # Errors
/// When the database fails.
pub fn page(conn: &mut Conn, question: &Question, most: i64, skip: i64) -> QueryResult<Vec<Hit>> {
    let (found, value) = condition(conn, question);
    let sql = match conn {
        Conn::Sqlite(_) => format!(
            "SELECT area, address, title, text FROM search_entries WHERE id IN (SELECT rowid FROM __search_words \
             WHERE __search_words MATCH $1 ORDER BY rowid DESC LIMIT {most} OFFSET {skip}) ORDER BY id DESC"
        ),
        Conn::Pg(_) => {
            format!("SELECT area, address, title, text FROM search_entries WHERE {found} ORDER BY id DESC LIMIT {most} OFFSET {skip}")
        }
    };
    let rows: Vec<Row> = diesel::sql_query(sql).bind::<Text, _>(value).load(conn)?;
    let hit = |row: Row| Ok(Hit { area: read_enum(&row.area)?, address: row.address, title: translated(&row.title)?, text: row.text });
    rows.into_iter().map(hit).collect()
}
