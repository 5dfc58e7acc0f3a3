//! The two databases have the same tables, and the program's description of them is the same too: columns, types, what may be
//! empty, keys, references and what becomes of them, uniqueness, indexes, defaults, checks.

use std::collections::{BTreeMap, BTreeSet};

use capacity_tracker::db::migrations::{POSTGRES, SQLITE};
use capacity_tracker::db::{Conn, Manager};
use diesel::connection::{SimpleConnection, TransactionManager};
use diesel::prelude::*;
use diesel::r2d2::ManageConnection;
use diesel::sql_types::Text;
use diesel_migrations::MigrationHarness;

use crate::support::database::Database;

/// Facts about a database, one line each.
type Facts = BTreeSet<String>;

#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = Text)]
    line: String,
}

fn facts(conn: &mut Conn, sql: &str) -> Facts {
    diesel::sql_query(sql).load::<Line>(conn).unwrap().into_iter().map(|l| l.line).collect()
}

fn migrated(database: &Database) -> Conn {
    let mut conn = Manager(database.url().parse().unwrap()).connect().unwrap();
    match &mut conn {
        Conn::Pg(c) => drop(c.run_pending_migrations(POSTGRES).unwrap()),
        Conn::Sqlite(c) => drop(c.run_pending_migrations(SQLITE).unwrap()),
    }
    conn
}

/// The type as `schema.rs` names it; a type that one of the databases would treat differently is not allowed.
fn kind(sql: &str) -> &'static str {
    match sql.to_lowercase().as_str() {
        "integer" => "Integer",
        "bigint" => "BigInt",
        "text" => "Text",
        "boolean" => "Bool",
        "blob" | "bytea" => "Binary",
        "date" => "Date",
        "double" | "double precision" => "Double",
        "timestamp" | "timestamp without time zone" => "Timestamp",
        other => panic!("the type {other} is not one that both databases treat alike"),
    }
}

/// `table.column: Type`, with defaults made comparable.
fn columns(conn: &mut Conn) -> Facts {
    let sql = match conn {
        Conn::Sqlite(_) => {
            "SELECT m.name || '.' || p.name || '|' || p.type || '|' || (p.\"notnull\" OR p.pk > 0) || '|' || COALESCE(p.dflt_value, '') AS line
             FROM sqlite_master m, pragma_table_info(m.name) p WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite!_%' ESCAPE '!' AND m.name NOT LIKE '!_!_%' ESCAPE '!'"
        }
        Conn::Pg(_) => {
            "SELECT table_name || '.' || column_name || '|' || data_type || '|' || CASE is_nullable WHEN 'NO' THEN '1' ELSE '0' END || '|' || COALESCE(column_default, '') AS line
             FROM information_schema.columns WHERE table_schema = 'public' AND table_name NOT LIKE '!_!_%' ESCAPE '!'"
        }
    };
    let line = |l: &String| {
        let parts: Vec<&str> = l.split('|').collect();
        let kind = kind(parts[1]);
        let kind = if parts[2] == "1" { kind.to_owned() } else { format!("Nullable<{kind}>") };
        let default = parts[3].to_lowercase().replace("::text", "");
        format!("{}: {kind}{}", parts[0], if default.is_empty() { String::new() } else { format!(" = {default}") })
    };
    facts(conn, sql).iter().map(line).collect()
}

/// Primary keys, uniqueness, indexes of columns and references with what becomes of them. Each database searches texts in a way of its own.
fn constraints(conn: &mut Conn) -> Facts {
    let sql = match conn {
        Conn::Sqlite(_) => {
            "SELECT 'reference ' || m.name || '.' || f.\"from\" || ' to ' || f.\"table\" || '.' || f.\"to\" || ' on delete ' || LOWER(f.on_delete) AS line
               FROM sqlite_master m, pragma_foreign_key_list(m.name) f WHERE m.type = 'table'
             UNION ALL SELECT CASE i.\"unique\" WHEN 1 THEN 'unique ' ELSE 'index ' END || m.name || '(' || (SELECT group_concat(name) FROM (SELECT name FROM pragma_index_info(i.name) ORDER BY seqno)) || ')'
               FROM sqlite_master m, pragma_index_list(m.name) i WHERE m.type = 'table' AND i.origin <> 'pk' AND m.name NOT LIKE '!_!_%' ESCAPE '!'
             UNION ALL SELECT 'key ' || m.name || '(' || (SELECT group_concat(name) FROM (SELECT name FROM pragma_table_info(m.name) WHERE pk > 0 ORDER BY pk)) || ')'
               FROM sqlite_master m WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite!_%' ESCAPE '!' AND m.name NOT LIKE '!_!_%' ESCAPE '!'"
        }
        Conn::Pg(_) => {
            "SELECT 'reference ' || c.conrelid::regclass || '.' || a.attname || ' to ' || c.confrelid::regclass || '.' || b.attname || ' on delete '
                 || CASE c.confdeltype WHEN 'a' THEN 'no action' WHEN 'c' THEN 'cascade' WHEN 'r' THEN 'restrict' WHEN 'n' THEN 'set null' ELSE 'set default' END AS line
               FROM pg_constraint c JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
               JOIN pg_attribute b ON b.attrelid = c.confrelid AND b.attnum = c.confkey[1] WHERE c.contype = 'f'
             UNION ALL SELECT CASE WHEN i.indisprimary THEN 'key ' WHEN i.indisunique THEN 'unique ' ELSE 'index ' END || i.indrelid::regclass || '('
                 || (SELECT string_agg(a.attname, ',' ORDER BY k.o) FROM unnest(i.indkey::int2[]) WITH ORDINALITY k(n, o) JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.n) || ')'
               FROM pg_index i JOIN pg_class t ON t.oid = i.indrelid JOIN pg_namespace n ON n.oid = t.relnamespace
               WHERE n.nspname = 'public' AND t.relname NOT LIKE '!_!_%' ESCAPE '!' AND i.indexprs IS NULL"
        }
    };
    facts(conn, sql)
}

/// Names of checks with their conditions, without white space and brackets, which the databases write differently.
fn checks(conn: &mut Conn) -> Facts {
    let squeeze = |s: &str| {
        s.to_lowercase().chars().filter(|c| !c.is_whitespace() && !matches!(c, '(' | ')')).collect::<String>().replace("::text", "")
    };
    match conn {
        Conn::Sqlite(_) => facts(conn, "SELECT sql AS line FROM sqlite_master WHERE type = 'table' AND sql LIKE '%CONSTRAINT%'")
            .iter()
            .flat_map(|sql| {
                sql.lines()
                    .filter_map(|l| l.trim().strip_prefix("CONSTRAINT "))
                    .map(|l| squeeze(l.trim_end_matches(',')))
                    .collect::<Vec<_>>()
            })
            .collect(),
        Conn::Pg(_) => facts(conn, "SELECT conname || ' ' || pg_get_constraintdef(oid) AS line FROM pg_constraint WHERE contype = 'c' AND connamespace = 'public'::regnamespace")
            .iter()
            .map(|l| squeeze(l))
            .collect(),
    }
}

/// What `schema.rs` says of tables and columns.
fn described() -> BTreeMap<String, BTreeSet<String>> {
    let source = include_str!("../../application/src/db/schema.rs");
    let mut tables = BTreeMap::new();
    for block in source.split("table! {").skip(1) {
        let (name, rest) = block.trim_start().split_once(" (").unwrap();
        let body = rest.split_once('{').unwrap().1.split_once('}').unwrap().0;
        let column = |l: &str| l.split_once("->").map(|(c, t)| format!("{}: {}", c.trim(), t.trim()));
        tables.insert(name.to_owned(), body.split(',').filter_map(column).collect());
    }
    tables
}

/// The differences between two sets of facts; empty when they are the same.
fn differences(left: (&str, &Facts), right: (&str, &Facts)) -> String {
    let only = |(name, a): (&str, &Facts), b: &Facts| a.difference(b).map(|f| format!("only in {name}: {f}\n")).collect::<String>();
    only(left, right.1) + &only(right, left.1)
}

#[test]
fn both_databases_have_the_same_tables() {
    let (sqlite, postgres) = (Database::sqlite(), Database::postgres());
    let (mut s, mut p) = (migrated(&sqlite), migrated(&postgres));
    assert_eq!(differences(("SQLite", &columns(&mut s)), ("PostgreSQL", &columns(&mut p))), "");
    assert_eq!(differences(("SQLite", &constraints(&mut s)), ("PostgreSQL", &constraints(&mut p))), "");
    assert_eq!(differences(("SQLite", &checks(&mut s)), ("PostgreSQL", &checks(&mut p))), "");
    assert!(checks(&mut s).len() >= 4, "the checks are read at all: {:?}", checks(&mut s));
    assert!(constraints(&mut s).contains("reference sessions.person_id to people.id on delete cascade"));
}

#[test]
fn the_program_describes_the_tables_as_they_are() {
    let database = Database::sqlite();
    let real = columns(&mut migrated(&database));
    let described: Facts =
        described().into_iter().flat_map(|(table, columns)| columns.into_iter().map(move |c| format!("{table}.{c}"))).collect();
    let real: Facts = real.iter().map(|c| c.split(" = ").next().unwrap().to_owned()).collect();
    assert_eq!(differences(("the database", &real), ("schema.rs", &described)), "");
}

#[test]
fn a_difference_is_noticed() {
    let (sqlite, postgres) = (Database::sqlite(), Database::postgres());
    let (mut s, mut p) = (migrated(&sqlite), migrated(&postgres));
    let spoil = [
        "ALTER TABLE people ADD COLUMN nickname TEXT",
        "ALTER TABLE people ALTER COLUMN role DROP NOT NULL",
        "ALTER TABLE people ALTER COLUMN time_zone SET DEFAULT 'GMT'",
        "ALTER TABLE plans DROP CONSTRAINT plans_years",
        "DROP INDEX people_by_organisation",
        "ALTER TABLE sessions DROP CONSTRAINT sessions_person_id_fkey, ADD CONSTRAINT sessions_person_id_fkey FOREIGN KEY (person_id) REFERENCES people (id)",
        "ALTER TABLE links DROP CONSTRAINT links_pkey",
        "ALTER TABLE organisations DROP CONSTRAINT organisations_slug_key",
    ];
    for change in spoil {
        p.begin_test_transaction().unwrap();
        p.batch_execute(change).unwrap();
        let found = [
            differences(("", &columns(&mut s)), ("", &columns(&mut p))),
            differences(("", &constraints(&mut s)), ("", &constraints(&mut p))),
            differences(("", &checks(&mut s)), ("", &checks(&mut p))),
        ];
        assert!(found.iter().any(|d| !d.is_empty()), "not noticed: {change}");
        <Conn as Connection>::TransactionManager::rollback_transaction(&mut p).unwrap();
    }
}

#[test]
fn every_migration_can_be_undone_and_done_again() {
    let (sqlite, postgres) = (Database::sqlite(), Database::postgres());
    for database in [&sqlite, &postgres] {
        let mut conn = migrated(database);
        let before = columns(&mut conn);
        match &mut conn {
            Conn::Pg(c) => {
                c.revert_all_migrations(POSTGRES).unwrap();
                c.run_pending_migrations(POSTGRES).unwrap();
            }
            Conn::Sqlite(c) => {
                c.revert_all_migrations(SQLITE).unwrap();
                c.run_pending_migrations(SQLITE).unwrap();
            }
        }
        assert_eq!(columns(&mut conn), before);
    }
}

#[test]
fn both_folders_have_the_same_migrations() {
    let names = |db: &str| {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations").join(db);
        std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect::<BTreeSet<_>>()
    };
    assert_eq!(names("sqlite"), names("postgres"));
}
