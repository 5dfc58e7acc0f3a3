//! A workshop from the partner who logs it to the donor who reads the figures: returned once, corrected, verified.

use std::rc::Rc;

use domain::access::Role;

use super::driver::Driver;
use super::window::{Browser, Setup};
use crate::support::TestApp;

const TITLE: &str = "Workshop on sampling and detection, Nairobi";

fn journey(app: &TestApp, setup: Setup, name: &str) {
    app.has_person(Role::Officer, "Ines Duarte", "ines@example.org", None);
    app.has_person(Role::Partner, "Tomás Ferri", "tomas@example.org", Some("jrc"));
    app.has_person(Role::Donor, "Astrid Holm", "astrid@example.org", Some("undp"));
    let driver = Rc::new(Driver::start());
    let open = |who: &str, email: &str| {
        let browser = Browser::open(&driver, setup, &format!("event-{name}-{who}"));
        browser.signs_in(&app.base, email);
        browser
    };
    let (tomas, ines, astrid) =
        (open("partner", "tomas@example.org"), open("officer", "ines@example.org"), open("donor", "astrid@example.org"));

    logs_a_workshop(&tomas, setup);
    returns_it(app, &ines);
    corrects_it(app, &tomas);
    verifies_it(&ines);
    reads_the_figures(app, &astrid);
}

fn logs_a_workshop(tomas: &Browser, setup: Setup) {
    tomas.goes_to_place("Events", "Menu").sees("No event is recorded yet.").step("no-events");
    tomas.clicks("Log the first event").is_on("Log an event").step("empty-form");
    tomas.types("Title", TITLE).picks("7. Sampling and detection workshops").picks("Workshop").picks("In person").picks("English");
    tomas.types_at(&[
        ("start", "25"),
        ("start-month", "2"),
        ("start-year", "2019"),
        ("end", "28"),
        ("end-month", "1"),
        ("end-year", "2019"),
    ]);
    tomas.types("City", "Nairobi").types_at(&[("country", "Kenya")]);
    tomas.types("Attended", "32").types("Women", "17").types("Men", "14").types_at(&[("other", "0")]);
    tomas.types_at(&[("country-0", "Kenya"), ("people-0", "12"), ("country-1", "Uganda"), ("people-1", "11")]);
    if setup.scripts {
        tomas.sees("31 of 32 people given").sees("23 of 32 people given");
    }
    tomas.types("Government", "20").picks("Counted");
    tomas.clicks("Submit for review").sees("There is a problem").sees("The end must be on or after the start");
    tomas.sees("Women, men and others add up to 31, but 32 attended; correct one of them").step("mistakes");
    assert_eq!([tomas.typed("Title"), tomas.typed_at("country-1"), tomas.typed("Government")], [TITLE, "Uganda", "20"]);

    tomas.types_at(&[("end-month", "2"), ("other", "1")]).loses_session().clicks("Submit for review");
    tomas.sees("Your session has ended. Nothing you typed is lost.").step("session-ended");
    tomas.types("E-mail address", "tomas@example.org").types("Password", crate::support::app::PASSWORD).enters();
    tomas.sees("You are signed in again").sees(TITLE).step("typed-text-is-there");
    tomas.clicks("Send what I typed").is_on(TITLE).sees("The record is submitted.").sees("Awaiting review").step("submitted");
    let record = tomas.address();
    tomas.goes_back().clicks("Send what I typed").is_on(TITLE);
    assert_eq!(tomas.address(), record, "sent twice, it is one record");
    tomas.goes_to_place("Events", "Menu").sees("1 to 1 of 1");
}

fn returns_it(app: &TestApp, ines: &Browser) {
    ines.goes_to(&app.mails.to("ines@example.org").link()).is_on(TITLE).sees("What verifying changes").step("review");
    ines.unfolds("Return to the author").clicks("Return").sees("There is a problem");
    ines.types("What has to change?", "Where do the other nine people come from?").clicks("Return");
    ines.is_on("Reviews").sees("The record is returned.").sees("Nothing waits for review.").step("returned");
}

fn corrects_it(app: &TestApp, tomas: &Browser) {
    tomas.goes_to_place("My work", "Menu").sees("Waiting for you").sees("Correct and submit again").step("returned-at-home");
    tomas.goes_to(&app.mails.to("tomas@example.org").link()).is_on("Edit the event").sees("Where do the other nine people come from?");
    tomas.types_at(&[("country-2", "United Republic of Tanzania"), ("people-2", "9")]).clicks("Keep as draft").sees("The draft is kept.");
    tomas.clicks("Submit for review").is_on(TITLE).sees("3 countries").step("corrected");
}

fn verifies_it(ines: &Browser) {
    ines.goes_to_place("Reviews", "Menu").clicks(TITLE).is_on(TITLE).sees("All countries are stated").clicks("Verify");
    ines.is_on("Reviews").sees("The record is verified and counts from now on.").step("verified");
}

fn reads_the_figures(app: &TestApp, astrid: &Browser) {
    astrid.goes_to_place("Events", "Menu").sees("1 verified event").sees("32 people attended").sees("3 countries").step("figures");
    astrid.clicks(TITLE).is_on(TITLE).sees("Verified").sees("United Republic of Tanzania").step("record");
    astrid
        .goes_to(&format!("{}/activities/7", app.base))
        .sees("32 people attended")
        .sees("Least developed countries (LDC)")
        .step("activity");
}

#[test]
fn a_workshop_from_the_partner_to_the_donor() {
    journey(&TestApp::sqlite(), Setup::DESK, "desk");
}

#[test]
fn the_same_on_postgres() {
    journey(&TestApp::postgres(), Setup::DESK, "postgres");
}

#[test]
fn the_same_on_a_phone() {
    journey(&TestApp::sqlite(), Setup::PHONE, "phone");
}

#[test]
fn the_same_without_scripts() {
    journey(&TestApp::sqlite(), Setup::NO_SCRIPTS, "no-scripts");
}
