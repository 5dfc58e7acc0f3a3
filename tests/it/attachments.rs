//! Files of events: what is accepted, who gets it, what becomes of its bytes.

use std::io::Write;
use std::path::PathBuf;
use std::time::{Duration, SystemTime};

use capacity_tracker::db::attachment;
use capacity_tracker::db::schema::{attachment_pieces, attachments};
use diesel::prelude::*;
use domain::attachment::{FILES_MAX, FileKind, SIZE_MAX};
use domain::history::{Action, Value};
use domain::ids::EventId;
use domain::review::Stage;

use crate::support::database::Database;
use crate::support::program::{Serving, on, program, run};
use crate::support::{TestApp, Visitor, raw, upload};

const PDF: &[u8] = b"%PDF-1.7\nReport\n%%EOF\n";
const NOT_ALLOWED: &str = "Error: Choose a PDF, Word, Excel, PowerPoint, OpenDocument, JPEG or PNG file without macros; what a file is, is told by its content, not its name";

fn add_page(event: EventId) -> String {
    format!("/events/{event}/attachments/new")
}

#[track_caller]
fn adds(visitor: &Visitor, event: EventId, name: &str, bytes: &[u8]) {
    visitor.uploads(&add_page(event), name, bytes).leads_to(&format!("/events/{event}"));
}

fn files(app: &TestApp, event: EventId) -> Vec<domain::attachment::Attachment> {
    app.in_database(|conn| attachment::of(conn, event).unwrap())
}

fn folder(app: &TestApp) -> PathBuf {
    app.database.folder().join("attachments")
}

fn on_disk(app: &TestApp) -> Vec<String> {
    let Ok(entries) = std::fs::read_dir(folder(app)) else { return Vec::new() };
    entries.map(|e| e.unwrap().file_name().into_string().unwrap()).collect()
}

/// The names of the files whose bytes are stored: in the data folder, or in the database.
fn stored(app: &TestApp) -> Vec<String> {
    if matches!(*app.database, Database::Sqlite(_)) {
        return on_disk(app);
    }
    app.in_database_unseen(|conn| {
        let with_bytes = attachments::table.inner_join(attachment_pieces::table).select(attachments::stored_as).distinct();
        with_bytes.load(conn).unwrap()
    })
}

fn sorted(mut names: Vec<String>) -> Vec<String> {
    names.sort();
    names
}

fn partner_again(app: &TestApp) -> Visitor {
    app.visitor().signs_in("tomas@example.org")
}

fn office(main: &str) -> Vec<u8> {
    upload::zip(&[("[Content_Types].xml", b"<Types/>"), (main, b"<x/>")])
}

fn every_kind() -> Vec<(FileKind, Vec<u8>)> {
    let open = |kind: FileKind| upload::zip(&[("mimetype", kind.media_type().as_bytes()), ("content.xml", b"<x/>")]);
    vec![
        (FileKind::Pdf, PDF.to_vec()),
        (FileKind::Docx, office("word/document.xml")),
        (FileKind::Xlsx, office("xl/workbook.xml")),
        (FileKind::Pptx, office("ppt/presentation.xml")),
        (FileKind::Odt, open(FileKind::Odt)),
        (FileKind::Ods, open(FileKind::Ods)),
        (FileKind::Odp, open(FileKind::Odp)),
        (FileKind::Jpeg, b"\xFF\xD8\xFF\xE0\0\x10JFIF".to_vec()),
        (FileKind::Png, b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec()),
    ]
}

/// A program of its own on the database of an application, so that memory and log are its own.
pub fn serves(database: &Database, log: &str) -> Serving {
    Serving::start(on(database, &["serve", "--listen", "127.0.0.1:0", "--clock", "2019-03-12"]).env("RUST_LOG", log))
}

on_both! {
    fn every_allowed_kind_is_kept_and_handed_out_as_it_was(app) {
        let partner = app.partner("jrc");
        let event = app.has_event("tomas@example.org", Stage::Draft);
        for (kind, bytes) in every_kind() {
            adds(&partner, event, "报告 \"A\".bin", &bytes);
            let file = files(&app, event).pop().unwrap();
            assert_eq!((file.kind, file.name.as_str(), file.size as usize), (kind, format!("报告 %22A%22.{kind}").as_str(), bytes.len()));
            let got = partner.gets_raw(&app.base, &format!("/attachments/{}", file.id));
            assert_eq!((got.status, got.body), (200, bytes));
            let told = |name| got.head.lines().filter_map(|l| l.split_once(": ")).find(|(n, _)| n.eq_ignore_ascii_case(name)).map(|(_, v)| v.to_owned()).unwrap_or_default();
            assert_eq!(told("content-type"), kind.media_type());
            assert_eq!(told("content-disposition"), format!("attachment; filename=\"__ _22A_22.{kind}\"; filename*=UTF-8''%E6%8A%A5%E5%91%8A%20%2522A%2522.{kind}"));
            assert_eq!(told("content-security-policy"), "sandbox; default-src 'none'");
            assert_eq!((told("x-content-type-options").as_str(), told("cache-control").as_str()), ("nosniff", "no-store"));
        }
        assert!(on_disk(&app).iter().all(|name| name.len() == 32 && name.chars().all(|c| c.is_ascii_hexdigit())), "{:?}", on_disk(&app));
        let history = app.history_of(event);
        assert_eq!((history.len(), history[8].action, history[8].changes[0].after.as_ref().and_then(Value::as_text)), (9, Action::Attached, Some("报告 %22A%22.pdf")));
    }

    fn what_is_not_allowed_is_refused_at_its_field(app) {
        let partner = app.partner("jrc");
        let event = app.has_event("tomas@example.org", Stage::Returned);
        let page = add_page(event);
        let with_macro = upload::zip(&[("[Content_Types].xml", b"<Types/>"), ("word/document.xml", b"<x/>"), ("word/vbaProject.bin", b"x")]);
        for bytes in [b"MZ\x90\0\x03\0\0\0".as_slice(), b"\x7FELF", b"<html><script>alert(1)</script>", b"<svg/>", &with_macro, &upload::zip(&[("classes.dex", b"x")])] {
            let back = partner.uploads(&page, "Report.pdf", bytes);
            assert_eq!(back.is(422).error_at("file").as_deref(), Some(NOT_ALLOWED));
            back.shows("Workshop on detection, Nairobi").shows("Back to the event");
        }
        assert_eq!(partner.uploads(&page, "", b"").is(422).error_at("file").as_deref(), Some("Error: Fill in this field"));
        assert_eq!(partner.uploads(&page, "Report.pdf", b"").is(422).error_at("file").as_deref(), Some("Error: Fill in this field"));
        assert_eq!((files(&app, event).len(), stored(&app).len(), app.history_of(event).len()), (0, 0, 0));
    }

    fn ten_megabytes_are_accepted_and_a_byte_more_is_not(app) {
        let partner = app.partner("jrc");
        let event = app.has_event("tomas@example.org", Stage::Draft);
        let of = |size: usize| [PDF, &vec![b'\r'; size - PDF.len()]].concat();
        adds(&partner, event, "Large.pdf", &of(SIZE_MAX));
        let back = partner.uploads(&add_page(event), "Larger.pdf", &of(SIZE_MAX + 1));
        assert_eq!(back.is(422).error_at("file").as_deref(), Some("Error: Choose a file of 10 MB at most"));
        assert_eq!((files(&app, event).len(), stored(&app).len()), (1, 1));
    }

    fn an_event_has_ten_files_at_most(app) {
        let partner = app.partner("jrc");
        let event = app.has_event("tomas@example.org", Stage::Submitted);
        (0..FILES_MAX).for_each(|at| adds(&partner, event, &format!("{at}.pdf"), PDF));
        let back = partner.uploads(&add_page(event), "one-more.pdf", PDF);
        assert_eq!(back.is(422).error_at("file").as_deref(), Some("Error: There are 10 files already, which is the most; remove one first"));
        assert_eq!((files(&app, event).len(), stored(&app).len()), (10, 10));
    }

    fn files_sent_in_the_same_moment_are_not_more_than_there_may_be(app) {
        let partner = app.partner("jrc");
        let event = app.has_event("tomas@example.org", Stage::Draft);
        (0..FILES_MAX - 2).for_each(|at| adds(&partner, event, &format!("{at}.pdf"), PDF));
        let form = partner.gets(&add_page(event)).form(&add_page(event));
        std::thread::scope(|scope| {
            for _ in 0..5 {
                scope.spawn(|| partner.sends_file(&form, "at-once.pdf", PDF, &[]));
            }
        });
        assert_eq!((files(&app, event).len(), stored(&app).len()), (10, 10));
    }

    fn what_others_may_not_see_does_not_exist(app) {
        let partner = app.partner("jrc");
        let event = app.has_event("tomas@example.org", Stage::Draft);
        adds(&partner, event, "Report.pdf", PDF);
        let file = files(&app, event)[0].id;
        app.has_person(domain::access::Role::Partner, "Foreign Partner", "foreign@example.org", Some("unep"));
        let foreign = app.visitor().signs_in("foreign@example.org");
        let form = partner.gets(&add_page(event)).form(&add_page(event));
        let own = foreign.gets("/account").form("/account").with("file", "");
        for path in [add_page(event), format!("/attachments/{file}"), format!("/attachments/{file}/removal/new"), "/attachments/4711".to_owned(), format!("/events/{event}/participants/new")] {
            foreign.gets(&path).is(404);
        }
        let aimed = |action: String| crate::support::page::Form { action, fields: own.fields.iter().filter(|(n, _)| n == "token").cloned().collect() };
        foreign.sends_file(&aimed(form.action), "Mine.pdf", PDF, &[]).is(404);
        foreign.sends(&aimed(format!("/attachments/{file}/removal/new"))).is(404);
        assert_eq!(files(&app, event).len(), 1);
    }

    fn donors_get_files_of_verified_events_and_the_public_none(app) {
        let (officer, donor, public) = (app.officer(), app.donor(), app.visitor());
        let partner = app.partner("jrc");
        app.opens_to_the_public();
        for (stage, seen) in [(Stage::Submitted, 404), (Stage::Returned, 404), (Stage::Cancelled, 404), (Stage::Verified, 200)] {
            let event = app.has_event("tomas@example.org", Stage::Draft);
            adds(&partner, event, "Report.pdf", PDF);
            let path = format!("/attachments/{}", files(&app, event)[0].id);
            app.comes_to(event, stage);
            assert_eq!(donor.gets_raw(&app.base, &path).status, seen, "{stage}");
            assert_eq!(officer.gets_raw(&app.base, &path).status, 200, "{stage}");
            assert_eq!(partner.gets_raw(&app.base, &path).status, 200, "{stage}");
            assert!(public.gets(&path).location.is_some_and(|l| l.starts_with("/session/new")), "{stage}");
            donor.gets(&add_page(event)).is(404);
        }
    }

    fn a_verified_event_gets_files_from_its_authors_and_loses_them_by_officers_alone(app) {
        let (officer, partner) = (app.officer(), app.partner("jrc"));
        let event = app.has_event("tomas@example.org", Stage::Verified);
        partner.gets(&add_page(event)).is(200);
        app.partner_named("Ruth Ndlovu", "ruth@example.org", "unep").gets(&add_page(event)).is(404);
        app.donor().gets(&add_page(event)).is(404);
        adds(&officer, event, "Correction.pdf", PDF);
        let removal = format!("/attachments/{}/removal/new", files(&app, event)[0].id);
        partner.gets(&removal).is(404);
        officer.gets(&removal).is(200);
        let own = app.has_event("ines@example.org", Stage::Verified);
        adds(&officer, own, "Report.pdf", PDF);
        officer.gets(&format!("/attachments/{}/removal/new", files(&app, own)[0].id)).is(404);
        let cancelled = app.has_event("tomas@example.org", Stage::Cancelled);
        officer.gets(&add_page(cancelled)).is(404);
    }

    fn a_removed_file_is_gone_from_disk_and_stays_in_the_history(app) {
        let partner = app.partner("jrc");
        let event = app.has_event("tomas@example.org", Stage::Draft);
        adds(&partner, event, "Report.pdf", PDF);
        partner.gets("/plan").shows("The file is added.");
        adds(&partner, event, "Programme.pdf", PDF);
        let file = files(&app, event)[0].id;
        let removal = format!("/attachments/{file}/removal/new");
        let asked = partner.gets(&removal);
        assert_eq!(asked.is(200).title(), "Remove the file “Report.pdf”?");
        assert_eq!(stored(&app).len(), 2, "it only asks");
        partner.sends(&asked.form(&removal)).leads_to(&format!("/events/{event}"));
        partner.gets("/plan").shows("The file is removed.");
        partner.sends(&asked.form(&removal)).is(404);
        partner.gets(&format!("/attachments/{file}")).is(404);
        let kept = files(&app, event);
        assert_eq!((kept.len(), stored(&app)), (1, vec![kept[0].stored_as.clone()]));
        let newest = &app.history_of(event)[0];
        assert_eq!((newest.action, newest.changes[0].before.as_ref().and_then(Value::as_text), newest.changes[0].after.as_ref()), (Action::Detached, Some("Report.pdf"), None));
    }

    fn a_discarded_draft_takes_its_files_along(app) {
        let partner = app.partner("jrc");
        let event = app.has_event("tomas@example.org", Stage::Draft);
        adds(&partner, event, "report.pdf", PDF);
        assert_eq!(stored(&app).len(), 1);
        let ask = format!("/events/{event}/discard/new");
        partner.sends(&partner.form_at(&ask)).leads_to("/events");
        assert_eq!((stored(&app), files(&app, event).len()), (Vec::new(), 0));
    }

    fn bytes_that_are_not_those_that_were_stored_are_not_handed_out(app) {
        let partner = app.partner("jrc");
        let event = app.has_event("tomas@example.org", Stage::Draft);
        adds(&partner, event, "Report.pdf", PDF);
        let file = &files(&app, event)[0];
        let (path, address) = (folder(&app).join(&file.stored_as), format!("/attachments/{}", file.id));
        if matches!(*app.database, Database::Sqlite(_)) {
            std::fs::write(&path, b"%PDF-1.7\nForged").unwrap();
        } else {
            app.in_database(|conn| diesel::update(attachment_pieces::table).set(attachment_pieces::bytes.eq(b"%PDF-1.7\nForged".to_vec())).execute(conn).unwrap());
        }
        partner.gets(&address).is(500).shows("Something went wrong on our side").hides(&file.stored_as);
        if path.exists() {
            std::fs::remove_file(&path).unwrap();
        }
        partner.gets(&address).is(500);
    }

    fn a_start_deletes_no_file(app) {
        let partner = app.partner("jrc");
        let event = app.has_event("tomas@example.org", Stage::Draft);
        for name in ["Report.pdf", "Programme.pdf", "List.pdf"] {
            adds(&partner, event, name, PDF);
        }
        std::fs::create_dir_all(folder(&app)).unwrap();
        std::fs::write(folder(&app).join("unfinished.part"), b"x").unwrap();
        let on_disk_alone = if app.app.db.stores_files() { 1 } else { 4 };
        let long_ago = SystemTime::UNIX_EPOCH + Duration::from_secs(86_400);
        for name in on_disk(&app) {
            std::fs::OpenOptions::new().write(true).open(folder(&app).join(name)).unwrap().set_modified(long_ago).unwrap();
        }
        let before = sorted(on_disk(&app));
        // Another database with the same data folder, as when DATABASE_URL is wrong or an older copy was put back.
        let other = Database::sqlite();
        let folder = app.database.folder().to_str().unwrap();
        let settings = ["serve", "--listen", "127.0.0.1:0", "--clock", "2019-03-12", "--data-dir", folder, "--database-url", &other.url()];
        let log = Serving::start(program(&settings).env("RUST_LOG", "warn")).whole_log();
        assert!(log.contains(&format!("unclaimed={on_disk_alone} claimed=0")) && log.contains("check that this is the right database"), "{log}");
        assert_eq!(sorted(on_disk(&app)), before);
        let app = app.starts_again(&[]);
        assert_eq!(sorted(on_disk(&app)), before);
        for file in files(&app, event) {
            partner_again(&app).gets(&format!("/attachments/{}", file.id)).is(200);
        }
    }

    fn a_form_that_is_not_ours_brings_no_file(app) {
        let partner = app.partner("jrc");
        let event = app.has_event("tomas@example.org", Stage::Draft);
        let path = add_page(event);
        let form = partner.gets(&path).form(&path);
        partner.sends_file(&form.clone().without("token"), "a.pdf", PDF, &[]).is(403);
        partner.sends_file(&form.clone().with("token", "0000"), "a.pdf", PDF, &[]).is(403);
        partner.sends_file(&form, "a.pdf", PDF, &[("sec-fetch-site", "cross-site")]).is(403);
        partner.sends(&form).is(400).shows("This request cannot be read");
        partner.posts_bytes(&path, b"--x\r\nnonsense", "multipart/form-data; boundary=x", &[]).is(400);
        partner.posts_bytes(&path, b"", "multipart/form-data", &[]).is(400);
        partner.sends_file(&form.clone().with("note", "a\0b"), "a.pdf", PDF, &[]).is(400);
        partner.sends_file(&form.clone().with("note", &"x".repeat(5000)), "a.pdf", PDF, &[]).is(400);
        let late = crate::support::page::Form { action: path.clone(), fields: vec![("first".into(), "x".into()), form.fields[0].clone()] };
        partner.sends_file(&late, "a.pdf", PDF, &[]).is(403);
        let again = app.visitor().signs_in("tomas@example.org");
        again.sends_file(&form, "a.pdf", PDF, &[("sec-fetch-site", "same-origin")]).is(403).shows("Go back, load the page again");
        partner.loses_cookies();
        let asked = partner.sends_file(&form, "a.pdf", &[PDF, &vec![b'x'; 3 << 20]].concat(), &[]);
        assert_eq!((asked.is(401).title(), asked.value("next")), ("Sign in".to_owned(), Some(path)));
        assert_eq!((files(&app, event).len(), stored(&app).len()), (0, 0));
    }

    fn two_hundred_megabytes_are_refused_and_take_no_memory(app) {
        drop(app.partner("jrc"));
        let event = app.has_event("tomas@example.org", Stage::Draft);
        let serving = serves(&app.database, "info");
        let partner = Visitor::new(&serving.base).signs_in("tomas@example.org");
        let path = add_page(event);
        adds(&partner, event, "Report.pdf", PDF);
        let (before, after) = upload::around(&partner.gets(&path).form(&path).fields, "Film.pdf");
        let (piece, pieces) = ([PDF, &vec![b'x'; 65_536 - PDF.len()]].concat(), 200 * 16);
        let head = format!(
            "POST {path} HTTP/1.1\r\nHost: localhost\r\nCookie: session={}\r\nContent-Type: {}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
            partner.cookie("session").unwrap(), upload::kind(), before.len() + piece.len() * pieces + after.len()
        );
        let peak = serving.peak_memory();
        let mut stream = raw::connect(&serving.base);
        stream.write_all(&[head.as_bytes(), &before].concat()).unwrap();
        (0..pieces).for_each(|_| stream.write_all(&piece).unwrap());
        stream.write_all(&after).unwrap();
        let answer = raw::read(stream);
        assert_eq!(answer.status, 422, "{}", answer.head);
        assert!(String::from_utf8_lossy(&answer.body).contains("Choose a file of 10 MB at most"));
        let grown = (serving.peak_memory() - peak) / (1 << 20);
        assert!(grown < 60, "{grown} MB");
        assert_eq!((files(&app, event).len(), stored(&app).len()), (1, 1));
    }
}

/// Bytes of more than one piece.
fn long() -> Vec<u8> {
    let mut bytes = PDF.to_vec();
    bytes.extend((0..700_000_u32).map(|n| u8::try_from(n % 251).unwrap()));
    bytes
}

#[test]
fn two_processes_with_folders_of_their_own_serve_each_others_files_calendars_and_links() {
    let secret = "0123456789abcdef".repeat(4);
    let database = Database::prepared_postgres();
    let one = TestApp::on(database, &["--secret-key", &secret]);
    let elsewhere = one.database.in_another_folder();
    let other = TestApp::on(elsewhere, &["--secret-key", &secret]);
    let partner = one.partner("jrc");
    let event = one.has_event("tomas@example.org", Stage::Draft);
    adds(&partner, event, "Report.pdf", &long());
    let file = files(&one, event)[0].id;
    // The session of one process opens the other.
    let there = other.visitor();
    there.takes_cookie("session", &partner.cookie("session").unwrap());
    assert_eq!(there.gets_bytes(&format!("/attachments/{file}")), long());
    adds(&there, event, "Programme.pdf", PDF);
    let file = files(&one, event)[1].id;
    assert_eq!(partner.gets_bytes(&format!("/attachments/{file}")), PDF);
    assert!(on_disk(&one).is_empty() && on_disk(&other).is_empty());
    partner.sends(&partner.gets("/account/calendar").form("/account/calendar/new")).leads_to("/account/calendar");
    let page = partner.gets("/account/calendar").body;
    let key: String =
        page.split("calendar.ics?key=").nth(1).unwrap().chars().take_while(|c| c.is_ascii_alphanumeric() || "-_".contains(*c)).collect();
    other.visitor().gets(&format!("/calendar.ics?key={key}")).is(200);
    one.visitor().fills("/password/forgotten", &[("email", "tomas@example.org")]).is(200);
    let start = std::time::Instant::now();
    // Either process sends the mail; a link of one opens the other.
    let link = loop {
        if let Some(mail) = [&one, &other].into_iter().find(|app| app.mails.count() > 0).map(|app| app.mails.to("tomas@example.org")) {
            break mail.link();
        }
        assert!(start.elapsed() < Duration::from_secs(30), "no mail");
        std::thread::sleep(Duration::from_millis(20));
    };
    for app in [&one, &other] {
        app.visitor().gets(&crate::people::path_of(&link)).is(200);
    }
}

#[test]
fn files_of_the_folder_move_into_postgres_by_one_command() {
    let app = TestApp::postgres();
    let partner = app.partner("jrc");
    let event = app.has_event("tomas@example.org", Stage::Draft);
    for (name, bytes) in [("Report.pdf", long()), ("List.pdf", PDF.to_vec()), ("Lost.pdf", PDF.to_vec())] {
        adds(&partner, event, name, &bytes);
    }
    // As a version before it has stored them.
    std::fs::create_dir_all(folder(&app)).unwrap();
    for (file, bytes) in files(&app, event).iter().zip([long(), PDF.to_vec(), b"%PDF-1.7 other".to_vec()]) {
        std::fs::write(folder(&app).join(&file.stored_as), bytes).unwrap();
    }
    app.in_database(|conn| diesel::delete(attachment_pieces::table).execute(conn).unwrap());
    let keys: Vec<_> = files(&app, event).iter().map(|f| f.id).collect();
    assert_eq!(partner.gets_bytes(&format!("/attachments/{}", keys[0])), long(), "from the folder");
    let moved = run(&mut on(&app.database, &["move-attachments"]));
    assert!(moved.out.contains("2 of 3 files were moved"), "{moved:?}");
    assert!(moved.refused().contains("is not what was stored: its hash differs"));
    assert_eq!(on_disk(&app), [files(&app, event)[2].stored_as.clone()], "what is wrong stays where it is");
    assert_eq!(partner.gets_bytes(&format!("/attachments/{}", keys[0])), long());
    assert_eq!(partner.gets_bytes(&format!("/attachments/{}", keys[1])), PDF);
    let sqlite = Database::prepared_sqlite();
    assert!(run(&mut on(&sqlite, &["move-attachments"])).refused().contains("stay in the data folder"));
}
