//! A database of the version before comes through every migration with its records, figures, reports and links. What is expected is what
//! the program of that time showed: see `data/version-1/README.md`.

use capacity_tracker::db::Conn;
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::BigInt;

use crate::support::app::PASSWORD;
use crate::support::database::Database;
use crate::support::program::{on, run};
use crate::support::{Page, TestApp, Visitor};

/// A file of the version before.
macro_rules! before {
    ($name:literal) => {
        include_str!(concat!("data/version-1/", $name))
    };
}

/// The file that is attached to the draft event, and its content.
const ATTACHMENT: (&str, &[u8]) = ("04ad66f5d23659c0fdf5c4c373161929", b"%PDF-1.7\nReport\n%%EOF\n");

/// The day whose figures are compared.
const AS_OF: &str = "as_of=2019-03-12";

/// The present program, started on the database of the version before.
fn upgraded(database: Database) -> TestApp {
    match &database {
        Database::Sqlite(folder) => {
            let mut conn = SqliteConnection::establish(&folder.path().join("data.db").to_string_lossy()).unwrap();
            conn.batch_execute("PRAGMA foreign_keys = OFF").unwrap(); // tables stand in the order of their making, rows with them
            conn.batch_execute(before!("sqlite.sql")).unwrap();
        }
        Database::Postgres { .. } => {
            let mut conn = PgConnection::establish(&database.url()).unwrap();
            conn.batch_execute(before!("postgres.sql")).unwrap();
        }
    }
    let (attachments, (name, content)) = (database.folder().join("attachments"), ATTACHMENT);
    std::fs::create_dir(&attachments).unwrap();
    std::fs::write(attachments.join(name), content).unwrap();
    std::fs::write(database.folder().join("secret.key"), before!("secret.key")).unwrap();
    TestApp::on(database, &["--clock", "2019-03-13"])
}

/// The same test on both databases of the version before.
macro_rules! on_both_upgraded {
    ($(fn $name:ident($app:ident) $body:block)+) => { $(
        fn $name($app: TestApp) $body
        mod $name {
            use crate::support::database::Database;
            #[test]
            fn sqlite() { super::$name(super::upgraded(Database::sqlite())) }
            #[test]
            fn postgres() { super::$name(super::upgraded(Database::postgres())) }
        }
    )+ };
}

fn administrator(app: &TestApp) -> Visitor {
    app.visitor().signs_in("amara@example.org")
}

/// What `links.txt` has under a name.
fn link(name: &str) -> &'static str {
    let line = before!("links.txt").lines().find_map(|l| l.split_once(' ').filter(|(n, _)| *n == name));
    line.expect("a link of that name").1
}

fn rows(conn: &mut Conn, table: &str) -> i64 {
    #[derive(QueryableByName)]
    struct Count {
        #[diesel(sql_type = BigInt)]
        rows: i64,
    }
    // The program notes here that the searched texts are folded.
    let table = if table == "settings" { "settings WHERE name <> 'folded-words'" } else { table };
    diesel::sql_query(format!("SELECT COUNT(*) AS \"rows\" FROM {table}")).get_result::<Count>(conn).unwrap().rows
}

/// The numbers in a text, as they are written.
fn numbers(text: &str) -> String {
    let parts = text.split(|c: char| !c.is_ascii_digit() && c != '.' && c != ',');
    parts.map(|p| p.trim_matches(['.', ','])).filter(|p| !p.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The cells of a line that are numbers or days.
fn cells(line: &str) -> String {
    let is_number = |c: &&str| !c.is_empty() && c.chars().all(|c| c.is_ascii_digit() || c == '.' || c == '-');
    line.split(',').filter(is_number).collect::<Vec<_>>().join(" ")
}

/// The lines of `figures.txt`, from the pages of today.
fn figures(reader: &Visitor) -> Vec<String> {
    let opens = |path: &str| reader.opens(&format!("{path}?{AS_OF}"));
    let mut figures = Vec::new();
    for table in ["activities", "countries", "gender", "groups", "indicators", "kinds", "money", "outputs", "quarters", "status"] {
        let path = format!("/dashboard/{table}.csv");
        figures.extend(opens(&path).is(200).body.lines().skip(1).map(|line| format!("{path} {}", cells(line))));
    }
    figures.extend(opens("/dashboard").parts("dl.figs > div", "dt, dd").iter().map(|f| format!("/dashboard {}", numbers(f))));
    let totals = reader.opens(&format!("/events?{AS_OF}&state=verified")).all("p.totals").concat();
    figures.push(format!("/events {}", numbers(&totals)));
    figures.push(events(&opens("/events.csv")));
    // The first two rows are the currencies.
    figures.extend(opens("/money").parts("table tbody tr", "th, td").iter().take(2).map(|r| format!("/money {}", numbers(r))));
    figures
}

/// How many events a file lists, and how many people attended them.
fn events(file: &Page) -> String {
    let mut lines = csv::Reader::from_reader(file.body.trim_start_matches('\u{feff}').as_bytes());
    let attended = lines.headers().unwrap().iter().position(|h| h == "attended").unwrap();
    let attended: Vec<u64> = lines.records().map(|r| r.unwrap()[attended].parse().unwrap_or(0)).collect();
    format!("/events.csv {} {}", attended.len(), attended.iter().sum::<u64>())
}

on_both_upgraded! {
    fn the_history_of_before_begins_the_audit_trail(app) {
        let entries: i64 = app.in_database_unseen(|conn| {
            capacity_tracker::db::schema::history::table.count().get_result(conn).unwrap()
        });
        let said = run(&mut on(&app.database, &["audit", "verify"])).well();
        assert!(entries > 100 && said.starts_with(&format!("{entries} entries and {entries} entries of the history are as recorded")), "{said}");
        administrator(&app).gets("/admin/audit").is(200).shows("submitted the record for review");
    }

    fn every_table_of_the_version_before_has_its_rows(app) {
        let found: Vec<_> = before!("rows.txt").lines().map(|line| {
            let table = line.split(' ').next().unwrap();
            format!("{table} {}", app.in_database_unseen(|conn| rows(conn, table)))
        }).collect();
        assert_eq!(found, before!("rows.txt").lines().collect::<Vec<_>>());
    }

    fn every_page_of_the_version_before_opens(app) {
        let amara = administrator(&app);
        for line in before!("pages.txt").lines() {
            let (status, path) = line.split_once(' ').unwrap();
            // An address may lead to another by now.
            let page = if status == "303" { amara.gets(path) } else { amara.opens(path) };
            assert_eq!(page.status.to_string(), status, "{path}: {}", page.text());
        }
    }

    fn figures_of_the_version_before_stay(app) {
        let expected: Vec<_> = before!("figures.txt").lines().map(str::trim_end).collect();
        let found = figures(&administrator(&app));
        assert_eq!(found.iter().map(|f| f.trim_end()).collect::<Vec<_>>(), expected);
    }

    fn reports_of_the_version_before_are_read(app) {
        let amara = administrator(&app);
        let squeezed = |text: &str| text.split_whitespace().collect::<String>();
        // A document that does not fit its fingerprint is an error.
        let page = amara.opens("/reports/1");
        let article = scraper::Html::parse_fragment(page.is(200).article());
        assert_eq!(squeezed(&article.root_element().text().collect::<String>()), squeezed(before!("report.txt")));
        page.shows("b3fc3050fe59ac948b8f85cd443ff8b3a213b47ebaff2147f771fbdf7b64d6b1");
        for draft in ["/reports/2", "/reports/3"] {
            amara.opens(draft).is(200).shows("Draft: only officers");
        }
        amara.freezes("/reports/3").is(303);
    }

    fn histories_of_the_version_before_are_read(app) {
        let amara = administrator(&app);
        let mut paths: Vec<_> = before!("history.txt").lines().map(|l| l.split_once(' ').unwrap().0).collect();
        paths.dedup();
        let entries = |path: &&str| amara.opens(path).all("ol.log > li > div > p:first-child").into_iter().map(|e| format!("{path} {e}")).collect::<Vec<_>>();
        // Entries are in the order of their times now; the version before showed them in the order in which they were stored.
        let (mut now, mut then): (Vec<_>, Vec<_>) = (paths.iter().flat_map(entries).collect(), before!("history.txt").lines().collect());
        now.sort_unstable();
        then.sort_unstable();
        assert_eq!(now, then);
    }

    fn links_of_the_version_before_work(app) {
        let password = [("password", PASSWORD), ("again", PASSWORD)];
        let wei = app.visitor();
        wei.gets(link("invitation")).is(200).shows("Wei Zhang");
        wei.fills(link("invitation"), &password).leads_to("/");
        wei.opens("/account").is(200).shows("Wei Zhang");
        let ines = app.visitor();
        ines.fills(link("reset"), &password).leads_to("/session/new");
        let ines = ines.signs_in("ines@example.org");
        ines.opens("/account").is(200).shows("Ines Duarte");
        for dead in ["invitation", "reset", "used-reset"] {
            app.visitor().gets(link(dead)).is(410);
        }
    }

    fn calendars_and_sessions_of_the_version_before_go_on(app) {
        let calendar = app.visitor().opens(link("calendar"));
        assert_eq!(calendar.is(200).header("content-type"), Some("text/calendar; charset=utf-8"));
        assert!(calendar.body.contains("BEGIN:VEVENT"), "{}", calendar.body);
        let ines = app.visitor();
        ines.takes_cookie("session", link("session"));
        ines.opens("/account").is(200).shows("Ines Duarte");
        ines.opens("/activities/7/updates/new").is(200).shows("This draft was kept on 12 March 2019");
    }

    fn files_of_the_version_before_are_there(app) {
        let amara = administrator(&app);
        amara.opens("/events/25").is(200).shows("programme.pdf");
        assert_eq!(amara.gets_bytes("/attachments/1"), ATTACHMENT.1);
    }

    fn nobody_is_reminded_again_of_what_the_version_before_has_sent(app) {
        assert_eq!(app.comes("2019-03-12").mails, 0);
        assert_ne!(app.comes("2019-03-20").mails, 0);
    }

    fn work_goes_on_where_the_version_before_left_it(app) {
        let ines = app.visitor();
        ines.takes_cookie("session", link("session"));
        ines.verifies("/events/26").leads_to("/reviews");
        ines.opens("/events").shows("19 verified events");
        ines.publishes(7, "on-track", "Published from the draft of the version before");
        ines.opens("/activities/7").shows("Published from the draft of the version before");
    }
}
