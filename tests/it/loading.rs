//! The plan is loaded once; loaded again, it restores what nobody has edited and leaves alone what somebody has.

use application::data::{self, PlanData};
use capacity_tracker::db::Conn;
use capacity_tracker::db::schema::{activities, activity_partners, countries, indicators, organisations, plans};
use capacity_tracker::serve;
use diesel::connection::SimpleConnection;
use diesel::prelude::*;

use crate::support::TestApp;

const FILES: [&str; 5] = [
    include_str!("../../data/plan.json"),
    include_str!("../../data/organisations.json"),
    include_str!("../../data/countries.csv"),
    include_str!("../../data/precedents.json"),
    include_str!("../../data/framework.json"),
];

/// Loads as a start does; says whether there was anything to load.
fn starts_again(app: &TestApp) -> bool {
    let (migrated, loaded) = serve::prepare(&app.app.db, app.app.clock).unwrap();
    assert_eq!(migrated, 0);
    loaded
}

/// Makes the data look new, as another version of the program would.
fn data_looks_new(conn: &mut Conn) {
    diesel::update(plans::table).set(plans::data_hash.eq("of another version")).execute(conn).unwrap();
}

fn counts(conn: &mut Conn) -> [i64; 6] {
    [
        plans::table.count().get_result(conn).unwrap(),
        activities::table.count().get_result(conn).unwrap(),
        organisations::table.count().get_result(conn).unwrap(),
        activity_partners::table.count().get_result(conn).unwrap(),
        indicators::table.count().get_result(conn).unwrap(),
        countries::table.count().get_result(conn).unwrap(),
    ]
}

on_both! {
    fn the_first_start_loads_everything_and_the_second_nothing(app) {
        let first = app.in_database(counts);
        assert_eq!((first[0], first[1], first[3], first[4], first[5]), (1, 14, 22, 25, 198));
        assert!(!starts_again(&app), "there is nothing to load");
        assert_eq!(app.in_database(counts), first);
        app.in_database(data_looks_new);
        assert!(starts_again(&app));
        assert_eq!(app.in_database(counts), first, "loaded again, and nothing stands there twice");
        assert!(!starts_again(&app));
        let donor = app.donor();
        assert_eq!(donor.gets("/activities/7").all("#history li p:first-child").len(), 1);
        assert_eq!(donor.gets("/plan").activities().len(), 14);
    }

    fn what_people_have_edited_stays(app) {
        let officer = app.officer();
        let unep = officer.gets("/activities/9/edit").value("partner-0-organisation").unwrap();
        officer.edits(7, &[("title-en", "Workshops, as we call them"), ("partner-0-remove", "yes"), ("partner-2-organisation", &unep)]).leads_to("/activities/7");
        officer.publishes(7, "on-track", "Second workshop held");
        officer.fills("/organisations/jrc/edit", &[("acronym", "EC-JRC")]).leads_to("/organisations/jrc");
        let before = app.in_database(counts);
        app.in_database(data_looks_new);
        assert!(starts_again(&app));
        let page = officer.gets("/activities/7");
        assert_eq!(page.title(), "Workshops, as we call them");
        page.shows("(UNEP)").hides("(EC-JRC)").shows("Second workshop held");
        officer.gets("/organisations/jrc").shows("EC-JRC");
        assert_eq!(app.in_database(counts), before);
    }

    fn what_nobody_has_edited_is_restored(app) {
        app.in_database(|conn| {
            conn.batch_execute(
                r#"UPDATE activities SET title = '{"en":"x"}' WHERE number = 8;
                   UPDATE organisations SET acronym = 'x' WHERE slug = 'unep';
                   UPDATE indicators SET name = '{"en":"x"}', baseline = 3, target = 40 WHERE activity_id = (SELECT id FROM activities WHERE number = 8);
                   UPDATE expected_results SET text = '{"en":"x"}' WHERE activity_id = (SELECT id FROM activities WHERE number = 8);
                   DELETE FROM activity_partners WHERE activity_id = (SELECT id FROM activities WHERE number = 8);"#,
            ).unwrap();
        });
        let donor = app.donor();
        assert_eq!(donor.gets("/activities/8").title(), "x");
        assert!(!starts_again(&app), "the same data is not loaded again");
        assert_eq!(donor.gets("/activities/8").title(), "x");
        app.in_database(data_looks_new);
        assert!(starts_again(&app));
        let page = donor.gets("/activities/8");
        assert_ne!(page.title(), "x");
        page.hides(" x ").shows("(UNEP)");
        assert_eq!(page.all("#partners ~ table tbody tr").len(), 3);
        let figures = |column: &str| page.all(&format!("#indicators ~ table td[data-l={column}]"));
        assert!(figures("Baseline").iter().all(|b| b == "3") && figures("Target").iter().all(|t| t == "40"), "baselines and targets are people's");
        assert!(!figures("Target").is_empty());
    }

    fn a_newer_file_changes_what_nobody_has_edited(app) {
        let officer = app.officer();
        officer.edits(7, &[("title-en", "Workshops, as we call them")]).leads_to("/activities/7");
        let newer = FILES[0].replace("workshops on sampling, detection", "newer workshops on sampling, detection").replace("Laboratory network exchanges", "Newer network exchanges");
        let data = PlanData::read(&newer, FILES[1], FILES[2], FILES[3], FILES[4]).unwrap();
        let now = app.app.clock.now();
        assert!(app.app.db.connection().map(|mut conn| data::load(&mut conn, &data, now).unwrap()).unwrap());
        assert_eq!(officer.gets("/activities/7").title(), "Workshops, as we call them");
        officer.gets("/plan").shows("8. Newer network exchanges");
    }

    fn a_load_that_fails_leaves_nothing_behind(app) {
        let donor = app.donor();
        let before = app.in_database(counts);
        // A file that passes the reading and that the database refuses in the end: the same code for two plans cannot be, nor a topic without a name.
        app.in_database(|conn| {
            conn.batch_execute(r#"UPDATE activities SET title = '{"en":"x"}' WHERE number = 1; ALTER TABLE activity_dependencies RENAME TO away;"#).unwrap();
        });
        app.in_database(data_looks_new);
        serve::prepare(&app.app.db, app.app.clock).unwrap_err();
        app.in_database(|conn| conn.batch_execute("ALTER TABLE away RENAME TO activity_dependencies;").unwrap());
        assert_eq!(donor.gets("/activities/1").title(), "x", "the half that had worked is taken back");
        assert_eq!(app.in_database(counts), before);
        assert!(starts_again(&app), "and the next start loads it");
        assert_ne!(donor.gets("/activities/1").title(), "x");
    }
}

#[test]
fn a_malformed_file_is_refused_with_file_entry_and_reason() {
    let reason = |at: usize, old: &str, new: &str| {
        let mut files = FILES.map(str::to_owned);
        assert!(files[at].contains(old));
        files[at] = files[at].replacen(old, new, 1);
        PlanData::read(&files[0], &files[1], &files[2], &files[3], &files[4]).err().expect("the file is refused").to_string()
    };
    assert!(reason(0, "\"priority\": true", "\"priority\": 1").starts_with("data file plan.json, at activities[0].priority (number 1): "));
    assert!(reason(1, "\"slug\": \"undp\"", "\"slug\": \"unep\"").starts_with("data file organisations.json, at unep: "));
    assert!(reason(2, "AD,AND,020", "ADX,AND,020").starts_with("data file countries.csv, at line 2: "));
    assert!(reason(4, "\"activity\": 14", "\"activity\": 15").ends_with("framework.json, at link 1.7–15: unknown activity “15”"));
}
