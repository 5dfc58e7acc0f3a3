//! Reading what a database is like, without changing or making anything.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::connection::SimpleConnection as _;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Nullable, Text, Timestamp};

use super::connection::{Conn, DatabaseUrl};
use super::{migrations, outbox, setting};

/// Oldest major version of PostgreSQL that works: SQLite comes with the program.
const POSTGRES_OLDEST: i64 = 13;

/// What a database is like.
#[derive(Debug, Clone)]
pub struct Inspected {
    /// Kind and version.
    pub version: String,
    /// What is wrong with it, each with how to mend it.
    pub faults: Vec<(String, String)>,
    /// Migrations that it has not had yet.
    pub pending: usize,
    /// The first migration that this program does not know.
    pub newer: Option<String>,
    /// The clock of the database server, where it is another machine.
    pub clock: Option<DateTime<Utc>>,
    /// When the last entry of the audit trail was made.
    pub last_act: Option<DateTime<Utc>>,
    /// Mails that wait, and since when the oldest of them does.
    pub waiting: (i64, Option<DateTime<Utc>>),
    /// Mails that were given up.
    pub given_up: i64,
    /// When the last backup was made.
    pub last_backup: Option<DateTime<Utc>>,
}

#[derive(QueryableByName)]
struct Word {
    #[diesel(sql_type = Text)]
    word: String,
}

#[derive(QueryableByName)]
struct Number {
    #[diesel(sql_type = BigInt)]
    number: i64,
}

#[derive(QueryableByName)]
struct Moment {
    #[diesel(sql_type = Nullable<Timestamp>)]
    at: Option<NaiveDateTime>,
}

/// Opens a database for reading alone. A SQLite file that is not there is not made.
///
/// # Errors
/// A sentence that says what is wrong.
pub fn open(url: &DatabaseUrl) -> Result<Conn, String> {
    match url {
        DatabaseUrl::Sqlite(path) => {
            if !path.exists() {
                return Err(format!("{} does not exist", path.display()));
            }
            let mut conn = SqliteConnection::establish(&path.to_string_lossy()).map_err(|e| e.to_string())?;
            conn.batch_execute("PRAGMA busy_timeout = 1000; PRAGMA query_only = ON").map_err(|e| e.to_string())?;
            Ok(Conn::Sqlite(conn))
        }
        DatabaseUrl::Postgres(address) => {
            let mut conn = PgConnection::establish(address.as_str()).map_err(|e| e.to_string())?;
            conn.batch_execute("SET default_transaction_read_only = on; SET statement_timeout = '60s'").map_err(|e| e.to_string())?;
            Ok(Conn::Pg(conn))
        }
    }
}

fn word(conn: &mut Conn, sql: &str) -> QueryResult<String> {
    Ok(diesel::sql_query(sql).get_result::<Word>(conn)?.word)
}

fn number(conn: &mut Conn, sql: &str) -> QueryResult<i64> {
    Ok(diesel::sql_query(sql).get_result::<Number>(conn)?.number)
}

/// Looks at a database.
///
/// # Errors
/// When it cannot be read.
pub fn inspect(conn: &mut Conn) -> QueryResult<Inspected> {
    let is_sqlite = matches!(conn, Conn::Sqlite(_));
    let (version, faults, clock) = if is_sqlite { sqlite(conn)? } else { postgres(conn)? };
    let applied = migrations::applied(conn)?;
    let newer = migrations::unknown(applied.clone());
    let pending = migrations::count().saturating_sub(applied.len());
    let is_usable = newer.is_none() && pending == 0;
    let last_act = if is_usable {
        diesel::sql_query("SELECT MAX(at) AS at FROM audit_entries").get_result::<Moment>(conn)?.at.map(|at| at.and_utc())
    } else {
        None
    };
    let (waiting, given_up, last_backup) =
        if is_usable { (outbox::waiting(conn)?, outbox::failed(conn)?, setting::last_backup(conn)?) } else { ((0, None), 0, None) };
    Ok(Inspected { version, faults, pending, newer, clock, last_act, waiting, given_up, last_backup })
}

type Facts = (String, Vec<(String, String)>, Option<DateTime<Utc>>);

fn sqlite(conn: &mut Conn) -> QueryResult<Facts> {
    let version = format!("SQLite {}", word(conn, "SELECT sqlite_version() AS word")?);
    let mut faults = Vec::new();
    let mode = word(conn, "SELECT journal_mode AS word FROM pragma_journal_mode")?;
    if mode != "wal" {
        faults.push((format!("journal_mode is {mode}, not wal"), "start the tracker once: it switches the file to wal".to_owned()));
    }
    let check = word(conn, "SELECT quick_check AS word FROM pragma_quick_check LIMIT 1")?;
    if check != "ok" {
        faults.push((
            format!("the file is damaged: {check}"),
            "stop the tracker and restore the last backup into an empty folder".to_owned(),
        ));
    }
    let broken = number(conn, "SELECT COUNT(*) AS number FROM pragma_foreign_key_check")?;
    if broken > 0 {
        faults.push((
            format!("{broken} rows refer to rows that do not exist"),
            "the file was changed by another program: restore the last backup".to_owned(),
        ));
    }
    Ok((version, faults, None))
}

fn postgres(conn: &mut Conn) -> QueryResult<Facts> {
    let version = format!("PostgreSQL {}", word(conn, "SELECT current_setting('server_version') AS word")?);
    let mut faults = Vec::new();
    let number_of_version = number(conn, "SELECT current_setting('server_version_num')::bigint AS number")?;
    if number_of_version / 10_000 < POSTGRES_OLDEST {
        faults.push((format!("{version} is too old"), format!("the tracker needs PostgreSQL {POSTGRES_OLDEST} or newer")));
    }
    let encoding = word(conn, "SELECT current_setting('server_encoding') AS word")?;
    if encoding != "UTF8" {
        faults.push((
            format!("the encoding is {encoding}, not UTF8"),
            "make a database with CREATE DATABASE … ENCODING 'UTF8' and restore into it".to_owned(),
        ));
    }
    if word(conn, "SELECT pg_is_in_recovery()::text AS word")? == "true" {
        faults.push(("the server is a standby, which takes no writes".to_owned(), "set DATABASE_URL to the primary server".to_owned()));
    }
    let may_write = "SELECT (setting = 'off')::text AS word FROM pg_db_role_setting s, unnest(s.setconfig) c, LATERAL (SELECT split_part(c, '=', 2) AS setting) x \
                     WHERE s.setdatabase = (SELECT oid FROM pg_database WHERE datname = current_database()) AND c LIKE 'default_transaction_read_only=%'";
    if diesel::sql_query(may_write).load::<Word>(conn)?.iter().any(|w| w.word == "false") {
        faults.push((
            "the database allows only reading".to_owned(),
            "ALTER DATABASE … RESET default_transaction_read_only, once the maintenance is over".to_owned(),
        ));
    }
    let clock = diesel::sql_query("SELECT (clock_timestamp() AT TIME ZONE 'UTC')::timestamp AS at").get_result::<Moment>(conn)?.at;
    Ok((version, faults, clock.map(|at| at.and_utc())))
}
