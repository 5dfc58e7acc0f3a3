//! The keyboard alone: everything is reached, in order, and one sees where one is.

use std::rc::Rc;

use domain::access::Role;

use super::driver::Driver;
use super::window::{Browser, Setup};
use crate::support::TestApp;
use crate::support::app::PASSWORD;

#[test]
fn an_officer_signs_in_and_opens_an_activity() {
    let app = TestApp::sqlite();
    app.has_person(Role::Officer, "Ines Duarte", "ines@example.org", None);
    let ines = Browser::open(&Rc::new(Driver::start()), Setup::DESK, "keyboard");
    ines.goes_to(&format!("{}/session/new", app.base)).is_on("Sign in");
    let first = ines.tabs();
    assert_eq!((first.text.as_str(), first.is_visible), ("Skip to content", true), "the first stop");
    ines.step("skip-link");
    ines.tabs_to("email");
    ines.presses("ines@example.org");
    assert_eq!(ines.tabs().id, "password", "the next stop");
    ines.presses(PASSWORD).enters().is_on("My work");

    ines.tabs_to("Plan");
    ines.step("plan-in-the-header");
    ines.enters().is_on("Short-term action plan 2017–2020: capacity-building for the Cartagena Protocol on Biosafety");
    assert_eq!(ines.tabs().text, "Skip to content");
    ines.presses(SKIP);
    let after = ines.tabs();
    assert!(!["Capacity Tracker", "My work", "Plan"].contains(&after.text.as_str()), "the header is skipped: {after:?}");
    ines.tabs_to("7. Sampling and detection workshops");
    ines.step("activity-in-the-list");
    ines.enters().sees("Status");
    every_stop_can_be_seen(&ines);
}

/// Enter, for links that stay on the page.
const SKIP: &str = "\u{E007}";

fn every_stop_can_be_seen(browser: &Browser) {
    assert_eq!(browser.tabs().text, "Skip to content");
    let mut stops = 0;
    loop {
        let focus = browser.tabs();
        if focus.tag == "body" || focus.text == "Skip to content" {
            break;
        }
        assert!(focus.is_visible, "the focus cannot be seen: {focus:?}");
        stops += 1;
        assert!(stops < 200, "no end of stops");
    }
    assert!(stops > 20, "only {stops} stops");
}
