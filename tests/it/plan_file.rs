//! `plan check` and `plan load`: a second plan from a file, beside the first, on both databases.

use std::path::PathBuf;

use capacity_tracker::db::migrations::{POSTGRES, SQLITE};
use capacity_tracker::db::schema::{activities, organisations};
use capacity_tracker::db::{Conn, activity, plan};
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel_migrations::MigrationHarness;
use serde_json::{Value, json};

use crate::support::TestApp;
use crate::support::database::Database;
use crate::support::program::{Ended, on, run};

const SECOND: &str = include_str!("data/second-plan.json");

/// Writes the second plan beside the database, after a change.
fn written(database: &Database, change: impl FnOnce(&mut Value)) -> PathBuf {
    let mut plan: Value = serde_json::from_str(SECOND).unwrap();
    change(&mut plan);
    let path = database.folder().join("second-plan.json");
    std::fs::write(&path, plan.to_string()).unwrap();
    path
}

fn plan_command(database: &Database, command: &str, change: impl FnOnce(&mut Value)) -> Ended {
    let path = written(database, change);
    run(&mut on(database, &["plan", command, path.to_str().unwrap()]))
}

fn loads(database: &Database, change: impl FnOnce(&mut Value)) -> String {
    plan_command(database, "load", change).well()
}

fn codes(app: &TestApp) -> Vec<String> {
    app.in_database(|conn| plan::all(conn).unwrap().into_iter().map(|p| p.code).collect())
}

on_both! {
    fn a_second_plan_is_checked_and_loaded_beside_the_first(app) {
        let donor = app.donor();
        let addresses = ["/plan", "/plan/timeline", "/plan/source", "/activities/2", "/activities/3", "/dashboard"];
        let before = addresses.map(|a| donor.gets(a).is(200).all("main"));
        let first: Value = serde_json::from_str(&run(&mut on(&app.database, &["export", "plan"])).well()).unwrap();
        let checked = plan_command(&app.database, "check", |_| ()).well();
        assert!(checked.contains("second-plan.json is right; loading it would give\nplan seeds-2019\n  organisations new: 1 (seed-institute)\n  activities new: 5 (1, 2, 3, 4, 5)\n"), "{checked}");
        assert_eq!(codes(&app), ["cp-2017-2020"], "a check changes nothing");
        let loaded = loads(&app.database, |_| ());
        assert!(loaded.contains("second-plan.json is loaded\nplan seeds-2019\n"), "{loaded}");
        assert!(loaded.ends_with("  activities new: 5 (1, 2, 3, 4, 5)\n  activities changed: 0\n  activities left alone, as edited here: 0\n  activities unchanged: 0\n  activities removed: 0\n"), "{loaded}");
        assert_eq!(codes(&app), ["cp-2017-2020", "seeds-2019"]);
        app.in_database(|conn| {
            assert_eq!(plan::first(conn).unwrap().unwrap().code, "cp-2017-2020");
            assert_eq!(plan::first(conn).unwrap().unwrap().code, "cp-2017-2020");
            let second = plan::by_code(conn, "seeds-2019").unwrap().unwrap();
            assert_eq!((second.years, second.decision_code), (None, None));
            assert!(plan::by_code(conn, "nowhere").unwrap().is_none());
        });
        let after: Value = serde_json::from_str(&run(&mut on(&app.database, &["export", "plan"])).well()).unwrap();
        assert_eq!(after, first, "the first plan is as it was");
        assert_eq!(addresses.map(|a| donor.gets(a).is(200).all("main")), before, "and so are its pages");
    }

    fn the_same_plan_again_changes_what_nobody_has_edited(app) {
        loads(&app.database, |_| ());
        let again = loads(&app.database, |_| ());
        assert!(again.contains("activities new: 0\n  activities changed: 0\n") && again.contains("activities unchanged: 5 (1, 2, 3, 4, 5)"), "{again}");
        app.in_database(|conn| conn.batch_execute(r#"UPDATE activities SET version = 1, title = '{"en":"Ours"}' WHERE number = 4 AND plan_id > 1;"#).unwrap());
        let newer = loads(&app.database, |p| {
            p["activities"][0]["title"] = json!({ "en": "Train more seed analysts" });
            p["activities"][3]["title"] = json!({ "en": "Not ours" });
            p["activities"].as_array_mut().unwrap().remove(2);
        });
        assert!(newer.contains("new: 0\n  activities changed: 1 (1)\n  activities left alone, as edited here: 1 (4)\n  activities unchanged: 2 (2, 5)\n  activities removed: 1 (3)\n"), "{newer}");
        app.in_database(|conn| {
            let second = plan::by_code(conn, "seeds-2019").unwrap().unwrap().id.0;
            let titles: Vec<String> = activities::table.filter(activities::plan_id.eq(second)).order(activities::number).select(activities::title).load(conn).unwrap();
            assert_eq!((titles.len(), titles[0].as_str(), titles[2].as_str()), (4, r#"{"en":"Train more seed analysts"}"#, r#"{"en":"Ours"}"#));
        });
        let back = loads(&app.database, |_| ());
        assert!(back.contains("activities new: 1 (3)\n  activities changed: 1 (1)\n"), "{back}");
    }

    fn an_activity_with_results_cannot_be_left_out(app) {
        loads(&app.database, |_| ());
        app.in_database(|conn| {
            conn.batch_execute("INSERT INTO outputs (idempotency_key, activity_id, title, quantity, languages, created_at, version) SELECT 'k', id, 'Manual', 1, '[]', '2019-01-01 00:00:00', 0 FROM activities WHERE number = 5 AND plan_id > 1;").unwrap();
        });
        let without = |p: &mut Value| drop(p["activities"].as_array_mut().unwrap().remove(4));
        for command in ["check", "load"] {
            let refused = plan_command(&app.database, command, without).refused();
            assert!(refused.contains("second-plan.json, at activities: activity 5 is not in the file, but has outputs in the database"), "{refused}");
        }
        let count = app.in_database(|conn| activities::table.count().get_result::<i64>(conn).unwrap());
        assert_eq!(count, 19, "nothing has changed");
    }

    fn what_is_wrong_is_said_and_nothing_is_loaded(app) {
        let wrong = plan_command(&app.database, "load", |p| {
            p["activities"][3]["colour"] = json!("red");
            p["activities"][0]["partners"][0]["organisation"] = json!("nobody");
            p["activities"][1]["depends_on"] = json!([{ "activity": 5, "relation": "builds-on" }]);
        }).refused();
        assert!(wrong.contains("second-plan.json: 3 problems\n"), "{wrong}");
        for part in ["at activities[3] (number 4): unknown key “colour”", "at activities[0] (number 1): unknown organisation “nobody”", "at activities[1] (number 2): depends on itself by way of others: 2 → 5 → 4 → 2"] {
            assert!(wrong.contains(part), "{part}: {wrong}");
        }
        let built_in = plan_command(&app.database, "load", |p| p["plan"]["code"] = json!("cp-2017-2020")).refused();
        assert!(built_in.contains("at plan.code: “cp-2017-2020” is the plan that is built into the program"), "{built_in}");
        assert_eq!(codes(&app), ["cp-2017-2020"]);
        assert_eq!(app.in_database(|conn| organisations::table.filter(organisations::slug.eq("seed-institute")).count().get_result::<i64>(conn).unwrap()), 0);
    }

    fn what_a_plan_does_not_state_is_shown_as_not_stated(app) {
        let officer = app.officer();
        officer.names_lead(7, "Ines Duarte");
        // Until addresses name the plan, the first plan is made to state as little as the second.
        app.in_database(|conn| {
            conn.batch_execute(
                "UPDATE plans SET start_year = NULL, end_year = NULL, decision_code = NULL;
                 UPDATE activities SET start_year = NULL, end_year = NULL, topic_id = NULL, source_document = '', source_place = '{}' WHERE number = 7;
                 DELETE FROM activity_partners WHERE activity_id = (SELECT id FROM activities WHERE number = 7);
                 DELETE FROM activity_decisions WHERE activity_id = (SELECT id FROM activities WHERE number = 7);",
            ).unwrap();
        });
        let page = officer.gets("/activities/7");
        page.is(200).shows("The plan cites no decision for this activity.");
        let facts = page.all("dl.facts.col dd");
        assert_eq!(facts.iter().filter(|f| *f == "not stated").count(), 3, "years, topic and source: {facts:?}");
        page.shows("Nothing is due: the plan states no years for this activity, and no work has begun.");
        let list = officer.gets("/plan?sort=timeframe");
        assert_eq!(list.is(200).activities().last(), Some(&7), "activities without years come last");
        list.shows("14 activities, 10 of them priorities").hides("adopted by decision").shows("not stated");
        assert_eq!(officer.gets("/plan?topic=sampling-detection-and-identification").activities(), [8, 11]);
        let timeline = officer.gets("/plan/timeline");
        timeline.is(200).shows("Activities for which the plan states no years");
        assert!(timeline.all("main ul li").contains(&"7. Sampling and detection workshops".to_owned()));
        assert_eq!(timeline.all("svg.c rect.track").len(), 13);
        assert_eq!(timeline.all("tbody tr").len(), 14);
        officer.gets("/dashboard").is(200).shows("Results of the 14 activities as at 12 March 2019.");
        officer.gets("/plan/source").is(200).shows("Adopting decision").shows("not stated");
        for address in ["/", "/events", "/events/new", "/activities/7/edit", "/activities/7/updates/new", "/reports/new", "/organisations", "/framework"] {
            officer.gets(address).is(200);
        }
        officer.publishes(7, "on-track", "Begun");
        officer.gets("/plan").shows("10 June 2019");
        let export: Value = serde_json::from_str(&run(&mut on(&app.database, &["export", "plan"])).well()).unwrap();
        assert_eq!((&export["plan"]["start"], &export["plan"]["decision"]), (&Value::Null, &Value::Null));
        assert_eq!((&export["activities"][6]["start"], &export["activities"][6]["topic"]), (&Value::Null, &Value::Null));
    }

    fn a_database_of_the_version_before_keeps_every_row(app) {
        let officer = app.officer();
        officer.names_lead(7, "Ines Duarte");
        officer.publishes(7, "on-track", "Begun");
        let mut conn = app.app.db.connection().unwrap();
        let dump = |conn: &mut Conn| {
            let first = plan::first(conn).unwrap().unwrap();
            let all = activity::all(conn, first.id).unwrap();
            let parts = all.iter().map(|a| format!("{:?}", (activity::citations(conn, a.id), activity::dependencies(conn, a.id)))).collect::<Vec<_>>();
            format!("{first:?} {all:?} {parts:?} {:?}", activity::partners(conn, first.id))
        };
        let before = dump(&mut conn);
        match &mut *conn {
            Conn::Pg(c) => {
                while c.revert_last_migration(POSTGRES).unwrap().to_string() != "20261126000003" {}
                c.run_pending_migrations(POSTGRES).unwrap();
            }
            Conn::Sqlite(c) => {
                while c.revert_last_migration(SQLITE).unwrap().to_string() != "20261126000003" {}
                c.run_pending_migrations(SQLITE).unwrap();
            }
        }
        assert_eq!(dump(&mut conn), before);
        drop(conn);
        officer.gets("/activities/7").is(200).shows("2017–2020").shows("Begun");
    }

    fn a_missing_language_falls_back_to_english_marked_as_such(app) {
        loads(&app.database, |_| ());
        app.in_database(|conn| {
            let title: String = activities::table.filter(activities::number.eq(3)).order(activities::id.desc()).select(activities::title).first(conn).unwrap();
            diesel::update(activities::table.filter(activities::number.eq(7))).set((activities::title.eq(&title), activities::short_title.eq(&title))).execute(conn).unwrap();
        });
        let officer = app.officer();
        officer.gets("/plan?lang=zh").is(303);
        assert_eq!(officer.gets("/activities/7").is(200).all("h1 span[lang=en]"), ["Support whoever asks"]);
        let timeline = officer.gets("/plan/timeline");
        assert_eq!(timeline.is(200).all("th span[lang=en]"), ["Support whoever asks"]);
        assert_eq!(timeline.all("svg.c text[lang=en]"), ["7. Support whoever asks"]);
    }
}

#[test]
fn a_file_that_is_no_plan_leaves_no_database_behind() {
    let database = Database::sqlite();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("plan.json");
    let refused = |content: &[u8]| {
        std::fs::write(&path, content).unwrap();
        run(&mut on(&database, &["plan", "check", path.to_str().unwrap()])).refused()
    };
    assert!(refused(b"").contains("plan.json, at the file: the file is empty"));
    assert!(refused(b"{\"a\": \"\xc3\x28\"}").contains("not UTF-8 at byte offset 7"));
    assert!(refused(b"{").contains("EOF while parsing"));
    let directory = run(&mut on(&database, &["plan", "load", folder.path().to_str().unwrap()])).refused();
    assert!(directory.contains("is a directory, not a file"), "{directory}");
    std::fs::File::create(&path).unwrap().set_len(1 << 30).unwrap();
    let large = run(&mut on(&database, &["plan", "load", path.to_str().unwrap()])).refused();
    assert!(large.contains("has 1073741824 bytes; a plan's file may have 16777216"), "{large}");
    assert!(!database.folder().join("data.db").exists(), "no database was made");
}
