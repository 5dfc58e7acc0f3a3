//! Signing in and out, cookies, sessions, brakes, forgotten passwords, forms of ended sessions, languages, headers.

use std::sync::Arc;
use std::time::Instant;

use application::Actor;
use application::actions::session::{Browser, Step, sign_in};
use application::queries::account::credentials;
use capacity_tracker::auth::password;
use capacity_tracker::db::person;
use capacity_tracker::db::schema::links;
use chrono::TimeDelta;
use diesel::prelude::*;
use domain::access::Role;
use domain::ids::PersonId;
use domain::person::Account;

use crate::people::path_of;
use crate::support::app::PASSWORD;
use crate::support::{Page, TestApp, Visitor};

const NEW_PASSWORD: &str = "seven boats under bridges";
const NOT_SIGNED_IN: &str = "/session/new?next=%2Faccount";

fn tries(visitor: &Visitor, email: &str, password: &str) -> Page {
    visitor.fills("/session/new", &[("email", email), ("password", password)])
}

fn ines(app: &TestApp) -> PersonId {
    app.has_person(Role::Officer, "Ines Duarte", "ines@example.org", None)
}

/// A browser that holds this session token and nothing else.
fn with_token(app: &TestApp, token: &str) -> Visitor {
    let visitor = app.visitor();
    visitor.takes_cookie("session", token);
    visitor
}

/// The page without what may differ between two of the same: the token and the address that was typed.
fn sameness(page: &Page, typed: &str) -> String {
    let token = page.value("token").unwrap_or_else(|| "no token".to_owned());
    page.body.replace(&token, "TOKEN").replace(typed, "TYPED")
}

/// Names of the headers and those values that do not change from answer to answer.
fn header_names(page: &Page) -> Vec<String> {
    let mut names: Vec<String> = page.headers.iter().map(|(n, _)| n.clone()).collect();
    names.sort();
    names
}

fn fields(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect()
}

on_both! {
    fn what_changed_while_a_password_was_verified_refuses_the_sign_in(app) {
        let id = ines(&app);
        let (actor, browser) = (Actor::program(app.app.clock.now(), Arc::clone(&app.app.site)), Browser::default());
        let verified = || app.in_database(|conn| credentials(conn, "ines@example.org").unwrap().unwrap());
        let sign_in = |seen| app.in_database(|conn| sign_in(conn, &actor, seen, &browser).unwrap());
        let before = verified();
        assert!(matches!(sign_in(&before), Step::Done(signed_in) if signed_in.profile.id == id));
        app.in_database(|conn| person::set_password(conn, id, &password::hash(NEW_PASSWORD).unwrap()).unwrap());
        assert!(matches!(sign_in(&before), Step::Refused), "the password was changed");
        let changed = verified();
        let shut = Account::Deactivated { since: app.app.clock.now(), joined: Some(app.app.clock.now()) };
        app.in_database(|conn| person::set_account(conn, id, shut).unwrap());
        assert!(matches!(sign_in(&changed), Step::Refused), "the account was shut");
    }

    fn a_refusal_does_not_tell_who_has_an_account(app) {
        ines(&app);
        let shut = app.has_person(Role::Officer, "Li Wen", "liwen@example.org", None);
        let now = app.app.clock.now();
        app.in_database(|conn| {
            let account = capacity_tracker::db::person::find(conn, shut).unwrap().unwrap().account.deactivate(now).unwrap();
            capacity_tracker::db::person::set_account(conn, shut, account).unwrap();
        });
        let visitor = app.visitor();
        let known = tries(&visitor, "ines@example.org", "seven boats under bridge");
        known.is(422).shows("Incorrect e-mail address or password.");
        assert!(!known.body.contains("seven boats"));
        assert_eq!(known.value("email").as_deref(), Some("ines@example.org"));
        for (email, password) in [("nobody@example.org", "seven boats under bridge"), ("liwen@example.org", PASSWORD), ("", ""), ("\"><b>", "x")] {
            let other = tries(&visitor, email, password);
            other.is(422);
            if email.contains('@') {
                assert_eq!(sameness(&other, email), sameness(&known, "ines@example.org"));
            }
            assert_eq!(header_names(&other), header_names(&known));
        }
        assert_eq!(visitor.cookie("session"), None);
    }

    fn signing_in_begins_a_new_session_and_ends_the_old(app) {
        ines(&app);
        let visitor = app.visitor();
        visitor.takes_cookie("session", "planted-by-somebody-else");
        let form = visitor.gets("/session/new").form("/session/new").typed(&[("email", " INES@example.org "), ("password", PASSWORD)]);
        visitor.sends(&form).leads_to("/");
        let first = visitor.cookie("session").unwrap();
        assert!(first != "planted-by-somebody-else" && first.len() >= 43, "{first}");
        visitor.gets("/account").is(200).shows("Ines Duarte");
        visitor.gets("/session/new?next=/plans/cp-2017-2020").leads_to("/plan");

        let again = visitor.gets("/account").value("token").unwrap();
        let page = visitor.posts("/session/new", &fields(&[("token", &again), ("email", "ines@example.org"), ("password", PASSWORD)]), &[]);
        page.leads_to("/");
        let second = visitor.cookie("session").unwrap();
        assert_ne!(first, second);
        visitor.gets("/account").is(200);
        with_token(&app, &first).gets("/account").leads_to(NOT_SIGNED_IN);
    }

    fn signing_out_ends_the_session(app) {
        ines(&app);
        let visitor = app.visitor().signs_in("ines@example.org");
        let token = visitor.cookie("session").unwrap();
        let out = visitor.gets("/account").form("/session/end");
        let page = visitor.sends(&out);
        page.leads_to("/session/new");
        assert_eq!(page.header("clear-site-data"), Some("\"cache\""));
        assert!(page.set_cookie("session").unwrap().contains("Max-Age=0"));
        visitor.opens("/session/new").shows("You are signed out.");
        with_token(&app, &token).gets("/account").leads_to(NOT_SIGNED_IN);
        // The button of another tab.
        let late = visitor.sends(&out);
        late.leads_to("/session/new");
        assert_eq!(late.set_cookie("session"), None, "a request from elsewhere could take a cookie away");
    }

    fn over_plain_http_cookies_are_kept_from_scripts_and_other_sites(app) {
        ines(&app);
        let visitor = app.visitor();
        let before = visitor.gets("/session/new");
        let page = tries(&visitor, "ines@example.org", PASSWORD);
        for (name, cookie) in [("visit", before.set_cookie("visit")), ("session", page.set_cookie("session")), ("device", page.set_cookie("device"))] {
            let cookie = cookie.unwrap_or_else(|| panic!("{name} is not set"));
            assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax") && cookie.contains("Path=/"), "{cookie}");
            assert!(!cookie.contains("Secure") && !cookie.contains("Domain"), "{cookie}");
        }
        assert_eq!(page.header("strict-transport-security"), None);
    }

    fn over_tls_cookies_are_bound_to_the_host(app) {
        ines(&app);
        let app = app.starts_again(&["--base-url", "https://tracker.example.org"]);
        let fresh = || Visitor::new(&app.listening);
        let form = fresh().gets("/session/new");
        let visit = form.set_cookie("__Host-visit").unwrap().split(';').next().unwrap().to_owned();
        let typed = form.form("/session/new").typed(&[("email", "ines@example.org"), ("password", PASSWORD)]);
        let page = fresh().posts("/session/new", &typed.fields, &[("cookie", &visit)]);
        page.leads_to("/");
        assert_eq!(page.header("strict-transport-security"), Some("max-age=31536000; includeSubDomains"));
        let cookie = page.set_cookie("__Host-session").unwrap();
        for part in ["Secure", "HttpOnly", "SameSite=Lax", "Path=/"] {
            assert!(cookie.contains(part), "{cookie}");
        }
        assert!(!cookie.contains("Domain"), "{cookie}");
        assert!(page.headers.iter().filter(|(n, _)| n == "set-cookie").all(|(_, v)| v.starts_with("__Host-") && v.contains("Secure")));
        let pair = cookie.split(';').next().unwrap();
        fresh().gets_with("/account", &[("cookie", pair)]).is(200);
        fresh().gets_with("/account", &[("cookie", pair.trim_start_matches("__Host-"))]).leads_to(NOT_SIGNED_IN);
    }

    fn a_cookie_that_was_changed_is_nobodys(app) {
        ines(&app);
        let token = app.visitor().signs_in("ines@example.org").cookie("session").unwrap();
        let other = if token.starts_with('A') { 'B' } else { 'A' };
        let changed = format!("session={other}{}", &token[1..]);
        let long = format!("session={}", "a".repeat(5000));
        let short = format!("session={}", &token[1..]);
        let all = ["session=", "session", "session=%FF%00", "session=' OR 1=1 --", "=", ";;;", "visit=x; lang=tlh; notice=../x; device=a.b.c", &changed, &long, &short];
        for cookie in all {
            app.visitor().gets_with("/account", &[("cookie", cookie)]).leads_to(NOT_SIGNED_IN);
            app.visitor().gets_with("/session/new", &[("cookie", cookie)]).is(200).shows("Sign in");
        }
        // Other programs on the same host leave cookies, too, and not all of them well-formed.
        for neighbours in [format!("flag; session={token}"), format!("a=%FF; session={token}; =b"), format!("session={token}; ;x")] {
            app.visitor().gets_with("/account", &[("cookie", &neighbours)]).is(200).shows("Ines Duarte");
        }
        app.visitor().gets_with("/session/new", &[("cookie", "notice=no-such-notice")]).is(200).hides("no-such-notice");
    }

    fn a_new_password_ends_every_other_session(app) {
        let id = ines(&app);
        let (here, elsewhere) = (app.visitor().signs_in("ines@example.org"), app.visitor().signs_in("ines@example.org"));
        let before = here.cookie("session").unwrap();
        app.visitor().fills("/password/forgotten", &[("email", "ines@example.org")]).is(200);
        let link = app.mails.to("ines@example.org").link();
        let changes = |present: &str, new: &str, again: &str| here.fills("/account/password", &[("present", present), ("password", new), ("again", again)]);
        for (present, new, again, field, words) in [
            ("wrong", NEW_PASSWORD, NEW_PASSWORD, "present", "This is not your present password"),
            (PASSWORD, "too short", "too short", "password", "Use at least 12 characters"),
            (PASSWORD, "InesDuarte2019", "InesDuarte2019", "password", "too easy to guess"),
            (PASSWORD, NEW_PASSWORD, "seven boats", "again", "The two entries differ"),
        ] {
            let page = changes(present, new, again);
            page.is(422);
            assert!(page.error_at(field).unwrap().contains(words), "{field}: {:?}", page.error_at(field));
            assert!(!page.body.contains(NEW_PASSWORD) && !page.body.contains(PASSWORD));
        }
        elsewhere.gets("/account").is(200);

        changes(PASSWORD, NEW_PASSWORD, NEW_PASSWORD).leads_to("/account");
        here.gets("/account").is(200).shows("Your password is changed.");
        assert_ne!(here.cookie("session").unwrap(), before);
        elsewhere.gets("/account").leads_to(NOT_SIGNED_IN);
        with_token(&app, &before).gets("/account").leads_to(NOT_SIGNED_IN);
        tries(&app.visitor(), "ines@example.org", PASSWORD).is(422);
        tries(&app.visitor(), "ines@example.org", NEW_PASSWORD).leads_to("/");
        app.visitor().gets(&path_of(&link)).is(410);
        app.administrator().gets(&format!("/admin/people/{id}")).shows("Ines Duarte changed the password.");
    }

    fn sessions_are_listed_and_ended_by_their_owner_alone(app) {
        ines(&app);
        let (here, second, third) =
            (app.visitor().signs_in("ines@example.org"), app.visitor().signs_in("ines@example.org"), app.visitor().signs_in("ines@example.org"));
        let stranger = app.another_officer();
        let end = "/account/sessions/end";
        let list = here.gets("/account");
        list.shows("Where you are signed in").shows("(this one)").shows("127.0.0.1");
        assert_eq!(list.all("main tbody th"), ["Test browser", "Test browser", "Test browser (this one)"]);
        let of_second = second.gets("/account");
        let known: Vec<String> = list.attributes("input[name=session]", "value");
        // The list of the second browser has every session but its own.
        let second_id = known.iter().find(|id| !of_second.attributes("input[name=session]", "value").contains(id)).unwrap().clone();

        let token = stranger.gets("/account").value("token").unwrap();
        stranger.posts(end, &fields(&[("token", &token), ("session", &second_id)]), &[]).is(404);
        stranger.posts(end, &fields(&[("token", &token), ("session", "x")]), &[]).is(400);
        stranger.posts(end, &fields(&[("token", &token)]), &[]).leads_to("/account");
        second.gets("/account").is(200);

        here.sends(&list.form(end).with("session", &second_id)).leads_to("/account");
        here.gets("/account").shows("The session is ended.");
        second.gets("/account").leads_to(NOT_SIGNED_IN);
        third.gets("/account").is(200);
        here.sends(&list.form(end).without("session")).leads_to("/account");
        third.gets("/account").leads_to(NOT_SIGNED_IN);
        assert_eq!(here.gets("/account").all("main tbody th"), ["Test browser (this one)"]);
        stranger.gets("/account").is(200);
    }

    fn a_session_ends_when_it_is_not_used_for_a_week(app) {
        ines(&app);
        let token = app.visitor().signs_in("ines@example.org").cookie("session").unwrap();
        let app = app.starts_again(&["--clock", "2019-03-18"]);
        with_token(&app, &token).gets("/account").is(200);
        let app = app.starts_again(&["--clock", "2019-03-24"]);
        with_token(&app, &token).gets("/account").is(200);
        let app = app.starts_again(&["--clock", "2019-04-01"]);
        with_token(&app, &token).gets("/account").leads_to(NOT_SIGNED_IN);
    }

    fn guessing_is_slowed_and_the_owner_is_not_locked_out(app) {
        ines(&app);
        app.has_person(Role::Officer, "Li Wen", "liwen@example.org", None);
        let owner = app.visitor().signs_in("ines@example.org");
        owner.sends(&owner.gets("/account").form("/session/end")).leads_to("/session/new");

        let (guesser, start) = (app.visitor(), Instant::now());
        let mut refusals = 0;
        let slowed = loop {
            let page = tries(&guesser, "ines@example.org", "not the password");
            if page.status == 429 {
                break page;
            }
            page.is(422);
            refusals += 1;
            // One more try comes free every 15 seconds, should this machine be slow.
            assert!(refusals < 9 + start.elapsed().as_secs() / 15, "{refusals} tries");
        };
        // The owner's own first sign-in was one of the eight.
        assert!(refusals >= 7, "slowed after {refusals} tries");
        slowed.shows("Too many tries");
        let wait: u64 = slowed.header("retry-after").unwrap().parse().unwrap();
        assert!((1..=16).contains(&wait), "{wait}");
        tries(&guesser, "ines@example.org", PASSWORD).is(429);
        tries(&guesser, "liwen@example.org", PASSWORD).leads_to("/");
        tries(&owner, "ines@example.org", PASSWORD).leads_to("/");

        // The mark of a browser is good for one account.
        let thief = app.visitor();
        thief.takes_cookie("device", &guesser.cookie("device").unwrap());
        tries(&thief, "ines@example.org", PASSWORD).is(429);
    }

    fn a_forgotten_password_is_set_anew_by_a_link(app) {
        let id = ines(&app);
        let elsewhere = app.visitor().signs_in("ines@example.org");
        let visitor = app.visitor();
        let asks = |email: &str| visitor.fills("/password/forgotten", &[("email", email)]);
        let (unknown, known) = (asks("nobody@example.org"), asks("Ines@Example.org"));
        known.is(200).shows("The link works for 60 minutes.");
        unknown.is(200);
        assert_eq!(sameness(&unknown, "nobody@example.org"), sameness(&known, "ines@example.org"));
        assert_eq!(header_names(&unknown), header_names(&known));
        let wrong = asks("ines at example");
        wrong.is(422);
        assert!(wrong.error_at("email").unwrap().contains("Give a mail address"));
        assert_eq!(wrong.value("email").as_deref(), Some("ines at example"));

        let mail = app.mails.to("ines@example.org");
        assert_eq!(mail.subject, "Your new password for Capacity Tracker");
        assert!(mail.text.contains("for 60 minutes"));
        let path = path_of(&mail.link());
        elsewhere.gets("/account").is(200);
        tries(&app.visitor(), "ines@example.org", PASSWORD).leads_to("/");
        let sets = |password: &str, again: &str| visitor.fills(&path, &[("password", password), ("again", again)]);
        assert!(sets(NEW_PASSWORD, "another").is(422).error_at("again").unwrap().contains("differ"));
        sets(NEW_PASSWORD, NEW_PASSWORD).leads_to("/session/new");
        visitor.gets("/session/new").shows("Your password is set. Sign in with it.");
        visitor.gets("/account").leads_to(NOT_SIGNED_IN);
        elsewhere.gets("/account").leads_to(NOT_SIGNED_IN);
        app.visitor().gets(&path).is(410);
        tries(&app.visitor(), "ines@example.org", PASSWORD).is(422);
        tries(&app.visitor(), "ines@example.org", NEW_PASSWORD).leads_to("/");
        let told = app.mails.nth_to("ines@example.org", 2);
        assert_eq!(told.subject, "Your password for Capacity Tracker was changed");
        assert!(path_of(&told.link()) == "/password/forgotten", "{}", told.text);
        assert_eq!(app.mails.count(), 2, "only the known address gets mails");
        app.administrator().gets(&format!("/admin/people/{id}")).shows("Ines Duarte changed the password.");
    }

    fn a_link_for_a_new_password_works_for_an_hour(app) {
        ines(&app);
        app.visitor().fills("/password/forgotten", &[("email", "ines@example.org")]).is(200);
        let path = path_of(&app.mails.to("ines@example.org").link());
        let minutes = app.in_database_unseen(|conn| {
            let (from, until): (chrono::NaiveDateTime, chrono::NaiveDateTime) = links::table
                .filter(links::purpose.eq("reset"))
                .select((links::created_at, links::expires_at))
                .first(conn)
                .unwrap();
            (until - from).num_minutes()
        });
        assert_eq!(minutes, 60);
        app.visitor().gets(&path).is(200);
    }

    fn a_password_is_the_same_however_its_letters_are_typed(app) {
        ines(&app);
        let (composed, decomposed) = ("caf\u{e9} ou th\u{e9} ce soir", "cafe\u{301} ou the\u{301} ce soir");
        let visitor = app.visitor().signs_in("ines@example.org");
        visitor.fills("/account/password", &[("present", PASSWORD), ("password", composed), ("again", composed)]).leads_to("/account");
        for typed in [composed, decomposed] {
            tries(&app.visitor(), "ines@example.org", typed).leads_to("/");
        }
        tries(&app.visitor(), "ines@example.org", "cafe ou the ce soir").is(422);
        assert_eq!(app.mails.to("ines@example.org").subject, "Your password for Capacity Tracker was changed");
    }

    fn a_new_password_ends_the_address_of_the_calendar(app) {
        let id = ines(&app);
        let visitor = app.visitor().signs_in("ines@example.org");
        let path = crate::calendar::makes_address(&visitor);
        app.visitor().gets(&path).is(200);
        visitor.fills("/account/password", &[("present", PASSWORD), ("password", NEW_PASSWORD), ("again", NEW_PASSWORD)]).leads_to("/account");
        app.visitor().gets(&path).is(404);
        app.administrator().gets(&format!("/admin/people/{id}")).shows("ended the secret address of their calendar");
    }

    fn a_link_for_a_new_password_is_dead_the_next_day_and_after_a_newer_one(app) {
        ines(&app);
        let visitor = app.visitor();
        let asks = || visitor.fills("/password/forgotten", &[("email", "ines@example.org")]);
        asks().is(200);
        let first = path_of(&app.mails.to("ines@example.org").link());
        asks().is(200);
        let second = path_of(&app.mails.nth_to("ines@example.org", 2).link());
        visitor.gets(&first).is(410);
        visitor.gets(&second).is(200);
        asks().is(200);
        let third = path_of(&app.mails.nth_to("ines@example.org", 3).link());
        // A fourth within the hour gets the same answer, and no mail that would kill the link in the third.
        asks().is(200).shows("a mail with a link is on its way");
        visitor.gets(&third).is(200);
        let app = app.starts_again(&["--clock", "2019-03-13"]);
        app.visitor().gets(&third).is(410).shows("This link has expired");
        assert_eq!(app.mails.count(), 0);
    }

    fn nobody_who_never_joined_gets_a_link_for_a_new_password(app) {
        let amara = app.administrator();
        crate::people::invites(&amara, "Wei Zhang", "wei@example.org", &[]).leads_to("/admin/people");
        app.mails.to("wei@example.org");
        app.visitor().fills("/password/forgotten", &[("email", "wei@example.org")]).is(200);
        app.visitor().fills("/password/forgotten", &[("email", "amara@example.org")]).is(200);
        app.mails.to("amara@example.org");
        assert_eq!(app.mails.count(), 2);
    }

    fn forms_from_elsewhere_are_refused(app) {
        let officer = app.officer();
        let form = officer.gets("/activities/7/updates/new").form("/activities/7/updates/new");
        let form = form.typed(&[("status", "on-track"), ("reason", "All is planned."), ("headline", "Two workshops held"), ("done", "Two."), ("intent", "publish")]);
        let path = form.action.as_str();
        let shows_refusal = |page: &Page| { page.is(403).shows("This form could not be accepted"); };
        shows_refusal(&officer.sends(&form.clone().without("token")));
        for token in ["", "x", &"A".repeat(86), &app.another_officer().gets("/account").value("token").unwrap()] {
            shows_refusal(&officer.sends(&form.clone().with("token", token)));
        }
        for site in ["cross-site", "same-site", "nonsense"] {
            shows_refusal(&officer.posts(path, &form.fields, &[("sec-fetch-site", site)]));
        }
        // Not even to be carried through signing in.
        let stranger = app.visitor().posts(path, &form.fields, &[("sec-fetch-site", "cross-site")]);
        shows_refusal(&stranger);
        shows_refusal(&app.visitor().posts("/session/new", &fields(&[("email", "ines@example.org"), ("password", PASSWORD)]), &[]));
        officer.posts_bytes(path, br#"{"headline":"x"}"#, "application/json", &[]).is(400);
        officer.posts_bytes(path, br"headline=x", "text/plain", &[]).is(400);
        officer.posts_bytes(path, b"headline=%FF", "application/x-www-form-urlencoded", &[]).is(400);
        officer.posts_bytes(path, &vec![b'a'; 1_100_000], "application/x-www-form-urlencoded", &[]).is(413);
        officer.gets("/activities/7").hides("Two workshops held");
        officer.posts(path, &form.fields, &[("sec-fetch-site", "same-origin")]).leads_to("/activities/7");
        officer.gets("/activities/7").shows("Two workshops held");
    }

    fn a_form_of_an_ended_session_is_shown_again_with_what_was_typed(app) {
        let officer = app.officer();
        let path = "/activities/7/updates/new";
        let form = officer.gets(path).form(path);
        let form = form.typed(&[("status", "on-track"), ("reason", "All is planned."), ("headline", "Kept <b>&</b> \"sent\""), ("done", "Line one\nLine two"), ("intent", "publish")]);
        officer.sends(&officer.gets("/account").form("/session/end")).leads_to("/session/new");
        let officer = officer.signs_in("ines@example.org");
        let page = officer.posts(path, &form.fields, &[("sec-fetch-site", "same-origin")]);
        page.is(403).shows("What you typed is here.").shows("Kept <b>&</b> \"sent\"");
        assert_eq!(page.value("done").as_deref(), Some("Line one\nLine two"));
        officer.gets("/activities/7").hides("Kept");
        officer.sends(&page.form(path)).leads_to("/activities/7");
        officer.gets("/activities/7").shows("Kept <b>&</b> \"sent\"").shows("Line one");
    }

    fn what_was_typed_survives_the_end_of_the_session(app) {
        let officer = app.officer();
        let path = "/activities/7/updates/new";
        let form = officer.gets(path).form(path);
        let form = form.typed(&[("status", "on-track"), ("reason", "All is planned."), ("headline", "Four manuals translated"), ("done", "四本手册 & more"), ("intent", "publish")]);
        officer.loses_cookies();
        let page = officer.sends(&form);
        page.is(401).shows("Sign in").shows("Your session has ended. Nothing you typed is lost.");
        let page = officer.sends(&page.form("/session/new").typed(&[("email", "ines@example.org"), ("password", "mistyped")]));
        page.is(422).shows("Nothing you typed is lost.").shows("Incorrect e-mail address or password.");
        let page = officer.sends(&page.form("/session/new").typed(&[("email", "ines@example.org"), ("password", PASSWORD)]));
        page.is(200).shows("You are signed in again").shows("Four manuals translated").shows("四本手册 & more");
        assert!(!page.body.contains(PASSWORD));
        officer.sends(&page.form(path)).leads_to("/activities/7");
        officer.gets("/activities/7").shows("Four manuals translated").shows("四本手册 & more");
    }

    fn passwords_are_not_carried_along(app) {
        let officer = app.officer();
        let form = officer.gets("/account/password").form("/account/password");
        officer.loses_cookies();
        let page = officer.sends(&form.typed(&[("present", PASSWORD), ("password", NEW_PASSWORD), ("again", NEW_PASSWORD)]));
        page.is(401);
        assert!(!page.body.contains("four+plain") && !page.body.contains("seven+boats") && !page.body.contains(NEW_PASSWORD), "{}", page.body);
    }

    fn nobody_is_led_to_another_site(app) {
        ines(&app);
        for (next, expected) in [
            ("/plans/cp-2017-2020?status=delayed", "/plans/cp-2017-2020?status=delayed"),
            ("//evil.example", "/"),
            ("https://evil.example/", "/"),
            ("/\\evil.example", "/"),
            ("javascript:alert(1)", "/"),
            ("/\tevil", "/"),
        ] {
            let visitor = app.visitor();
            let query: String = url::form_urlencoded::byte_serialize(next.as_bytes()).collect();
            let form = visitor.gets(&format!("/session/new?next={query}")).form("/session/new").typed(&[("email", "ines@example.org"), ("password", PASSWORD)]);
            if expected != "/" {
                visitor.sends(&form).leads_to(expected);
                visitor.gets(&format!("/session/new?next={query}")).leads_to(expected);
            } else {
                assert_eq!(form.fields.iter().find(|(n, _)| n == "next").unwrap().1, "/");
            }
        }
        let visitor = app.visitor();
        let form = visitor.gets("/session/new").form("/session/new").typed(&[("email", "ines@example.org"), ("password", PASSWORD)]);
        visitor.sends(&form.clone().with("next", "//evil.example")).leads_to("/");
        visitor.gets("/session/new?next=//evil.example").leads_to("/");
        let visitor = app.visitor();
        let form = visitor.gets("/session/new").form("/session/new").typed(&[("email", "ines@example.org"), ("password", PASSWORD)]);
        let page = visitor.sends(&form.typed(&[("carried-action", "https://evil.example/"), ("carried-body", "a=b")]));
        assert!(page.forms().iter().all(|f| f.action.starts_with('/') && !f.action.starts_with("//")), "{:?}", page.forms());
    }

    fn the_language_is_the_one_that_was_asked_for(app) {
        ines(&app);
        let language = |page: &Page| page.attributes("html", "lang").concat();
        let visitor = app.visitor();
        assert_eq!(language(&visitor.gets_with("/session/new", &[("accept-language", "zh-CN,zh;q=0.9,en;q=0.8")])), "zh");
        assert_eq!(language(&visitor.gets_with("/session/new", &[("accept-language", "fr, en;q=0.4")])), "en");
        visitor.gets("/session/new?next=%2Fplan&lang=zh").leads_to("/session/new?next=%2Fplan");
        let page = visitor.gets("/session/new?next=%2Fplan");
        assert_eq!((language(&page).as_str(), page.title().as_str()), ("zh", "登录"));
        assert_eq!(language(&visitor.gets_with("/session/new", &[("accept-language", "en")])), "zh", "what was chosen stays");
        assert_eq!(language(visitor.gets("/nothing-here").is(404)), "zh");
        assert_eq!(language(visitor.gets("/session/new?lang=tlh").is(200)), "zh");
        visitor.gets("/session/new?lang=en").leads_to("/session/new");

        let visitor = visitor.signs_in("ines@example.org");
        visitor.fills("/account", &[("lang", "zh"), ("time-zone", "Asia/Shanghai")]).leads_to("/account");
        assert_eq!(language(&visitor.gets("/account")), "zh");
        assert_eq!(language(&app.visitor().signs_in("ines@example.org").gets("/account")), "zh", "another browser knows it too");
    }

    fn language_and_time_zone_are_kept_and_remembered(app) {
        let id = ines(&app);
        let visitor = app.visitor().signs_in("ines@example.org");
        let wrong = visitor.fills("/account", &[("lang", "en"), ("time-zone", "Mars/Olympus")]);
        wrong.is(422);
        assert!(wrong.error_at("time-zone").unwrap().contains("Choose one from the list"));
        assert_eq!(wrong.value("time-zone").as_deref(), Some("Mars/Olympus"));
        assert!(visitor.fills("/account", &[("lang", "tlh")]).is(422).error_at("lang").is_some());

        visitor.fills("/account", &[("time-zone", "Asia/Shanghai")]).leads_to("/account");
        let page = visitor.gets("/account");
        page.shows("Your preferences are kept.");
        assert_eq!(page.value("time-zone").as_deref(), Some("Asia/Shanghai"));
        let now = app.app.clock.now();
        let began = app.in_database(|conn| capacity_tracker::db::session::of(conn, id, now).unwrap()[0].created_at);
        let clock = |at: chrono::DateTime<chrono::Utc>| at.format("%H:%M").to_string();
        page.shows(&clock(began + TimeDelta::hours(8))).hides(&clock(began));
        let amara = app.administrator();
        amara.gets(&format!("/admin/people/{id}")).shows("Ines Duarte changed the account.").shows("Time zone: UTC → Asia/Shanghai");
    }

    fn every_answer_carries_the_headers_that_protect(app) {
        let (officer, stranger) = (app.officer(), app.visitor());
        let css = officer.gets("/plan").attributes("link[rel=stylesheet]", "href").remove(0);
        let path = "/activities/7/updates/new";
        let throttled = (0..60).map(|_| tries(&app.visitor(), "nobody@example.org", "x")).find(|p| p.status == 429).unwrap();
        let headline = || fields(&[("headline", "x")]);
        let answers = [
            ("200", officer.gets("/plan")),
            ("200", stranger.gets("/session/new")),
            ("200", stranger.gets(&css)),
            ("200", stranger.gets("/assets/mark.svg")),
            ("200", stranger.gets("/healthz")),
            ("200", stranger.gets("/readyz")),
            ("303", stranger.gets("/account")),
            ("303", stranger.gets("/plan?lang=zh")),
            ("400", officer.posts_bytes(path, b"{}", "application/json", &[])),
            ("401", stranger.posts(path, &headline(), &[])),
            ("403", officer.posts(path, &headline(), &[])),
            ("404", officer.gets("/nothing-here")),
            ("404", stranger.gets("/assets/0/app.css")),
            ("410", stranger.gets("/links/join/no.such.token")),
            ("413", officer.posts_bytes(path, &vec![b'a'; 1_100_000], "application/x-www-form-urlencoded", &[])),
            ("422", officer.fills("/account", &[("lang", "tlh")])),
            ("429", throttled),
        ];
        for (status, page) in &answers {
            assert_eq!(page.status.to_string(), *status, "{}", page.text());
            let header = |name: &str| page.header(name).unwrap_or_else(|| panic!("{status} without {name}"));
            let policy = header("content-security-policy");
            for part in ["default-src 'none'", "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'"] {
                assert!(policy.contains(part), "{status}: {policy}");
            }
            assert!(!policy.contains("unsafe") && policy.contains("script-src 'self';"), "{policy}");
            assert_eq!(header("x-content-type-options"), "nosniff");
            assert_eq!(header("x-frame-options"), "DENY");
            assert_eq!(header("referrer-policy"), "same-origin");
            assert_eq!(header("cross-origin-opener-policy"), "same-origin");
            assert_eq!(header("cross-origin-resource-policy"), "same-origin");
            assert!(header("permissions-policy").contains("camera=()"));
            assert_eq!(page.header("server"), None);
            if page.header("content-type").is_some_and(|t| t.starts_with("text/html")) {
                let expected = if page.text().contains("Sign out") { "no-store" } else { "private, no-cache" };
                assert_eq!(header("cache-control"), expected, "{}", page.text());
                assert!(page.html().select(&scraper::Selector::parse("script, style, [style], [onclick]").unwrap()).next().is_none());
            }
        }
    }
}
