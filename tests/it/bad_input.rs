//! What is wrong is refused at its field or with a clear page, never with a fault of ours, and nothing typed is lost.

use crate::support::page::Form;
use crate::support::{Page, TestApp, Visitor, raw};

const EDIT: &str = "/activities/7/edit";
const UPDATE: &str = "/activities/7/updates/new";
const FORM: &str = "application/x-www-form-urlencoded";

#[track_caller]
fn refused(page: &Page, field: &str, message: &str) {
    assert_eq!(page.is(422).error_at(field), Some(format!("Error: {message}")), "{field}: {}", page.text());
    assert!(page.all(".sum li").iter().any(|line| line.ends_with(message)), "the summary names it too");
    assert_eq!(page.attributes(&format!("[id='{field}']"), "id").len(), 1, "the summary leads to a field");
}

fn day(form: Form, name: &str, [day, month, year]: [&str; 3]) -> Form {
    form.with(&format!("{name}-day"), day).with(&format!("{name}-month"), month).with(&format!("{name}-year"), year)
}

fn stored(app: &TestApp) -> (String, usize) {
    let page = Visitor::new(&app.base).signs_in("ines@example.org").gets("/activities/7");
    (page.title(), page.all("#history li p:first-child").len())
}

on_both! {
    fn dates_that_cannot_be_are_refused_at_their_field(app) {
        let officer = app.officer();
        let form = officer.gets(EDIT).form(EDIT).with("title-en", "Typed title");
        for (name, typed, message) in [
            ("actual-start", ["31", "2", "2019"], "Give a day that exists, as day, month and year in numbers"),
            ("actual-start", ["1", "13", "2018"], "Give a day that exists, as day, month and year in numbers"),
            ("actual-start", ["", "3", "2018"], "Give a day that exists, as day, month and year in numbers"),
            ("actual-start", ["first", "May", "2018"], "Give a day that exists, as day, month and year in numbers"),
            ("actual-start", ["1", "1", "99999999999999999999"], "Give a day that exists, as day, month and year in numbers"),
            ("actual-start", ["1", "1", "1017"], "Give a year from 1990 to 2100"),
            ("actual-start", ["13", "3", "2019"], "This day has not come yet; give the day on which it happened"),
            ("actual-start", ["1", "1", "2101"], "Give a year from 1990 to 2100"),
        ] {
            let page = officer.sends(&day(form.clone(), name, typed));
            refused(&page, name, message);
            for (part, typed) in ["day", "month", "year"].iter().zip(typed) {
                assert_eq!(page.value(&format!("{name}-{part}")).as_deref(), Some(typed));
            }
            assert_eq!(page.value("title-en").as_deref(), Some("Typed title"));
        }
        let started = day(form.clone(), "actual-start", ["2", "1", "2019"]);
        refused(&officer.sends(&day(started.clone(), "actual-end", ["1", "1", "2019"])), "actual-end", "The end must be on or after the start");
        refused(&officer.sends(&day(started, "actual-end", ["1", "1", "2020"])), "actual-end", "This day has not come yet; give the day on which it happened");
        assert_eq!(stored(&app).1, 1, "nothing was stored");
    }

    fn text_that_is_too_long_is_refused_and_kept(app) {
        let officer = app.officer();
        for (field, max) in [("title-en", 240), ("title-zh", 240), ("short-title-en", 32), ("summary-en", 1200)] {
            let fits = "风".repeat(max);
            let page = officer.edits(7, &[(field, &format!("{fits}险评")), ("lead", "")]);
            refused(&page, field, &format!("Use {max} characters at most; there are 2 too many"));
            assert_eq!(page.value(field).unwrap().chars().count(), max + 2);
            officer.edits(7, &[(field, &fits)]).leads_to("/activities/7");
        }
        for (field, max) in [("headline", 140), ("reason", 500), ("done", 4000), ("next", 4000), ("risks", 4000)] {
            let typed = "é".repeat(max + 1);
            for intent in ["publish", "keep"] {
                let page = officer.sends(&officer.writes_update(7, "on-track", "Held").with(field, &typed).with("intent", intent));
                refused(&page, field, &format!("Use {max} characters at most; there are 1 too many"));
                assert_eq!(page.value(field), Some(typed.clone()));
            }
        }
        let full = ["done", "next", "risks"].iter().fold(officer.writes_update(7, "on-track", "Held"), |form, field| form.with(field, &"é".repeat(4000)));
        officer.sends(&full).leads_to("/activities/7");
    }

    fn what_is_needed_is_asked_for(app) {
        let officer = app.officer();
        let empty = officer.edits(7, &[("title-en", " "), ("short-title-en", ""), ("summary-en", "\n")]);
        for field in ["title-en", "short-title-en", "summary-en"] {
            refused(&empty, field, "Fill in this field");
        }
        let bare = officer.sends(&officer.gets(UPDATE).form(UPDATE).with("risks", "Typed risks"));
        for field in ["headline", "done", "status"] {
            refused(&bare, field, "Fill in this field");
        }
        assert_eq!(bare.value("risks").as_deref(), Some("Typed risks"));
        refused(&officer.sends(&officer.writes_update(7, "splendid", "Held")), "status", "Choose one from the list");
        refused(&officer.sends(&officer.writes_update(7, "splendid", "Held").with("intent", "keep")), "status", "Choose one from the list");
    }

    fn what_does_not_exist_cannot_be_chosen(app) {
        let officer = app.officer();
        app.partner("jrc");
        let partner = app.in_database(|conn| capacity_tracker::db::person::by_email(conn, "tomas@example.org").unwrap().unwrap().0.id).to_string();
        for lead in ["4711", "-1", "0", "99999999999999", "Ines", partner.as_str()] {
            let page = officer.edits(7, &[("lead", lead), ("title-en", "Typed title")]);
            refused(&page, "lead", "Choose one from the list");
            assert_eq!((page.value("lead").as_deref(), page.value("title-en").as_deref()), (Some(lead), Some("Typed title")));
        }
        for organisation in ["4711", "-1", "99999999999999", "jrc"] {
            refused(&officer.edits(7, &[("partner-1-organisation", organisation)]), "partner-1", "Choose one from the list");
        }
        assert_eq!(stored(&app).1, 1);
    }

    fn marks_that_cannot_be_seen_are_taken_out(app) {
        let officer = app.officer();
        for (n, mark) in ['\u{202E}', '\u{2066}', '\u{200B}', '\u{FEFF}', '\u{7}'].into_iter().enumerate() {
            let typed = format!("Workshops{mark} {n}");
            let clean = format!("Workshops {n}");
            officer.edits(7, &[("title-en", &typed)]).leads_to("/activities/7");
            assert_eq!(officer.gets(EDIT).value("title-en"), Some(clean.clone()), "{mark:?}");
            officer.sends(&officer.writes_update(7, "on-track", &typed).with("done", &typed)).leads_to("/activities/7");
            let page = officer.gets("/activities/7");
            page.shows(&clean);
            assert!(!page.body.contains(mark), "{mark:?}");
        }
    }

    fn text_is_shown_as_text(app) {
        let officer = app.officer();
        let typed = "<script>alert('x')</script><img src=x onerror=alert(1)>\"&amp;";
        officer.edits(7, &[("title-en", typed), ("short-title-en", "<b>Workshops</b> \"&"), ("summary-en", typed)]).leads_to("/activities/7");
        officer.sends(&officer.writes_update(7, "on-track", typed).with("reason", typed).with("done", typed).with("next", typed).with("risks", typed)).leads_to("/activities/7");
        officer.fills("/organisations/jrc/edit", &[("name-en", typed), ("acronym", "\"><script>")]).leads_to("/organisations/jrc");
        officer.edits(7, &[("lead", &officer.gets(EDIT).choice("lead", "Ines Duarte"))]).leads_to("/activities/7");
        app.opens_to_the_public();
        let public = app.visitor();
        let seen = |visitor: &Visitor, paths: &[&str]| {
            for path in paths {
                let page = visitor.gets(path);
                page.is(200);
                assert_eq!((page.all("script").len(), page.all("img").len(), page.all("main b").len()), (0, 0, 0), "{path}");
            }
        };
        seen(&public, &["/plan", "/plan/timeline", "/activities/7", "/activities/7/updates", "/organisations", "/organisations/jrc", "/activities/8"]);
        seen(&officer, &["/", "/plan", "/activities/7", EDIT, UPDATE, "/organisations/jrc", "/organisations/jrc/edit"]);
        assert_eq!(officer.gets("/activities/7").title(), typed);
        officer.gets("/activities/7/updates").shows(typed);
        assert_eq!(officer.gets(EDIT).value("title-en").as_deref(), Some(typed), "and comes back as it was typed");
        let echoed = officer.gets("/session/new?next=%22%3E%3Cscript%3Ealert(1)%3C/script%3E");
        assert_eq!(echoed.all("script").len(), 0);
        assert_eq!(app.visitor().gets("/plan?status=%22%3E%3Cscript%3E&sort=%22%3E%3Cscript%3E&partner=a%27b").is(200).all("script").len(), 0);
    }

    fn bodies_that_are_no_form_get_a_clear_page(app) {
        let officer = app.officer();
        let form = officer.writes_update(7, "on-track", "Held");
        let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(&form.fields).finish();
        let posts = |body: &[u8], kind: &str| officer.posts_bytes(UPDATE, body, kind, &[]);
        let unreadable = |page: Page| { page.is(400).shows("This request cannot be read").shows("what you typed is still in your browser"); };
        unreadable(posts(br#"{"headline":"Held"}"#, "application/json"));
        unreadable(posts(b"--x\r\n\r\n--x--", "multipart/form-data; boundary=x"));
        unreadable(posts(body.as_bytes(), "text/plain"));
        unreadable(posts(format!("{body}&risks=%FF").as_bytes(), FORM));
        unreadable(posts(format!("{body}&risks=%C3%28").as_bytes(), FORM));
        unreadable(posts(format!("{body}&risks=a%00b").as_bytes(), FORM));
        unreadable(posts(&[body.as_bytes(), b"&risks=\xFF\xFE"].concat(), FORM));
        unreadable(posts(&[body.as_bytes(), b"&risks=a\0b"].concat(), FORM));
        unreadable(posts(format!("{body}&%00=x").as_bytes(), FORM));
        unreadable(officer.sends(&form.clone().with("seen", "x")));
        unreadable(officer.sends(&form.clone().without("seen")));
        unreadable(officer.sends(&officer.gets(EDIT).form(EDIT).with("version", "99999999999")));
        posts(b"", FORM).is(403).shows("This form could not be accepted");
        officer.sends(&form.clone().without("token")).is(403);
        officer.sends(&form.clone().with("token", "0000")).is(403);
        assert_eq!(stored(&app).1, 1, "nothing was stored");
        posts(body.as_bytes(), "application/x-www-form-urlencoded; charset=UTF-8").leads_to("/activities/7");
    }

    fn huge_bodies_are_refused(app) {
        let officer = app.officer();
        let form = officer.writes_update(7, "on-track", "Held").with("done", &"x".repeat(1024 * 1024));
        officer.sends(&form).is(413).shows("This is too large").shows("what you typed is still in your browser");
        officer.fills(EDIT, &[("summary-en", &"y".repeat(1024 * 1024))]).is(413);
        app.visitor().fills("/session/new", &[("email", &"z".repeat(1024 * 1024)), ("password", "x")]).is(413);
        assert_eq!(stored(&app).1, 1);
        officer.gets("/activities/7").is(200);
    }

    fn strange_addresses_get_a_clear_page(app) {
        let officer = app.officer();
        for path in ["/activities/99999999999", "/activities/-1", "/activities/0", "/activities/7%00", "/activities/%FF", "/organisations/%00", "/organisations/%FF", "/organisations/a'%20OR%201=1", "/activities/7/edit/x", "/assets/x/app.css", "/assets/../Cargo.toml"] {
            let page = officer.gets(path);
            page.is(404);
            assert!(page.body.is_empty() || page.text().contains("This page does not exist"), "{path}: {}", page.body);
        }
        for path in ["/plan?status=%FF", "/plan?topic=%00"] {
            officer.gets(path).is(400).shows("This request cannot be read");
        }
        officer.gets(&format!("/plan?partner={}", "a".repeat(3000))).is(200);
        officer.gets("/plan?lang=xx").is(200);
        officer.gets("/plan?status=delayed&status=on-track").is(200);
        for form in [officer.gets(EDIT).form(EDIT), officer.gets(UPDATE).form(UPDATE)] {
            officer.posts(&form.action.replace('7', "4711"), &form.fields, &[]).is(404);
        }
    }

    fn methods_and_heads_that_no_browser_sends(app) {
        app.officer();
        let ask = |request: &str| raw::exchange(&app.base, request.as_bytes());
        for method in ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "BREW"] {
            let answer = ask(&format!("{method} /plans/cp-2017-2020 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"));
            assert!((400..500).contains(&answer.status), "{method}: {}", answer.head);
        }
        let head = ask("HEAD /session/new HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        assert_eq!((head.status, head.body.len()), (200, 0));
        for request in ["GET /plans/cp-2017-2020 HTTP/9.9\r\n\r\n", "nonsense\r\n\r\n", "GET /plans/cp-2017-2020 HTTP/1.1\r\nHost: localhost\r\nCookie: session=\u{1}\r\nConnection: close\r\n\r\n"] {
            let answer = ask(request);
            assert!((300..500).contains(&answer.status), "{request:?}: {}", answer.head);
        }
        let cookies = format!("GET /plans/cp-2017-2020 HTTP/1.1\r\nHost: localhost\r\nCookie: session=%00; visit={}; lang=xx; notice=<b>; device=..\r\nConnection: close\r\n\r\n", "v".repeat(5000));
        assert_eq!(ask(&cookies).status, 303);
        assert_eq!(app.visitor().gets("/healthz").status, 200);
    }
}
