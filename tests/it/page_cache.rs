//! Cached pages: right at once after every write, in every process, and never those of another reader.

use std::io::Read;
use std::sync::Arc;

use domain::access::Role;
use domain::review::Stage;
use flate2::read::GzDecoder;

use crate::support::{Page, TestApp, Visitor};

/// Addresses of cached pages, of every sort.
const ADDRESSES: &[&str] = &[
    "/",
    "/dashboard",
    "/dashboard?activity=7&since=2019-01-01",
    "/plan",
    "/plan?status=delayed",
    "/plan?as_of=2018-12-31",
    "/plan/timeline",
    "/activities/7",
    "/activities/7?as_of=2018-12-31",
    "/activities/3",
    "/events",
    "/events?state=draft",
    "/events/1",
    "/events/2",
    "/events/3",
    "/indicators/1",
    "/framework",
    "/cooperation",
    "/money",
    "/organisations",
    "/organisations/jrc",
];

/// A page without the masks of its tokens and the keys of its forms, which differ in every answer.
fn without_tokens(page: &Page) -> String {
    let without = |text: &str, name: &str| {
        let before = format!("name=\"{name}\" value=\"");
        let mut parts = text.split(&before);
        let first = parts.next().unwrap().to_owned();
        parts.fold(first, |text, part| text + &before + part.split_once('"').unwrap().1)
    };
    without(&without(&page.body, "token"), "idempotency-key")
}

fn everybody(app: &TestApp) -> Vec<Visitor> {
    ["amara@example.org", "ines@example.org", "liwen@example.org", "tomas@example.org", "jo@example.org", "astrid@example.org"]
        .into_iter()
        .map(|email| app.visitor().signs_in(email))
        .chain([app.visitor()])
        .collect()
}

on_both! {
    fn nobody_gets_what_was_made_for_another(app) {
        drop((app.administrator(), app.officer(), app.another_officer(), app.partner("jrc"), app.donor()));
        drop(app.partner_named("Jo Abe", "jo@example.org", "unep"));
        for stage in [Stage::Draft, Stage::Submitted, Stage::Verified] {
            app.has_event("tomas@example.org", stage);
        }
        app.opens_to_the_public();
        let plain = TestApp::on(Arc::clone(&app.database), &["--page-memory", "0"]);
        let (kept, made) = (everybody(&app), everybody(&plain));
        let mut seen = 0;
        for address in ADDRESSES {
            for round in ["made", "kept"] {
                for (at, (one, other)) in kept.iter().zip(&made).enumerate() {
                    let (page, expected) = (one.gets(address), other.gets(address));
                    assert_eq!(page.status, expected.status, "{address}, visitor {at}, {round}");
                    assert_eq!(without_tokens(&page), without_tokens(&expected), "{address}, visitor {at}, {round}");
                    seen += usize::from(page.status == 200);
                }
            }
        }
        assert!(seen > 200, "most of them may see most pages: {seen}");
    }

    fn what_is_written_is_seen_by_the_next_request(app) {
        let (officer, donor) = (app.officer(), app.donor());
        for word in ["on-track", "delayed", "at-risk"] {
            let before = donor.gets("/plan").body;
            officer.publishes(7, word, &format!("It is {word} now"));
            donor.gets("/activities/7").shows(&format!("It is {word} now"));
            donor.gets("/activities/7").shows(&format!("It is {word} now"));
            assert_ne!(donor.gets("/plan").body, before);
        }
    }

    fn what_another_process_writes_is_seen_by_the_next_request(app) {
        let donor = app.donor();
        app.has_person(Role::Officer, "Ines Duarte", "ines@example.org", None);
        let other = TestApp::on(Arc::clone(&app.database), &[]);
        let elsewhere = other.visitor().signs_in("ines@example.org");
        for n in 0..3 {
            donor.gets("/activities/7").hides(&format!("Headline {n}"));
            elsewhere.publishes(7, "on-track", &format!("Headline {n}"));
            donor.gets("/activities/7").shows(&format!("Headline {n}"));
        }
        // The same for who may see anything.
        other.visitor().gets("/plan").is(303);
        app.opens_to_the_public();
        other.visitor().gets("/plan").is(200);
    }

    fn a_session_that_ends_elsewhere_has_ended_here(app) {
        let officer = app.officer();
        let other = TestApp::on(Arc::clone(&app.database), &[]);
        let same = other.visitor();
        same.takes_cookie("session", &officer.cookie("session").unwrap());
        same.gets("/plan").is(200);
        let form = officer.gets("/plan").form("/session/end");
        officer.sends(&form).leads_to("/session/new");
        assert_eq!(same.gets("/plan").status, 303);
        officer.takes_cookie("session", &same.cookie("session").unwrap());
        assert_eq!(officer.gets("/plan").status, 303);
    }

    fn every_reader_has_the_own_language_and_name(app) {
        let (ines, li) = (app.officer(), app.another_officer());
        ines.gets("/plan").shows("Ines Duarte").hides("Li Wen");
        li.gets("/plan").shows("Li Wen").hides("Ines Duarte");
        li.opens("/plan?lang=zh");
        assert_eq!(li.gets("/plan").attributes("html", "lang"), ["zh"]);
        assert_eq!(ines.gets("/plan").attributes("html", "lang"), ["en"]);
    }

    fn forms_of_cached_pages_work(app) {
        let (ines, li) = (app.officer(), app.another_officer());
        ines.publishes(7, "on-track", "Begun");
        let confirmation = "/activities/7/confirmations/new";
        ines.gets("/activities/7");
        let form = ines.gets("/activities/7").form(confirmation);
        li.sends(&form).is(403);
        ines.sends(&form).is(303);
        // The token is masked anew for each page: those of two addresses, or of two versions of the data, differ.
        let token = |address: &str| ines.gets(address).form("/session/end").fields;
        ines.gets("/plan").shows("It is noted that nothing has changed.");
        let first = token("/plan");
        assert_eq!(first, token("/plan"));
        assert_ne!(first, token("/plan?q=other"));
        ines.publishes(7, "on-track", "Gone on");
        assert_ne!(first, token("/plan"));
    }

    fn pages_for_strangers_hold_no_token_and_are_shared(app) {
        app.opens_to_the_public();
        for address in ADDRESSES.iter().filter(|a| !a.contains("draft")) {
            let (one, other) = (app.visitor().gets(address), app.visitor().gets(address));
            if one.status == 200 {
                assert!(!one.body.contains("name=\"token\""), "{address}");
                assert_eq!(one.body, other.body, "{address}");
            }
        }
    }

    fn a_notice_is_shown_once(app) {
        let officer = app.officer();
        officer.takes_cookie("notice", "update-published");
        assert_eq!(officer.gets("/plan").all("main .note").len(), 1);
        assert_eq!(officer.gets("/plan").all("main .note").len(), 0);
    }

    fn pages_are_packed_whole(app) {
        let officer = app.officer();
        let packed = officer.gets_raw(&app.base, "/plan");
        assert_eq!((packed.status, packed.header("content-encoding")), (200, Some("gzip")));
        let mut page = officer.gets("/plan");
        let expected = without_tokens(&page);
        page.body.clear();
        GzDecoder::new(&packed.body[..]).read_to_string(&mut page.body).unwrap();
        assert_eq!(without_tokens(&page), expected);
    }

    fn what_no_page_shows_leaves_the_version(app) {
        let version = || app.in_database_unseen(|conn| capacity_tracker::db::version::current(conn).unwrap());
        let before = version();
        app.in_database_unseen(|conn| capacity_tracker::db::session::sweep(conn, app.app.clock.now()).unwrap());
        assert_eq!(version(), before);
        app.in_database(|_| ());
        assert_eq!(version(), before + 1);
    }
}
