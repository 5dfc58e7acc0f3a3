//! Behind a proxy: whose tries are counted.

use crate::support::TestApp;
use crate::support::database::Database;

/// Tries to sign in with a forwarded address that the visitor has invented, and one that the proxy has seen.
fn tries(app: &TestApp, invented: &str, seen: &str) -> u16 {
    let visitor = app.visitor();
    let form = visitor.gets("/session/new").form("/session/new").with("email", &format!("{invented}@example.org")).with("password", "x");
    visitor.posts("/session/new", &form.fields, &[("x-forwarded-for", invented), ("x-forwarded-for", seen)]).status
}

#[test]
fn an_invented_address_does_not_pass_the_throttle() {
    let app = TestApp::on(Database::prepared_sqlite(), &["--trust-proxy"]);
    let invented = |n: usize| format!("203.0.113.{n}");
    assert!((0..60).any(|n| tries(&app, &invented(n), "198.51.100.7") == 429), "the address that the proxy has seen is slowed");
    assert_eq!(tries(&app, "203.0.113.200", "198.51.100.8"), 422, "another is not");
}
