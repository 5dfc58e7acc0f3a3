//! Calendars under secret addresses: what they hold, for whom, and that programs which did not come from here understand them.

use std::process::Command;

use capacity_tracker::db::schema::outputs;
use chrono::NaiveDate;
use diesel::prelude::*;
use domain::access::Role;
use domain::review::Stage;

use crate::support::{Page, TestApp, Visitor};

/// Makes an address for the visitor's calendar, and gives it without the site.
#[track_caller]
pub fn makes_address(visitor: &Visitor) -> String {
    visitor.sends(&visitor.gets("/account/calendar").form("/account/calendar/new")).leads_to("/account/calendar");
    let address = visitor.gets("/account/calendar").all("code").pop().expect("an address on the page");
    let url = url::Url::parse(&address).unwrap();
    format!("{}?{}", url.path(), url.query().unwrap())
}

/// A calendar as a program gets it, which is not signed in.
#[track_caller]
pub fn calendar(app: &TestApp, address: &str) -> Page {
    let page = app.visitor().gets(address);
    page.is(200);
    assert_eq!(page.header("content-type"), Some("text/calendar; charset=utf-8"));
    page
}

/// The lines of one entry, unfolded.
fn entry(file: &str, name: &str) -> Option<Vec<String>> {
    let whole = file.replace("\r\n ", "");
    let found = whole.split("BEGIN:VEVENT\r\n").skip(1).find(|e| e.contains(&format!("\r\nUID:{name}@localhost\r\n")))?;
    Some(found.split("\r\nEND:VEVENT").next()?.split("\r\n").map(str::to_owned).collect())
}

#[track_caller]
fn says(file: &str, name: &str, lines: &[&str]) {
    let entry = entry(file, name).unwrap_or_else(|| panic!("{name} is not in {file}"));
    for line in lines {
        assert!(entry.iter().any(|l| l == line), "{line} is not in {entry:#?}");
    }
}

fn sequence(file: &str, name: &str) -> u32 {
    let entry = entry(file, name).unwrap_or_else(|| panic!("{name} is not in {file}"));
    entry.iter().find_map(|l| l.strip_prefix("SEQUENCE:")).unwrap().parse().unwrap()
}

/// What programs that did not write a file read in it, the Python package `icalendar` and the npm package `ical.js`: the same, as a line for
/// the calendar, then one for each entry.
fn as_others_read(file: &str) -> Vec<String> {
    const CHECK: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/target/calendar-check");
    const TESTS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it");
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("calendar.ics");
    std::fs::write(&path, file).unwrap();
    let reads = |program: &str, words: &[String]| {
        let program = format!("{CHECK}/bin/{program}");
        assert!(std::path::Path::new(&program).exists(), "{program} is not there: run ./test once, which installs it there");
        let read = Command::new(program).args(words).arg(&path).output().unwrap();
        assert!(read.status.success(), "{}", String::from_utf8_lossy(&read.stderr));
        String::from_utf8(read.stdout).unwrap().lines().map(str::to_owned).collect::<Vec<_>>()
    };
    let by_python = reads("python", &[format!("{TESTS}/read_calendar.py")]);
    let by_node = reads("node", &[format!("{TESTS}/read_calendar.mjs"), format!("{CHECK}/node_modules/ical.js/dist/ical.js")]);
    assert_eq!(by_python, by_node);
    by_python
}

on_both! {
    fn a_calendar_follows_an_event_through_its_life(app) {
        let (tomas, ines, donor) = (app.partner("jrc"), app.officer(), app.donor());
        let (own, officers, donors) = (makes_address(&tomas), makes_address(&ines), makes_address(&donor));
        let event = tomas.drafts_event(&[("start-day", "8"), ("start-month", "3"), ("end-day", "12"), ("end-month", "3"), ("title", "检测讲习班, Nairobi; part 1 \\ 2")]);
        let name = format!("event-{}", event.trim_start_matches("/events/"));
        let draft = calendar(&app, &own).body;
        says(&draft, &name, &["STATUS:TENTATIVE", "SUMMARY:检测讲习班\\, Nairobi\\; part 1 \\\\ 2", "DTSTART;VALUE=DATE:20190308", "DTEND;VALUE=DATE:20190313", "LOCATION:Nairobi\\, Kenya"]);
        assert!(entry(&calendar(&app, &donors).body, &name).is_none(), "a draft is nobody else's");

        tomas.resubmits(&event, &[]).leads_to(&event);
        ines.verifies(&event).leads_to("/reviews");
        let verified = calendar(&app, &donors).body;
        says(&verified, &name, &["STATUS:CONFIRMED", &format!("URL:{}{event}", app.base)]);
        assert!(sequence(&verified, &name) > sequence(&draft, &name));
        assert_eq!(entry(&verified, &name), entry(&calendar(&app, &officers).body, &name));

        ines.cancels(&event, "It was called off").leads_to(&event);
        for address in [&own, &officers, &donors] {
            let cancelled = calendar(&app, address).body;
            says(&cancelled, &name, &["STATUS:CANCELLED"]);
            assert!(sequence(&cancelled, &name) > sequence(&verified, &name));
        }
    }

    fn the_same_calendar_has_the_same_bytes(app) {
        let tomas = app.partner("jrc");
        let event = tomas.logs_event(&[]);
        let address = makes_address(&tomas);
        let first = calendar(&app, &address);
        let again = calendar(&app, &address);
        assert_eq!(first.body, again.body);
        let tag = first.header("etag").unwrap();
        let unchanged = app.visitor().gets_with(&address, &[("if-none-match", tag)]);
        assert_eq!((unchanged.is(304).body.as_str(), again.header("etag")), ("", Some(tag)));
        assert!(first.body.contains("\r\nREFRESH-INTERVAL;VALUE=DURATION:PT21600S\r\n"));
        assert!(first.body.split("\r\n").all(|line| line.len() <= 75));
        let app = app.starts_again(&["--clock", "2019-03-13"]);
        let later = calendar(&app, &address).body;
        let days = |file: &str| file.replace(&app.base, "").lines().filter(|l| !l.starts_with("URL") && !l.starts_with(' ')).map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(days(&first.body), days(&later), "a new day alone changes nothing but the port that this test listens on");
        let tomas = app.visitor().signs_in("tomas@example.org");
        tomas.resubmits(&event, &[("city", "Mombasa")]).leads_to(&event);
        assert_eq!(app.visitor().gets_with(&address, &[("if-none-match", tag)]).status, 200);
    }

    fn an_address_is_renewed_ended_and_goes_with_the_account(app) {
        let (amara, tomas) = (app.administrator(), app.partner("jrc"));
        let first = makes_address(&tomas);
        let second = makes_address(&tomas);
        assert_ne!(first, second);
        app.visitor().gets(&first).is(404);
        calendar(&app, &second);
        let others = second.replacen("key=", "key=9", 1);
        for wrong in ["/calendar.ics", "/calendar.ics?key=", "/calendar.ics?key=1-", others.as_str(), &second[..second.len() - 1]] {
            app.visitor().gets(wrong).is(404);
        }
        tomas.sends(&tomas.gets("/account/calendar").form("/account/calendar/end")).leads_to("/account/calendar");
        app.visitor().gets(&second).is(404);
        let third = makes_address(&tomas);
        let account = amara.gets("/admin/people").attributes("main th a", "href").pop().unwrap();
        amara.gets(&account).shows("Tomás Ferri made a secret address for their calendar.").shows("Tomás Ferri ended the secret address of their calendar.");
        amara.sends(&amara.gets(&format!("{account}/deactivation/new")).form(&format!("{account}/deactivation/new"))).leads_to(&account);
        app.visitor().gets(&third).is(404);
        amara.sends(&amara.gets(&account).form(&format!("{account}/reactivation/new"))).leads_to(&account);
        app.visitor().gets(&third).is(404);
    }

    fn due_days_are_there_for_those_from_whom_they_are_due(app) {
        let (ines, tomas, donor) = (app.officer(), app.partner("jrc"), app.donor());
        let output = app.has_output(7, "jrc");
        app.in_database(|conn| {
            diesel::update(outputs::table.find(output.0)).set(outputs::due_on.eq(NaiveDate::from_ymd_opt(2019, 6, 30))).execute(conn).unwrap()
        });
        ines.names_lead(7, "Ines Duarte");
        for visitor in [&ines, &tomas, &donor] {
            let file = calendar(&app, &makes_address(visitor)).body;
            says(&file, &format!("output-{output}"), &["SUMMARY:Due: Manual", "DTSTART;VALUE=DATE:20190630", "DTEND;VALUE=DATE:20190701"]);
        }
        let updates = |visitor: &Visitor| calendar(&app, &makes_address(visitor)).body.matches("\r\nUID:update-").count();
        assert_eq!([updates(&ines), updates(&tomas), updates(&donor)], [1, 0, 0], "an update is due from who leads the activity");
    }

    fn a_mail_about_an_event_that_is_not_over_brings_its_entry(app) {
        let (tomas, ines) = (app.partner("jrc"), app.officer());
        let event = tomas.logs_event(&[("start-day", "8"), ("start-month", "3"), ("end-day", "12"), ("end-month", "3")]);
        let (id, address) = (event.trim_start_matches("/events/"), makes_address(&ines));
        let mail = app.mails.to("ines@example.org");
        let file = String::from_utf8(mail.calendar.clone().expect("a calendar file")).unwrap();
        assert!(file.contains("\r\nMETHOD:PUBLISH\r\n") && file.split("\r\n").count() > 10, "{file}");
        assert_eq!(entry(&file, &format!("event-{id}")), entry(&calendar(&app, &address).body, &format!("event-{id}")));
        let thread = format!("<thread.event-{id}@localhost>");
        assert_eq!(mail.header("References"), Some(thread.as_str()));
        ines.verifies(&event).leads_to("/reviews");
        assert_eq!(app.mails.to("tomas@example.org").header("In-Reply-To"), Some(thread.as_str()));
    }

    fn a_mail_about_an_event_that_is_over_brings_no_entry(app) {
        let (tomas, _ines) = (app.partner("jrc"), app.officer());
        tomas.logs_event(&[]);
        assert!(app.mails.to("ines@example.org").calendar.is_none(), "what is over needs no calendar");
    }

    fn a_program_from_elsewhere_reads_the_same(app) {
        app.has_person(Role::Partner, "Ruth Ndlovu", "ruth@example.org", Some("unep"));
        let mut typed = app.whole_event();
        typed.title = "风险评估讲习班：改性活生物体的检测与识别，区域培训和能力建设活动第二部分; \"quoted\", 100 % \\ end".into();
        let (draft, cancelled) = (app.has_event_saying("ruth@example.org", Stage::Draft, &typed), app.has_event("ruth@example.org", Stage::Cancelled));
        let file = calendar(&app, &makes_address(&app.officer())).body;
        let read = as_others_read(&file);
        assert_eq!(read[0], "Capacity Tracker|PUBLISH|6:00:00|2", "{read:?}");
        assert!(read.contains(&format!("event-{draft}@localhost|TENTATIVE|2019-02-25|2019-03-01|{}", typed.title)), "{read:#?}");
        assert!(read.contains(&format!("event-{cancelled}@localhost|CANCELLED|2019-02-25|2019-03-01|Workshop on detection, Nairobi")), "{read:#?}");
    }
}
