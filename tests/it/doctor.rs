//! `doctor`: says what is wrong and how to mend it, and changes nothing.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use chrono::TimeDelta;
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use domain::clock::Clock;

use crate::support::TestApp;
use crate::support::database::Database;
use crate::support::program::{Ended, on, run};

fn doctor(database: &Database, more: &[&str]) -> Ended {
    run(on(database, &["doctor"]).args(more))
}

/// The lines about a topic.
fn lines(ended: &Ended, topic: &str) -> String {
    let mut lines = ended.out.lines().peekable();
    let mut about = String::new();
    while let Some(line) = lines.next() {
        if line.get(7..).is_some_and(|rest| rest.starts_with(topic)) {
            about += line;
            if let Some(mend) = lines.next_if(|next| next.starts_with("   ")) {
                about += mend;
            }
            about.push('\n');
        }
    }
    about
}

#[track_caller]
fn is_fault(ended: &Ended, topic: &str, says: &str, mend: &str) {
    let about = lines(ended, topic);
    assert!(about.contains("FAULT") && about.contains(says) && about.contains(mend), "{topic}: {about}\n{}", ended.out);
    assert_ne!(ended.code, Some(0));
}

on_both! {
    fn a_tracker_that_is_well_is_said_to_be(app) {
        drop(app.officer());
        let smtp = app.mails.url();
        let ended = doctor(&app.database, &["--smtp-url", &smtp, "--base-url", "https://tracker.example.org", "--trust-proxy"]);
        for topic in ["settings", "data folder", "secret", "database", "outbox", "files", "cookies", "proxy", "mail", "disk"] {
            assert!(lines(&ended, topic).starts_with("ok"), "{topic}\n{}", ended.out);
        }
        assert!(lines(&ended, "database").contains("all migrations have run"));
        assert!(!ended.out.contains("FAULT") && ended.code == Some(0), "{}", ended.out);
    }

    fn what_is_wrong_is_said_with_how_to_mend_it(app) {
        drop(app.officer());
        let long_ago = (Clock::System.now() - TimeDelta::days(3)).to_rfc3339();
        app.in_database(|conn| {
            let sql = format!("INSERT INTO settings (name, value) VALUES ('last-backup', '{long_ago}')");
            diesel::sql_query(sql).execute(conn).unwrap();
        });
        fs::set_permissions(app.database.folder(), fs::Permissions::from_mode(0o755)).unwrap();
        let settings = ["--smtp-url", "smtp://user:secret@127.0.0.1:1", "--base-url", "http://tracker.example.org", "--listen", "0.0.0.0:8080", "--trust-proxy"];
        let ended = doctor(&app.database, &settings);
        fs::set_permissions(app.database.folder(), fs::Permissions::from_mode(0o700)).unwrap();
        is_fault(&ended, "data folder", "(mode 755)", "chmod 700");
        is_fault(&ended, "backup", "last made", "capacity-tracker backup FOLDER");
        is_fault(&ended, "cookies", "travel unprotected", "https://");
        is_fault(&ended, "proxy", "reached without the proxy", "127.0.0.1");
        is_fault(&ended, "mail", "without TLS", "smtps://");
        assert!(ended.err.contains("things have to be mended"), "{}", ended.err);
        let ended = doctor(&app.database, &["--smtp-url", "smtp://127.0.0.1:1", "--base-url", "https://tracker.example.org"]);
        is_fault(&ended, "mail", "127.0.0.1:1", "SMTP_URL");
        is_fault(&ended, "proxy", "all visitors count as one", "--trust-proxy");
    }

    fn a_newer_database_is_named(app) {
        app.in_database(|conn| diesel::sql_query("INSERT INTO __diesel_schema_migrations (version) VALUES ('29990101000000')").execute(conn).unwrap());
        is_fault(&doctor(&app.database, &[]), "database", "29990101000000", "restore a backup");
    }

    fn a_clock_that_stands_behind_is_noticed(app) {
        drop(app.officer());
        let ended = run(on(&app.database, &["doctor"]).env("LC_ALL", "C"));
        assert!(lines(&ended, "clock").starts_with("ok"), "{}", ended.out);
        let app = app.starts_again(&["--clock", "2999-03-12"]);
        drop(app.another_officer());
        is_fault(&doctor(&app.database, &[]), "clock", "last entry of the audit trail is of 2999-03-12", "set the clock");
    }
}

#[test]
fn it_makes_nothing() {
    let database = Database::sqlite();
    let nothing = database.folder().join("none");
    let ended = run(crate::support::program::program(&["doctor", "--data-dir"]).arg(&nothing));
    assert!(lines(&ended, "data folder").starts_with("note") && lines(&ended, "database").contains("does not exist"), "{}", ended.out);
    assert!(!nothing.exists());
}

#[test]
fn a_damaged_file_and_lost_attachments_are_found() {
    let app = TestApp::sqlite();
    let event = {
        app.partner("jrc");
        app.has_event("tomas@example.org", domain::review::Stage::Draft)
    };
    let partner = app.visitor().signs_in("tomas@example.org");
    partner.uploads(&format!("/events/{event}/attachments/new"), "Report.pdf", b"%PDF-1.7\nReport\n%%EOF\n").is(303);
    fs::remove_dir_all(app.database.folder().join("attachments")).unwrap();
    is_fault(&doctor(&app.database, &[]), "files", "1 of 1 attached files are not in", "restore them");
    let database = std::sync::Arc::clone(&app.database);
    drop(app);
    let path = database.folder().join("data.db");
    let mut conn = SqliteConnection::establish(path.to_str().unwrap()).unwrap();
    conn.batch_execute("PRAGMA foreign_keys = OFF; DELETE FROM organisations; PRAGMA wal_checkpoint(TRUNCATE)").unwrap();
    drop(conn);
    is_fault(&doctor(&database, &[]), "database", "refer to rows that do not exist", "restore the last backup");
}

#[test]
fn a_postgres_server_that_is_away_is_said() {
    let database = Database::postgres().through(1);
    is_fault(&doctor(&database, &[]), "database", "127.0.0.1", "check DATABASE_URL");
}
