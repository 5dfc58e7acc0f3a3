//! Planned events: announced before they take place, seen by everybody, counted as planned and never as results; copies of earlier events;
//! files that come after the verification.

use domain::event::EventInput;
use domain::review::Stage;

use crate::calendar::{calendar, makes_address};
use crate::support::{Page, TestApp, Visitor};

const COMING: &[(&str, &str)] = &[
    ("start-day", "25"),
    ("start-month", "3"),
    ("end-day", "28"),
    ("end-month", "3"),
    ("attended", ""),
    ("women", ""),
    ("men", ""),
    ("other", ""),
    ("country-0", ""),
    ("people-0", ""),
    ("country-1", ""),
    ("people-1", ""),
    ("group-government", ""),
    ("languages", ""),
    ("intent", "announce"),
];

/// A partner announces a workshop in Nairobi of 25 to 28 March.
fn announces(tomas: &Visitor) -> String {
    let answer = tomas.sends(&tomas.writes_event(COMING));
    assert_eq!(answer.status, 303, "{}", answer.text());
    answer.location.unwrap().split('?').next().unwrap().to_owned()
}

fn stages(page: &Page) -> Vec<String> {
    page.all("tbody .st")
}

on_both! {
    fn a_planned_event_is_seen_by_everybody_and_counts_as_planned_alone(app) {
        let (ines, tomas, donor) = (app.officer(), app.partner("jrc"), app.donor());
        app.opens_to_the_public();
        let event = announces(&tomas);
        tomas.opens(&event).shows("The event is announced as planned.").shows("Planned").shows("it counts in no figures until it is over");
        for reader in [&ines, &donor, &app.visitor()] {
            let page = reader.gets(&event);
            page.is(200).shows("Workshop on detection, Nairobi").shows("25–28 March 2019").shows("Nairobi").hides("Who took part");
            let list = reader.gets("/events");
            list.shows("1 planned event").hides("1 verified event");
            assert_eq!(stages(&list), ["Planned"]);
            reader.gets("/activities/7").shows("1 planned event").shows("Workshop on detection, Nairobi");
            assert_eq!(stages(&reader.gets("/events?state=planned")), ["Planned"]);
            assert!(reader.gets("/events?state=verified").rows("Nairobi").is_empty());
        }
        app.visitor().gets(&event).hides("tomas@example.org");
        donor.gets("/dashboard").hides("Workshop on detection").shows("Nothing has been reported yet");
        ines.gets(&event).shows("Tomás Ferri announced the event.");
        assert!(ines.gets("/reviews").rows("Nairobi").is_empty());
        let file = calendar(&app, &makes_address(&donor)).body;
        assert!(file.contains("Workshop on detection") && file.contains("STATUS:CONFIRMED") && file.contains("DTSTART;VALUE=DATE:20190325"), "{file}");
    }

    fn what_everybody_sees_must_be_there_and_still_to_come(app) {
        let tomas = app.partner("jrc");
        let form = tomas.writes_event(COMING);
        let nowhere = tomas.sends(&form.clone().with("city", "").with("title", ""));
        nowhere.is(422);
        assert!(nowhere.error_at("city").is_some() && nowhere.error_at("title").is_some() && nowhere.error_at("attended").is_none());
        assert_eq!(nowhere.value("start-month").as_deref(), Some("3"), "nothing that was typed is lost");
        let over = tomas.sends(&form.with("start-month", "2").with("end-month", "2"));
        assert!(over.is(422).error_at("end").unwrap().contains("This event is over"), "{:?}", over.error_at("end"));
    }

    fn it_is_changed_cancelled_or_turned_into_the_record(app) {
        let (ines, tomas, donor) = (app.officer(), app.partner("jrc"), app.donor());
        let event = announces(&tomas);
        let edit = format!("{event}/edit");
        let form = tomas.form_at(&edit).with("city", "Mombasa").with("intent", "keep");
        tomas.sends(&form).leads_to(&event);
        donor.gets(&event).is(200).shows("Mombasa").shows("Planned");
        ines.gets(&event).shows("City: Nairobi → Mombasa");
        let gone = tomas.sends(&tomas.form_at(&edit).with("city", "").with("intent", "announce"));
        assert!(gone.is(422).error_at("city").is_some(), "what is announced stays whole");
        let early = tomas.sends(&tomas.form_at(&edit).with("attended", "32").with("intent", "submit"));
        assert!(early.is(422).error_at("end").unwrap().contains("not over"), "{:?}", early.error_at("end"));

        let app = app.starts_again(&["--clock", "2019-03-30"]);
        let tomas = app.visitor().signs_in("tomas@example.org");
        tomas.gets("/").shows("Complete and submit: Workshop on detection, Nairobi").shows("1 waiting");
        tomas.gets(&event).shows("Record what took place");
        let record = [("attended", "32"), ("women", "17"), ("men", "14"), ("other", "1"), ("basis", "counted"), ("languages", "en"), ("intent", "submit")];
        tomas.sends(&tomas.form_at(&edit).typed(&record)).leads_to(&event);
        app.visitor().signs_in("astrid@example.org").gets(&event).is(404);
        app.visitor().signs_in("ines@example.org").verifies(&event);
        app.visitor().signs_in("astrid@example.org").gets("/events").shows("1 verified event").hides("planned event");
    }

    fn a_planned_event_that_is_cancelled_is_gone_from_lists_and_struck_out_in_calendars(app) {
        let (tomas, donor) = (app.partner("jrc"), app.donor());
        let (event, address) = (announces(&tomas), makes_address(&donor));
        tomas.cancels(&event, "The venue is closed.").leads_to(&event);
        donor.gets(&event).is(404);
        donor.gets("/events").hides("Workshop on detection");
        let file = calendar(&app, &address).body;
        assert!(file.contains("STATUS:CANCELLED"), "{file}");
    }

    fn those_who_come_are_reminded_and_so_is_the_report(app) {
        let tomas = app.partner("jrc");
        announces(&tomas);
        assert_eq!(app.lives("2019-03-13", "2019-04-12", "tomas@example.org"), ["2019-03-13", "2019-03-23", "2019-04-04", "2019-04-11"]);
    }

    fn an_earlier_event_is_copied_without_its_days_and_results(app) {
        let (ines, tomas) = (app.officer(), app.partner("jrc"));
        let event = tomas.logs_event(&[("learning", "They liked it")]);
        let event = event.split('?').next().unwrap();
        ines.verifies(event);
        let copy = tomas.gets(event).attributes("a[href*='copy=']", "href").remove(0);
        let page = tomas.gets(&copy);
        page.is(200);
        let value = |field: &str| page.value(field).unwrap_or_default();
        assert_eq!((value("title"), value("city"), value("country")), ("Workshop on detection, Nairobi".into(), "Nairobi".into(), "Kenya".into()));
        assert_eq!((value("start-day"), value("attended"), value("people-0"), value("learning")), Default::default());
        let form = page.form("/events/new").typed(&[("start-day", "25"), ("start-month", "3"), ("start-year", "2019"), ("intent", "announce")]);
        let second = tomas.sends(&form).location.unwrap();
        assert_ne!(second.split('?').next().unwrap(), event);
        assert_eq!(tomas.gets("/events").rows("Nairobi").len(), 2);
        app.partner_named("Ruth Ndlovu", "ruth@example.org", "unep").gets(&copy).is(404);
        app.donor().gets(event).hides("Copy as a new event");
    }

    fn a_report_comes_after_the_verification_and_the_reviewer_hears_of_it(app) {
        let (ines, tomas) = (app.officer(), app.partner("jrc"));
        let event = tomas.logs_event(&[]);
        let event = event.split('?').next().unwrap();
        ines.verifies(event);
        tomas.uploads(&format!("{event}/attachments/new"), "report.pdf", b"%PDF-1.7\nReport\n%%EOF\n").leads_to(event);
        let page = tomas.gets(event);
        page.shows("report.pdf").shows("Verified").hides("Remove");
        let mail = app.mails.nth_to("ines@example.org", 2);
        assert_eq!(mail.subject, "File added: Workshop on detection, Nairobi");
        assert!(mail.text.contains(&format!("{event}\n")), "{}", mail.text);
        app.partner_named("Ruth Ndlovu", "ruth@example.org", "unep").gets(&format!("{event}/attachments/new")).is(404);
    }
}

/// A draft of an event to come is reminded of as before: nobody but its author sees it.
#[test]
fn a_draft_of_an_event_to_come_stays_unseen() {
    let app = TestApp::sqlite();
    let (_tomas, donor) = (app.partner("jrc"), app.donor());
    let coming = EventInput { participation: Default::default(), ..app.whole_event() };
    let id = app.has_event_saying("tomas@example.org", Stage::Draft, &coming);
    donor.gets(&format!("/events/{id}")).is(404);
    donor.gets("/events").hides("planned event");
}
