//! From a target to a figure: an officer sets it, a partner reports a value, it is verified, and a donor sees it as of before and after.

use std::rc::Rc;

use domain::access::Role;

use super::driver::Driver;
use super::window::{Browser, Setup};
use crate::support::TestApp;

const INDICATOR: &str = "Parties that use the tools to detect unauthorized LMOs";

fn journey(app: &TestApp, setup: Setup, name: &str) {
    app.has_person(Role::Officer, "Ines Duarte", "ines@example.org", None);
    app.has_person(Role::Partner, "Ruth Ndlovu", "ruth@example.org", Some("unep"));
    app.has_person(Role::Donor, "Astrid Holm", "astrid@example.org", Some("undp"));
    let driver = Rc::new(Driver::start());
    let open = |who: &str, email: &str| {
        let browser = Browser::open(&driver, setup, &format!("result-{name}-{who}"));
        browser.signs_in(&app.base, email);
        browser.goes_to(&format!("{}/activities/8", app.base));
        browser
    };
    let (ines, ruth, astrid) =
        (open("officer", "ines@example.org"), open("partner", "ruth@example.org"), open("donor", "astrid@example.org"));

    ines.clicks(INDICATOR).is_on(INDICATOR).sees("No data yet").step("no-data");
    ines.clicks("Set targets").types("Target", "many").clicks("Save changes").sees("There is a problem");
    assert!(ines.error_at("Target").contains("Give a number"));
    ines.types_at(&[("baseline", "2"), ("target", "12"), ("target-on", "31"), ("target-on-month", "12"), ("target-on-year", "2020")]);
    ines.step("terms");
    ines.clicks("Save changes").is_on(INDICATOR).sees("12, 31 December 2020");

    ruth.clicks(INDICATOR).clicks("Report a value").is_on("Report a value");
    ruth.types_at(&[("day", "30"), ("day-month", "6"), ("day-year", "2018"), ("value", "7"), ("country-0", "Kenya")]);
    ruth.chooses("Source", "Survey").picks("Documented").types("Evidence", "https://example.org/survey").step("measures");
    ruth.clicks("Submit for review").is_on(INDICATOR).sees("Awaiting review").step("measured");

    astrid.clicks(INDICATOR).is_on(INDICATOR).sees("No value has been reported yet.");
    ines.goes_to_place("Reviews", "Menu").clicks(INDICATOR).clicks("Verify").is_on(INDICATOR).sees("50 %").sees("5 of 10").step("verified");
    let address = astrid.address();
    astrid.goes_to(&address).sees("50 %").sees("5 of 10").step("after");
    astrid.goes_to(&format!("{address}?as_of=2019-03-11")).sees("as they were known then").sees("No data yet").does_not_see("50 %");
    astrid.step("before");
    astrid.clicks("Show today").sees("50 %");
}

#[test]
fn a_value_from_the_partner_to_the_donor() {
    journey(&TestApp::sqlite(), Setup::DESK, "desk");
}

#[test]
fn the_same_on_postgres_without_scripts() {
    journey(&TestApp::postgres(), Setup::NO_SCRIPTS, "postgres");
}

#[test]
fn the_same_on_a_phone() {
    journey(&TestApp::sqlite(), Setup::PHONE, "phone");
}
