//! The demonstration: one click signs in as anybody.
//!
//! The picture in the README is made by this journey:
//! `SCREENSHOTS=pictures cargo test --test it browser::demo` keeps it as `pictures/dashboard.png`.

use std::rc::Rc;

use super::driver::Driver;
use super::window::{Browser, Setup};
use crate::support::TestApp;

/// Who can be chosen, and the title of the page on which they begin.
const PEOPLE: &[(&str, &str)] = &[
    ("Amara Okello, Administrator", WORK),
    ("Ines Duarte, Programme officer", WORK),
    ("Tomás Ferri, Partner", WORK),
    ("Astrid Holm, Donor", DASHBOARD),
];
const WORK: &str = "My work";
const DASHBOARD: &str = "Progress of the action plan";

fn journey(setup: Setup, name: &str) {
    let app = TestApp::demo();
    let browser = Browser::open(&Rc::new(Driver::start()), setup, name);
    for (who, home) in PEOPLE {
        browser.goes_to(&app.base).is_on(DASHBOARD).clicks("Sign in").is_on("Sign in").sees("Demonstration data.").step("sign-in");
        browser.clicks(who).is_on(home).step("home");
        let (name, _) = who.split_once(',').unwrap();
        if *home == DASHBOARD && !setup.is_narrow() {
            browser.picture("dashboard");
        }
        browser.unfolds(if setup.is_narrow() { "Menu" } else { name }).clicks("Sign out");
    }
    // Li Wen reads Chinese.
    browser.clicks("Li Wen, Programme officer").sees("我的工作").step("home");
    assert_eq!(browser.page_language(), "zh");
}

#[test]
fn everybody_begins_where_their_work_is() {
    journey(Setup::DESK, "demo");
}

#[test]
fn everybody_begins_where_their_work_is_on_a_phone() {
    journey(Setup::PHONE, "demo-phone");
}
