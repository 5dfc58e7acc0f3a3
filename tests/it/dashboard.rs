//! `/dashboard`: figures that lead to their records and are alike in page, CSV and workbook; filters; as of a day; who sees what.

use calamine::{Data, Reader, Xlsx};
use domain::review::Stage;

use crate::support::{Page, TestApp, Visitor};

/// A table of the page, as people read it: each row its cells.
fn table(page: &Page, name: &str) -> Vec<Vec<String>> {
    page.parts(&format!("#table-{name} tbody tr"), "th, td").iter().map(|row| row.split(" | ").map(str::to_owned).collect()).collect()
}

/// What people read as a number, as machines write it.
fn plain(words: &str) -> String {
    let number = words.trim_end_matches(" %").replace(',', "");
    if number.parse::<f64>().is_ok() { number } else { words.to_owned() }
}

fn csv_rows(page: &Page) -> Vec<Vec<String>> {
    page.is(200);
    let mut reader = csv::ReaderBuilder::new().from_reader(page.body.as_bytes());
    reader.records().map(|r| r.unwrap().iter().map(str::to_owned).collect()).collect()
}

fn cell(data: &Data) -> String {
    match data {
        Data::Empty => String::new(),
        Data::DateTime(day) => {
            let (y, m, d, ..) = day.to_ymd_hms_milli();
            format!("{y:04}-{m:02}-{d:02}")
        }
        Data::Float(n) => format!("{}", (n * 1e6).round() / 1e6),
        other => other.to_string(),
    }
}

/// The sheets of a workbook, each with its rows below the head.
fn sheets(bytes: &[u8]) -> Vec<(String, Vec<Vec<String>>)> {
    let mut book: Xlsx<_> = Xlsx::new(std::io::Cursor::new(bytes.to_vec())).unwrap();
    let names = book.sheet_names();
    names
        .iter()
        .map(|n| (n.clone(), book.worksheet_range(n).unwrap().rows().skip(1).map(|r| r.iter().map(cell).collect()).collect()))
        .collect()
}

/// Compares every table of the page with its CSV and its sheet. Says how many cells were compared.
fn compares(visitor: &Visitor, query: &str) -> usize {
    let page = visitor.gets(&format!("/dashboard{query}"));
    let sheets = sheets(&visitor.gets_bytes(&format!("/dashboard.xlsx{query}")));
    let mut compared = 0;
    for address in page.attributes("section[aria-labelledby=download] p a", "href") {
        let name = address.rsplit('/').next().unwrap().split(".csv").next().unwrap().to_owned();
        let csv = csv_rows(&visitor.gets(&address));
        let title = page.all(&format!("section[aria-labelledby=download] p a[href=\"{address}\"]")).concat();
        let sheet =
            &sheets.iter().find(|(n, _)| title.starts_with(n.as_str())).unwrap_or_else(|| panic!("no sheet for {title}: {sheets:?}")).1;
        for (row, expected) in csv.iter().enumerate() {
            for (column, value) in expected.iter().enumerate() {
                let shown = sheet[row].get(column).cloned().unwrap_or_default();
                let shares = shown.parse::<f64>().ok().zip(value.parse::<f64>().ok());
                let is_alike = shares.is_some_and(|(a, b)| (a - b).abs() < 1e-6 || (a * 100.0 - b).abs() < 1e-6) || shown == *value;
                assert!(is_alike, "{name} row {row} column {column}: workbook {shown}, CSV {value}");
                compared += 1;
            }
        }
        let on_page = table(&page, &name);
        if !on_page.is_empty() {
            assert_eq!(on_page.len(), csv.len(), "{name}");
            for (shown, expected) in on_page.iter().zip(&csv) {
                let expected: Vec<String> = expected.iter().filter(|c| !c.is_empty()).cloned().collect();
                let shown: Vec<String> = shown.iter().filter(|c| !c.is_empty()).map(|c| plain(c)).collect();
                for (shown, value) in shown.iter().zip(&expected) {
                    let is_day = value.len() == 10 && value.parse::<chrono::NaiveDate>().is_ok();
                    let alike = shown == value || is_day || shown.parse::<f64>().ok() == value.parse::<f64>().ok();
                    assert!(alike, "{name}: page {shown}, CSV {value}");
                    compared += 1;
                }
            }
        }
    }
    compared
}

/// Follows the links in the columns of numbers of a table; each leads to a list of so many events.
fn follows(visitor: &Visitor, page: &Page, name: &str) -> usize {
    let links = page.attributes(&format!("#table-{name} td.n a"), "href");
    for (address, shown) in links.iter().zip(page.all(&format!("#table-{name} td.n a"))) {
        let caption = visitor.gets(address).all("table caption").concat();
        assert!(caption.contains(&format!("of {shown}")), "{address}: {shown} is not in “{caption}”");
    }
    links.len()
}

fn figure(page: &Page, name: &str) -> String {
    let all = page.parts("dl.figs > div", "dt, dd.big");
    all.iter().find_map(|f| f.strip_prefix(&format!("{name} | "))).unwrap_or_else(|| panic!("{name} is not in {all:?}")).to_owned()
}

on_both! {
    fn a_new_tracker_claims_nothing(app) {
        app.officer().gets("/dashboard").is(200).shows("Nothing has been reported yet. Post updates").hides("On track or completed");
        app.donor().gets("/dashboard").shows("Nothing has been reported yet. The plan shows").hides("Post updates");
        app.visitor().gets("/dashboard").leads_to("/session/new?next=%2Fplans%2Fcp-2017-2020%2Fdashboard");
        app.opens_to_the_public();
        app.visitor().gets("/dashboard").is(200).shows("Nothing has been reported yet.");
        assert_eq!(compares(&app.another_officer(), ""), compares(&app.visitor(), ""));
    }

    fn an_event_counts_from_its_verification_on_and_leads_to_its_record(app) {
        let (tomas, ines) = (app.partner("jrc"), app.officer());
        let event = tomas.logs_event(&[]);
        let before = ines.gets("/dashboard?group=africa");
        assert_eq!(figure(&before, "Events held"), "0");
        ines.gets("/activities/7/updates/new").is(200);
        ines.publishes(7, "on-track", "Two workshops held");
        ines.verifies(&event).leads_to("/reviews");
        let page = ines.gets("/dashboard");
        assert_eq!((figure(&page, "Events held"), figure(&page, "Attendances"), figure(&page, "Countries reached")), ("1".into(), "32".into(), "2".into()));
        assert_eq!(figure(&page, "On track or completed"), "1 of 14");
        assert_eq!(follows(&ines, &page, "quarters") + follows(&ines, &page, "kinds"), 4, "one of each, and the totals");
        assert!(compares(&ines, "") > 100);
        for (filter, events) in [
            ("activity=7", "1"), ("activity=8", "0"), ("partner=jrc", "1"), ("partner=undp", "0"), ("group=africa", "1"), ("group=asia-pacific", "0"),
            ("from=2019-02-28&until=2019-02-28", "1"), ("from=2019-03-01", "0"), ("until=2019-02-27", "0"), ("donor=undp", "0"), ("group=moon&activity=99", "1"),
        ] {
            let page = ines.gets(&format!("/dashboard?{filter}"));
            assert_eq!(figure(&page, "Events held"), events, "{filter}");
            for link in page.attributes("dl.figs dd.big a", "href") {
                let list = ines.gets(&link);
                assert!(list.all("table caption").concat().contains(&format!("of {events}")) == (events != "0"), "{filter}: {link}");
            }
        }
        ines.gets("/dashboard?as_of=2019-03-11").shows("Nothing has been reported yet.").shows("as they were known then");
        let since = ines.gets("/dashboard?since=2019-03-11");
        since.shows("What changed since 11 March 2019").shows("No status yet");
        assert_eq!(since.rows("Events held").first().map(String::as_str), Some("Events held | 0 | 1"));
        ines.gets("/dashboard?since=2019-03-12").hides("What changed since");
        ines.gets("/dashboard?from=no").is(400).shows("There is no such day to show");
    }

    fn donors_see_what_they_gave_money_for(app) {
        let ines = app.officer();
        let donor = app.donor();
        let form = ines.gets("/money/contributions/new").form("/money/contributions/new");
        let page = ines.gets("/money/contributions/new");
        let (names, values) = (page.all("input[name=purpose] + span"), page.attributes("input[name=purpose]", "value"));
        let activity = &values[names.iter().position(|n| n.starts_with("7. ")).unwrap()];
        let form = form.with("donor", &page.choice("donor", "UNDP")).with("currency", "USD").with("pledged", "1000").with("purpose", activity).with("source", "Letter 12");
        ines.sends(&form.with("pledged-on-day", "1").with("pledged-on-month", "2").with("pledged-on-year", "2018")).is(303);
        app.has_person(domain::access::Role::Partner, "Tomás Ferri", "tomas@example.org", Some("jrc"));
        app.has_event("tomas@example.org", Stage::Verified);
        let own = donor.gets("/dashboard?donor=undp");
        own.shows("1,000.00").shows("Expenditures are recorded by activity");
        assert_eq!((figure(&own, "On track or completed"), figure(&own, "Events held")), ("0 of 1".into(), "1".into()));
        assert_eq!(figure(&donor.gets("/dashboard?donor=jrc"), "Events held"), "0");
        assert!(compares(&donor, "?donor=undp") > 50);
        app.opens_to_the_public();
        let public = app.visitor();
        assert_eq!(figure(&public.gets("/dashboard?donor=jrc"), "Events held"), "1", "the public cannot ask by donor");
        let page = public.gets("/dashboard");
        assert!(page.shows("1,000.00").all("#table-contributions, select[name=donor]").is_empty(), "totals, not who gave");
        public.gets("/dashboard/contributions.csv").is(404);
        donor.gets("/dashboard/contributions.csv").is(200).shows("UNDP");
        donor.gets("/dashboard/nothing.csv").is(404);
    }

    fn few_people_of_one_country_are_not_told_apart_in_public(app) {
        app.has_person(domain::access::Role::Partner, "Tomás Ferri", "tomas@example.org", Some("jrc"));
        let mut typed = app.whole_event();
        typed.participation.countries = vec![("Kenya".into(), "32".into())];
        (typed.participation.women, typed.participation.men, typed.participation.other) = ("28".into(), "4".into(), "0".into());
        let event = app.has_event_saying("tomas@example.org", Stage::Verified, &typed);
        app.opens_to_the_public();
        let (public, donor) = (app.visitor(), app.donor());
        for page in ["/dashboard", "/events", "/activities/7"] {
            donor.gets(page).hides("fewer than five people");
            public.gets(page).shows("fewer than five people").hides("88 %");
        }
        let record = format!("/events/{event}");
        public.gets(&record).shows("fewer than five people").shows("32");
        assert!(public.gets(&record).all("td").iter().all(|cell| cell != "28" && cell != "4"));
        donor.gets(&record).shows("28");
        public.gets("/dashboard/gender.csv").is(404);
        assert!(public.gets("/events.csv").body.contains(",32,,,,") && donor.gets("/events.csv").body.contains(",32,28,4,0,"));
    }
}

/// The list of events as a workbook says what its CSV says.
#[test]
fn the_list_of_events_is_alike_in_csv_and_workbook() {
    let app = TestApp::demo();
    for (who, query) in [("Ines Duarte", ""), ("Astrid Holm", "?group=ldc&year=2018"), ("Tomás Ferri", "?as_of=2018-06-30")] {
        let reader = app.visitor().enters_demo(who);
        let csv = csv_rows(&reader.gets(&format!("/events.csv{query}")));
        let (about, rows) = {
            let mut sheets = sheets(&reader.gets_bytes(&format!("/events.xlsx{query}")));
            let rows = sheets.pop().unwrap().1;
            (sheets.pop().unwrap().1, rows)
        };
        assert!(about.iter().flatten().any(|c| c.ends_with(&format!("/events{query}"))), "{about:?}");
        assert!(csv.len() > 2 && csv.len() == rows.len(), "{who}: {} and {}", csv.len(), rows.len());
        for (record, row) in csv.iter().zip(&rows) {
            // Title, first day, city; registered, attended, women, men, others. The CSV begins with the key of the record.
            for (at, other) in [(1, 0), (4, 3), (6, 5), (13, 12), (14, 13), (15, 14), (16, 15), (17, 16)] {
                assert_eq!(record[at], row[other], "{who}: {record:?} {row:?}");
            }
        }
    }
}

/// On the demonstration, with some of everything.
#[test]
fn the_tables_of_the_demonstration_are_alike_everywhere() {
    let app = TestApp::demo();
    let ines = app.visitor().enters_demo("Ines Duarte");
    for query in ["", "?as_of=2018-12-31", "?group=ldc", "?activity=7&from=2018-01-01&until=2018-12-31"] {
        let cells = compares(&ines, query);
        assert!(cells > 200, "{query}: {cells} cells");
        let page = ines.gets(&format!("/dashboard{query}"));
        assert!(follows(&ines, &page, "quarters") + follows(&ines, &page, "kinds") > 2, "{query}");
    }
    let tiles = ines.gets("/dashboard");
    let (addresses, shown) = (tiles.attributes("ul.tiles a", "href"), tiles.all("ul.tiles b"));
    assert!(addresses.len() > 80 && addresses.len() == shown.len());
    for (address, code) in addresses.iter().zip(shown).take(5) {
        ines.gets(address).is(200).hides("Nothing fits");
        assert!(address.contains(&format!("country={code}")));
    }
    let definitions = sheets(&ines.gets_bytes("/dashboard.xlsx?activity=7"));
    assert!(definitions[0].1.iter().flatten().any(|c| c.contains("/dashboard?activity=7")), "{:?}", definitions[0]);
}
