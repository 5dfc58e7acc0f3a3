//! Outputs, indicators, measurements, the signals they give, and figures as of a day.

use std::sync::Arc;

use application::{Actor, actions, queries};
use chrono::{Days, NaiveDate};

use capacity_tracker::db::event::version::{self, Since};
use capacity_tracker::db::{self, directory, event, person, plan};
use domain::activity::EditInput;
use domain::ids::{OrganisationId, PlanId, UpdateId};
use domain::indicator::TermsInput;
use domain::measurement::MeasurementInput;
use domain::outcome::EvidenceInput;
use domain::output::OutputInput;
use domain::review::{Stage, State};
use domain::update::Draft;

use crate::support::page::Form;
use crate::support::{TestApp, Visitor};

/// The address of an indicator of an activity, by the start of its name.
fn indicator(visitor: &Visitor, number: i32, name: &str) -> String {
    let page = visitor.gets(&format!("/activities/{number}"));
    let (names, links) = (page.all("tbody th a"), page.attributes("tbody th a", "href"));
    let at = names.iter().position(|n| n.starts_with(name)).unwrap_or_else(|| panic!("no indicator “{name}” among {names:?}"));
    links[at].clone()
}

/// The row of an indicator on the page of its activity.
fn row(visitor: &Visitor, number: i32, name: &str, as_of: &str) -> String {
    let page = visitor.gets(&format!("/activities/{number}?as_of={as_of}"));
    page.parts("tbody tr", "th, td").into_iter().find(|r| r.starts_with(name)).unwrap()
}

fn day(form: Form, name: &str, day: &str) -> Form {
    let parts: Vec<&str> = day.split('-').collect();
    form.with(&format!("{name}-year"), parts[0]).with(&format!("{name}-month"), parts[1]).with(&format!("{name}-day"), parts[2])
}

fn sets_target(officer: &Visitor, indicator: &str, baseline: &str, target: &str) {
    let address = format!("{indicator}/terms/edit");
    let form = officer.gets(&address).form(&address).with("baseline", baseline).with("target", target);
    officer.sends(&day(form, "target-on", "2020-12-31")).leads_to(indicator);
}

fn measures(visitor: &Visitor, indicator: &str, on: &str, value: &str) -> Form {
    let address = format!("{indicator}/measurements/new");
    let form = visitor.gets(&address).is(200).form(&address);
    day(form, "day", on)
        .with("value", value)
        .with("source", "survey")
        .with("level", "documented")
        .with("evidence", "https://example.org/survey")
}

fn decides(officer: &Visitor, page: &str, decision: &str) {
    let form = officer.gets(page).forms().into_iter().find(|f| f.action.ends_with("/review")).expect("something to decide");
    let answer = officer.sends(&form.with("decision", decision).with("return-reason", "Which survey?"));
    assert_eq!(answer.status, 303, "{}", answer.text());
}

fn adds_output(officer: &Visitor, title: &str, due: &str, languages: &[&str]) -> String {
    let address = "/activities/7/outputs/new";
    let page = officer.gets(address);
    let mut form = day(page.form(address).with("output-title", title), "due", due);
    form = form.with("responsible", &page.choice("responsible", "JRC"));
    form.fields.extend(languages.iter().map(|l| ("languages".to_owned(), (*l).to_owned())));
    officer.sends(&form).leads_to("/activities/7#outputs");
    let page = officer.gets("/activities/7");
    let (names, links) = (page.all("tbody th a"), page.attributes("tbody th a", "href"));
    links[names.iter().position(|n| n == title).unwrap()].clone()
}

fn delivers(partner: &Visitor, output: &str, on: &str, language: &str) {
    let address = format!("{output}/deliveries/new");
    let form = day(partner.gets(&address).is(200).form(&address), "day", on)
        .with("language", language)
        .with("evidence", "https://example.org/manual");
    partner.sends(&form).leads_to(output);
}

on_both! {
    fn what_officers_do_is_refused_to_others_whoever_calls_the_action(app) {
        app.donor();
        let refused = app.in_database(|conn| {
            let astrid = person::by_email(conn, "astrid@example.org").unwrap().unwrap().0;
            let actor = Actor::person(&astrid, app.app.clock.now(), Arc::clone(&app.app.site));
            let activity = queries::activity::find(conn, PlanId(1), 7).unwrap();
            let indicator = db::indicator::of(conn, activity.id, actor.now).unwrap()[0].id;
            let id = activity.id;
            [
                actions::activity::edit(conn, &actor, id, &EditInput::default(), 0).map(drop),
                actions::activity::add_partner(conn, &actor, id, OrganisationId(1)),
                actions::update::publish(conn, &actor, id, &Draft::default(), None).map(drop),
                actions::update::confirm(conn, &actor, id, UpdateId(1)),
                actions::update::save_draft(conn, &actor, id, &Draft::default()),
                actions::update::discard_draft(conn, &actor, id),
                actions::evidence::add(conn, &actor, id, &EvidenceInput::default(), "key"),
                actions::evidence::end(conn, &actor, id, 1),
                actions::output::create(conn, &actor, id, &OutputInput::default(), "key").map(drop),
                actions::indicator::set_terms(conn, &actor, indicator, &TermsInput::default(), 0).map(drop),
                actions::measurement::record(conn, &actor, indicator, &MeasurementInput::default(), "key").map(drop),
            ]
        });
        assert!(refused.iter().all(|r| matches!(r, Err(application::Error::NotFound))), "{refused:?}");
    }

    fn a_new_tracker_claims_nothing(app) {
        let officer = app.officer();
        let page = officer.gets("/activities/7");
        page.shows("No data yet").shows("No output is set yet.").hides("Figures say");
        let held = indicator(&officer, 7, "Regional capacity-building workshops");
        officer.gets(&held).shows("Verified events of the activity are counted (kind: Workshop).").shows("No data yet").shows("Not set");
        app.donor().gets(&held).is(200).hides("Set targets");
    }

    fn a_target_is_set_and_events_fill_the_value(app) {
        let (tomas, ines) = (app.partner("jrc"), app.officer());
        let held = indicator(&ines, 7, "Regional capacity-building workshops");
        sets_target(&ines, &held, "", "4");
        let event = tomas.logs_event(&[]);
        assert!(row(&ines, 7, "Regional", "").contains("No data yet"), "what waits does not count");
        ines.verifies(&event).leads_to("/reviews");
        let page = ines.gets(&held);
        page.shows("25 %").shows("1 of 4").shows("Target: nothing → 4 (31 December 2020)");
        let behind = page.attributes("dd a", "href")[0].clone();
        assert_eq!(behind, crate::support::in_plan("/events?activity=7&kind=workshop&state=verified"));
        ines.gets(&behind).shows("1 verified event");
        let people = indicator(&ines, 7, "Workshop participants");
        ines.gets(&people).shows("32");
        tomas.gets(&format!("{held}/terms/edit")).is(404);
    }

    fn wrong_terms_are_told_at_their_fields(app) {
        let ines = app.officer();
        let held = indicator(&ines, 7, "Regional");
        let address = format!("{held}/terms/edit");
        let form = ines.gets(&address).form(&address).with("target", "many").with("baseline-on-day", "1").with("baseline-on-month", "1").with("baseline-on-year", "2017");
        let refused = ines.sends(&form);
        assert_eq!(refused.is(422).error_at("target").as_deref(), Some("Error: Give a number, for example 12 or 12.5"));
        assert_eq!((refused.error_at("baseline").as_deref(), refused.value("target").as_deref()), (Some("Error: Fill in this field"), Some("many")));
        let stale = ines.gets(&address).form(&address).with("target", "9");
        sets_target(&ines, &held, "", "4");
        ines.sends(&stale).is(409).shows("Somebody else has changed this");
    }

    fn a_partner_reports_a_value_and_an_officer_verifies_it(app) {
        let (ruth, ines, donor) = (app.partner("unep"), app.officer(), app.donor());
        let tools = indicator(&ines, 8, "Parties that use the tools");
        sets_target(&ines, &tools, "2", "12");
        let form = measures(&ruth, &tools, "2018-06-30", "7");
        let silent = ruth.sends(&form.clone().with("value", ""));
        assert_eq!(silent.is(422).error_at("value").as_deref(), Some("Error: Give the value, or say below why there is none"));
        let both = ruth.sends(&form.clone().with("unavailable", "late"));
        assert_eq!(both.is(422).error_at("unavailable").as_deref(), Some("Error: There is a value: take the reason out, or the value"));
        ruth.sends(&form).leads_to(&tools);
        ruth.sends(&form).leads_to(&tools);
        donor.gets(&tools).hides("Survey").shows("No data yet");
        ines.gets("/reviews").shows("1 record waits").shows("Parties that use the tools").shows("Tomás Ferri").hides("2 records");
        ines.gets("/").shows("Waiting for you").shows("Parties that use the tools");
        let unsaid = ines.gets(&tools).forms().into_iter().find(|f| f.action.ends_with("/review")).unwrap();
        assert_eq!(ines.sends(&unsaid.with("decision", "return")).is(422).error_at("return-reason").as_deref(), Some("Error: Fill in this field"));
        decides(&ines, &tools, "return");
        ruth.gets(&tools).shows("Which survey?");
        let edit = ruth.gets(&tools).attributes("a.btn.sm", "href").into_iter().find(|a| a.starts_with("/measurements/")).unwrap();
        ruth.sends(&ruth.gets(&edit).form(&edit).with("note", "The survey of June")).leads_to(&tools);
        decides(&ines, &tools, "verify");
        donor.gets(&tools).shows("50 %").shows("5 of 10").shows("The survey of June");
        assert!(app.partner_named("Tom", "tom@example.org", "jrc").gets(&format!("{tools}/measurements/new")).status == 404, "JRC is no partner on activity 8");
    }

    fn a_wrong_value_is_replaced_and_stays(app) {
        let (ines, li) = (app.officer(), app.another_officer());
        let tools = indicator(&ines, 8, "Parties that use the tools");
        ines.sends(&measures(&ines, &tools, "2018-06-30", "70")).leads_to(&tools);
        assert!(!ines.gets(&tools).forms().iter().any(|f| f.action.ends_with("/review")), "nobody verifies a value of their own");
        decides(&li, &tools, "verify");
        li.gets(&tools).shows("70");
        let edit = li.gets(&tools).attributes("a.btn.sm", "href").into_iter().find(|a| a.starts_with("/measurements/")).unwrap();
        li.sends(&li.gets(&edit).form(&edit).with("value", "7").with("note", "A slip of the key")).leads_to(&tools);
        assert!(row(&li, 8, "Parties that use", "").contains("70"), "until it is verified the old one counts");
        decides(&ines, &tools, "verify");
        assert!(!row(&li, 8, "Parties that use", "").contains("70"));
        li.gets(&tools).shows("70 · 30 June 2018 · Replaced");
        app.donor().gets(&tools).hides("Replaced");
    }

    fn an_output_is_delivered_language_by_language(app) {
        let (tomas, ines) = (app.partner("jrc"), app.officer());
        let manual = adds_output(&ines, "Manual on sampling", "2018-12-31", &["en", "es", "fr"]);
        ines.gets("/activities/7").shows("0 of 3 delivered").shows("71 days late").shows("An output is 71 days late.");
        app.partner_named("Ruth", "ruth@example.org", "unep").gets(&format!("{manual}/deliveries/new")).is(404);
        delivers(&tomas, &manual, "2019-02-01", "en");
        delivers(&tomas, &manual, "2019-02-01", "fr");
        ines.gets("/reviews").shows("2 records wait").shows("Manual on sampling");
        ines.gets("/activities/7").shows("0 of 3 delivered");
        decides(&ines, &manual, "verify");
        decides(&ines, &manual, "return");
        tomas.gets(&manual).shows("1 of 3 delivered").shows("Which survey?");
        delivers(&tomas, &manual, "2019-02-02", "fr");
        delivers(&tomas, &manual, "2019-02-02", "es");
        decides(&ines, &manual, "verify");
        decides(&ines, &manual, "verify");
        ines.gets("/activities/7").shows("3 of 3 delivered").shows("Everything that is expected is delivered.").hides("71 days late");
        let refused = |changed: &[(&str, &str)]| {
            let address = format!("{manual}/deliveries/new");
            tomas.sends(&tomas.gets(&address).form(&address).typed(changed)).is(422).all(".sum a").join("; ")
        };
        assert_eq!(refused(&[("quantity", "0")]), "Day: Fill in this field; Quantity: Give a whole number, for example 32; Language: Fill in this field; Evidence: Fill in this field");
    }

    fn figures_that_disagree_with_the_declared_status_are_pointed_out(app) {
        let ines = app.officer();
        ines.names_lead(7, "Ines Duarte");
        ines.publishes(7, "on-track", "All goes well");
        adds_output(&ines, "Manual on sampling", "2018-12-31", &[]);
        ines.gets("/activities/7").shows("The declared status differs from the calculated status.").shows("Delayed");
        for list in ["/plan", "/"] {
            ines.gets(list).shows("Figures say: Delayed");
        }
        ines.publishes(7, "delayed", "The manual is late");
        ines.gets("/activities/7").hides("disagree");
        ines.gets("/plan").hides("Figures say");
    }

    fn an_output_can_be_changed_and_ended(app) {
        let ines = app.officer();
        let manual = adds_output(&ines, "Manual", "2018-12-31", &[]);
        let edit = format!("{manual}/edit");
        let stale = ines.gets(&edit).form(&edit).with("output-title", "Stale");
        ines.fills(&edit, &[("output-title", "Handbook"), ("quantity", "2")]).leads_to(&manual);
        ines.gets(&manual).shows("Handbook").shows("Title: Manual → Handbook").shows("0 of 2 delivered");
        ines.sends(&stale.clone().with("intent", "save")).is(409).shows("Somebody else has changed this");
        ines.sends(&ines.gets(&edit).form(&edit).with("intent", "end")).leads_to(&manual);
        ines.gets(&manual).shows("Not expected any more");
        ines.gets("/activities/7").hides("Handbook").shows("No output is set yet.");
        app.partner("jrc").gets(&edit).is(404);
    }

    fn the_page_of_a_past_day_is_rebuilt_as_it_was(app) {
        let ines = app.officer();
        app.has_person(domain::access::Role::Partner, "Tomás Ferri", "tomas@example.org", Some("jrc"));
        let event = app.has_event("tomas@example.org", Stage::Submitted);
        let noon = |d: &str| d.parse::<NaiveDate>().unwrap().and_hms_opt(12, 0, 0).unwrap().and_utc();
        let by = app.event(event).review.author;
        // Verified on the 1st, corrected on the 4th and (back to the beginning) on the 7th, taken out on the 9th.
        let lives = [("2019-03-01", "32", Since::Now), ("2019-03-04", "30", Since::Now), ("2019-03-07", "28", Since::Beginning)];
        app.in_database(|conn| {
            let plan = plan::first(conn).unwrap().unwrap();
            let directory = directory::load(conn, plan.id).unwrap();
            for (at, attended, since) in lives {
                let mut typed = event::find(conn, &directory, event).unwrap().unwrap().typed;
                typed.participation.attended = attended.to_owned();
                typed.participation.women = (attended.parse::<i32>().unwrap() - 15).to_string();
                let read = typed.parse(&directory.whole(), NaiveDate::MAX).unwrap();
                event::store(conn, &directory, event, &typed, &read).unwrap();
                event::set_state(conn, event, &State::Verified { at: noon(at), by }).unwrap();
                version::refresh(conn, &directory, event, since, noon(at)).unwrap();
            }
            event::set_state(conn, event, &State::Cancelled { at: noon("2019-03-09"), by, reason: "twice".into() }).unwrap();
            version::refresh(conn, &directory, event, Since::Now, noon("2019-03-09")).unwrap();
        });
        let first: NaiveDate = "2019-02-27".parse().unwrap();
        for n in 0..14 {
            let day = first + Days::new(n);
            let expected = match day.to_string().as_str() {
                d if !("2019-03-01".."2019-03-09").contains(&d) => None,
                d if d < "2019-03-04" => Some("32"),
                // The second correction goes back to the first correction’s beginning, from which the version it replaced held.
                _ => Some("28"),
            };
            for page in ["/events", "/activities/7"] {
                let seen = ines.gets(&format!("{page}?as_of={day}")).all("p.totals").join(" ");
                let found = seen.split(" · ").nth(1).map(|w| w.trim_end_matches(" people attended").to_owned());
                assert_eq!(found.as_deref(), expected, "{page} as of {day}: {seen}");
            }
        }
        ines.gets("/events?as_of=2019-03-05").shows("Figures as of 5 March 2019, as they were known then.").shows("Show today");
        ines.gets("/events?as_of=2019-03-05&words=nairobi").shows("1 to 1 of 1");
        let past = ines.gets("/plan?as_of=2019-03-05");
        assert!(past.attributes("tbody th a", "href").iter().all(|a| a.ends_with("?as_of=2019-03-05")), "the day goes along");
        assert_eq!(past.attributes("form.filter input[name=as_of]", "value"), ["2019-03-05"]);
        assert!(follows_every_value(&ines, "/activities/7?as_of=2019-03-05") > 0);
        let groups = ines.gets("/activities/7?as_of=2019-03-05").attributes("section[aria-labelledby=events] th a", "href");
        assert!(groups.iter().filter(|a| a.contains('=')).all(|a| a.contains("as_of=2019-03-05") || a.starts_with("/events/")), "{groups:?}");
        assert!(ines.gets("/events.csv?as_of=2019-03-05").body.contains(",28,"));
        ines.gets("/events?as_of=2030-01-01").hides("as they were known then");
    }

    fn evidence_of_an_outcome_is_dated_and_can_be_taken_back(app) {
        let (ines, donor) = (app.officer(), app.donor());
        let address = "/activities/7/evidence/new";
        let page = ines.gets(address);
        let refused = ines.sends(&page.form(address));
        assert_eq!(refused.is(422).all(".sum a"), ["Expected result: Fill in this field", "Day: Fill in this field", "What was seen: Fill in this field"]);
        let form = day(page.form(address), "day", "2019-02-01").with("result", "0").with("words", "Two laboratories test by themselves.");
        ines.sends(&form).leads_to("/activities/7#results");
        ines.sends(&form).leads_to("/activities/7#results");
        let seen = donor.gets("/activities/7");
        assert_eq!(seen.all("div.seen").len(), 1);
        seen.shows("1 February 2019: Two laboratories test by themselves.");
        donor.gets("/activities/7?as_of=2019-03-01").hides("Two laboratories");
        ines.sends(&ines.gets("/activities/7").form("/activities/7/evidence/end")).leads_to("/activities/7#results");
        assert!(donor.gets("/activities/7").all("div.seen").is_empty());
    }

    fn parts_and_languages_are_recorded_beside_the_whole(app) {
        let (ines, li) = (app.officer(), app.another_officer());
        let uses = indicator(&ines, 5, "Downloads and uses");
        for (value, part, language) in [("300", "", "en"), ("50", "", "fr"), ("40", "1", "")] {
            ines.sends(&measures(&ines, &uses, "2019-01-31", value).with("part", part).with("language", language)).leads_to(&uses);
            decides(&li, &uses, "verify");
        }
        let page = ines.gets(&uses);
        page.shows("350").shows("English").shows("French");
        assert!(page.all("dd div").iter().any(|part| part.ends_with(": 40")), "{:?}", page.all("dd div"));
    }

    fn the_plan_of_a_past_day_shows_what_was_declared_then(app) {
        let ines = app.officer();
        ines.publishes(7, "on-track", "All goes well");
        ines.gets("/plan").shows("On track");
        let past = ines.gets("/plan?as_of=2019-03-11&topic=detection");
        past.shows("Figures as of 11 March 2019");
        assert!(!past.all("tbody td").iter().any(|cell| cell == "On track"));
    }

    fn targets_of_a_past_day_are_those_of_then(app) {
        let ines = app.officer();
        let held = indicator(&ines, 7, "Regional");
        sets_target(&ines, &held, "", "4");
        ines.gets(&format!("{held}?as_of=2019-03-11")).shows("Not set").hides("31 December 2020");
        ines.gets(&held).shows("31 December 2020");
    }

    fn every_figure_leads_to_a_list_with_that_figure(app) {
        let (tomas, ines) = (app.partner("jrc"), app.officer());
        for year in ["2017", "2018", "2019"] {
            let event = tomas.logs_event(&[("start-year", year), ("end-year", year), ("kind", if year == "2018" { "meeting" } else { "workshop" })]);
            ines.verifies(&event).leads_to("/reviews");
        }
        assert!(follows_every_value(&ines, "/activities/7") > 0);
        for page in ["/events", "/activities/7"] {
            let page = ines.gets(page);
            let groups: Vec<String> = page.attributes("th[scope=row] a", "href").into_iter().filter(|a| a.contains("group=") || a.contains("stakeholders=")).collect();
            assert!(groups.len() >= 3, "{groups:?}");
            for address in groups {
                ines.gets(&address).is(200).shows("verified event");
            }
        }
    }
}

/// Follows every value of an indicator on a page to the list that it leads to, whose figures it must be. Says how many there were.
fn follows_every_value(visitor: &Visitor, page: &str) -> usize {
    let shown = visitor.gets(page);
    let values = shown.all("section[aria-labelledby=indicators] td.n a");
    for (address, value) in shown.attributes("section[aria-labelledby=indicators] td.n a", "href").iter().zip(&values) {
        let list = visitor.gets(address);
        let sentence = list.all("p.totals").join(" ");
        assert!(sentence.split([' ', '·']).any(|word| word == value), "{page}: {address}: {value} is not in “{sentence}”");
    }
    values.len()
}

/// What is shown as of a day does not depend on whether anything happened later.
#[test]
fn later_changes_leave_past_pages_as_they_were() {
    let app = TestApp::sqlite();
    let (ines, li) = (app.officer(), app.another_officer());
    let tools = indicator(&ines, 8, "Parties that use the tools");
    ines.sends(&measures(&ines, &tools, "2018-06-30", "7")).leads_to(&tools);
    decides(&li, &tools, "verify");
    let strip = |v: &Visitor| v.gets(&format!("{tools}?as_of=2018-12-31")).all("main").join(" ");
    let before = strip(&app.donor());
    assert!(before.contains("No data yet"), "verified in 2019, it was not known in 2018");
    ines.sends(&measures(&ines, &tools, "2018-09-30", "9")).leads_to(&tools);
    decides(&li, &tools, "verify");
    assert_eq!(strip(&app.visitor().signs_in("astrid@example.org")), before);
}
