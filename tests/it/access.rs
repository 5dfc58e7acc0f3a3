//! Every address × everybody: one table, and a walk through it.
//!
//! A route that the table does not know fails the test, and so does a line of the table that is no route. For those who may not,
//! the address does not exist: members get 404, strangers are sent to sign in.

use std::io::Write;

use capacity_tracker::web::routes::TABLE;
use domain::access::{Access, Role};
use domain::review::Stage;

use crate::support::{PLAN, Visitor};

/// What is answered to an administrator, officer, partner, donor, and to nobody while published pages are closed and opened.
/// `-`: not to be found (404); `in`: sent to sign in; a number: that status.
type Row = (&'static str, &'static str, [&'static str; 6]);

/// A verified event: [`STATES`] walks the other states.
const EVENT: [&str; 6] = ["200", "200", "200", "200", "in", "200"];

const EXPECTED: &[Row] = &[
    // method and path, as it is asked                admin  officer partner donor  nobody public
    ("GET", "/", ["200", "200", "200", "303", "303", "303"]),
    ("GET", "/search", ["200", "200", "200", "200", "in", "200"]),
    ("POST", "/comments/new", ["403", "403", "403", "403", "in", "in"]),
    ("GET", "/plans/{code}/setup", ["200", "200", "-", "-", "in", "in"]),
    ("POST", "/plans/{code}/setup", ["403", "403", "-", "-", "in", "in"]),
    ("GET", "/admin/invitations/new", ["200", "-", "-", "-", "in", "in"]),
    ("POST", "/admin/invitations/new", ["403", "-", "-", "-", "in", "in"]),
    ("GET", "/plans/{code}/monitoring", ["200", "-", "-", "-", "in", "in"]),
    ("POST", "/plans/{code}/monitoring", ["403", "-", "-", "-", "in", "in"]),
    ("POST", "/setup/end", ["403", "-", "-", "-", "in", "in"]),
    ("GET", "/team", ["200", "200", "-", "-", "in", "in"]),
    ("POST", "/team/reminders/new", ["403", "403", "-", "-", "in", "in"]),
    ("GET", "/team/{id}/handover/new", ["200", "200", "-", "-", "in", "in"]),
    ("POST", "/team/{id}/handover/new", ["403", "403", "-", "-", "in", "in"]),
    ("GET", "/healthz", ["200"; 6]),
    ("GET", "/readyz", ["200"; 6]),
    // Without its token, nothing is there.
    ("GET", "/metrics", ["-"; 6]),
    ("GET", "/assets/mark.svg", ["200"; 6]),
    ("GET", "/assets/{version}/{name}", ["404"; 6]),
    ("GET", "/session/new", ["303", "303", "303", "303", "200", "200"]),
    ("POST", "/session/new", ["403"; 6]),
    ("POST", "/session/code", ["403"; 6]),
    ("POST", "/session/code/removal/new", ["403"; 6]),
    ("GET", "/session/confirmation/new", ["200", "200", "200", "200", "in", "in"]),
    ("POST", "/session/confirmation/new", ["403", "403", "403", "403", "in", "in"]),
    ("POST", "/session/demo", ["403"; 6]),
    ("POST", "/session/end", ["403", "403", "403", "403", "303", "303"]),
    ("GET", "/links/first/{token}", ["410"; 6]),
    ("POST", "/links/first/{token}", ["403"; 6]),
    ("GET", "/links/join/{token}", ["410"; 6]),
    ("POST", "/links/join/{token}", ["403"; 6]),
    ("GET", "/links/reset/{token}", ["410"; 6]),
    ("POST", "/links/reset/{token}", ["403"; 6]),
    ("GET", "/password/forgotten", ["200"; 6]),
    ("POST", "/password/forgotten", ["403"; 6]),
    ("GET", "/account", ["200", "200", "200", "200", "in", "in"]),
    ("POST", "/account", ["403", "403", "403", "403", "in", "in"]),
    ("GET", "/account/password", ["200", "200", "200", "200", "in", "in"]),
    ("POST", "/account/password", ["403", "403", "403", "403", "in", "in"]),
    ("GET", "/account/second-factor", ["200", "200", "200", "200", "in", "in"]),
    ("GET", "/account/second-factor/new", ["200", "200", "200", "200", "in", "in"]),
    ("POST", "/account/second-factor/new", ["403", "403", "403", "403", "in", "in"]),
    ("POST", "/account/second-factor/end", ["403", "403", "403", "403", "in", "in"]),
    ("POST", "/account/second-factor/recovery-codes/new", ["403", "403", "403", "403", "in", "in"]),
    ("POST", "/account/sessions/end", ["403", "403", "403", "403", "in", "in"]),
    // Report 1 is a draft.
    ("GET", "/plans/{code}/reports", ["200", "200", "200", "200", "in", "200"]),
    ("GET", "/plans/{code}/reports/new", ["200", "200", "-", "-", "in", "in"]),
    ("POST", "/plans/{code}/reports/new", ["403", "403", "-", "-", "in", "in"]),
    ("GET", "/reports/{id}.xlsx", ["200", "200", "-", "-", "in", "-"]),
    ("GET", "/reports/{id}", ["200", "200", "-", "-", "in", "-"]),
    ("GET", "/reports/{id}/edit", ["200", "200", "-", "-", "in", "in"]),
    ("POST", "/reports/{id}/edit", ["403", "403", "-", "-", "in", "in"]),
    ("GET", "/reports/{id}/freeze/new", ["200", "200", "-", "-", "in", "in"]),
    ("POST", "/reports/{id}/freeze/new", ["403", "403", "-", "-", "in", "in"]),
    ("GET", "/plans/{code}/dashboard", ["200", "200", "200", "200", "in", "200"]),
    ("GET", "/plans/{code}/dashboard.xlsx", ["200", "200", "200", "200", "in", "200"]),
    ("GET", "/plans/{code}/dashboard/{table}.csv", ["200", "200", "200", "200", "in", "200"]),
    ("GET", "/account/reminders", ["200", "200", "200", "200", "in", "in"]),
    ("POST", "/account/reminders", ["403", "403", "403", "403", "in", "in"]),
    ("GET", "/reminders/{token}/end", ["410"; 6]),
    ("POST", "/reminders/{token}/end", ["410"; 6]),
    ("POST", "/account/mail-failure/end", ["403", "403", "403", "403", "in", "in"]),
    ("GET", "/account/calendar", ["200", "200", "200", "200", "in", "in"]),
    ("POST", "/account/calendar/new", ["403", "403", "403", "403", "in", "in"]),
    ("POST", "/account/calendar/end", ["403", "403", "403", "403", "in", "in"]),
    // Without a key there is no calendar, for anybody.
    ("GET", "/calendar.ics", ["-", "-", "-", "-", "-", "-"]),
    ("GET", "/plans/{code}", ["200", "200", "200", "200", "in", "200"]),
    ("GET", "/plans/{code}/timeline", ["200", "200", "200", "200", "in", "200"]),
    ("GET", "/plans/{code}/source", ["200", "200", "200", "200", "in", "200"]),
    ("GET", "/plans/{code}/framework", ["200", "200", "200", "200", "in", "200"]),
    ("GET", "/plans/{code}/framework/links/{objective}/edit", ["200", "200", "-", "-", "in", "in"]),
    ("POST", "/plans/{code}/framework/links/{objective}/edit", ["403", "403", "-", "-", "in", "in"]),
    ("GET", "/plans/{code}/activities/{number}", ["200", "200", "200", "200", "in", "200"]),
    ("GET", "/plans/{code}/activities/{number}/edit", ["200", "200", "-", "-", "in", "in"]),
    ("POST", "/plans/{code}/activities/{number}/edit", ["403", "403", "-", "-", "in", "in"]),
    ("GET", "/plans/{code}/activities/{number}/updates", ["200", "200", "200", "200", "in", "200"]),
    ("GET", "/plans/{code}/activities/{number}/updates/{id}/wordings/{lang}/edit", ["-", "-", "-", "-", "in", "in"]),
    ("POST", "/plans/{code}/activities/{number}/updates/{id}/wordings/{lang}/edit", ["403", "403", "-", "-", "in", "in"]),
    ("GET", "/plans/{code}/activities/{number}/updates/new", ["200", "200", "-", "-", "in", "in"]),
    ("POST", "/plans/{code}/activities/{number}/updates/new", ["403", "403", "-", "-", "in", "in"]),
    ("GET", "/plans/{code}/activities/{number}/revision/edit", ["200", "200", "-", "-", "in", "in"]),
    ("POST", "/plans/{code}/activities/{number}/revision/edit", ["403", "403", "-", "-", "in", "in"]),
    ("POST", "/plans/{code}/activities/{number}/following/edit", ["403", "403", "403", "403", "in", "in"]),
    ("POST", "/plans/{code}/activities/{number}/confirmations/new", ["403", "403", "-", "-", "in", "in"]),
    ("POST", "/plans/{code}/activities/{number}/partners/new", ["403", "403", "-", "-", "in", "in"]),
    ("GET", "/plans/{code}/activities/{number}/evidence/new", ["200", "200", "-", "-", "in", "in"]),
    ("POST", "/plans/{code}/activities/{number}/evidence/new", ["403", "403", "-", "-", "in", "in"]),
    ("POST", "/plans/{code}/activities/{number}/evidence/end", ["403", "403", "-", "-", "in", "in"]),
    ("GET", "/plans/{code}/activities/{number}/outputs/new", ["200", "200", "-", "-", "in", "in"]),
    ("POST", "/plans/{code}/activities/{number}/outputs/new", ["403", "403", "-", "-", "in", "in"]),
    ("GET", "/outputs/{id}", ["200", "200", "200", "200", "in", "200"]),
    ("GET", "/outputs/{id}/edit", ["200", "200", "-", "-", "in", "in"]),
    ("POST", "/outputs/{id}/edit", ["403", "403", "-", "-", "in", "in"]),
    ("GET", "/outputs/{id}/deliveries/new", ["200", "200", "200", "-", "in", "in"]),
    ("POST", "/outputs/{id}/deliveries/new", ["403", "403", "403", "-", "in", "in"]),
    ("POST", "/deliveries/{id}/review", ["403", "403", "-", "-", "in", "in"]),
    ("GET", "/indicators/{id}", ["200", "200", "200", "200", "in", "200"]),
    ("GET", "/indicators/{id}/terms/edit", ["200", "200", "-", "-", "in", "in"]),
    ("POST", "/indicators/{id}/terms/edit", ["403", "403", "-", "-", "in", "in"]),
    ("GET", "/indicators/{id}/measurements/new", ["200", "200", "-", "-", "in", "in"]),
    ("POST", "/indicators/{id}/measurements/new", ["403", "403", "403", "-", "in", "in"]),
    ("GET", "/measurements/{id}/edit", ["-", "-", "-", "-", "in", "in"]),
    ("POST", "/measurements/{id}/edit", ["403", "403", "403", "-", "in", "in"]),
    ("POST", "/measurements/{id}/review", ["403", "403", "-", "-", "in", "in"]),
    ("GET", "/plans/{code}/events", ["200", "200", "200", "200", "in", "200"]),
    ("GET", "/plans/{code}/events.xlsx", ["200", "200", "200", "200", "in", "200"]),
    ("GET", "/plans/{code}/events.csv", ["200", "200", "200", "200", "in", "200"]),
    ("GET", "/plans/{code}/events/new", ["200", "200", "200", "-", "in", "in"]),
    ("POST", "/plans/{code}/events/new", ["403", "403", "403", "-", "in", "in"]),
    ("GET", "/events/{id}", EVENT),
    ("GET", "/events/{id}/edit", ["-", "-", "-", "-", "in", "in"]),
    ("POST", "/events/{id}/edit", ["403", "403", "403", "-", "in", "in"]),
    ("GET", "/events/{id}/discard/new", ["-", "-", "-", "-", "in", "in"]),
    ("POST", "/events/{id}/discard/new", ["403", "403", "403", "-", "in", "in"]),
    ("GET", "/events/{id}/cancellation/new", ["200", "200", "-", "-", "in", "in"]),
    ("POST", "/events/{id}/cancellation/new", ["403", "403", "403", "-", "in", "in"]),
    ("GET", "/events/{id}/erasure/new", ["200", "-", "-", "-", "in", "in"]),
    ("POST", "/events/{id}/erasure/new", ["403", "-", "-", "-", "in", "in"]),
    ("GET", "/events/{id}/correction/new", ["200", "200", "-", "-", "in", "in"]),
    ("POST", "/events/{id}/correction/new", ["403", "403", "-", "-", "in", "in"]),
    ("GET", "/events/{id}/reopening/new", ["200", "200", "-", "-", "in", "in"]),
    ("POST", "/events/{id}/reopening/new", ["403", "403", "-", "-", "in", "in"]),
    ("GET", "/events/{id}/review", ["-", "-", "-", "-", "in", "in"]),
    ("POST", "/events/{id}/review", ["403", "403", "-", "-", "in", "in"]),
    ("GET", "/events/{id}/merging/new", ["-", "-", "-", "-", "in", "in"]),
    ("POST", "/events/{id}/merging/new", ["403", "403", "-", "-", "in", "in"]),
    ("POST", "/events/{id}/merging/end", ["403", "403", "-", "-", "in", "in"]),
    ("GET", "/reviews", ["200", "200", "-", "-", "in", "in"]),
    ("POST", "/reviews", ["403", "403", "-", "-", "in", "in"]),
    ("GET", "/plans/{code}/events/precedents", ["200", "200", "200", "200", "in", "200"]),
    ("GET", "/events/participants/template", ["200", "200", "200", "-", "in", "in"]),
    ("GET", "/events/{id}/attachments/new", ["200", "200", "-", "-", "in", "in"]),
    ("POST", "/events/{id}/attachments/new", ["400", "400", "400", "-", "in", "in"]),
    ("GET", "/events/{id}/participants/new", ["-", "-", "-", "-", "in", "in"]),
    ("POST", "/events/{id}/participants/new", ["400", "400", "400", "-", "in", "in"]),
    ("POST", "/events/{id}/participants/edit", ["403", "403", "403", "-", "in", "in"]),
    ("GET", "/attachments/{id}", ["-", "-", "-", "-", "in", "in"]),
    ("GET", "/attachments/{id}/removal/new", ["-", "-", "-", "-", "in", "in"]),
    ("POST", "/attachments/{id}/removal/new", ["403", "403", "403", "-", "in", "in"]),
    // Record 1 is UNEP's: the partner of JRC does not know it.
    ("GET", "/plans/{code}/money", ["200", "200", "200", "200", "in", "200"]),
    ("GET", "/plans/{code}/money/contributions/new", ["200", "200", "-", "-", "in", "in"]),
    ("POST", "/plans/{code}/money/contributions/new", ["403", "403", "-", "-", "in", "in"]),
    ("GET", "/money/contributions/{id}", ["200", "200", "-", "200", "in", "in"]),
    ("GET", "/money/contributions/{id}/edit", ["200", "200", "-", "-", "in", "in"]),
    ("POST", "/money/contributions/{id}/edit", ["403", "403", "-", "-", "in", "in"]),
    ("GET", "/money/contributions/{id}/cancellation/new", ["200", "200", "-", "-", "in", "in"]),
    ("POST", "/money/contributions/{id}/cancellation/new", ["403", "403", "-", "-", "in", "in"]),
    ("GET", "/plans/{code}/money/expenditures/new", ["200", "200", "-", "-", "in", "in"]),
    ("POST", "/plans/{code}/money/expenditures/new", ["403", "403", "-", "-", "in", "in"]),
    ("GET", "/money/expenditures/{id}", ["200", "200", "-", "200", "in", "in"]),
    ("GET", "/money/expenditures/{id}/edit", ["200", "200", "-", "-", "in", "in"]),
    ("POST", "/money/expenditures/{id}/edit", ["403", "403", "-", "-", "in", "in"]),
    ("GET", "/money/expenditures/{id}/cancellation/new", ["200", "200", "-", "-", "in", "in"]),
    ("POST", "/money/expenditures/{id}/cancellation/new", ["403", "403", "-", "-", "in", "in"]),
    ("GET", "/money/rates/new", ["200", "200", "-", "-", "in", "in"]),
    ("POST", "/money/rates/new", ["403", "403", "-", "-", "in", "in"]),
    ("GET", "/cooperation", ["200", "200", "200", "200", "in", "200"]),
    ("GET", "/cooperation/relationships/new", ["200", "200", "-", "-", "in", "in"]),
    ("POST", "/cooperation/relationships/new", ["403", "403", "-", "-", "in", "in"]),
    ("GET", "/cooperation/relationships/{id}/edit", ["200", "200", "-", "-", "in", "in"]),
    ("POST", "/cooperation/relationships/{id}/edit", ["403", "403", "-", "-", "in", "in"]),
    ("POST", "/organisations/{slug}/members/new", ["403", "403", "-", "-", "in", "in"]),
    ("POST", "/organisations/{slug}/members/end", ["403", "403", "-", "-", "in", "in"]),
    ("GET", "/organisations", ["200", "200", "200", "200", "in", "200"]),
    ("GET", "/organisations/new", ["200", "200", "-", "-", "in", "in"]),
    ("POST", "/organisations/new", ["403", "403", "-", "-", "in", "in"]),
    ("GET", "/organisations/{slug}", ["200", "200", "200", "200", "in", "200"]),
    ("GET", "/organisations/{slug}/edit", ["200", "200", "-", "-", "in", "in"]),
    ("POST", "/organisations/{slug}/edit", ["403", "403", "-", "-", "in", "in"]),
    ("POST", "/organisations/{slug}/standing/edit", ["403", "403", "-", "-", "in", "in"]),
    ("GET", "/admin/people", ["200", "-", "-", "-", "in", "in"]),
    ("GET", "/admin/people/new", ["200", "-", "-", "-", "in", "in"]),
    ("POST", "/admin/people/new", ["403", "-", "-", "-", "in", "in"]),
    ("GET", "/admin/people/{id}", ["200", "-", "-", "-", "in", "in"]),
    ("POST", "/admin/people/{id}", ["403", "-", "-", "-", "in", "in"]),
    ("POST", "/admin/people/{id}/invitations/new", ["403", "-", "-", "-", "in", "in"]),
    ("GET", "/admin/people/{id}/deactivation/new", ["200", "-", "-", "-", "in", "in"]),
    ("POST", "/admin/people/{id}/deactivation/new", ["403", "-", "-", "-", "in", "in"]),
    ("POST", "/admin/people/{id}/reactivation/new", ["403", "-", "-", "-", "in", "in"]),
    ("POST", "/admin/people/{id}/sessions/end", ["403", "-", "-", "-", "in", "in"]),
    ("POST", "/admin/people/{id}/second-factor/end", ["403", "-", "-", "-", "in", "in"]),
    ("POST", "/admin/people/{id}/mail-failure/end", ["403", "-", "-", "-", "in", "in"]),
    ("GET", "/admin/mail", ["200", "-", "-", "-", "in", "in"]),
    ("GET", "/admin/mail/{id}", ["200", "-", "-", "-", "in", "in"]),
    ("POST", "/admin/mail/{id}/sending/new", ["403", "-", "-", "-", "in", "in"]),
    ("POST", "/admin/mail/{id}/cancellation/new", ["403", "-", "-", "-", "in", "in"]),
    ("GET", "/admin/audit", ["200", "-", "-", "-", "in", "in"]),
    ("GET", "/admin/audit.csv", ["200", "-", "-", "-", "in", "in"]),
    ("GET", "/admin/settings", ["200", "-", "-", "-", "in", "in"]),
    ("POST", "/admin/settings", ["403", "-", "-", "-", "in", "in"]),
    ("POST", "/admin/settings/second-factor", ["403", "-", "-", "-", "in", "in"]),
    ("GET", "/admin/erasures", ["200", "-", "-", "-", "in", "in"]),
    ("POST", "/admin/erasures", ["403", "-", "-", "-", "in", "in"]),
    ("GET", "/admin/retention", ["200", "-", "-", "-", "in", "in"]),
    ("POST", "/admin/retention", ["403", "-", "-", "-", "in", "in"]),
    ("GET", "/admin/reminders", ["200", "-", "-", "-", "in", "in"]),
    ("POST", "/admin/reminders", ["403", "-", "-", "-", "in", "in"]),
    ("GET", "/admin/reminders/preview", ["200", "-", "-", "-", "in", "in"]),
    ("GET", "/plans/{code}/activities/{number}/reminders", ["200", "-", "-", "-", "in", "in"]),
    ("POST", "/plans/{code}/activities/{number}/reminders", ["403", "-", "-", "-", "in", "in"]),
];

/// State, page, and who may open it: administrator, officer, author, colleague, partner elsewhere, donor.
const STATES: &[(&str, &str, [bool; 6])] = {
    const NOBODY: [bool; 6] = [false; 6];
    const EVERYBODY: [bool; 6] = [true; 6];
    const OFFICERS: [bool; 6] = [true, true, false, false, false, false];
    const THOSE_WHO_WORK_ON_IT: [bool; 6] = [true, true, true, true, false, false];
    &[
        ("draft", "", THOSE_WHO_WORK_ON_IT),
        ("draft", "/edit", THOSE_WHO_WORK_ON_IT),
        ("draft", "/discard/new", THOSE_WHO_WORK_ON_IT),
        ("draft", "/cancellation/new", THOSE_WHO_WORK_ON_IT),
        ("draft", "/participants/new", THOSE_WHO_WORK_ON_IT),
        ("draft", "/attachments/new", THOSE_WHO_WORK_ON_IT),
        ("draft", "/correction/new", NOBODY),
        ("draft", "/review", NOBODY),
        ("planned", "", EVERYBODY),
        ("planned", "/edit", THOSE_WHO_WORK_ON_IT),
        ("planned", "/discard/new", NOBODY),
        ("planned", "/cancellation/new", THOSE_WHO_WORK_ON_IT),
        ("planned", "/participants/new", THOSE_WHO_WORK_ON_IT),
        ("planned", "/attachments/new", THOSE_WHO_WORK_ON_IT),
        ("planned", "/correction/new", NOBODY),
        ("planned", "/review", NOBODY),
        ("submitted", "", THOSE_WHO_WORK_ON_IT),
        ("submitted", "/edit", THOSE_WHO_WORK_ON_IT),
        ("submitted", "/discard/new", NOBODY),
        ("submitted", "/cancellation/new", THOSE_WHO_WORK_ON_IT),
        ("submitted", "/participants/new", THOSE_WHO_WORK_ON_IT),
        ("submitted", "/attachments/new", THOSE_WHO_WORK_ON_IT),
        ("submitted", "/correction/new", NOBODY),
        ("submitted", "/review", OFFICERS),
        ("returned", "", THOSE_WHO_WORK_ON_IT),
        ("returned", "/edit", THOSE_WHO_WORK_ON_IT),
        ("returned", "/discard/new", NOBODY),
        ("returned", "/cancellation/new", THOSE_WHO_WORK_ON_IT),
        ("returned", "/participants/new", THOSE_WHO_WORK_ON_IT),
        ("returned", "/attachments/new", THOSE_WHO_WORK_ON_IT),
        ("returned", "/correction/new", NOBODY),
        ("returned", "/review", NOBODY),
        ("verified", "", EVERYBODY),
        ("verified", "/edit", NOBODY),
        ("verified", "/discard/new", NOBODY),
        ("verified", "/participants/new", NOBODY),
        ("verified", "/attachments/new", THOSE_WHO_WORK_ON_IT),
        ("verified", "/cancellation/new", OFFICERS),
        ("verified", "/correction/new", OFFICERS),
        ("verified", "/reopening/new", OFFICERS),
        ("submitted", "/reopening/new", NOBODY),
        ("verified", "/review", NOBODY),
        ("cancelled", "", THOSE_WHO_WORK_ON_IT),
        ("cancelled", "/edit", NOBODY),
        ("cancelled", "/discard/new", NOBODY),
        ("cancelled", "/participants/new", NOBODY),
        ("cancelled", "/attachments/new", NOBODY),
        ("cancelled", "/cancellation/new", NOBODY),
        ("cancelled", "/correction/new", NOBODY),
        ("cancelled", "/review", NOBODY),
    ]
};

#[test]
fn the_table_knows_every_route_and_no_other() {
    let known: Vec<(&str, &str)> = EXPECTED.iter().map(|(method, path, _)| (*method, *path)).collect();
    let real: Vec<(&str, &str)> = TABLE.iter().map(|r| (r.method, r.path)).collect();
    let unlisted: Vec<_> = real.iter().filter(|r| !known.contains(r)).collect();
    let gone: Vec<_> = known.iter().filter(|r| !real.contains(r)).collect();
    assert!(unlisted.is_empty() && gone.is_empty(), "not in this table: {unlisted:?}; no route any more: {gone:?}");
}

/// A path with something that exists in the place of each variable.
fn concrete(path: &str) -> String {
    path.replace("{number}", "7")
        .replace("{slug}", "jrc")
        .replace("{id}", "1")
        .replace("{code}", PLAN)
        .replace("{objective}", "2.3")
        .replace("{token}", "no.such.token")
        .replace("{version}", "0")
        .replace("{name}", "app.css")
        .replace("{table}", "status")
}

/// These bytes, as gzip packs them.
fn compressed(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// What is answered to a form without the token that proves it is ours, or to a look at a page.
fn asks(visitor: &Visitor, method: &str, path: &str) -> String {
    let page = if method == "GET" { visitor.gets(path) } else { visitor.posts(path, &[("headline".to_owned(), "x".to_owned())], &[]) };
    let is_sign_in =
        page.location.as_deref().is_some_and(|l| l.starts_with("/session/new?next=")) || (page.status == 401 && page.title() == "Sign in");
    match page.status {
        _ if is_sign_in => "in".to_owned(),
        404 if path.starts_with("/assets/") => "404".to_owned(),
        404 => "-".to_owned(),
        other => other.to_string(),
    }
}

on_both! {
    fn everybody_walks_every_route(app) {
        app.has_person(Role::Partner, "Ruth Ndlovu", "ruth@example.org", Some("unep"));
        app.has_event("ruth@example.org", Stage::Verified);
        app.has_output(7, "jrc");
        app.has_money("unep");
        app.has_report("ruth@example.org");
        app.has_mail("ruth@example.org");
        let members = [app.administrator(), app.officer(), app.partner("jrc"), app.donor()];
        let walk = |visitor: &Visitor, column: usize| {
            for (method, path, expected) in EXPECTED {
                assert_eq!(asks(visitor, method, &concrete(path)), expected[column], "{method} {path}, column {column}");
            }
        };
        for (column, visitor) in members.iter().enumerate() {
            walk(visitor, column);
        }
        walk(&app.visitor(), 4);
        app.opens_to_the_public();
        walk(&app.visitor(), 5);
    }

    fn everybody_walks_every_state_of_an_event(app) {
        app.has_person(Role::Partner, "Ruth Ndlovu", "ruth@example.org", Some("unep"));
        let event = app.has_event("ruth@example.org", Stage::Draft);
        let ruth = app.visitor().signs_in("ruth@example.org");
        let colleague = app.partner_named("Jo Abe", "jo@example.org", "unep");
        let everybody = [app.administrator(), app.officer(), ruth, colleague, app.partner("jrc"), app.donor()];
        for (stage, page, expected) in STATES {
            app.comes_to(event, stage.parse().unwrap());
            let seen: Vec<u16> = everybody.iter().map(|v| v.gets(&format!("/events/{event}{page}")).status).collect();
            assert_eq!(seen, expected.map(|ok| if ok { 200 } else { 404 }), "{stage} {page}");
        }
    }

    fn no_day_in_an_address_is_too_far_off(app) {
        app.has_person(Role::Partner, "Ruth Ndlovu", "ruth@example.org", Some("unep"));
        app.has_event("ruth@example.org", Stage::Verified);
        app.has_output(7, "jrc");
        app.has_money("unep");
        app.has_report("ruth@example.org");
        let member = app.administrator();
        let far = ["-9999-01-01", "+10000-01-01", "0000-01-01", "1899-12-31", "1989-12-31", "2101-01-01", "2019-02-29", "x"];
        let edges = ["1990-01-01", "2100-12-31", "2019-03-12"];
        for route in TABLE.iter().filter(|route| route.method == "GET") {
            let path = concrete(route.path);
            let asks = |names: &[&str], day: &str| {
                let query: Vec<String> = names.iter().map(|name| format!("{name}={}", day.replace('+', "%2B"))).collect();
                // Reading fails if a download breaks off.
                let status = member.gets(&format!("{path}?{}", query.join("&"))).status;
                assert!(status < 500, "{status} for {path}?{}", query.join("&"));
                status
            };
            let all = ["as_of", "from", "until", "since", "on"];
            let usual = asks(&all, "2018-12-31");
            for day in edges {
                assert_eq!(asks(&all, day), usual, "{path} on {day}");
            }
            for day in far {
                asks(&all, day);
            }
            for name in all[..4].iter().filter(|_| route.access == Access::Published && usual == 200) {
                for day in far {
                    assert_eq!(asks(&[name], day), 400, "{path} {name}={day}");
                }
            }
        }
        member.gets("/dashboard?from=0000-01-01").shows("There is no such day to show");
        for year in ["0", "1000", "9999", "10000", "-1", "999999999999"] {
            for path in ["/events", "/events.csv", "/events.xlsx"] {
                member.gets(&format!("{path}?year={year}")).is(200);
            }
        }
    }

    fn no_route_unpacks_a_compressed_body(app) {
        let member = app.administrator();
        let body = compressed(b"headline=x");
        for (method, path, _) in EXPECTED.iter().filter(|(method, ..)| *method == "POST") {
            for coding in ["br", "gzip", "deflate", "zstd", "x-unknown", "GZIP", "identity, br"] {
                for kind in ["application/x-www-form-urlencoded", "multipart/form-data; boundary=x"] {
                    for visitor in [&member, &app.visitor()] {
                        let answer = visitor.posts_bytes(&concrete(path), &body, kind, &[("content-encoding", coding)]);
                        assert_eq!(answer.status, 415, "{method} {path} as {coding}");
                    }
                }
            }
        }
        member.posts_bytes("/session/new", &body, "application/x-www-form-urlencoded", &[("content-encoding", "br")]).shows("Compressed requests are not accepted");
        member.posts_bytes("/session/new", b"email=x", "application/x-www-form-urlencoded", &[("content-encoding", "identity")]).is(403);
    }

    fn a_body_that_unpacks_to_much_takes_no_memory(app) {
        let serving = crate::attachments::serves(&app.database, "warn");
        let visitor = Visitor::new(&serving.base);
        visitor.gets("/session/new").is(200);
        let body = compressed(&vec![b'a'; 96 << 20]);
        assert!(body.len() < 1 << 20, "{} bytes", body.len());
        let peak = serving.peak_memory();
        for path in ["/session/new", "/password/forgotten", "/links/reset/x", "/events/new"] {
            let answer = visitor.posts_bytes(path, &body, "application/x-www-form-urlencoded", &[("content-encoding", "gzip")]);
            assert_eq!(answer.status, 415, "{path}");
        }
        let grown = (serving.peak_memory() - peak) / (1 << 20);
        assert!(grown < 48, "{grown} MB");
    }

    fn what_is_no_route_is_not_found(app) {
        let paths = ["/nothing", "/activities", "/activities/7/", "/activities/seven", "/activities/99", "/activities/7/delete", "/admin", "/plan/../etc/passwd", "/%FF"];
        let (member, stranger) = (app.administrator(), app.visitor());
        for path in paths {
            member.gets(path).is(404);
            let seen = stranger.gets(path);
            assert!(seen.status == 404 || seen.location.is_some_and(|l| l.starts_with("/session/new")), "{path}");
        }
        member.posts("/plan", &[], &[]).is(404);
    }
}
