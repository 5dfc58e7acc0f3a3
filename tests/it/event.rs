//! Logging an event: the form, drafts, what is wrong with what was typed, duplicates while logging.

use capacity_tracker::db::schema::{event_countries, events};
use diesel::prelude::*;

use crate::support::app::PASSWORD;
use crate::support::{TestApp, Visitor, in_plan};

fn count(app: &TestApp) -> i64 {
    app.in_database(|conn| events::table.count().get_result(conn).unwrap())
}

/// The message at a field when one thing is wrong.
fn complaint(visitor: &Visitor, field: &str, changed: &[(&str, &str)]) -> String {
    let page = visitor.sends(&visitor.writes_event(changed));
    assert_eq!(page.status, 422, "{}", page.text());
    for (name, value) in changed {
        let is_box = *name == "activities";
        assert!(is_box || page.value(name).as_deref() == Some(*value), "what was typed stays in {name}");
    }
    let links = page.attributes(".sum a", "href");
    assert!(links.contains(&format!("#{field}")), "the summary leads to {field}, not only to {links:?}");
    page.error_at(field).unwrap_or_else(|| panic!("no message at {field}: {}", page.text()))
}

on_both! {
    fn a_partner_logs_an_event(app) {
        let partner = app.partner("jrc");
        let event = partner.logs_event(&[]);
        let page = partner.gets(&event);
        page.shows("The record is submitted.").shows("Awaiting review").shows("Workshop on detection, Nairobi").shows("25–28 February 2019")
            .shows("Nairobi, Kenya").shows("7. Sampling and detection workshops").shows("Joint Research Centre").shows("2 countries");
        assert_eq!(page.rows("not stated"), ["Other or not stated | 1", "not stated | 9", "not stated | 12"]);
        partner.gets("/").shows("My records").shows("Awaiting review");
    }

    fn a_half_empty_draft_is_kept_and_finished_later(app) {
        let partner = app.partner("jrc");
        let form = partner.gets("/events/new").form("/events/new").with("title", "Later").with("women", "many").with("intent", "keep");
        let edit = partner.sends(&form).location.unwrap();
        let page = partner.gets(&edit);
        page.shows("The draft is kept.");
        assert_eq!((page.value("title").as_deref(), page.value("women").as_deref()), (Some("Later"), Some("many")), "also what is wrong is kept");
        partner.gets("/").shows("My records").shows("Later").shows("Not submitted yet");
        let refused = partner.sends(&page.form(&edit).with("intent", "submit"));
        assert_eq!(refused.is(422).error_at("women").as_deref(), Some("Error: Give a whole number, for example 32"));
        assert!(refused.error_at("start").is_some() && refused.error_at("languages").is_some());
        let activity = page.box_of("activities", "7. ");
        let whole = partner.writes_event(&[]).without("idempotency-key").without("token");
        let mut form = page.form(&edit).with("activities", &activity);
        for (name, value) in whole.fields {
            form = form.with(&name, &value);
        }
        partner.sends(&form).leads_to(edit.trim_end_matches("/edit"));
        assert_eq!(count(&app), 1);
    }

    fn pressing_submit_twice_makes_one_record(app) {
        let partner = app.partner("jrc");
        let form = partner.writes_event(&[]);
        let answers: Vec<_> = std::thread::scope(|scope| {
            let presses: Vec<_> = (0..4).map(|_| scope.spawn(|| partner.sends(&form))).collect();
            presses.into_iter().map(|p| p.join().unwrap()).collect()
        });
        let places: std::collections::BTreeSet<_> = answers.iter().map(|a| a.location.clone().expect("all lead to the record")).collect();
        assert_eq!((places.len(), count(&app)), (1, 1));
        let kept = partner.writes_event(&[("title", "Draft"), ("start-year", "2018"), ("end-year", "2018")]).with("intent", "keep");
        let (first, second) = (partner.sends(&kept).location, partner.sends(&kept.with("title", "Draft, changed")).location);
        assert_eq!(first, second, "sent again from the same page, a draft is changed");
        partner.gets(&first.unwrap()).shows("Draft, changed");
        assert_eq!(count(&app), 2);
    }

    fn what_is_wrong_is_said_at_its_field_and_nothing_is_lost(app) {
        let partner = app.partner("jrc");
        let wrong = |field: &str, changed: &[(&str, &str)], message: &str| {
            assert_eq!(complaint(&partner, field, changed), format!("Error: {message}"), "{changed:?}");
        };
        wrong("end", &[("end-day", "24")], "The end must be on or after the start");
        wrong("end", &[("end-month", "4")], "The event is not over. Keep it as a draft and send it when it is over. It is 12 March 2019 in the time zone of your account, which you can change under “Your account”");
        wrong("start", &[("start-year", "1017")], "Give a year from 1990 to 2100");
        wrong("start", &[("start-day", "31")], "Give a day that exists, as day, month and year in numbers");
        wrong("attended", &[("attended", "-3")], "Give a whole number, for example 32");
        wrong("women", &[("women", "99999999999999")], "This number is too high; give 100,000 at most");
        wrong("women", &[("men", "13")], "Women, men and others add up to 31, but 32 attended; correct one of them");
        wrong("country-0", &[("people-0", "30")], "These add up to 41, which is more than the 32 who attended");
        wrong("country-0", &[("country-0", "Kenia")], "Choose a country from the list, by its name or two-letter code");
        wrong("country-1", &[("country-1", "KE")], "This is there already; give another");
        wrong("country-1", &[("people-1", "")], "Give the number of people from this country, or take it out");
        wrong("country-2", &[("people-2", "3")], "Name the country of these people, or take the number out");
        wrong("group-government", &[("group-academia", "20")], "These add up to 40, which is more than the 32 who attended");
        wrong("title", &[("title", &"x".repeat(201))], "Use 200 characters at most; there are 1 too many");
        wrong("country", &[("country", "")], "Fill in this field");
        wrong("organiser", &[("organiser", "99999")], "Choose one from the list");
        wrong("activities", &[("activities", "99999")], "Choose one from the list");
        wrong("score-after", &[("score-before", "40")], "Fill in this field");
        wrong("score-before", &[("score-before", "140"), ("score-after", "7")], "Give a whole number from 0 to 100");
        wrong("links", &[("links", "javascript:alert(1)")], "Give at most 10 web addresses, one a line, each beginning with https:// or http://");
        wrong("contact", &[("contact", "Tomás")], "Give a mail address like name@example.org");
        assert_eq!(count(&app), 0);
    }

    fn a_formula_in_a_title_stays_words(app) {
        let partner = app.partner("jrc");
        let event = partner.logs_event(&[("title", "=HYPERLINK(\"http://evil.example\")"), ("city", "<b>Nairobi</b>")]);
        partner.gets(&event).shows("=HYPERLINK(\"http://evil.example\")").shows("<b>Nairobi</b>");
        let csv = partner.gets("/events.csv").body;
        assert!(csv.contains("\"'=HYPERLINK(\"\"http://evil.example\"\")\""), "{csv}");
    }

    fn an_online_event_needs_no_place(app) {
        let partner = app.partner("jrc");
        let event = partner.logs_event(&[("mode", "online"), ("city", ""), ("country", ""), ("kind", "webinar")]);
        partner.gets(&event).shows("Webinar, Online").shows("Placenot given");
    }

    fn countries_are_known_by_code_and_in_every_language(app) {
        let partner = app.partner("jrc");
        partner.logs_event(&[("country", "ke"), ("country-0", "肯尼亚"), ("country-1", "Ouganda")]);
        let stored: Vec<(String, i32)> =
            app.in_database(|conn| event_countries::table.select((event_countries::country, event_countries::people)).order(event_countries::country).load(conn).unwrap());
        assert_eq!(stored, [("KE".to_owned(), 12), ("UG".to_owned(), 11)]);
    }

    fn more_lines_come_without_script(app) {
        let partner = app.partner("jrc");
        let page = partner.sends(&partner.writes_event(&[]).with("intent", "more-countries"));
        assert_eq!(page.is(200).value("title").as_deref(), Some("Workshop on detection, Nairobi"));
        assert!(page.value("country-9").is_some() && count(&app) == 0);
        let page = partner.sends(&partner.writes_event(&[]).with("intent", "more-organisers"));
        assert_eq!(page.is(200).attributes("select[name='co-organisers']", "id").len(), 6);
    }

    fn partners_log_only_where_their_organisation_takes_part(app) {
        let partner = app.partner("jrc");
        let offered = partner.gets("/events/new").all("label:has(input[name='activities'])");
        assert_eq!(offered, ["7. Sampling and detection workshops"]);
        let officer = app.officer();
        let foreign = officer.gets("/events/new").box_of("activities", "4. ");
        let forged = partner.sends(&partner.writes_event(&[("activities", &foreign)]));
        assert_eq!(forged.is(422).error_at("activities").as_deref(), Some("Error: Choose one from the list"));
        assert_eq!(officer.gets("/events/new").all("label:has(input[name='activities'])").len(), 14);
        assert_eq!(officer.gets("/events/new?activity=4").attributes("input[name='activities'][checked]", "value"), [foreign]);
    }

    fn an_officer_adds_a_partner_from_the_record(app) {
        let officer = app.officer();
        let page = officer.gets("/events/new");
        let unep = page.choice("organiser", "United Nations Environment Programme (UNEP)");
        let event = officer.logs_event(&[("organiser", &unep)]);
        let page = officer.gets(&event);
        page.shows("Organizers that are not partners yet").shows("Add UNEP to activity 7");
        officer.sends(&page.form("/activities/7/partners/new")).leads_to(&event);
        officer.gets(&event).hides("Organizers that are not partners yet");
        officer.gets("/activities/7").shows("United Nations Environment Programme").shows("UNEP (Collaborating, Confirmed)");
        let ruth = app.partner("unep");
        assert!(ruth.gets("/events/new").all("label:has(input[name='activities'])").contains(&"7. Sampling and detection workshops".to_owned()));
    }

    fn a_partner_without_activities_is_told_whom_to_ask(app) {
        let partner = app.partner("scbd");
        let page = partner.gets("/events/new");
        page.is(200).shows("Ask the programme officer who leads the activity to add it");
        assert!(!page.forms().iter().any(|f| f.action == in_plan("/events/new")), "there is nothing to fill in");
    }

    fn look_alikes_are_shown_before_a_record_is_submitted(app) {
        let (tomas, officer) = (app.partner("jrc"), app.officer());
        let first = tomas.logs_event(&[]);
        officer.verifies(&first).leads_to("/reviews");
        let form = officer.writes_event(&[("title", "Training in Nairobi"), ("start-day", "28")]);
        let warned = officer.sends(&form);
        warned.is(422).shows("This may be recorded already").shows("Workshop on detection, Nairobi").shows("It is another event: submit");
        assert_eq!(warned.value("title").as_deref(), Some("Training in Nairobi"));
        let second = officer.sends(&warned.form("/events/new").with("intent", "submit"));
        assert_eq!(second.status, 303, "{}", second.text());
        officer.logs_event(&[("title", "In Kampala"), ("country", "UG")]);
        officer.logs_event(&[("title", "Next year"), ("start-year", "2018"), ("end-year", "2018")]);
    }

    fn two_at_once_see_both_versions(app) {
        let (tomas, officer) = (app.partner("jrc"), app.officer());
        let event = tomas.logs_event(&[]);
        let edit = format!("{event}/edit");
        let (mine, theirs) = (tomas.form_at(&edit), officer.form_at(&edit));
        officer.sends(&theirs.with("city", "Mombasa").with("intent", "submit")).leads_to(&event);
        let conflict = tomas.sends(&mine.with("title", "Workshop, corrected").with("intent", "submit"));
        conflict.is(409).shows("Ines Duarte has changed this record since you opened it").shows("City: Mombasa → Nairobi");
        assert_eq!(conflict.value("title").as_deref(), Some("Workshop, corrected"));
        tomas.sends(&conflict.form(&edit).with("intent", "submit")).leads_to(&event);
        tomas.gets(&event).shows("Workshop, corrected").shows("Nairobi, Kenya");
    }

    fn a_draft_can_be_thrown_away(app) {
        let partner = app.partner("jrc");
        let draft = partner.drafts_event(&[]);
        let ask = format!("{draft}/discard/new");
        partner.sends(&partner.form_at(&ask)).leads_to("/events");
        partner.gets(&draft).is(404);
        assert_eq!(count(&app), 0);
        let sent = partner.logs_event(&[]);
        partner.gets(&format!("{sent}/discard/new")).is(404);
    }

    fn an_ended_session_loses_nothing(app) {
        let partner = app.partner("jrc");
        let form = partner.writes_event(&[]).with("learning", "A long text");
        partner.loses_cookies();
        let page = partner.sends(&form);
        page.is(401).shows("Nothing you typed is lost.");
        let page = partner.sends(&page.form("/session/new").typed(&[("email", "tomas@example.org"), ("password", PASSWORD)]));
        page.is(200).shows("You are signed in again").shows("A long text").shows("Workshop on detection, Nairobi");
        let again = partner.sends(&page.form("/events/new"));
        assert_eq!(again.status, 303, "{}", again.text());
        partner.gets(&again.location.unwrap()).shows("A long text").shows("25–28 February 2019");
        assert_eq!(count(&app), 1);
    }
}
