//! Limits on guessing, and what else strangers try at the door.

use capacity_tracker::db::schema::{outbox, throttles};
use chrono::TimeDelta;
use diesel::prelude::*;
use domain::access::Role;

use crate::support::app::PASSWORD;
use crate::support::{Page, TestApp, Visitor};

/// Tries to sign in from an address, as a proxy in front tells it.
fn tries_from(visitor: &Visitor, address: &str, email: &str, password: &str) -> Page {
    let form = visitor.gets("/session/new").form("/session/new").with("email", email).with("password", password);
    visitor.posts(&form.action, &form.fields, &[("x-forwarded-for", address)])
}

fn rows(app: &TestApp) -> Vec<(String, i64)> {
    app.in_database_unseen(|conn| throttles::table.select((throttles::key_hash, throttles::used_until_ms)).load(conn).unwrap())
}

fn behind_a_proxy(app: TestApp) -> TestApp {
    app.has_person(Role::Officer, "Ines Duarte", "ines@example.org", None);
    app.starts_again(&["--trust-proxy"])
}

on_both! {
    fn strangers_at_many_addresses_do_not_keep_the_owner_from_a_new_device(app) {
        let app = behind_a_proxy(app);
        for n in 1..=5 {
            for _ in 0..8 {
                tries_from(&app.visitor(), &format!("203.0.113.{n}"), "ines@example.org", "not the password");
            }
            tries_from(&app.visitor(), &format!("203.0.113.{n}"), "ines@example.org", "not the password").is(429);
        }
        tries_from(&app.visitor(), "198.51.100.7", "ines@example.org", PASSWORD).leads_to("/");
    }

    fn many_addresses_that_have_tried_before_share_one_allowance(app) {
        let app = behind_a_proxy(app);
        let mut slowed = 0;
        for n in 1..=20 {
            for _ in 0..6 {
                let page = tries_from(&app.visitor(), &format!("203.0.113.{n}"), "ines@example.org", "not the password");
                slowed += u32::from(page.status == 429);
            }
        }
        assert!(slowed >= 20, "{slowed} of 120");
    }

    fn two_processes_count_together(app) {
        app.has_person(Role::Officer, "Ines Duarte", "ines@example.org", None);
        let other = TestApp::on(std::sync::Arc::clone(&app.database), &[]);
        let tries = |app: &TestApp| app.visitor().fills("/session/new", &[("email", "ines@example.org"), ("password", "wrong")]).status;
        let answers: Vec<u16> = (0..5).flat_map(|_| [tries(&app), tries(&other)]).collect();
        assert_eq!(answers.iter().filter(|status| **status == 422).count(), 8, "{answers:?}");
        assert_eq!((tries(&app), tries(&other)), (429, 429));
    }

    fn what_was_typed_is_not_stored_and_old_rows_are_forgotten(app) {
        let long = format!("{}@example.org", "x".repeat(900_000));
        app.visitor().fills("/session/new", &[("email", &long), ("password", "wrong")]).is(422);
        let stored = rows(&app);
        assert!(!stored.is_empty() && stored.iter().all(|(key, _)| key.len() == 64), "{stored:?}");
        app.in_database_unseen(|conn| {
            let gone = (app.app.clock.now() - TimeDelta::seconds(1)).timestamp_millis();
            diesel::update(throttles::table).set(throttles::used_until_ms.eq(gone)).execute(conn).unwrap()
        });
        app.visitor().fills("/session/new", &[("email", "nobody@example.org"), ("password", "wrong")]).is(422);
        let fresh = rows(&app);
        assert!(fresh.iter().all(|(key, until)| *until > app.app.clock.now().timestamp_millis() || stored.iter().all(|(old, _)| old != key)));
        assert_eq!(fresh.len(), 3, "one for the network, one for the account there, one for the account from new networks");
    }

    fn whoever_reads_the_mails_of_an_account_gets_in_however_many_guess(app) {
        let app = behind_a_proxy(app);
        let owner = app.visitor();
        owner.fills("/password/forgotten", &[("email", "ines@example.org")]).is(200);
        let path = crate::people::path_of(&app.mails.to("ines@example.org").link());
        owner.fills(&path, &[("password", "seven boats under bridges"), ("again", "seven boats under bridges")]).leads_to("/session/new");
        for _ in 0..9 {
            tries_from(&app.visitor(), "198.51.100.7", "ines@example.org", "not the password");
        }
        tries_from(&app.visitor(), "198.51.100.7", "ines@example.org", "seven boats under bridges").is(429);
        tries_from(&owner, "198.51.100.7", "ines@example.org", "seven boats under bridges").leads_to("/");
    }

    fn a_link_that_waits_in_the_outbox_opens_nothing(app) {
        app.has_person(Role::Officer, "Ines Duarte", "ines@example.org", None);
        let app = app.starts_again(&["--no-worker"]);
        app.visitor().fills("/password/forgotten", &[("email", "ines@example.org")]).is(200);
        let waiting = || app.in_database_unseen(|conn| outbox::table.select((outbox::text_body, outbox::html_body)).load::<(String, String)>(conn).unwrap());
        let start = std::time::Instant::now();
        while waiting().is_empty() {
            assert!(start.elapsed().as_secs() < 20, "no mail was queued");
            std::thread::sleep(std::time::Duration::from_millis(20));
        }
        let (text, html) = waiting().remove(0);
        for body in [text, html] {
            let at = body.find("/links/reset/").unwrap();
            let path: String = body[at..].chars().take_while(|c| !c.is_whitespace() && !matches!(c, '"' | '<')).collect();
            app.visitor().gets(&path).is(410);
        }
        let app = app.starts_again(&[]);
        app.visitor().gets(&crate::people::path_of(&app.mails.to("ines@example.org").link())).is(200);
    }

    fn a_form_from_another_origin_is_refused_even_with_a_good_token(app) {
        let ines = app.officer();
        let form = ines.gets("/account").form("/account").with("time-zone", "Asia/Shanghai");
        for origin in ["https://evil.example", "null", "http://127.0.0.1:1"] {
            ines.posts("/account", &form.fields, &[("origin", origin)]).is(403);
        }
        ines.posts("/account", &form.fields, &[("origin", &app.base)]).leads_to("/account");
    }
}
