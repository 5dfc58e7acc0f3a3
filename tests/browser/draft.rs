//! A form that keeps itself while it is written.

use std::rc::Rc;

use domain::access::Role;

use super::driver::Driver;
use super::window::{Browser, Setup};
use crate::support::TestApp;

/// Every second instead of every half minute.
const SOON: &str = "document.querySelector('[data-kept]').dataset.seconds = '1'";
const GONE: &str = "document.querySelector('[data-kept]').hidden = true";

fn journey(app: &TestApp, setup: Setup, name: &str) {
    app.has_person(Role::Partner, "Tomás Ferri", "tomas@example.org", Some("jrc"));
    let tomas = Browser::open(&Rc::new(Driver::start()), setup, name);
    tomas.signs_in(&app.base, "tomas@example.org").goes_to(&format!("{}/events/new", app.base)).is_on("Log an event");
    tomas.runs(SOON).types("Title", "Workshop in Nairobi").sees("Draft saved at").step("draft-kept-by-itself");
    tomas.runs(GONE).types("City", "Nairobi").sees("Draft saved at");
    let elsewhere = app.visitor().signs_in("tomas@example.org");
    let drafts = elsewhere.gets("/events?state=draft");
    assert_eq!(drafts.rows("Workshop in Nairobi").len(), 1, "one form, one draft");
    let edit = elsewhere.gets("/events/1/edit");
    assert_eq!((edit.value("title").as_deref(), edit.value("city").as_deref()), (Some("Workshop in Nairobi"), Some("Nairobi")));
    // The buttons go on from what was kept.
    tomas.types("Title", "Workshop in Mombasa").clicks("Keep as draft").sees("The draft is kept.");
    assert_eq!(tomas.typed("Title"), "Workshop in Mombasa");
    assert_eq!(elsewhere.gets("/events?state=draft").rows("Workshop in").len(), 1);
}

#[test]
fn what_is_typed_is_kept_while_it_is_written() {
    journey(&TestApp::sqlite(), Setup::DESK, "draft-desk");
}

#[test]
fn the_same_on_a_phone_and_postgres() {
    journey(&TestApp::postgres(), Setup::PHONE, "draft-phone");
}
