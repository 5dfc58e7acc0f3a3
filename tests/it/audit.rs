//! The audit trail: what it holds, that nothing of it can be changed, and that a change by force is found.

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::BigInt;

use crate::support::database::Database;
use crate::support::program::{on, run};
use crate::support::{TestApp, Visitor, eventually};
use capacity_tracker::db::Conn;

/// The last column but its hash of the entries that a filter selects, oldest first: person, what, record, detail.
fn entries(administrator: &Visitor, filter: &str) -> Vec<String> {
    let page = administrator.gets(&format!("/admin/audit.csv?{filter}"));
    assert_eq!(page.header("content-type"), Some("text/csv; charset=utf-8"));
    let mut rows = csv::Reader::from_reader(page.body.as_bytes());
    let line = |row: csv::StringRecord| {
        [&row[2], &row[4], &row[5], &row[7]].iter().filter(|v| !v.is_empty()).copied().collect::<Vec<_>>().join(" ")
    };
    let mut lines: Vec<String> = rows.records().map(|row| line(row.unwrap())).collect();
    lines.reverse();
    lines
}

fn verify(database: &Database, more: &[&str]) -> crate::support::program::Ended {
    run(&mut on(database, &[&["audit", "verify"], more].concat()))
}

fn head(database: &Database) -> String {
    run(&mut on(database, &["audit", "head"])).well().trim().to_owned()
}

/// What somebody does who has taken over the database: the triggers go first.
fn by_force(app: &TestApp, sql: &str) {
    app.in_database_unseen(|conn| match conn {
        Conn::Sqlite(conn) => {
            let triggers = ["audit_refuses_update", "audit_refuses_delete", "history_refuses_update", "history_refuses_delete"];
            for trigger in triggers {
                conn.batch_execute(&format!("DROP TRIGGER IF EXISTS {trigger}")).unwrap();
            }
            conn.batch_execute("PRAGMA foreign_keys = OFF").unwrap();
            conn.batch_execute(sql).unwrap();
        }
        Conn::Pg(conn) => {
            conn.batch_execute("ALTER TABLE audit_entries DISABLE TRIGGER ALL; ALTER TABLE history DISABLE TRIGGER ALL").unwrap();
            conn.batch_execute(sql).unwrap();
        }
    });
}

on_both! {
    fn every_act_by_a_person_is_an_entry(app) {
        let (administrator, officer) = (app.administrator(), app.officer());
        app.visitor().fills("/session/new", &[("email", "ines@example.org"), ("password", "a wrong one indeed")]).is(422);
        let has = |kind: &str| eventually(kind, || Some(()).filter(|()| entries(&administrator, &format!("kind={kind}")).len() == 1));
        has("sign-in-refused");
        app.visitor().fills("/session/new", &[("email", "nobody@example.org"), ("password", "a wrong one indeed")]).is(422);
        app.visitor().fills("/password/forgotten", &[("email", "ines@example.org")]);
        has("reset-asked");
        officer.gets("/admin/people").is(404);
        officer.gets("/plans/cp-2017-2020/events.csv?country=KE&words=Mallory").is(200);
        officer.gets("/plans/cp-2017-2020/events").is(200);
        officer.publishes(7, "on-track", "First workshop");
        officer.sends(&officer.writes_update(7, "on-track", "Half a draft").with("intent", "keep")).is(303);
        officer.sends(&officer.gets("/").form("/session/end")).leads_to("/session/new");
        let all = entries(&administrator, "");
        let of = |words: &str| all.iter().filter(|line| line.contains(words)).count();
        assert!(of("loaded activity") >= 14, "{all:?}");
        let ines = entries(&administrator, "person=2");
        let expected = [
            "Ines Duarte signed-in person",
            "sign-in-refused person",
            "reset-asked person",
            "Ines Duarte denied GET /admin/people",
            "Ines Duarte exported /plans/cp-2017-2020/events.csv?country=KE",
            "Ines Duarte reported activity",
            "Ines Duarte draft-saved activity",
            "Ines Duarte signed-out person",
        ];
        assert_eq!(ines, expected);
        assert!(all.last().unwrap().contains("Amara Okello exported /admin/audit.csv"), "an export holds its own entry");
        let files = entries(&administrator, "kind=exported&person=1");
        assert!(files.len() > 3 && files.iter().all(|line| line.contains("/admin/audit.csv")), "{files:?}");
        let said = verify(&app.database, &[]).well();
        assert!(said.contains("are as recorded"), "{said}");
    }

    fn the_page_shows_filters_and_leads_to_older_entries(app) {
        let (administrator, officer) = (app.administrator(), app.officer());
        officer.publishes(7, "on-track", "First workshop");
        let page = administrator.gets("/admin/audit");
        page.is(200).shows("Ines Duarte published an update.").shows("Audit trail").shows("capacity-tracker audit verify --head");
        assert_eq!(page.all("tbody tr").len(), 50);
        let older = page.attributes("nav.around a", "href").pop().unwrap();
        let next = administrator.gets(&older);
        assert!(next.is(200).all("tbody tr").len() > 5, "{older}");
        assert!(page.all("tbody tr").iter().all(|row| !next.all("tbody tr").contains(row)), "no entry stands on both");
        administrator.gets("/admin/audit?record=activity&key=7").shows("published an update").hides("Ines Duarte signed in.");
        assert_eq!(administrator.gets("/admin/audit?kind=reported").all("tbody tr").len(), 1);
        assert_eq!(administrator.gets("/admin/audit?kind=reported&person=1").all("tbody tr").len(), 0);
        administrator.gets("/admin/audit?from=2019-03-13").shows("No entry fits these filters");
        administrator.gets("/admin/audit?until=2019-03-11").shows("No entry fits these filters");
        assert!(!administrator.gets("/admin/audit?from=2019-03-12&until=2019-03-12").all("tbody tr").is_empty());
        administrator.gets("/admin/audit?person=x&kind=x&record=x&key=x&before=x").is(200);
        administrator.gets("/admin/audit?lang=zh");
        administrator.gets("/admin/audit").shows("审计记录").shows("发布");
        for other in [&officer, &app.partner("jrc"), &app.donor()] {
            other.gets("/admin/audit").is(404);
            other.gets("/admin/audit.csv").is(404);
        }
    }

    fn the_database_refuses_to_change_or_remove_entries(app) {
        app.officer();
        for sql in [
            "UPDATE audit_entries SET detail = 'x'",
            "UPDATE audit_entries SET hash = hash WHERE position = 1",
            "DELETE FROM audit_entries",
            "DELETE FROM audit_entries WHERE position = 1",
            "UPDATE history SET reason = 'x' WHERE id = 1",
            "DELETE FROM history WHERE id = 1",
        ] {
            let refused = app.app.db.connection().unwrap().batch_execute(sql).unwrap_err().to_string();
            assert!(refused.contains("can only be added"), "{sql}: {refused}");
        }
        if let Conn::Pg(conn) = &mut *app.app.db.connection().unwrap() {
            assert!(conn.batch_execute("TRUNCATE audit_entries").unwrap_err().to_string().contains("can only be added"));
        }
        verify(&app.database, &[]).well();
    }

    fn a_change_by_force_is_found(app) {
        let officer = app.officer();
        officer.publishes(7, "on-track", "First workshop");
        let known = head(&app.database);
        let last: i64 = known.split(':').next().unwrap().parse().unwrap();
        let folder = tempfile::tempdir().unwrap();
        let backup = folder.path().join("backup.zip");
        run(&mut on(&app.database, &["backup", backup.to_str().unwrap()])).well();
        let backup = backup.to_str().unwrap();
        officer.publishes(8, "on-track", "Second workshop");
        assert!(verify(&app.database, &["--head", &known, "--backup", backup]).well().contains("2 known from elsewhere"));
        let foreign = format!("{last}:{}", "ab".repeat(32));
        assert!(verify(&app.database, &["--head", &foreign]).refused().contains("was rewritten"));
        let beyond = format!("{}:{}", last + 100, "ab".repeat(32));
        assert!(verify(&app.database, &["--head", &beyond]).refused().contains("was cut off"));
        // Each is done in a copy of its own by undoing it afterwards.
        for (sql, undo, found) in [
            ("UPDATE audit_entries SET actor_id = NULL WHERE kind = 'signed-in'", "UPDATE audit_entries SET actor_id = subject_id WHERE kind = 'signed-in'", "is not what was recorded"),
            ("UPDATE audit_entries SET position = 100000 WHERE position = 3", "UPDATE audit_entries SET position = 3 WHERE position = 100000", "entry 3 is missing"),
            ("UPDATE history SET actor_id = NULL WHERE action = 'reported'", "UPDATE history SET actor_id = 1 WHERE action = 'reported'", "what the history says of entry"),
            ("UPDATE history SET changes = REPLACE(changes, 'First', 'Third')", "UPDATE history SET changes = REPLACE(changes, 'Third', 'First')", "what the history says of entry"),
            ("UPDATE history SET at = '2001-01-01 00:00:00' WHERE action = 'reported'", "", "what the history says of entry"),
        ] {
            by_force(&app, sql);
            let said = verify(&app.database, &[]).refused();
            assert!(said.contains(found), "{sql}: {said}");
            if undo.is_empty() {
                break;
            }
            by_force(&app, undo);
            verify(&app.database, &[]).well();
        }
    }

    fn entries_that_were_cut_off_or_put_in_are_found(app) {
        let officer = app.officer();
        officer.publishes(7, "on-track", "First workshop");
        let known = head(&app.database);
        let put_in = "INSERT INTO history (at, subject_kind, subject_id, action, changes) VALUES ('2019-03-12 00:00:00', 'event', 1, 'verified', '[]')";
        by_force(&app, put_in);
        assert!(verify(&app.database, &[]).refused().contains("was never recorded in the audit trail"));
        by_force(&app, "DELETE FROM history WHERE action = 'verified'");
        verify(&app.database, &["--head", &known]).well();
        by_force(&app, "DELETE FROM audit_entries WHERE kind = 'reported'; DELETE FROM history WHERE action = 'reported'");
        // What is left is a chain without a fault; only what is known from elsewhere tells.
        verify(&app.database, &[]).well();
        assert!(verify(&app.database, &["--head", &known]).refused().contains("was cut off"));
    }

    fn a_hundred_writers_on_two_servers_make_one_chain(app) {
        let other = TestApp::on(std::sync::Arc::clone(&app.database), &[]);
        let officer = app.officer();
        let before = position(&app);
        let session = officer.cookie("session").unwrap();
        std::thread::scope(|scope| {
            for n in 0..100 {
                let (app, session) = (if n % 2 == 0 { &app } else { &other }, &session);
                scope.spawn(move || {
                    let visitor = app.visitor();
                    visitor.takes_cookie("session", session);
                    match n % 4 {
                        0 | 1 => drop(visitor.gets("/admin/people").is(404)),
                        _ => drop(visitor.gets("/plans/cp-2017-2020/events.csv").is(200)),
                    }
                    visitor.sends(&visitor.writes_update(1 + n % 14, "on-track", "Half a draft").with("intent", "keep")).is(303);
                });
            }
        });
        assert_eq!(position(&app) - before, 200);
        let said = verify(&app.database, &[]).well();
        assert!(said.starts_with(&format!("{} entries", before + 200)), "{said}");
    }
}

fn position(app: &TestApp) -> i64 {
    #[derive(QueryableByName)]
    struct Row {
        #[diesel(sql_type = BigInt)]
        last: i64,
    }
    app.in_database_unseen(|conn| {
        diesel::sql_query("SELECT MAX(position) AS last FROM audit_entries").get_result::<Row>(conn).unwrap().last
    })
}

/// Administrators get the end of the trail of days that are over, once, and it is what the command checks.
fn the_head_of_a_day(app: TestApp) {
    let administrator = app.administrator();
    app.officer().publishes(7, "on-track", "First workshop");
    let of_the_day = position(&app);
    let app = app.starts_again_reminding("2019-03-13");
    let mail = app.mails.to("amara@example.org");
    let text = mail.text;
    let head = text.lines().find(|line| line.starts_with(&format!("{of_the_day}:"))).unwrap_or_else(|| panic!("{text}")).to_owned();
    verify(&app.database, &["--head", &head]).well();
    drop(administrator);
    let app = app.starts_again_reminding("2019-03-14");
    let again: i64 = app.in_database_unseen(|conn| {
        use capacity_tracker::db::schema::outbox::dsl::{kind, outbox};
        outbox.filter(kind.eq("audit-head")).count().get_result(conn).unwrap()
    });
    assert_eq!(again, 1, "nothing was added on the thirteenth");
}

#[test]
fn the_head_of_a_day_sqlite() {
    the_head_of_a_day(TestApp::sqlite());
}

#[test]
fn the_head_of_a_day_postgres() {
    the_head_of_a_day(TestApp::postgres());
}
