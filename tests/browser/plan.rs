//! The life of a tracker: from the first link to a donor who reads, in Chinese, what an officer has published.

use std::rc::Rc;

use super::driver::Driver;
use super::window::{Browser, Setup};
use crate::support::TestApp;
use crate::support::app::PASSWORD;

const HEADLINE: &str = "Second regional workshop held in Pretoria";
const DONE: &str = "Thirty-two people from eleven countries learned to take samples.\n\nThe materials are with the translators.";
const NEXT: &str = "Third workshop in June.";

fn journey(app: &TestApp, setup: Setup, name: &str) {
    let driver = Rc::new(Driver::start());
    let open = |who: &str, setup: Setup| Browser::open(&driver, setup, &format!("{name}-{who}"));

    let amara = open("administrator", setup);
    makes_the_first_account(app, &amara);
    invites(&amara, "Ines Duarte", "ines@example.org", "Programme officer", None, "English");
    let ines = open("officer", setup);
    joins(app, &ines, "ines@example.org");
    ines.sees("You do not lead an activity.").step("no-activity-yet");
    names_lead(&amara, "Ines Duarte");
    posts_an_update(&ines);

    invites(&amara, "Astrid Holm", "astrid@example.org", "Donor", Some("United Nations Development Programme"), "中文");
    let astrid = open("donor", Setup { languages: "zh-CN,zh", ..setup });
    reads_in_chinese(app, &astrid);
}

fn makes_the_first_account(app: &TestApp, amara: &Browser) {
    amara.goes_to(app.first_link.as_ref().unwrap()).is_on("Make the first administrator");
    amara.step("first-link");
    amara.types("Name", "Amara Okello").types("E-mail address", "amara@example.org");
    amara.types("Password", "short").types("The same password again", "short").clicks("Make the account and sign in");
    assert!(amara.error_at("Password").contains("Use at least 12 characters"));
    assert_eq!((amara.typed("Name"), amara.typed("Password")), ("Amara Okello".to_owned(), String::new()));
    amara.step("password-too-short");
    amara.types("Password", PASSWORD).types("The same password again", PASSWORD).clicks("Make the account and sign in");
    amara.is_on("My work");
    amara.step("signed-in");
}

fn invites(amara: &Browser, name: &str, email: &str, role: &str, organisation: Option<&str>, lang: &str) {
    amara.goes_to_own_place("People", "Amara Okello", "Menu").is_on("People").clicks("Invite somebody").is_on("Invite somebody");
    amara.types("Name", name).types("E-mail address", email).picks(role).chooses("Language", lang);
    if let Some(organisation) = organisation {
        amara.chooses("Organization", organisation);
    }
    amara.step("invites");
    amara.clicks("Send invitation").is_on("People").sees(name).sees("Invited");
    amara.step("invited");
}

fn joins(app: &TestApp, ines: &Browser, email: &str) {
    let mail = app.mails.to(email);
    assert_eq!(mail.subject, "Your invitation to Capacity Tracker");
    ines.goes_to(&mail.link()).is_on("Welcome to Capacity Tracker").sees(email);
    ines.step("invitation");
    ines.types("Password", PASSWORD).types("The same password again", PASSWORD).clicks("Set password and sign in");
    ines.is_on("My work");
}

fn names_lead(amara: &Browser, name: &str) {
    amara.goes_to_place("Plan", "Menu").clicks("7. Sampling and detection workshops").step("activity");
    amara.clicks("Edit").is_on("Edit activity 7");
    amara.chooses("Lead officer", name).step("edits");
    amara.clicks("Save changes").sees(name);
    amara.step("lead-named");
}

fn posts_an_update(ines: &Browser) {
    ines.goes_to_place("My work", "Menu").clicks("7. Sampling and detection workshops").clicks("Progress update").is_on("Post an update");
    ines.picks("At risk").types("In one line", HEADLINE).types("What was done", DONE).types("What comes next", NEXT);
    ines.clicks("Publish").sees("There is a problem");
    assert!(ines.error_at("Why this status").contains("Say in a sentence why the status is this one"));
    assert_eq!(
        (ines.typed("In one line"), ines.typed("What was done"), ines.typed("What comes next")),
        (HEADLINE.into(), DONE.into(), NEXT.into())
    );
    ines.step("mistake");

    ines.types("Why this status", "The venue of the third workshop is not certain.").clicks("Keep as draft");
    ines.sees("Only you can see it.").step("draft-kept");
    ines.goes_to_place("My work", "Menu").sees("Drafts").step("draft-at-home");
    ines.clicks("Continue your draft").is_on("Post an update");
    assert_eq!((ines.typed("In one line"), ines.typed("What was done")), (HEADLINE.into(), DONE.into()));
    ines.clicks("Publish").sees(HEADLINE).sees("At risk").sees("The venue of the third workshop is not certain.");
    ines.step("published");
}

fn reads_in_chinese(app: &TestApp, astrid: &Browser) {
    let mail = app.mails.to("astrid@example.org");
    assert_eq!(mail.subject, "邀请您使用能力建设跟踪系统");
    astrid.goes_to(&mail.link()).is_on("欢迎使用能力建设跟踪系统");
    assert_eq!(astrid.page_language(), "zh");
    astrid.step("invitation");
    astrid.types("密码", PASSWORD).types("再次输入同一密码", PASSWORD).clicks("设置密码并登录");
    astrid.is_on("行动计划进展").sees("有风险").step("dashboard");
    astrid.goes_to_place("计划", "菜单").sees("有风险").step("plan");
    astrid.clicks("7. 取样、检测和识别讲习班").sees("进展情况").sees("有风险").sees(HEADLINE).sees(NEXT).does_not_see("At risk");
    assert_eq!(astrid.page_language(), "zh");
    assert_eq!([HEADLINE, "Thirty-two people", NEXT, "The venue"].map(|words| astrid.language_of(words)), ["en"; 4]);
    assert_eq!(["进展情况", "下一步"].map(|words| astrid.language_of(words)), ["zh"; 2]);
    astrid.step("update");
}

#[test]
fn from_the_first_link_to_a_reader_in_chinese() {
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
