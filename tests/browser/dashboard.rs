//! What donors and the public see of the plan: the dashboard of the demonstration, its filters, its records, and itself on a past day.

use std::rc::Rc;

use super::driver::Driver;
use super::window::{Browser, Setup};
use crate::support::TestApp;

const TITLE: &str = "Progress of the action plan";

fn journey(setup: Setup, name: &str) {
    let app = TestApp::demo();
    let driver = Rc::new(Driver::start());
    let astrid = Browser::open(&driver, setup, &format!("dashboard-{name}-donor"));
    astrid.goes_to(&format!("{}/session/new", app.base)).clicks("Astrid Holm, Donor").is_on(TITLE);
    astrid.sees("On track or completed").sees("Events held").sees("Countries reached").step("whole");
    let address = astrid.address();

    // A figure leads to its records, and back.
    astrid.goes_to(&format!("{address}?from=2018-04-01&until=2018-06-30")).sees("1 of 14").step("quarter");
    astrid.clicks("Clear").is_on(TITLE).clicks("Activities funded by my organization").is_on(TITLE).sees("The whole plan").step("own");
    astrid.clicks("The whole plan").sees("Activities funded by my organization");

    // The same address shows the same to the next reader; what was known then stays what it was.
    astrid
        .goes_to(&format!("{address}?as_of=2018-06-30&since=2017-12-31"))
        .sees("as they were known then")
        .sees("What changed since 31 December 2017");
    astrid.step("past");
    astrid.clicks("Show today").is_on(TITLE).does_not_see("as they were known then");

    let amara = Browser::open(&driver, setup, &format!("dashboard-{name}-administrator"));
    let public = Browser::open(&driver, setup, &format!("dashboard-{name}-public"));
    amara.goes_to(&format!("{}/session/new", app.base)).clicks("Amara Okello, Administrator").is_on("My work");
    amara.goes_to_own_place("Settings", "Amara Okello", "Menu").is_on("Settings").step("settings");
    app.opens_to_the_public();
    public.goes_to(&app.base).is_on(TITLE).sees("Countries reached").does_not_see("Astrid Holm").step("public");
    public.goes_to(&format!("{}?lang=zh", public.address())).sees("行动计划进展").step("chinese");
    assert_eq!(public.page_language(), "zh");
}

#[test]
fn what_donors_and_the_public_see() {
    journey(Setup::DESK, "desk");
}

#[test]
fn the_same_on_a_phone() {
    journey(Setup::PHONE, "phone");
}

#[test]
fn the_same_without_scripts() {
    journey(Setup::NO_SCRIPTS, "no-scripts");
}
