//! Cooperation events before the plan: loaded from the data, shown as they are known, never edited.

use application::data;
use capacity_tracker::db;
use capacity_tracker::db::schema::{plans, precedents};
use diesel::prelude::*;

use crate::support::TestApp;
use crate::support::in_plan;

/// Loads the built-in data once more, as after an update of the program whose data differs.
fn loads_again(app: &TestApp) -> bool {
    app.in_database(|conn| diesel::update(plans::table).set(plans::data_hash.eq("older")).execute(conn).unwrap());
    let data = data::built_in().unwrap();
    data::load(&mut app.app.db.connection().unwrap(), &data, app.app.clock.now()).unwrap()
}

fn titles(app: &TestApp) -> Vec<String> {
    let english = domain::lang::Lang::En;
    app.in_database(|conn| db::precedent::all(conn).unwrap().iter().map(|(p, _)| p.title.get(english).to_owned()).collect())
}

on_both! {
    fn what_the_documents_state_is_loaded_once(app) {
        let first = titles(&app);
        assert_eq!(first.len(), 19);
        assert!(loads_again(&app), "the data counts as new");
        assert_eq!(titles(&app), first);
    }

    fn new_data_replaces_what_was_loaded(app) {
        let before = titles(&app);
        app.in_database(|conn| {
            diesel::update(precedents::table.find("unido-memorandum-2007")).set(precedents::title.eq("{\"en\":\"Old\"}")).execute(conn).unwrap();
            diesel::update(precedents::table.find("webinar-data-2016")).set(precedents::key.eq("gone")).execute(conn).unwrap();
        });
        assert!(loads_again(&app));
        assert_eq!(titles(&app), before);
    }

    fn dates_are_shown_as_exactly_as_they_are_known(app) {
        let page = app.donor().gets("/events/precedents");
        page.is(200).shows("Not counted as results of the plan").shows("19 dated entries");
        let dates = page.all("tbody tr td:first-child");
        assert_eq!(dates.first().map(String::as_str), Some("11 December 2016"), "the newest first");
        assert_eq!(dates.last().map(String::as_str), Some("29 May 2006"), "the oldest last");
        let shown = |date: &str| dates.iter().filter(|d| *d == date).count();
        assert_eq!(shown("2015Month and day not stated"), 2, "{dates:?}");
        assert_eq!(shown("May 2007Day not stated"), 1, "{dates:?}");
        assert_eq!(shown("28 April 2008 – 2 May 2008"), 1, "{dates:?}");
        assert_eq!(dates.iter().filter(|d| d.contains("not stated")).count(), 9, "five months and four years");
        page.shows("UNEP/CBD/BS/COP-MOP/8/6, paragraph 13").shows("Lusaka, Zambia").shows("planned when the document was written");
        let chinese = app.visitor();
        app.opens_to_the_public();
        chinese.opens("/events/precedents?lang=zh").is(200).shows("2007年5月").shows("从不计入计划的成果").shows("赞比亚卢萨卡");
    }

    fn they_are_public_only_when_pages_are_opened(app) {
        let stranger = app.visitor();
        stranger.gets("/events/precedents").leads_to("/session/new?next=%2Fplans%2Fcp-2017-2020%2Fevents%2Fprecedents");
        app.opens_to_the_public();
        stranger.gets("/events/precedents").is(200);
        let link = stranger.gets("/plan/source").attributes("main a", "href");
        assert!(link.contains(&in_plan("/events/precedents")), "{link:?}");
    }
}
