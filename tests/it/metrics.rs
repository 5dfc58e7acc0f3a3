//! What Prometheus reads.

use capacity_tracker::db::setting;

use crate::support::database::Database;
use crate::support::{Page, TestApp};

const TOKEN: &str = "a token of some length";

fn reads(app: &TestApp, authorization: &str) -> Page {
    app.visitor().gets_with("/metrics", &[("authorization", authorization)])
}

/// The value of a metric without labels.
#[track_caller]
fn value(page: &Page, name: &str) -> f64 {
    let line = page.body.lines().find_map(|line| line.strip_prefix(&format!("capacity_tracker_{name} ")));
    line.unwrap_or_else(|| panic!("no {name} in\n{}", page.body)).parse().unwrap()
}

fn what_is_measured(database: Database) {
    let app = TestApp::on(database, &["--metrics-token", TOKEN, "--no-worker"]);
    for wrong in ["", "Bearer ", "Bearer another token of it", TOKEN] {
        assert_eq!(reads(&app, wrong).status, 404, "{wrong}");
    }
    let officer = app.officer();
    officer.gets("/activities/7").is(200);
    officer.gets("/nothing-here").is(404);
    app.has_mail("ruth@example.org");
    let page = reads(&app, &format!("Bearer {TOKEN}"));
    page.is(200);
    for line in [
        "capacity_tracker_http_requests_total{method=\"GET\",route=\"/plans/{code}/activities/{number}\",status=\"200\"} 1",
        "capacity_tracker_http_requests_total{method=\"GET\",route=\"none\",status=\"404\"} 1",
        "# TYPE capacity_tracker_http_request_duration_seconds histogram",
    ] {
        assert!(page.body.lines().any(|l| l == line), "{line} is not in\n{}", page.body);
    }
    assert_eq!((value(&page, "database_up"), value(&page, "database_write_failing")), (1.0, 0.0));
    assert!(value(&page, "database_size_bytes") > 100_000.0 && value(&page, "database_connections") >= 1.0);
    assert_eq!(value(&page, "mail_queue_length"), 1.0);
    assert!(!page.body.contains("backup_age"), "no backup was made");
    let at = app.app.clock.now() - chrono::TimeDelta::hours(2);
    app.in_database(|conn| setting::note_backup(conn, at).unwrap());
    assert_eq!(value(&reads(&app, &format!("Bearer {TOKEN}")), "backup_age_seconds"), 7200.0);
}

#[test]
fn what_is_measured_on_sqlite() {
    what_is_measured(Database::prepared_sqlite());
}

#[test]
fn what_is_measured_on_postgres() {
    what_is_measured(Database::prepared_postgres());
}
