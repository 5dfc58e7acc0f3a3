use chrono::DateTime;
use diesel::connection::SimpleConnection;
use serde_json::{Value, json};

use super::*;
use crate::data::PlanSource;
use crate::db::{DatabaseUrl, Db, migrations};

const SECOND: &str = include_str!("../../../tests/it/data/second-plan.json");
const NOW: DateTime<Utc> = DateTime::UNIX_EPOCH;

/// A SQLite database with the built-in plan.
fn database() -> (tempfile::TempDir, Db) {
    let folder = tempfile::tempdir().unwrap();
    let db = Db::open(DatabaseUrl::Sqlite(folder.path().join("data.db"))).unwrap();
    let built_in = crate::data::built_in().unwrap();
    migrations::prepare(&db, |conn| crate::data::load(conn, &built_in, NOW)).unwrap();
    (folder, db)
}

fn content(conn: &mut Conn, folder: &tempfile::TempDir, change: impl FnOnce(&mut Value)) -> PlanContent {
    let mut plan: Value = serde_json::from_str(SECOND).unwrap();
    change(&mut plan);
    let path = folder.path().join("plan.json");
    std::fs::write(&path, plan.to_string()).unwrap();
    PlanSource::open(&path).unwrap().read(conn).unwrap().unwrap_or_else(|e| panic!("{e}"))
}

fn stored(conn: &mut Conn) -> Vec<String> {
    let plans = plan::all(conn).unwrap();
    plans.iter().map(|p| format!("{} {}", p.code, activity::all(conn, p.id).unwrap().len())).collect()
}

#[test]
fn a_plan_is_tried_loaded_and_loaded_again() {
    let (folder, db) = database();
    let mut conn = db.connection().unwrap();
    let first = content(&mut conn, &folder, |_| ());
    let tried = dry_run(&mut conn, &first, NOW).unwrap();
    assert_eq!(
        (tried.new.as_slice(), tried.organisations.as_slice()),
        ([1, 2, 3, 4, 5].as_slice(), ["seed-institute".to_owned()].as_slice())
    );
    assert_eq!(stored(&mut conn), ["cp-2017-2020 14"], "nothing has changed");
    assert_eq!(load_file(&mut conn, &first, NOW).unwrap(), tried);
    assert_eq!(stored(&mut conn), ["cp-2017-2020 14", "seeds-2019 5"]);
    let again = load_file(&mut conn, &first, NOW).unwrap();
    assert_eq!((again.new.len(), again.unchanged.as_slice()), (0, [1, 2, 3, 4, 5].as_slice()));
    conn.batch_execute(r#"UPDATE activities SET version = 1 WHERE number = 4 AND plan_id > 1"#).unwrap();
    let newer = content(&mut conn, &folder, |p| {
        p["activities"][0]["title"] = json!({ "en": "Train more seed analysts" });
        p["activities"][0]["indicators"] = json!([]);
        p["activities"][3]["title"] = json!({ "en": "Not ours" });
        drop(p["activities"].as_array_mut().unwrap().remove(2));
    });
    let newer = load_file(&mut conn, &newer, NOW).unwrap();
    assert_eq!((newer.changed, newer.left_alone, newer.unchanged, newer.removed), (vec![1], vec![4], vec![2, 5], vec![3]));
    let second = plan::by_code(&mut conn, "seeds-2019").unwrap().unwrap();
    let one = activity::by_number(&mut conn, second.id, 1).unwrap().unwrap();
    assert!(indicator::of(&mut conn, one.id, NOW).unwrap().is_empty(), "the indicator is gone with the file's");
}

#[test]
fn what_has_records_cannot_be_left_out() {
    let (folder, db) = database();
    let mut conn = db.connection().unwrap();
    let first = content(&mut conn, &folder, |_| ());
    load_file(&mut conn, &first, NOW).unwrap();
    conn.batch_execute(
        "INSERT INTO outputs (idempotency_key, activity_id, title, quantity, languages, created_at, version)
         SELECT 'k', id, 'Manual', 1, '[]', '2019-01-01 00:00:00', 0 FROM activities WHERE number = 5 AND plan_id > 1",
    )
    .unwrap();
    let without = content(&mut conn, &folder, |p| drop(p["activities"].as_array_mut().unwrap().remove(4)));
    let error = load_file(&mut conn, &without, NOW).unwrap_err().to_string();
    assert!(error.ends_with("at activities: activity 5 is not in the file, but has outputs in the database"), "{error}");
    let built_in = content(&mut conn, &folder, |p| p["plan"]["code"] = json!("cp-2017-2020"));
    assert!(load_file(&mut conn, &built_in, NOW).unwrap_err().to_string().contains("built into the program"));
    assert_eq!(stored(&mut conn), ["cp-2017-2020 14", "seeds-2019 5"]);
}

#[test]
fn units_and_decisions_of_another_plan_stay() {
    let (folder, db) = database();
    let mut conn = db.connection().unwrap();
    let before = plan_texts(&mut conn);
    let greedy = content(&mut conn, &folder, |p| {
        p["units"] = json!([{ "id": "laboratories", "name": { "en": "labs" } }, { "id": "people", "name": { "en": "persons" } }]);
        let decision = json!({ "code": "BS-VII/10", "body": "cop", "topic": { "en": "Other" } });
        p["decisions"].as_array_mut().unwrap().push(decision);
    });
    load_file(&mut conn, &greedy, NOW).unwrap();
    assert_eq!(plan_texts(&mut conn), before);
}

/// Everything that the first plan says with units and decisions.
fn plan_texts(conn: &mut Conn) -> String {
    let first = plan::first(conn).unwrap().unwrap();
    let all = activity::all(conn, first.id).unwrap();
    all.iter().map(|a| format!("{:?}{:?}", activity::citations(conn, a.id), indicator::of(conn, a.id, NOW))).collect()
}
