//! What a record of an event meant when it was accepted it goes on meaning, whatever becomes of rules and names.

use capacity_tracker::db::schema::{countries, event_co_organisers, event_details, events, plans};
use capacity_tracker::serve;
use diesel::prelude::*;
use domain::event::EventInput;
use domain::ids::EventId;
use domain::participation::ParticipationInput;
use domain::review::Stage;

use crate::support::logging::id;
use crate::support::{TestApp, Visitor};

/// Kenya gets another name, as a new version of the list of countries would give it.
fn renames_kenya(app: &TestApp) {
    app.in_database(|conn| {
        let renamed = (countries::name.eq(r#"{"en":"Jamhuri"}"#), countries::iso3.eq(None::<String>));
        diesel::update(countries::table.find("KE")).set(renamed).execute(conn).unwrap();
        diesel::update(plans::table).set(plans::data_hash.eq("with Kenya renamed")).execute(conn).unwrap();
    });
}

fn figures(visitor: &Visitor) -> String {
    visitor.gets("/events?activity=7").all("p.totals").join(" ")
}

/// Starts again, as after an upgrade.
fn starts_again(app: &TestApp) {
    serve::prepare(&app.app.db, app.app.clock).unwrap();
}

on_both! {
    fn what_was_accepted_outlives_the_name_of_a_country(app) {
        let (tomas, li) = (app.partner("jrc"), app.another_officer());
        let logged = |title: &str, year: &str| tomas.logs_event(&[("title", title), ("start-year", year), ("end-year", year)]);
        let (first, second, returned, cancelled) = (logged("First", "2018"), logged("Second", "2017"), logged("Third", "2016"), logged("Fourth", "2015"));
        li.verifies(&second).leads_to("/reviews");
        li.returns(&returned, "Where is Rwanda?").leads_to("/reviews");
        li.cancels(&cancelled, "Counted twice").leads_to(&cancelled);
        let before = (figures(&li), li.gets("/events.csv").body);
        assert_eq!(before.0, "1 verified event · 32 people attended · 2 countries");
        let meant: Vec<_> = [&first, &second, &returned, &cancelled].map(|e| app.event(EventId(id(e).parse().unwrap())).event).into();

        renames_kenya(&app);
        for (event, meant) in [&first, &second, &returned, &cancelled].into_iter().zip(&meant) {
            let page = li.gets(event);
            page.is(200).shows("Jamhuri").hides("Kenya");
            assert_eq!(page.rows("Jamhuri"), ["Jamhuri | 12"], "{event}");
            assert_eq!(app.event(EventId(id(event).parse().unwrap())).event, *meant);
        }
        assert_eq!((figures(&li), li.gets("/events.csv").body), before, "nothing is counted otherwise");

        li.gets(&format!("{first}/review")).is(200).shows("Jamhuri");
        li.verifies(&first).leads_to("/reviews");
        assert_eq!(figures(&li), "2 verified events · 64 attendances · 2 countries");
        li.merges(&second, &first).leads_to(&first);
        assert_eq!(figures(&li), before.0);
        li.sends(&li.gets(&first).form(&format!("{second}/merging/end"))).leads_to(&second);
        assert_eq!(figures(&li), "2 verified events · 64 attendances · 2 countries");
        tomas.resubmits(&returned, &[("country", "Jamhuri"), ("country-0", "Jamhuri"), ("answer", "The country has a new name.")]).leads_to(&returned);
        assert_eq!(li.verifies(&returned).leads_to("/reviews").status, 303);
        assert_eq!(figures(&li), "3 verified events · 96 attendances · 2 countries");
    }

    fn a_stored_value_that_cannot_be_read_is_an_error(app) {
        let officer = app.officer();
        app.has_person(domain::access::Role::Partner, "Ruth Ndlovu", "ruth@example.org", Some("unep"));
        let [unknown, without, whole] = [Stage::Verified, Stage::Returned, Stage::Verified].map(|stage| app.has_event("ruth@example.org", stage));
        app.in_database(|conn| {
            diesel::update(events::table.find(unknown.0)).set(events::kind.eq("party")).execute(conn).unwrap();
            diesel::delete(event_details::table.find(without.0)).execute(conn).unwrap();
        });
        officer.gets(&format!("/events/{unknown}")).is(500);
        officer.gets(&format!("/events/{without}")).is(500);
        app.donor().gets(&format!("/events/{whole}")).is(200);
    }

    fn records_of_the_version_before_get_their_details_at_the_start(app) {
        app.has_person(domain::access::Role::Partner, "Ruth Ndlovu", "ruth@example.org", Some("unep"));
        let organisers = app.in_database(|conn| capacity_tracker::db::organisation::all(conn).unwrap());
        let typed = EventInput {
            co_organisers: [9, 4, 6].map(|at: usize| organisers[at].id.to_string()).into(),
            languages: vec!["fr".into(), "en".into()],
            score_before: "41".into(),
            score_after: "77".into(),
            learning: "Two days\nare too short".into(),
            links: "https://example.org/a\n\nhttps://example.org/b".into(),
            participation: ParticipationInput { groups: vec!["19".into(), String::new(), "2".into()], ..app.whole_event().participation },
            ..app.whole_event()
        };
        let stages = [Stage::Draft, Stage::Submitted, Stage::Returned, Stage::Verified, Stage::Cancelled];
        let all = stages.map(|stage| app.has_event_saying("ruth@example.org", stage, &typed));
        let before = all.map(|id| app.event(id));
        assert_eq!(before[3].event.co_organisers.len(), 3);
        assert_eq!((before[3].event.scores, before[3].event.links.len()), (Some((41, 77)), 2));
        for record in &before {
            assert_eq!(record.event, before[0].event, "a draft says the same: {:?}", record.stage());
        }
        app.in_database(|conn| {
            diesel::delete(event_details::table).execute(conn).unwrap();
            diesel::update(event_co_organisers::table).set(event_co_organisers::position.eq(0)).execute(conn).unwrap();
        });
        starts_again(&app);
        assert_eq!(all.map(|id| app.event(id)), before);
        starts_again(&app);
    }
}
