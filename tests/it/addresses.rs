//! Addresses: those that pages and mails use are those that the site answers, and each stands in one place.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use actix_web::dev::ResourceDef;
use capacity_tracker::web::routes::TABLE;
use domain::address::{self as a, InPlan};
use domain::ids::{
    AttachmentId, ContributionId, DeliveryId, EventId, ExpenditureId, MeasurementId, OutputId, PersonId, RelationshipId, ReportId, UpdateId,
};
use domain::lang::Lang;

/// Files whose address the assets make.
const NOT_LINKED: [&str; 1] = ["/assets/{version}/{name}"];

/// What the module has besides addresses.
const HELPERS: &[&str] =
    &["absolute", "with_query", "with_fragment", "plan_code", "counterpart", "of_path", "opens_without_second_factor", "is_dangerous"];

/// An address of every page.
fn addresses() -> Vec<String> {
    let fixed = [
        a::HOME,
        a::TEAM,
        a::SEARCH,
        a::END_SETUP,
        a::NEW_COMMENT,
        a::REQUEST_REMINDER,
        a::MARK,
        a::ALIVE,
        a::READY,
        a::METRICS,
        a::SIGN_IN,
        a::SIGN_IN_DEMO,
        a::SIGN_OUT,
        a::FORGOTTEN_PASSWORD,
        a::ACCOUNT,
        a::PASSWORD,
        a::SIGN_IN_CODE,
        a::ASK_REMOVAL,
        a::CONFIRM,
        a::SECOND_FACTOR,
        a::NEW_SECOND_FACTOR,
        a::END_SECOND_FACTOR,
        a::NEW_RECOVERY_CODES,
        a::REQUIRE_SECOND_FACTOR,
        a::END_SESSIONS,
        a::END_MAIL_FAILURE,
        a::OWN_REMINDERS,
        a::OWN_CALENDAR,
        a::NEW_OWN_CALENDAR,
        a::END_OWN_CALENDAR,
        a::CALENDAR,
        a::PEOPLE,
        a::NEW_PERSON,
        a::NEW_INVITATIONS,
        a::MAIL,
        a::AUDIT,
        a::AUDIT_CSV,
        a::SETTINGS,
        a::ERASURES,
        a::RETENTION,
        a::REMINDERS,
        a::PREVIEW_REMINDERS,
        a::PARTICIPANTS_TEMPLATE,
        a::NEW_RATE,
        a::REVIEWS,
        a::ORGANISATIONS,
        a::NEW_ORGANISATION,
        a::COOPERATION,
        a::NEW_RELATIONSHIP,
    ];
    fixed.into_iter().map(str::to_owned).chain(in_plan(InPlan("cp-2017-2020"))).chain(of_records()).collect()
}

fn in_plan(plan: InPlan<'_>) -> Vec<String> {
    vec![
        plan.list(),
        plan.timeline(),
        plan.setup(),
        plan.monitoring(),
        plan.source(),
        plan.framework(),
        plan.edit_links("1.1"),
        plan.dashboard(),
        plan.dashboard_xlsx(),
        plan.dashboard_csv("events"),
        plan.activity(7),
        plan.edit_activity(7),
        plan.updates(7),
        plan.new_update(7),
        plan.update_wording(7, UpdateId(3), Lang::Zh),
        plan.new_confirmation(7),
        plan.follow(7),
        plan.revise(7),
        plan.new_partner(7),
        plan.new_evidence(7),
        plan.end_evidence(7),
        plan.new_output(7),
        plan.activity_reminders(7),
        plan.events(),
        plan.events_xlsx(),
        plan.events_csv(),
        plan.new_event(),
        plan.precedents(),
        plan.money(),
        plan.new_contribution(),
        plan.new_expenditure(),
        plan.reports(),
        plan.new_report(),
    ]
}

fn of_records() -> Vec<String> {
    vec![
        a::signed_link("first", "x"),
        a::signed_link("join", "x"),
        a::signed_link("reset", "x"),
        a::end_reminders("x"),
        a::hand_over(PersonId(1)),
        a::person(PersonId(1)),
        a::invite_again(PersonId(1)),
        a::deactivate_person(PersonId(1)),
        a::reactivate_person(PersonId(1)),
        a::end_sessions_of(PersonId(1)),
        a::end_second_factor_of(PersonId(1)),
        a::end_mail_failure_of(PersonId(1)),
        a::mail(1),
        a::send_mail_again(1),
        a::cancel_mail(1),
        a::event(EventId(1)),
        a::edit_event(EventId(1)),
        a::discard_event(EventId(1)),
        a::erase_event(EventId(1)),
        a::cancel_event(EventId(1)),
        a::correct_event(EventId(1)),
        a::reopen_event(EventId(1)),
        a::review_event(EventId(1)),
        a::merge_event(EventId(1)),
        a::end_merging(EventId(1)),
        a::new_attachment(EventId(1)),
        a::attachment(AttachmentId(1)),
        a::remove_attachment(AttachmentId(1)),
        a::count_participants(EventId(1)),
        a::take_participants(EventId(1)),
        a::contribution(ContributionId(1)),
        a::edit_contribution(ContributionId(1)),
        a::cancel_money(&a::contribution(ContributionId(1))),
        a::expenditure(ExpenditureId(1)),
        a::edit_expenditure(ExpenditureId(1)),
        a::cancel_money(&a::expenditure(ExpenditureId(1))),
        a::organisation("fao"),
        a::edit_organisation("fao"),
        a::edit_standing("fao"),
        a::new_member("fao"),
        a::end_member("fao"),
        a::edit_relationship(RelationshipId(1)),
        a::report(ReportId(1)),
        a::report_xlsx(ReportId(1)),
        a::edit_report(ReportId(1)),
        a::freeze_report(ReportId(1)),
        a::output(OutputId(1)),
        a::edit_output(OutputId(1)),
        a::new_delivery(OutputId(1)),
        a::review_delivery(DeliveryId(1)),
        a::indicator(1),
        a::edit_terms(1),
        a::new_measurement(1),
        a::edit_measurement(MeasurementId(1)),
        a::review_measurement(MeasurementId(1)),
    ]
}

/// The pattern that answers an address: of two that fit, the first.
fn route(address: &str) -> Option<&'static str> {
    TABLE.iter().map(|route| route.path).find(|path| ResourceDef::new(*path).is_match(address))
}

#[test]
fn every_address_has_a_route_and_every_route_an_address() {
    let mut reached = BTreeSet::new();
    for address in addresses() {
        assert!(reached.insert(route(&address).unwrap_or_else(|| panic!("nothing answers {address}"))), "{address}: another one's route");
    }
    let left: Vec<&str> = TABLE.iter().map(|r| r.path).filter(|path| !reached.contains(path) && !NOT_LINKED.contains(path)).collect();
    assert_eq!(left, Vec::<&str>::new(), "routes that no address leads to");
}

fn package(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name).join("src")
}

/// The Rust files below a folder with their text.
fn sources(folder: PathBuf) -> Vec<(PathBuf, String)> {
    let mut folders = vec![folder];
    let mut found = Vec::new();
    while let Some(folder) = folders.pop() {
        for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "rs") {
                found.push((path.clone(), fs::read_to_string(path).unwrap()));
            }
        }
    }
    found
}

#[test]
fn every_address_is_tried() {
    let tried = include_str!("addresses.rs");
    for (_, source) in sources(package("domain").join("address")) {
        let names = source.lines().filter_map(|line| {
            let line = line.trim_start().strip_prefix("pub ")?;
            let name = line.strip_prefix("const fn ").or(line.strip_prefix("fn ")).or(line.strip_prefix("const "))?;
            name.split(['(', ':']).next()
        });
        for name in names.filter(|name| !HELPERS.contains(name)) {
            let calls = [format!("a::{name}("), format!("a::{name},"), format!("plan.{name}(")];
            assert!(calls.iter().any(|call| tried.contains(call)), "{name} is missing in the list above");
        }
    }
}

/// The literal paths in a line of Rust: texts that begin with a slash and a name or value, or continue with a slash and a name after a
/// value. Files of texts (`.ftl`) and assets are none.
fn literal_paths(line: &str) -> Vec<&str> {
    let follows = |text: &str, is_part: fn(char) -> bool| text.strip_prefix('/').is_some_and(|rest| rest.starts_with(is_part));
    let starts = |text: &str| follows(text, |c| c.is_ascii_lowercase() || c == '{');
    let continues = |text: &str| text.match_indices("}/").any(|(at, _)| follows(&text[at + 1..], |c| c.is_ascii_lowercase()));
    let texts = line.split('"').skip(1).step_by(2).filter(|text| starts(text) || continues(text));
    texts.filter(|text| !text.starts_with("/assets/") && !text.ends_with(".ftl")).collect()
}

#[test]
fn literal_paths_are_found() {
    assert_eq!(literal_paths(r#"a."btn go" href="/events/new" { "3" }"#), ["/events/new"]);
    assert_eq!(literal_paths(r#"form action={ (address) "/edit" } {"#), ["/edit"]);
    assert_eq!(literal_paths(r#"format!("{address}/edit")"#), ["{address}/edit"]);
    assert_eq!(literal_paths(r#"steps.join("/") + "<br/>" + "/assets/app.css" + "/plan.ftl" + "{folder}/{file}""#), Vec::<&str>::new());
}

#[test]
fn no_page_handler_or_mail_has_a_literal_address() {
    let mut found = Vec::new();
    for (path, source) in ["domain", "application", "views", "."].into_iter().flat_map(|name| sources(package(name))) {
        // The table of routes and that of former addresses are where addresses are matched.
        let is_excepted = path.file_name().is_some_and(|n| ["sample.rs", "tests.rs", "routes.rs", "moved.rs"].iter().any(|e| n == *e));
        if is_excepted || path.starts_with(package("domain").join("address")) {
            continue;
        }
        let product = source.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
        for line in product.lines().filter(|line| !line.trim_start().starts_with("//")) {
            found.extend(literal_paths(line).into_iter().map(|literal| format!("{}: {literal}", path.display())));
        }
    }
    assert_eq!(found, Vec::<String>::new(), "addresses come from domain::address");
}
