//! `/plan`, `/plan/timeline`: the list with its filters and orders, the bars and the table with the same facts, and their size.

use domain::access::Role;

use crate::support::{Page, TestApp, Visitor, in_plan};

/// An officer leads activity 7, which is on track; 9 is delayed.
fn with_work(app: &TestApp) -> Visitor {
    let officer = app.officer();
    officer.names_lead(7, "Ines Duarte");
    officer.publishes(9, "delayed", "Venue lost");
    officer.publishes(7, "on-track", "Second workshop held");
    officer
}

fn row(page: &Page, number: i32) -> String {
    let start = format!("{number}. ");
    page.all("tbody tr").into_iter().find(|row| row.starts_with(&start)).unwrap()
}

on_both! {
    fn the_list_is_filtered_by_lead_and_by_lateness(app) {
        app.opens_to_the_public();
        let (ines, public) = (app.officer(), app.visitor());
        ines.names_lead(7, "Ines Duarte");
        ines.expects_output(9, "Manual", ("1", "2"), "");
        let key = ines.gets("/activities/7/edit").choice("lead", "Ines Duarte");
        let titles = |query: &str| ines.gets(&format!("/plan?{query}")).all("table.plan tbody th a");
        assert_eq!(titles(&format!("lead={key}")).len(), 1);
        assert_eq!(titles("lead=none").len(), 13);
        let late = ines.gets("/plan?late=yes");
        assert_eq!(late.all("table.plan tbody th a").len(), 1);
        late.shows("9. ").shows("39 days late");
        assert_eq!(public.gets(&format!("/plan?lead={key}")).all("table.plan tbody th a").len(), 14, "names are not for the public");
        public.gets("/plan").hides("Ines Duarte").hides("Lead officer");
    }

    fn the_list_shows_where_every_activity_stands(app) {
        let officer = app.officer();
        let fresh = officer.gets("/plan");
        assert_eq!(fresh.is(200).activities(), (1..=14).collect::<Vec<_>>());
        assert_eq!(fresh.all("tbody .star").len(), 10, "priorities");
        assert_eq!(fresh.rows("partners to be determined").len(), 4);
        fresh.shows("14 activities, 10 of them priorities, adopted by decision CP-VIII/3");
        let untouched = row(&fresh, 7);
        for words in ["Sampling and detection workshops", "JRC", "2017–2020", "No lead officer yet", "No status yet", "Never", "Nothing due"] {
            assert!(untouched.contains(words), "{words}: {untouched}");
        }
        assert!(row(&fresh, 1).contains("2017–2018"));

        officer.names_lead(7, "Ines Duarte");
        officer.publishes(7, "at-risk", "Second workshop held");
        let touched = row(&officer.gets("/plan"), 7);
        for words in ["Ines Duarte", "At risk", "12 March 2019", "10 June 2019"] {
            assert!(touched.contains(words), "{words}: {touched}");
        }
        officer.publishes(7, "completed", "Last workshop held");
        assert!(row(&officer.gets("/plan"), 7).contains("Nothing due"));
    }

    fn the_list_is_filtered_by_status_priority_topic_and_partner(app) {
        let officer = with_work(&app);
        let shown = |query: &str| officer.gets(&format!("/plan?{query}")).activities();
        assert_eq!(shown("status=delayed"), [9]);
        assert_eq!(shown("status=none").len(), 12);
        assert_eq!(shown("priority=yes"), (1..=10).collect::<Vec<_>>());
        assert_eq!(shown("priority=no"), [11, 12, 13, 14]);
        assert_eq!(shown("topic=sampling-detection-and-identification"), [7, 8, 11]);
        assert_eq!(shown("partner=unep"), [2, 3, 8, 9, 11, 12, 13]);
        assert_eq!(shown("partner=to-be-determined"), [4, 5, 6, 14]);
        assert_eq!(shown("priority=no&partner=unep"), [11, 12, 13]);
        assert_eq!(shown("partner=unep&status=delayed&priority=yes&topic=public-awareness-education-and-participation"), [9]);
        let none = officer.gets("/plan?status=cancelled");
        assert_eq!(none.is(200).activities(), [0; 0]);
        none.shows("No activity fits all these filters.");
        assert_eq!(shown("partner=no-such-organisation"), [0; 0]);
    }

    fn filters_and_order_are_kept_in_the_address(app) {
        let officer = with_work(&app);
        let page = officer.gets("/plan?partner=unep&priority=yes&sort=-number");
        assert_eq!(page.activities(), [9, 8, 3, 2]);
        assert_eq!(page.attributes("#partner option[selected]", "value"), ["unep"]);
        assert_eq!(page.attributes("#priority option[selected]", "value"), ["yes"]);
        assert_eq!(page.attributes("form.filter input[name=sort]", "value"), ["-number"]);
        let heads = page.attributes("table.plan thead a", "href");
        assert_eq!(heads.len(), 6);
        assert!(heads.iter().all(|h| h.contains("partner=unep") && h.contains("priority=yes")), "{heads:?}");
        assert_eq!(page.attributes("table.plan thead th[aria-sort=descending] a", "href"), [in_plan("/plan?priority=yes&partner=unep")]);
        for head in heads {
            let mut same = officer.gets(&head).activities();
            same.sort_unstable();
            assert_eq!(same, [2, 3, 8, 9], "{head}");
        }
        assert!(page.attributes("footer a[lang=zh]", "href")[0].contains("partner=unep"), "changing the language keeps the filter");
    }

    fn every_column_sorts_both_ways_with_gaps_last(app) {
        let officer = with_work(&app);
        let order = |sort: &str| officer.gets(&format!("/plan?sort={sort}")).activities();
        assert_eq!(order("number"), (1..=14).collect::<Vec<_>>());
        assert_eq!(order("-number"), (1..=14).rev().collect::<Vec<_>>());
        assert_eq!(order("timeframe")[..3], [1, 2, 3], "those that end first");
        assert_eq!(order("-timeframe")[12..], [1, 2]);
        assert_eq!(order("lead")[..2], [7, 1]);
        assert_eq!(order("-lead")[..2], [7, 1]);
        assert_eq!(order("status")[..3], [7, 9, 1]);
        assert_eq!(order("-status")[..3], [9, 7, 1]);
        assert_eq!(order("updated")[..3], [9, 7, 1]);
        assert_eq!(order("-updated")[..3], [7, 9, 1]);
        assert_eq!(order("due")[..3], [7, 9, 1]);
        assert_eq!(order("-due")[..3], [7, 9, 1]);
        assert_eq!(order("nonsense"), order("number"));
    }

    fn the_timeline_and_its_table_say_the_same(app) {
        let officer = with_work(&app);
        officer.edits(7, &[("actual-start-day", "27"), ("actual-start-month", "2"), ("actual-start-year", "2018")]).leads_to("/activities/7");
        officer.edits(1, &[
            ("actual-start-day", "1"), ("actual-start-month", "4"), ("actual-start-year", "2017"),
            ("actual-end-day", "30"), ("actual-end-month", "9"), ("actual-end-year", "2018"),
        ]).leads_to("/activities/1");
        let page = officer.gets("/plan/timeline");
        assert_eq!(page.is(200).attributes("svg rect.track", "x"), ["0.00%"; 14]);
        let planned = page.attributes("svg rect.track", "width");
        assert_eq!((planned[0].as_str(), planned[6].as_str()), ("49.97%", "100.00%"), "2 and 4 of 4 years");
        assert_eq!(page.attributes("svg line.now", "x1"), ["54.76%"], "800 of 1461 days");
        page.shows("The line is today.").shows("12 March 2019");
        assert_eq!(page.attributes("svg rect.f-on-track", "x"), ["28.88%"], "422 days after the plan's start");
        assert_eq!(page.attributes("svg rect.f-on-track", "width"), ["25.87%"], "to today");
        assert_eq!(page.attributes("svg rect.f-not-started", "width"), ["37.51%"], "548 days, the last one whole");
        assert_eq!(page.all("table tbody tr").len(), 14);
        let seven = row(&page, 7);
        for words in ["Q1 2017 – Q4 2020", "since Q1 2018", "On track", "54 %"] {
            assert!(seven.contains(words), "{words}: {seven}");
        }
        assert!(row(&page, 1).contains("Q2 2017 – Q3 2018"));
        assert!(row(&page, 2).contains("No data yet"));
    }

    fn the_plan_says_where_it_comes_from(app) {
        app.donor().gets("/plan/source").is(200).shows("CP-VIII/3");
    }
}

#[test]
fn today_outside_the_plan_draws_no_line() {
    let app = TestApp::on(crate::support::database::Database::sqlite(), &["--clock", "2022-06-01"]);
    let page = app.donor().gets("/plan/timeline");
    assert_eq!(page.is(200).attributes("svg rect.track", "x").len(), 14);
    assert_eq!(page.attributes("svg line.now", "x1"), [""; 0]);
    page.shows("100 %");
}

/// Bytes of a page with its stylesheet and icons, as they come over the wire.
pub fn first_view(visitor: &Visitor, base: &str, path: &str) -> usize {
    let page = visitor.gets(path);
    let icons = page.attributes("svg use", "href").first().map(|h| h.split('#').next().unwrap().to_owned());
    let mut parts = vec![path.to_owned()];
    parts.extend(page.attributes("link[rel=stylesheet]", "href"));
    assert_eq!(parts.len(), 2, "one stylesheet");
    parts.extend(icons);
    let size = |part: &String| {
        let raw = visitor.gets_raw(base, part);
        assert_eq!(raw.status, 200, "{part}: {}", raw.head);
        assert!(matches!(raw.header("content-encoding"), Some("br" | "gzip")), "{part}: {}", raw.head);
        raw.body.len()
    };
    parts.iter().map(size).sum()
}

on_both! {
    fn the_first_view_is_small(app) {
        let officer = with_work(&app);
        app.has_person(Role::Partner, "Tomás Ferri", "tomas@example.org", Some("jrc"));
        app.opens_to_the_public();
        let public = app.visitor();
        for (visitor, paths) in [(&public, ["/plan", "/plan/timeline", "/activities/7"]), (&officer, ["/plan", "/", "/activities/7"])] {
            for path in paths {
                let bytes = first_view(visitor, &app.base, path);
                assert!((3_000..=14_000).contains(&bytes), "{path}: {bytes} bytes");
            }
        }
    }
}
