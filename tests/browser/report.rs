//! A report for a meeting: an officer has it collected, words it, freezes it; a donor and the public read it, as it was, ever after.

use std::rc::Rc;

use domain::access::Role;

use super::driver::Driver;
use super::window::{Browser, Setup};
use crate::support::TestApp;

const TITLE: &str = "Report to the tenth meeting of the Parties";

fn journey(app: &TestApp, setup: Setup, name: &str) {
    let officer = app.officer();
    officer.publishes(7, "at-risk", "Two workshops held");
    app.has_person(Role::Donor, "Astrid Holm", "astrid@example.org", Some("undp"));
    let driver = Rc::new(Driver::start());
    let open = |who: &str| Browser::open(&driver, setup, &format!("report-{name}-{who}"));
    let (ines, astrid, public) = (open("officer"), open("donor"), open("public"));
    ines.signs_in(&app.base, "ines@example.org");
    astrid.signs_in(&app.base, "astrid@example.org");

    ines.clicks("Reports").is_on("Reports").sees("There is no report yet.").step("none");
    ines.clicks("New report").is_on("New report").clicks("Make the report").sees("There is a problem");
    assert!(!ines.error_at("Title").is_empty());
    ines.types("Title", TITLE).types("Meeting", "Tenth meeting, Geneva");
    ines.types_at(&[("report-until", "12"), ("report-until-month", "3"), ("report-until-year", "2019")]).step("new");
    ines.clicks("Make the report").is_on(TITLE).sees("Two workshops held").sees("This is the first report").step("made");
    astrid.clicks("Reports").sees("No report has been published yet.");

    ines.clicks("Edit narrative").types("Introduction", "Two years of work, told briefly.").step("words");
    ines.clicks("Save changes").is_on(TITLE).sees("Two years of work, told briefly.");
    ines.clicks("Freeze the report").sees("cannot be removed").step("asked");
    ines.clicks("Freeze the report permanently").is_on(TITLE).sees("It stays as it is.").does_not_see("Edit narrative").step("frozen");

    officer.publishes(7, "delayed", "Everything is late");
    astrid.clicks("Reports").clicks(TITLE).is_on(TITLE).sees("Two workshops held").does_not_see("Everything is late").step("read");
    app.opens_to_the_public();
    public.goes_to(&astrid.address()).is_on(TITLE).sees("Two years of work, told briefly.").step("public");
}

#[test]
fn a_report_from_its_records_to_its_readers() {
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
