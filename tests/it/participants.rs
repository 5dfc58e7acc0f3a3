//! Lists of participants: counted, shown, taken over, and without a trace of those who stand in them.

use std::io::Write;
use std::path::Path;

use capacity_tracker::db::Conn;
use diesel::prelude::*;
use diesel::sql_types::Text;
use domain::event::EventInput;
use domain::history::{Action, Field, Value};
use domain::ids::EventId;
use domain::participation::ParticipationInput;
use domain::review::Stage;
use flate2::Compression;
use flate2::write::DeflateEncoder;

use crate::attachments::serves;
use crate::support::page::Form;
use crate::support::{Page, Visitor};

const LIST: &str = "Participants of the workshop,,,,\nName,Sex,Nationality,Sector,E-mail\n\
    Zebediah Quillfeather,M,Kenya,Government,zebediah@quillfeather.example\n\
    Wilhelmina Oxblood,F,KEN,NGO,wilhelmina@oxblood.example\n\
    Thessaly Umbrage,woman,Atlantis,astronauts,thessaly@umbrage.example\n\
    Ignatius Marrowbone,,Uganda,,ignatius@marrowbone.example\n";
const NAMES: [&str; 4] = ["Quillfeather", "Oxblood", "Umbrage", "Marrowbone"];

fn new(event: EventId) -> String {
    format!("/events/{event}/participants/new")
}

fn edit(event: EventId) -> String {
    format!("/events/{event}/participants/edit")
}

fn counts(visitor: &Visitor, event: EventId, list: &str) -> Page {
    visitor.uploads(&new(event), "list.csv", list.as_bytes())
}

fn taken_over(event: EventId) -> String {
    format!("/events/{event}/edit#attended")
}

#[track_caller]
fn refused(page: &Page, message: &str) {
    assert_eq!(page.is(422).error_at("file").as_deref(), Some(format!("Error: {message}").as_str()));
}

/// 60 MB of blanks as the first sheet of a workbook of 60 KB.
fn bomb() -> Vec<u8> {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(&vec![b' '; 1 << 20]).unwrap();
    encoder.flush().unwrap();
    let deflated = [encoder.get_ref().repeat(60), vec![3, 0]].concat();
    let length = |n: usize| u32::try_from(n).unwrap().to_le_bytes();
    let name = b"xl/worksheets/sheet1.xml".as_slice();
    let sizes = [[0; 4], length(deflated.len()), length(60 << 20)].concat();
    let common = [b"\x14\0\0\0\x08\0\0\0\0\0".as_slice(), &sizes, &length(name.len())[..2], b"\0\0"].concat();
    let local = [b"PK\x03\x04", common.as_slice(), name, &deflated].concat();
    let entry = [b"PK\x01\x02\x14\0", common.as_slice(), &[0; 14], name].concat();
    let end = [b"PK\x05\x06\0\0\0\0\x01\0\x01\0".as_slice(), &length(entry.len()), &length(local.len()), b"\0\0"].concat();
    [local, entry, end].concat()
}

/// All bytes of all files in a folder.
fn bytes_in(folder: &Path) -> Vec<u8> {
    let mut all = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()) {
        all.extend(if entry.is_dir() { bytes_in(&entry) } else { std::fs::read(entry).unwrap() });
    }
    all
}

#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = Text)]
    line: String,
}

/// All rows of all tables as text; those of SQLite are in the files of the data folder already.
fn rows(conn: &mut Conn) -> String {
    let Conn::Pg(_) = conn else { return String::new() };
    let mut ask = |sql: &str| diesel::sql_query(sql).load::<Line>(conn).unwrap().into_iter().map(|l| l.line).collect::<Vec<_>>();
    let tables = ask(
        "SELECT quote_ident(table_name) AS line FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'",
    );
    tables.iter().flat_map(|table| ask(&format!("SELECT t::text AS line FROM {table} t"))).collect::<Vec<_>>().join("\n")
}

fn is_in(bytes: &[u8], words: &str) -> bool {
    bytes.windows(words.len()).any(|w| w.eq_ignore_ascii_case(words.as_bytes()))
}

on_both! {
    fn a_list_is_counted_and_its_counts_are_taken_over(app) {
        let partner = app.partner("jrc");
        let event = app.has_event("tomas@example.org", Stage::Draft);
        let page = counts(&partner, event, LIST);
        assert_eq!(page.is(200).title(), "Check the counts");
        page.shows("4 rows were counted").shows("The record has counts already.");
        assert_eq!(page.parts("dl.facts", "dt, dd"), ["Gender | Sex | Country | Nationality | Stakeholder group | Sector"]);
        assert_eq!(page.rows("Atlantis"), ["5 | Country | Atlantis"]);
        assert_eq!(page.rows("astronauts"), ["5 | Stakeholder group | astronauts"]);
        let tables = page.parts("tbody tr, tfoot tr", "th, td");
        for row in ["Women | 2", "Men | 1", "Other or not stated | 1", "Kenya | 2", "Uganda | 1", "not stated | 1", "Government | 1", "Civil society | 1", "not stated | 2", "Total | 4"] {
            assert!(tables.contains(&row.to_owned()), "{row}: {tables:?}");
        }
        assert_eq!(app.event(event).typed, app.whole_event(), "nothing is taken over yet");

        partner.sends(&page.form(&edit(event))).leads_to(&taken_over(event));
        let p = |n: &str| n.to_owned();
        let record = app.event(event);
        let expected = ParticipationInput {
            registered: p("40"), attended: p("4"), women: p("2"), men: p("1"), other: p("1"),
            countries: vec![(p("Kenya"), p("2")), (p("Uganda"), p("1"))],
            groups: ["1", "", "1", "", "", ""].map(p).to_vec(),
            basis: p("counted"),
        };
        assert_eq!(record.typed, EventInput { participation: expected, ..app.whole_event() });
        let people = record.event.participation.unwrap();
        assert_eq!((people.attended, people.women, people.without_country(), people.without_group()), (4, 2, 1, 2));
        assert_eq!(app.history_of(event).len(), 0, "a draft has no history of its words");
        partner.gets("/plan").shows("The counts are taken over. Nothing of the list was kept.");
        partner.sends(&page.form(&edit(event))).leads_to(&taken_over(event));
        assert_eq!(app.event(event).version, record.version, "pressed twice, taken over once");
    }

    fn a_reader_of_chinese_gets_chinese_names(app) {
        let partner = app.partner("jrc");
        let empty = EventInput { participation: ParticipationInput::default(), ..app.whole_event() };
        let event = app.has_event_saying("tomas@example.org", Stage::Draft, &empty);
        partner.gets("/plan?lang=zh").is(303);
        let page = counts(&partner, event, "姓名,性别,国家,利益攸关方\n甲,女,肯尼亚,政府\n乙,男,KE,企业\n");
        page.is(200).shows("核对人数").shows("肯尼亚").shows("私营部门").hides("此记录已有人数");
        partner.sends(&page.form(&edit(event))).leads_to(&taken_over(event));
        let record = app.event(event);
        assert_eq!(record.typed.participation.countries, [("肯尼亚".to_owned(), "2".to_owned())]);
        assert_eq!(record.event.participation.unwrap().countries, [("KE".to_owned(), 2)]);
    }

    fn nobody_in_a_list_leaves_a_trace(app) {
        drop(app.partner("jrc"));
        let event = app.has_event("tomas@example.org", Stage::Submitted);
        let serving = serves(&app.database, "trace");
        let partner = Visitor::new(&serving.base).signs_in("tomas@example.org");
        let mut book = rust_xlsxwriter::Workbook::new();
        let sheet = book.add_worksheet();
        for (row, line) in (0..).zip(LIST.lines()) {
            for (column, cell) in (0..).zip(line.split(',')) {
                sheet.write(row, column, cell).unwrap();
            }
        }
        partner.uploads(&new(event), "Quillfeather list.xlsx", &book.save_to_buffer().unwrap()).is(200);
        counts(&partner, event, &LIST.replace("Sex,Nationality,Sector", "A,B,C")).is(422);
        let page = counts(&partner, event, LIST);
        page.is(200).hides("Quillfeather").hides("oxblood");
        partner.sends(&page.form(&edit(event))).leads_to(&taken_over(event));
        assert_eq!(app.event(event).event.participation.unwrap().attended, 4);

        let log = serving.whole_log();
        let rows = app.in_database(rows);
        let folder = bytes_in(app.database.folder());
        assert!(is_in(&[folder.as_slice(), rows.as_bytes()].concat(), "Workshop on detection, Nairobi"), "the search finds what is there");
        assert!(log.contains("/events/{id}/participants/new"), "{log}");
        for name in NAMES {
            assert!(!is_in(&folder, name), "{name} is in the data folder");
            assert!(!is_in(rows.as_bytes(), name), "{name} is in the database");
            assert!(!is_in(log.as_bytes(), name), "{name} is in the log");
        }
        for value in ["Atlantis", "astronauts"] {
            assert!(!is_in(&folder, value) && !is_in(rows.as_bytes(), value) && !is_in(log.as_bytes(), value), "{value}");
        }
    }

    fn what_is_no_list_is_refused_with_what_to_do(app) {
        let partner = app.partner("jrc");
        let event = app.has_event("tomas@example.org", Stage::Draft);
        let sends = |bytes: &[u8]| partner.uploads(&new(event), "list.xlsx", bytes);
        refused(&counts(&partner, event, "Name,E-mail\nAnn,ann@example.org\n"), "No heading is known: put “Gender”, “Country” or “Stakeholder group” above the columns, in one of the first 10 rows");
        refused(&counts(&partner, event, "Gender,Country\n,\n"), "There are headings, but nobody below them; list one person a row");
        refused(&counts(&partner, event, &format!("Gender\n{}", "F\n".repeat(20_001))), "The list has more than 20,000 rows; split it, or type the counts yourself");
        refused(&sends(b""), "Fill in this field");
        refused(&sends(b"%PDF-1.7\n\0\x01"), "Choose a CSV file or an Excel workbook saved as .xlsx without a password");
        refused(&sends(b"PK\x03\x04 and no more"), "The file is damaged; open it in a spreadsheet program, save it anew and choose it again");
        refused(&sends(&bomb()), "The file unpacks to more than a list can hold; save the list alone in a new file");
        refused(&sends(&vec![b'x'; (5 << 20) + 1]), "Choose a file of 5 MB at most");
        sends(b"").shows("Count a list of participants").shows("What the list needs");
        assert_eq!(app.event(event).typed, app.whole_event());
    }

    fn ten_thousand_rows_are_counted(app) {
        let partner = app.partner("jrc");
        let event = app.has_event("tomas@example.org", Stage::Draft);
        let page = counts(&partner, event, &format!("Name,Gender,Country\n{}", "Ann Example,F,Kenya\nBob Example,M,Uganda\n".repeat(5_000)));
        page.is(200).shows("10,000 rows were counted").shows("not found: everybody counts as not stated").hides("Ann Example");
        partner.sends(&page.form(&edit(event))).leads_to(&taken_over(event));
        let people = app.event(event).event.participation.unwrap();
        assert_eq!((people.attended, people.women, people.countries), (10_000, 5_000, vec![("KE".to_owned(), 5_000), ("UG".to_owned(), 5_000)]));
    }

    fn changed_counts_of_a_sent_record_stand_in_its_history(app) {
        let partner = app.partner("jrc");
        for stage in [Stage::Submitted, Stage::Returned] {
            let event = app.has_event("tomas@example.org", stage);
            let page = counts(&partner, event, LIST);
            partner.sends(&page.form(&edit(event))).leads_to(&taken_over(event));
            let history = app.history_of(event);
            assert_eq!((history.len(), history[0].action), (1, Action::Edited), "{stage}");
            let attended = history[0].changes.iter().find(|c| c.field == Field::Attended).unwrap();
            assert_eq!((&attended.before, &attended.after), (&Some(Value::Count(32)), &Some(Value::Count(4))));
            assert_eq!(app.event(event).stage(), stage);
        }
    }

    fn counts_of_a_record_that_was_changed_meanwhile_are_not_taken_over(app) {
        let (partner, officer) = (app.partner("jrc"), app.officer());
        let event = app.has_event("tomas@example.org", Stage::Submitted);
        let mine = counts(&partner, event, LIST).form(&edit(event));
        let theirs = counts(&officer, event, "Gender\nF\nF\n").form(&edit(event));
        officer.sends(&theirs).leads_to(&taken_over(event));
        partner.sends(&mine).is(409).shows("This record was changed by someone else");
        assert_eq!(app.event(event).event.participation.unwrap().attended, 2);
    }

    fn only_an_open_record_of_ones_own_is_counted_for(app) {
        let (partner, officer, donor) = (app.partner("jrc"), app.officer(), app.donor());
        let open = app.has_event("tomas@example.org", Stage::Draft);
        let form = counts(&partner, open, LIST).form(&edit(open));
        for stage in [Stage::Verified, Stage::Cancelled] {
            let event = app.has_event("tomas@example.org", stage);
            let aimed = Form { action: edit(event), ..form.clone() };
            partner.gets(&new(event)).is(404);
            officer.gets(&new(event)).is(404);
            partner.sends(&aimed).is(404);
            assert_eq!(app.event(event).typed, app.whole_event());
        }
        donor.gets(&new(open)).is(404);
        app.has_person(domain::access::Role::Partner, "Foreign Partner", "foreign@example.org", Some("unep"));
        app.visitor().signs_in("foreign@example.org").gets(&new(open)).is(404);
    }

    fn counts_that_no_page_of_ours_has_sent_are_refused(app) {
        let partner = app.partner("jrc");
        let event = app.has_event("tomas@example.org", Stage::Submitted);
        let form = counts(&partner, event, LIST).form(&edit(event));
        for (field, value) in [("women", "7"), ("attended", ""), ("men", "-1"), ("country", "KE"), ("country", "Atlantis:1"), ("country", "KE:5"), ("group-government", "9"), ("version", "x")] {
            partner.sends(&form.clone().with(field, value)).is(400);
        }
        assert_eq!(app.event(event).typed, app.whole_event());
    }

    fn a_record_that_waits_stays_whole(app) {
        let partner = app.partner("jrc");
        let event = app.has_event("tomas@example.org", Stage::Submitted);
        // As when a word of a record is not known any more since its data was loaded anew.
        let torn = EventInput { country: "Atlantis".into(), ..app.whole_event() };
        let stored = serde_json::to_string(&torn).unwrap();
        app.in_database(|conn| {
            use capacity_tracker::db::schema::events;
            diesel::update(events::table.find(event.0)).set(events::typed.eq(stored)).execute(conn).unwrap();
        });
        let page = counts(&partner, event, LIST);
        refused(&partner.sends(&page.form(&edit(event))), "With these counts the record would not be complete, and it waits for review. Complete its form first, then count again");
        assert_eq!(app.event(event).typed, torn);
    }

    fn the_empty_list_is_in_the_readers_language_and_understood(app) {
        let partner = app.partner("jrc");
        let event = app.has_event("tomas@example.org", Stage::Draft);
        let template = partner.gets("/events/participants/template");
        assert_eq!(template.header("content-disposition"), Some("attachment; filename=\"participants.csv\""));
        assert_eq!((template.header("content-type"), template.body.as_str()), (Some("text/csv; charset=utf-8"), "\u{FEFF}Gender,Country,Stakeholder group\r\n"));
        let filled = format!("{}F,Kenya,Government\r\n", template.body);
        counts(&partner, event, &filled).is(200).shows("1 row was counted").hides("not found");
        partner.gets("/plan?lang=zh").is(303);
        assert!(partner.gets("/events/participants/template").body.contains("性别,国家,利益攸关方群体"));
    }
}
