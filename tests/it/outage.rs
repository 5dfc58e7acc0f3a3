//! A database that takes no writes, or does not answer: reading goes on where it can, what was typed stays, and everything is as before once it is
//! over.

use std::time::{Duration, Instant};

use capacity_tracker::db::schema::sessions;
use diesel::connection::SimpleConnection;
use diesel::prelude::*;

use crate::support::database::{Database, administration};
use crate::support::page::Form;
use crate::support::relay::Relay;
use crate::support::{Page, TestApp, Visitor, eventually};

/// The number of the lock of writes on PostgreSQL.
const WRITES: i64 = 0x0061_2077_7269_7465;

const UPDATE: &str = "/activities/7/updates/new";

/// Long enough for a machine that builds something meanwhile, and shorter than what people waited for before.
const SOON: Duration = Duration::from_secs(4);

fn an_update(officer: &Visitor) -> Form {
    officer.writes_update(7, "on-track", "Kept <b>&</b> headline").with("done", "四本手册\nand more").with("intent", "publish")
}

/// What is answered to somebody who sends a form meanwhile: soon, with the cause, when to try again, and what was typed.
#[track_caller]
fn is_kept(answer: &Page, cause: &str) -> Form {
    answer.is(503).shows(cause).shows("Kept <b>&</b> headline");
    assert!(answer.header("retry-after").is_some_and(|wait| wait.parse::<u64>().is_ok()));
    assert_eq!(answer.value("done").as_deref(), Some("四本手册\nand more"));
    answer.form(UPDATE)
}

#[track_caller]
fn soon<T>(act: impl FnOnce() -> T) -> T {
    let began = Instant::now();
    let done = act();
    assert!(began.elapsed() < SOON, "{:?}", began.elapsed());
    done
}

/// Lets every session be one that would be marked as used by its next request.
fn nobody_was_seen_lately(app: &TestApp) {
    let long_ago = app.app.clock.now().naive_utc() - chrono::TimeDelta::hours(1);
    app.in_database(|conn| diesel::update(sessions::table).set(sessions::last_seen_at.eq(long_ago)).execute(conn).unwrap());
}

/// While nothing can be written: reading goes on, forms come back, and the probe says why. Gives the form to be sent again.
#[track_caller]
fn only_reading(app: &TestApp, officer: &Visitor, typed: &Form, [title, title_zh, ready]: [&str; 3]) -> Form {
    let again = is_kept(&soon(|| officer.sends(typed)), title);
    for page in ["/activities/7", "/dashboard", "/events.csv", "/account", UPDATE] {
        soon(|| officer.gets(page)).is(200);
    }
    // Attempts that cannot be counted are not made: nobody learns which accounts there are, or whether a password is right.
    for email in ["ines@example.org", "nobody@example.org"] {
        soon(|| app.visitor().fills("/session/new", &[("email", email), ("password", "a wrong one indeed")])).is(503);
    }
    let probe = soon(|| app.visitor().gets("/readyz"));
    assert!(probe.status == 503 && probe.body.contains(ready), "{} {}", probe.status, probe.body);
    app.visitor().gets("/healthz").is(200);
    officer.gets("/plan?lang=zh");
    officer.sends(typed).is(503).shows(title_zh);
    officer.gets("/plan?lang=en");
    again
}

#[track_caller]
fn as_before(app: &TestApp, officer: &Visitor, again: &Form) {
    assert_eq!(app.visitor().gets("/readyz").is(200).body, "ready\n");
    officer.sends(again).leads_to("/activities/7");
    officer.gets("/activities/7").shows("Kept <b>&</b> headline");
}

const BUSY: [&str; 3] = ["This cannot be saved at the moment", "暂时无法保存", "another program holds the lock"];
const FULL: [&str; 3] = ["the disk of the server is full", "服务器磁盘已满", "the disk of the database is full"];
const READ_ONLY: [&str; 3] = ["the database accepts no changes", "数据库目前不接受更改", "the database accepts no changes"];

#[test]
fn another_program_writes_to_the_same_file() {
    let app = TestApp::sqlite();
    let officer = app.officer();
    let typed = an_update(&officer);
    nobody_was_seen_lately(&app);
    let mut other = SqliteConnection::establish(app.database.url().strip_prefix("sqlite:").unwrap()).unwrap();
    other.batch_execute("BEGIN IMMEDIATE").unwrap();
    let again = only_reading(&app, &officer, &typed, BUSY);
    other.batch_execute("ROLLBACK").unwrap();
    as_before(&app, &officer, &again);
}

#[test]
fn another_program_holds_the_lock_of_writes_on_postgres() {
    let app = TestApp::postgres();
    let officer = app.officer();
    let typed = an_update(&officer);
    nobody_was_seen_lately(&app);
    let mut other = PgConnection::establish(&app.database.url()).unwrap();
    other.batch_execute(&format!("SELECT pg_advisory_lock({WRITES})")).unwrap();
    let answer = soon(|| officer.sends(&typed));
    let again = is_kept(&answer, BUSY[0]);
    soon(|| officer.gets("/activities/7")).is(200);
    other.batch_execute(&format!("SELECT pg_advisory_unlock({WRITES})")).unwrap();
    as_before(&app, &officer, &again);
}

#[test]
fn writes_that_wait_fail_with_the_first() {
    let app = TestApp::sqlite();
    let officer = app.officer();
    let forms: Vec<Form> = (0..6).map(|_| an_update(&officer)).collect();
    let mut other = SqliteConnection::establish(app.database.url().strip_prefix("sqlite:").unwrap()).unwrap();
    other.batch_execute("BEGIN IMMEDIATE").unwrap();
    soon(|| {
        std::thread::scope(|scope| {
            for form in &forms {
                scope.spawn(|| officer.sends(form).is(503).status);
            }
        });
    });
}

#[test]
fn the_disk_is_full() {
    let app = TestApp::sqlite();
    let officer = app.officer();
    let typed = an_update(&officer);
    nobody_was_seen_lately(&app);
    sets_on_every_connection(&app, "PRAGMA max_page_count = 1");
    // What fits into pages that are there is still stored.
    while officer.sends(&officer.writes_update(8, "on-track", "More").with("done", &"é".repeat(4000)).with("intent", "publish")).status
        != 503
    {}
    // Its own trial to write must not find room that the failed one has left.
    let again = only_reading(&app, &officer, &typed.clone().with("risks", &"é".repeat(4000)), FULL);
    sets_on_every_connection(&app, "PRAGMA max_page_count = 1000000");
    as_before(&app, &officer, &again);
}

/// All connections of the pool at once.
fn sets_on_every_connection(app: &TestApp, pragma: &str) {
    let mut all = Vec::new();
    while app.app.db.connections() != (u32::try_from(all.len()).unwrap(), 0) || all.len() < 8 {
        all.push(app.app.db.connection().unwrap());
    }
    for conn in &mut all {
        conn.batch_execute(pragma).unwrap();
    }
}

#[test]
fn the_postgres_database_allows_only_reading() {
    let app = TestApp::postgres();
    let officer = app.officer();
    let typed = an_update(&officer);
    nobody_was_seen_lately(&app);
    let sets = |to: &str| {
        administration()
            .batch_execute(&format!("ALTER DATABASE {} SET default_transaction_read_only = {to}", app.database.name()))
            .unwrap();
        terminates_connections(&app);
    };
    sets("on");
    let again = only_reading(&app, &officer, &typed, READ_ONLY);
    sets("off");
    as_before(&app, &officer, &again);
}

fn terminates_connections(app: &TestApp) {
    let sql = format!("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{}'", app.database.name());
    administration().batch_execute(&sql).unwrap();
}

#[test]
fn postgres_is_gone_and_comes_back() {
    let mut relay = Relay::start();
    let app = TestApp::on(Database::prepared_postgres().through(relay.port), &[]);
    let officer = app.officer();
    let typed = an_update(&officer);
    relay.is_cut();
    for page in ["/activities/7", "/dashboard", "/account"] {
        soon(|| officer.gets(page)).is(503).shows("Its database does not respond");
    }
    let again = is_kept(&soon(|| officer.sends(&typed)), "Its database does not respond");
    let probe = soon(|| app.visitor().gets("/readyz"));
    assert_eq!((probe.status, probe.body.as_str()), (503, "not ready: the database does not answer\n"));
    relay.mends();
    eventually("the database to be found", || Some(()).filter(|()| app.visitor().gets("/readyz").status == 200));
    as_before(&app, &officer, &again);
}

#[test]
fn connections_that_postgres_ends_are_no_fault_of_ours() {
    let app = TestApp::postgres();
    let officer = app.officer();
    let statuses = std::thread::scope(|scope| {
        let readers: Vec<_> = (0..4)
            .map(|n| {
                let officer = &officer;
                scope.spawn(move || {
                    (0..100)
                        .map(|i| officer.gets(&format!("/dashboard?as_of=2019-0{}-{:02}", n % 2 + 1, i % 28 + 1)).status)
                        .collect::<Vec<_>>()
                })
            })
            .collect();
        let mut kills = 0;
        while readers.iter().any(|reader| !reader.is_finished()) {
            terminates_connections(&app);
            kills += 1;
            std::thread::park_timeout(Duration::from_millis(200));
        }
        assert!(kills > 1);
        readers.into_iter().flat_map(|reader| reader.join().unwrap()).collect::<Vec<_>>()
    });
    let failed: Vec<_> = statuses.iter().filter(|status| **status != 200).collect();
    assert!(failed.iter().all(|status| **status == 503) && failed.len() < statuses.len() / 2, "{failed:?}");
}
