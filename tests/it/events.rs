//! Lists of events: filters, order, pages, totals, the table for machines.

use crate::support::{TestApp, Visitor, in_plan};

/// Events of different years, places and people, all verified but the last.
fn some_events(app: &TestApp) -> (Visitor, Visitor) {
    let (tomas, ines) = (app.partner("jrc"), app.officer());
    let log = |changed: &[(&str, &str)]| tomas.logs_event(changed);
    let lima: &[(&str, &str)] = &[
        ("title", "Taller, Lima 100%"),
        ("city", "Lima"),
        ("country", "PE"),
        ("start-year", "2017"),
        ("end-year", "2017"),
        ("kind", "training-course"),
        ("country-0", "Peru"),
        ("people-0", "20"),
        ("country-1", "Cuba"),
        ("people-1", "4"),
        ("group-government", "1"),
        ("group-academia", "7"),
        ("basis", "estimated"),
    ];
    let online: &[(&str, &str)] = &[
        ("title", "Webinar on samples"),
        ("city", ""),
        ("country", ""),
        ("mode", "online"),
        ("kind", "webinar"),
        ("start-year", "2018"),
        ("end-year", "2018"),
        ("country-0", "Samoa"),
        ("people-0", "5"),
        ("country-1", ""),
        ("people-1", ""),
        ("group-government", ""),
    ];
    for event in [log(&[]), log(lima), log(online)] {
        ines.verifies(&event).leads_to("/reviews");
    }
    log(&[("title", "Waits"), ("start-year", "2016"), ("end-year", "2016")]);
    (tomas, ines)
}

on_both! {
    fn the_list_is_filtered_by_the_address(app) {
        let (_, ines) = some_events(&app);
        let titles = |query: &str| ines.gets(&format!("/events?{query}")).all("table.rows tbody th a");
        let (nairobi, lima, webinar) = ("Workshop on detection, Nairobi", "Taller, Lima 100%", "Webinar on samples");
        assert_eq!(titles(""), [nairobi, webinar, lima, "Waits"], "the newest first");
        assert_eq!(titles("kind=webinar"), [webinar]);
        assert_eq!(titles("mode=in-person"), [nairobi, lima, "Waits"]);
        assert_eq!(titles("country=PE"), [lima]);
        assert_eq!(titles("country=UG"), [nairobi, "Waits"], "people came from there");
        assert_eq!(titles("group=africa"), [nairobi, "Waits"]);
        assert_eq!(titles("group=ldc"), [nairobi, "Waits"], "Uganda");
        assert_eq!(titles("group=sids"), [webinar, lima], "Samoa and Cuba");
        assert_eq!(titles("stakeholders=academia"), [lima]);
        assert_eq!(titles("year=2017"), [lima]);
        assert_eq!(titles("state=submitted"), ["Waits"]);
        assert_eq!(titles("organiser=jrc").len(), 4);
        assert_eq!(titles("organiser=unep"), Vec::<String>::new());
        assert_eq!(titles("words=LIMA"), [lima]);
        assert_eq!(titles("words=lima+taller"), [lima], "every word");
        assert_eq!(titles("words=100%25"), [lima], "a percent sign is itself");
        assert_eq!(titles("words=_"), Vec::<String>::new());
        assert_eq!(titles("words='+OR+1=1"), Vec::<String>::new());
        assert_eq!(titles("activity=7&year=2018&kind=webinar"), [webinar]);
        assert_eq!(titles("activity=4"), Vec::<String>::new());
        assert_eq!(titles("activity=x&kind=moon&year=abc&sort=;drop").len(), 4, "what is no choice is passed over");
        ines.gets("/events?activity=4").shows("No event fits these filters.");
    }

    fn the_list_is_sorted_by_its_heads(app) {
        let (_, ines) = some_events(&app);
        let titles = |sort: &str| ines.gets(&format!("/events?sort={sort}")).all("table.rows tbody th a");
        assert_eq!(titles("-day")[0], "Waits");
        assert_eq!(titles("title")[0], "Taller, Lima 100%");
        assert_eq!(titles("-title")[0], "Workshop on detection, Nairobi");
        assert_eq!(titles("place").last().map(String::as_str), Some("Webinar on samples"), "without a place at the end");
        assert_eq!(titles("state")[0], "Waits");
        let page = ines.gets("/events?kind=workshop");
        let heads = page.attributes("thead a", "href");
        assert!(heads.contains(&in_plan("/events?kind=workshop&sort=title")), "{heads:?}");
        assert_eq!(page.attributes("thead th[aria-sort]", "aria-sort"), ["descending"]);
    }

    fn totals_count_what_is_verified(app) {
        let (tomas, ines) = some_events(&app);
        let page = ines.gets("/events");
        page.shows("3 verified events · 96 attendances · 5 countries").shows("1 more awaits review and does not count yet.").shows("32 of them are estimated.");
        let rows = page.rows("");
        for row in ["Women | 51 | 53 %", "Men | 42 | 44 %", "Other or not stated | 3 | 3 %", "Total | 96 |", "Africa | 23 | 2", "Asia and the Pacific | 5 | 1", "Latin America and the Caribbean | 24 | 2", "not stated | 44 |", "Least developed countries (LDC) | 11 | 1", "Small island developing States (SIDS) | 9 | 2", "Government | 21", "Academia | 7", "not stated | 68"] {
            let is_there = rows.iter().chain(&page.parts("tfoot tr", "th, td")).any(|r| r == row || r.trim_end_matches(" | ") == row.trim_end_matches(" |"));
            assert!(is_there, "“{row}” is not among {rows:#?}");
        }
        // Each figure leads to the list behind it, and the list has that figure.
        let links = page.attributes("details tbody th a", "href");
        assert!(links.contains(&in_plan("/events?group=africa")), "{links:?}");
        assert_eq!(ines.gets("/events?group=sids").all("p.totals"), ["2 verified events · 64 attendances · 3 countries"]);
        assert_eq!(ines.gets("/events?year=2018").all("p.totals"), ["1 verified event · 32 people attended · 1 country"]);
        tomas.gets("/activities/7").shows("3 verified events · 96 attendances · 5 countries").shows("All events of this activity (4)");
    }

    fn what_waits_is_a_bare_count_to_others(app) {
        some_events(&app);
        let donor = app.donor();
        let page = donor.gets("/events");
        page.hides("Waits").shows("1 more awaits review").shows("1 to 3 of 3");
        donor.gets("/events?activity=7").shows("1 more awaits review");
        for probe in ["words=waits", "year=2016", "country=KE", "state=submitted", "organiser=jrc"] {
            donor.gets(&format!("/events?{probe}")).hides("awaits review").hides("Waits");
        }
    }

    fn long_lists_are_paged(app) {
        let ines = app.officer();
        app.has_person(domain::access::Role::Partner, "Tomás Ferri", "tomas@example.org", Some("jrc"));
        app.has_many_events("tomas@example.org", 120);
        let first = ines.gets("/events");
        first.shows("1 to 50 of 120").shows("Page 1 of 3");
        assert_eq!(first.all("table.rows tbody th a").len(), 50);
        let next = first.attributes("nav a[rel=next]", "href")[0].clone();
        assert_eq!(next, in_plan("/events?page=2"));
        let last = ines.gets("/events?page=3&kind=workshop");
        last.shows("101 to 120 of 120");
        assert!(last.attributes("nav a[rel=next]", "href").is_empty());
        assert_eq!(last.attributes("nav a[rel=prev]", "href"), [in_plan("/events?kind=workshop&page=2")]);
        ines.gets("/events?page=999999999999").is(200);
        ines.gets("/events?page=77").is(200);
        let rows = ines.gets("/events.csv").body.lines().count();
        assert_eq!(rows, 121);
    }

    fn the_table_for_machines_holds_the_selection(app) {
        let (tomas, ines) = some_events(&app);
        let csv = ines.gets("/events.csv?country=PE");
        csv.is(200);
        assert_eq!(csv.header("content-type"), Some("text/csv; charset=utf-8"));
        assert_eq!(csv.header("content-disposition"), Some("attachment; filename=\"events.csv\""));
        let mut reader = csv::Reader::from_reader(csv.body.as_bytes());
        let heads = reader.headers().unwrap().clone();
        let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        assert_eq!(rows.len(), 1);
        let cell = |name: &str| rows[0].get(heads.iter().position(|h| h == name).unwrap()).unwrap().to_owned();
        let found = ["title", "first_day", "last_day", "country", "region", "activities", "organiser", "state", "attended", "women", "basis", "people_by_country", "government", "academia"].map(cell);
        assert_eq!(found, ["Taller, Lima 100%", "2017-02-25", "2017-02-28", "PE", "latin-america-caribbean", "7", "JRC", "verified", "32", "17", "estimated", "CU 4; PE 20", "1", "7"]);
        assert!(tomas.gets("/events.csv").body.contains("Waits") && !app.donor().gets("/events.csv").body.contains("Waits"));
    }

    fn an_empty_tracker_says_what_to_do(app) {
        let tomas = app.partner("jrc");
        tomas.gets("/events").shows("No event is recorded yet.").shows("Log the first event");
        app.donor().gets("/events").shows("No event is recorded yet.").hides("Log");
        app.officer().gets("/reviews").shows("Nothing waits for review.");
    }
}
