//! The rows of PostgreSQL as lines of JSON, and back. PostgreSQL itself writes and reads them, so that every type of column comes through.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead as _, BufReader, BufWriter, Write as _};
use std::path::Path;

use diesel::connection::SimpleConnection as _;
use diesel::pg::PgConnection;
use diesel::prelude::*;
use diesel::sql_types::Text;

use super::files;
use super::parts::BackupError;

/// Rows that are inserted at once …
const ROWS: usize = 500;
/// … and characters after which no more are added.
const CHARACTERS: usize = 4 * 1024 * 1024;

#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = Text)]
    line: String,
}

/// The tables with our data, by name.
const OUR_TABLES: &str = "SELECT tablename::text AS line FROM pg_tables
    WHERE schemaname = current_schema() AND tablename NOT LIKE '\\_\\_%' ORDER BY tablename";

/// The names of our tables.
///
/// # Errors
/// When the database fails.
pub(super) fn tables(conn: &mut PgConnection) -> QueryResult<Vec<String>> {
    Ok(diesel::sql_query(OUR_TABLES).load::<Line>(conn)?.into_iter().map(|table| table.line).collect())
}

/// Writes the rows of every table into a file of its own in a folder; call it in a snapshot. Returns the number of rows by table.
pub(super) fn write_tables(conn: &mut PgConnection, folder: &Path) -> Result<BTreeMap<String, u64>, BackupError> {
    let mut counts = BTreeMap::new();
    for table in tables(conn)? {
        let path = folder.join(format!("{table}.jsonl"));
        let mut file = BufWriter::new(files::make(&path)?);
        let mut rows = 0;
        let query = diesel::sql_query(format!("SELECT row_to_json(t)::text AS line FROM \"{table}\" t"));
        for line in query.load_iter::<Line, diesel::pg::PgRowByRowLoadingMode>(conn)? {
            writeln!(file, "{}", line?.line).map_err(BackupError::file(&path))?;
            rows += 1;
        }
        file.into_inner().map_err(std::io::IntoInnerError::into_error).and_then(|f| f.sync_all()).map_err(BackupError::file(&path))?;
        counts.insert(table, rows);
    }
    Ok(counts)
}

/// Puts the rows in the files of a folder in the place of all that the tables hold; call it in a transaction. Foreign keys are checked at its
/// end, as rows refer to each other in any order; triggers that guard records against changes do not run.
pub(super) fn read_tables(conn: &mut PgConnection, folder: &Path) -> Result<BTreeMap<String, u64>, BackupError> {
    let tables = tables(conn)?;
    let keys = foreign_keys(conn)?;
    for (table, key) in &keys {
        conn.batch_execute(&format!("ALTER TABLE \"{table}\" ALTER CONSTRAINT \"{key}\" DEFERRABLE INITIALLY DEFERRED"))?;
    }
    for table in &tables {
        conn.batch_execute(&format!("ALTER TABLE \"{table}\" DISABLE TRIGGER USER"))?;
    }
    let all: Vec<String> = tables.iter().map(|table| format!("\"{table}\"")).collect();
    conn.batch_execute(&format!("TRUNCATE {}", all.join(", ")))?;
    let mut counts = BTreeMap::new();
    for table in &tables {
        counts.insert(table.clone(), read_table(conn, table, &folder.join(format!("{table}.jsonl")))?);
    }
    conn.batch_execute("SET CONSTRAINTS ALL IMMEDIATE")?;
    for (table, key) in &keys {
        conn.batch_execute(&format!("ALTER TABLE \"{table}\" ALTER CONSTRAINT \"{key}\" NOT DEFERRABLE"))?;
    }
    for table in &tables {
        conn.batch_execute(&format!("ALTER TABLE \"{table}\" ENABLE TRIGGER USER"))?;
    }
    continue_numbering(conn)?;
    Ok(counts)
}

fn read_table(conn: &mut PgConnection, table: &str, path: &Path) -> Result<u64, BackupError> {
    let mut lines = BufReader::new(fs::File::open(path).map_err(BackupError::file(path))?).lines();
    let insert =
        format!("INSERT INTO \"{table}\" OVERRIDING SYSTEM VALUE SELECT * FROM json_populate_recordset(NULL::\"{table}\", $1::json)");
    let mut rows = 0;
    loop {
        let mut batch = Vec::new();
        let mut characters = 0;
        while batch.len() < ROWS && characters < CHARACTERS {
            let Some(line) = lines.next() else { break };
            let line = line.map_err(BackupError::file(path))?;
            characters += line.len();
            batch.push(line);
        }
        if batch.is_empty() {
            return Ok(rows);
        }
        rows += batch.len() as u64;
        diesel::sql_query(&insert).bind::<Text, _>(format!("[{}]", batch.join(","))).execute(conn)?;
    }
}

#[derive(QueryableByName)]
struct Key {
    #[diesel(sql_type = Text)]
    place: String,
    #[diesel(sql_type = Text)]
    name: String,
}

/// Table and name of every foreign key.
fn foreign_keys(conn: &mut PgConnection) -> QueryResult<Vec<(String, String)>> {
    let all = "SELECT c.relname::text AS place, k.conname::text AS name FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
        WHERE k.contype = 'f' AND c.relnamespace = current_schema()::regnamespace";
    Ok(diesel::sql_query(all).load::<Key>(conn)?.into_iter().map(|key| (key.place, key.name)).collect())
}

/// Lets every column that numbers its rows go on after the highest number.
fn continue_numbering(conn: &mut PgConnection) -> QueryResult<()> {
    let all = "SELECT c.table_name::text AS place, c.column_name::text AS name FROM information_schema.columns c
        WHERE c.table_schema = current_schema() AND pg_get_serial_sequence(quote_ident(c.table_name), c.column_name) IS NOT NULL";
    for Key { place, name } in diesel::sql_query(all).load::<Key>(conn)? {
        let highest = format!(
            "SELECT setval(pg_get_serial_sequence('\"{place}\"', '{name}'), coalesce(max(\"{name}\"), 0) + 1, false) FROM \"{place}\""
        );
        conn.batch_execute(&highest)?;
    }
    Ok(())
}
