//! Backup and restore: under write load, into an empty place, and what is refused.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use application::backup::Manifest;
use capacity_tracker::db::attachment;
use capacity_tracker::db::schema::{attachment_pieces, attachments};
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use domain::review::Stage;

use crate::support::database::Database;
use crate::support::program::{Serving, on, run};
use crate::support::{TestApp, Visitor, eventually};

/// Backs up into this place.
fn backs_up(database: &Database, target: &Path) -> Manifest {
    let said = run(&mut on(database, &["backup", target.to_str().unwrap()])).well();
    assert!(said.contains(" rows in ") && said.contains("newest migration"), "{said}");
    let folder = if target.is_dir() { target.to_owned() } else { return manifest_of_zip(target) };
    serde_json::from_slice(&fs::read(folder.join("manifest.json")).unwrap()).unwrap()
}

fn manifest_of_zip(target: &Path) -> Manifest {
    let mut archive = zip::ZipArchive::new(fs::File::open(target).unwrap()).unwrap();
    serde_json::from_reader(archive.by_name("manifest.json").unwrap()).unwrap()
}

/// An empty database of the same kind.
fn another(database: &Database) -> Database {
    match database {
        Database::Sqlite(_) => Database::sqlite(),
        Database::Postgres { .. } => Database::postgres(),
    }
}

fn restores(backup: &Path, database: &Database) -> String {
    run(&mut on(database, &["restore", backup.to_str().unwrap()])).well()
}

/// Bytes and names of the attached files that the database names.
fn files(app: &TestApp) -> BTreeMap<String, Vec<u8>> {
    let (in_folder, pieces) = app.in_database_unseen(|conn| {
        let pieces = attachments::table.inner_join(attachment_pieces::table).order(attachment_pieces::position);
        let pieces: Vec<(String, Vec<u8>)> = pieces.select((attachments::stored_as, attachment_pieces::bytes)).load(conn).unwrap();
        (attachment::stored_names(conn).unwrap(), pieces)
    });
    let folder = app.database.folder().join("attachments");
    let mut files: BTreeMap<String, Vec<u8>> =
        in_folder.into_iter().map(|name| (name.clone(), fs::read(folder.join(name)).unwrap())).collect();
    for (name, piece) in pieces {
        files.entry(name).or_default().extend(piece);
    }
    files
}

/// Stops the writers, also when the test fails: otherwise it would wait for them for ever.
struct Stops<'a>(&'a AtomicBool);

impl Drop for Stops<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// Writes until it is stopped; notes what was confirmed.
fn writes(visitor: &Visitor, who: usize, is_over: &AtomicBool, confirmed: &Mutex<Vec<String>>) {
    for n in 0.. {
        if is_over.load(Ordering::Relaxed) {
            return;
        }
        let headline = format!("Headline {who}-{n}");
        visitor.publishes(i32::try_from(who).unwrap() + 7, "on-track", &headline);
        confirmed.lock().unwrap().push(headline);
    }
}

on_both! {
    fn a_backup_under_write_load_holds_every_confirmed_write_and_file(app) {
        let (officer, other, partner) = (app.officer(), app.another_officer(), app.partner("jrc"));
        let event = app.has_event("tomas@example.org", Stage::Draft);
        for n in 0..3u8 {
            partner.uploads(&format!("/events/{event}/attachments/new"), &format!("{n}.pdf"), &[b"%PDF-1.7\n", [n].as_slice()].concat()).is(303);
        }
        let (is_over, confirmed) = (AtomicBool::new(false), Mutex::new(Vec::new()));
        let place = tempfile::tempdir().unwrap();
        let backups = [place.path().join("folder"), place.path().join("file.zip")];
        let before: Vec<(Vec<String>, Manifest)> = std::thread::scope(|scope| {
            let _stops = Stops(&is_over);
            scope.spawn(|| writes(&officer, 0, &is_over, &confirmed));
            scope.spawn(|| writes(&other, 1, &is_over, &confirmed));
            let made = backups.iter().map(|target| {
                let so_far = confirmed.lock().unwrap().len();
                let known = eventually("three more writes", || Some(confirmed.lock().unwrap().clone()).filter(|all| all.len() >= so_far + 3));
                (known, backs_up(&app.database, target))
            });
            made.collect()
        });
        for ((known, manifest), backup) in before.iter().zip(&backups) {
            assert_eq!((manifest.attachments(), manifest.rows["attachments"]), (3, 3));
            let restored = Arc::new(another(&app.database));
            let said = restores(backup, &restored);
            assert!(said.contains(&format!("events: {}", manifest.rows["events"])), "{said}");
            run(&mut on(&restored, &["audit", "verify", "--backup", backup.to_str().unwrap()])).well();
            let again = TestApp::on(Arc::clone(&restored), &[]);
            let reader = again.visitor().signs_in("ines@example.org");
            let all = [7, 8].map(|number| reader.gets(&format!("/activities/{number}/updates")).is(200).text()).concat();
            for headline in known {
                assert!(all.contains(headline), "{headline} was confirmed before the backup");
            }
            assert_eq!(files(&again), files(&app));
            // Work goes on: numbers continue, links and sessions are those of before.
            reader.publishes(7, "delayed", "After the restore");
            assert_eq!(fs::read(restored.folder().join("secret.key")).unwrap(), fs::read(app.database.folder().join("secret.key")).unwrap());
        }
    }

    fn every_row_comes_back_as_it_was(app) {
        drop((app.officer(), app.partner("jrc"), app.donor()));
        for stage in [Stage::Draft, Stage::Submitted, Stage::Verified] {
            app.has_event("tomas@example.org", stage);
        }
        app.has_money("jrc");
        app.has_output(7, "jrc");
        app.has_report("ines@example.org");
        let place = tempfile::tempdir().unwrap();
        let [first, second] = ["first", "second"].map(|name| place.path().join(name));
        let manifest = backs_up(&app.database, &first);
        let restored = another(&app.database);
        restores(&first, &restored);
        let again = backs_up(&restored, &second);
        assert_eq!(again.rows, manifest.rows);
        assert!(manifest.rows["history"] > 0 && manifest.rows["events"] == 3);
        let of_tables = |folder: &Path| match fs::read_dir(folder.join("tables")) {
            Err(_) => Vec::new(),
            Ok(tables) => {
                let mut all: Vec<(String, Vec<String>)> = tables.map(|t| t.unwrap().path()).map(|path| {
                    let mut lines: Vec<String> = fs::read_to_string(&path).unwrap().lines().map(str::to_owned).collect();
                    lines.sort();
                    (path.file_name().unwrap().to_str().unwrap().to_owned(), lines)
                }).collect();
                all.sort();
                all
            }
        };
        assert_eq!(of_tables(&second), of_tables(&first));
        // SQLite copies the same content into the same bytes, but for the counters of changes in the header of 100 bytes.
        let content = |folder: &Path| fs::read(folder.join("data.db")).map(|bytes| bytes[100..].to_vec()).ok();
        assert!(content(&second) == content(&first), "the pages of SQLite differ");
    }

    fn a_backup_is_only_for_its_owner_and_never_written_over(app) {
        let place = tempfile::tempdir().unwrap();
        let target = place.path().join("backup");
        backs_up(&app.database, &target);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o077;
            assert_eq!((mode(&target), mode(&target.join("manifest.json")), mode(&target.join("secret.key"))), (0, 0, 0));
        }
        let refusal = run(&mut on(&app.database, &["backup", target.to_str().unwrap()])).refused();
        assert!(refusal.contains("is there already"), "{refusal}");
        let nowhere = run(&mut on(&app.database, &["backup", place.path().join("no/such/backup.zip").to_str().unwrap()])).refused();
        assert!(nowhere.contains("no backup was made") && nowhere.contains("no/such"), "{nowhere}");
        assert_eq!(fs::read_dir(place.path()).unwrap().count(), 1, "nothing unfinished stays");
    }

    fn what_is_not_as_it_was_backed_up_is_refused(app) {
        drop(app.partner("jrc"));
        let place = tempfile::tempdir().unwrap();
        let target = place.path().join("backup");
        backs_up(&app.database, &target);
        let refused = |words: &[&str]| {
            let refusal = run(&mut on(&another(&app.database), &["restore", target.to_str().unwrap()])).refused();
            for word in words {
                assert!(refusal.contains(word), "“{word}” is not in: {refusal}");
            }
        };
        let changes = |name: &str, bytes: &[u8], words: &[&str]| {
            let path = target.join(name);
            let before = fs::read(&path).ok();
            fs::write(&path, bytes).unwrap();
            refused(words);
            match before {
                Some(before) => fs::write(&path, before).unwrap(),
                None => fs::remove_file(&path).unwrap(),
            }
        };
        changes("secret.key", b"another", &["secret.key", "its hash differs"]);
        changes("data.db-wal", b"stale", &["data.db-wal", "does not belong to the backup"]);
        changes("manifest.json", b"{}", &["is no backup of this program"]);
        let manifest = fs::read_to_string(target.join("manifest.json")).unwrap();
        let newer: Manifest = serde_json::from_str(&manifest).unwrap();
        let newer = Manifest { migration: "99990101000000".into(), program: "9.9.9".into(), ..newer };
        changes("manifest.json", serde_json::to_string(&newer).unwrap().as_bytes(), &["9.9.9", "migration 99990101000000"]);
        changes("manifest.json", serde_json::to_string(&Manifest { format: 2, ..newer }).unwrap().as_bytes(), &["which is newer"]);
        fs::rename(target.join("secret.key"), place.path().join("secret.key")).unwrap();
        refused(&["secret.key is missing"]);
        fs::rename(place.path().join("secret.key"), target.join("secret.key")).unwrap();
        let refusal = run(&mut on(&another(&app.database), &["restore", place.path().to_str().unwrap()])).refused();
        assert!(refusal.contains("is no backup"), "{refusal}");
        // And now it is right again, but the place must be empty.
        let full = run(&mut on(&app.database, &["restore", target.to_str().unwrap()])).refused();
        assert!(full.contains("is there already"), "{full}");
        let restored = another(&app.database);
        restores(&target, &restored);
        fs::remove_dir_all(restored.folder().join("attachments")).unwrap();
        fs::remove_file(restored.folder().join("secret.key")).unwrap();
        let full = run(&mut on(&restored, &["restore", target.to_str().unwrap()])).refused();
        assert!(full.contains("is there already") || full.contains("is not empty"), "{full}");
    }

    fn a_database_of_a_newer_version_is_refused_at_the_start(app) {
        app.in_database_unseen(|conn| {
            diesel::sql_query("INSERT INTO __diesel_schema_migrations (version) VALUES ('99990101000000')").execute(conn).unwrap();
        });
        let refusal = run(&mut on(&app.database, &["serve", "--listen", "127.0.0.1:0"])).refused();
        assert!(refusal.contains("newer version") && refusal.contains("99990101000000"), "{refusal}");
    }

    fn a_lost_secret_is_not_replaced_in_silence(app) {
        drop(app.officer());
        let database = Arc::clone(&app.database);
        drop(app);
        let secret = database.folder().join("secret.key");
        fs::remove_file(&secret).unwrap();
        let serve = ["serve", "--listen", "127.0.0.1:0"];
        let refusal = run(&mut on(&database, &serve)).refused();
        assert!(refusal.contains(secret.to_str().unwrap()) && refusal.contains("--new-secret"), "{refusal}");
        assert!(!secret.exists());
        let short = run(on(&database, &serve).env("SECRET_KEY", "short")).refused();
        assert!(short.contains("at least 64") && !short.contains("short,"), "{short}");
        drop(Serving::start(on(&database, &serve).env("SECRET_KEY", "s".repeat(64))));
        assert!(!secret.exists(), "it came from the settings");
        drop(Serving::start(&mut on(&database, &["serve", "--listen", "127.0.0.1:0", "--new-secret"])));
        assert!(secret.exists());
    }
}

#[test]
fn a_backup_of_one_database_is_not_restored_into_the_other() {
    let place = tempfile::tempdir().unwrap();
    let target = place.path().join("backup.zip");
    backs_up(&Database::prepared_sqlite(), &target);
    let refusal = run(&mut on(&Database::postgres(), &["restore", target.to_str().unwrap()])).refused();
    assert!(refusal.contains("is a backup of SQLite"), "{refusal}");
    let database = Database::sqlite();
    fs::write(database.folder().join("data.db-wal"), "stale").unwrap();
    let refusal = run(&mut on(&database, &["restore", target.to_str().unwrap()])).refused();
    assert!(refusal.contains("data.db-wal is there already"), "{refusal}");
}

#[test]
fn nothing_is_backed_up_from_a_place_without_a_database() {
    let (database, place) = (Database::sqlite(), tempfile::tempdir().unwrap());
    let refusal = run(&mut on(&database, &["backup", place.path().join("backup").to_str().unwrap()])).refused();
    assert!(refusal.contains("there is no database at"), "{refusal}");
    assert_eq!(fs::read_dir(database.folder()).unwrap().count(), 0);
}

/// However the process is asked to stop, the database file alone holds everything afterwards.
#[test]
fn the_write_ahead_log_is_empty_after_a_stop() {
    for signal in ["TERM", "INT"] {
        let database = Database::prepared_sqlite();
        let mut serving = Serving::start(&mut on(&database, &["serve", "--listen", "127.0.0.1:0"]));
        let mut conn = SqliteConnection::establish(database.folder().join("data.db").to_str().unwrap()).unwrap();
        conn.batch_execute("UPDATE data_version SET number = number + 1").unwrap();
        drop(conn);
        serving.gets_signal(signal);
        assert_eq!(serving.ends(), Some(0));
        let log = database.folder().join("data.db-wal");
        assert!(fs::metadata(&log).map_or(0, |m| m.len()) == 0, "{signal}");
    }
}
