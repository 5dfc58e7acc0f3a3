//! Progress updates: publish, confirm, keep a draft; who declared what, when and why; who reads it.

use capacity_tracker::db::Conn;
use diesel::connection::SimpleConnection;
use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::BigInt;

use crate::search::search;
use crate::support::{Page, TestApp, Visitor, in_plan};

const NEW: &str = "/activities/7/updates/new";
const HERE: &str = "/activities/7";

fn updates(visitor: &Visitor) -> Vec<String> {
    visitor.gets("/activities/7/updates").all("ol.updates > li")
}

fn draft_is_kept(visitor: &Visitor, headline: &str) {
    visitor.sends(&visitor.writes_update(7, "delayed", headline).with("intent", "keep")).leads_to(NEW);
}

fn at_once(visitor: &Visitor, form: &crate::support::page::Form, times: usize) -> Vec<Page> {
    std::thread::scope(|scope| {
        let presses: Vec<_> = (0..times).map(|_| scope.spawn(|| visitor.sends(form))).collect();
        presses.into_iter().map(|p| p.join().unwrap()).collect()
    })
}

on_both! {
    fn an_update_is_corrected_and_worded_in_another_language(app) {
        let (ines, donor) = (app.officer(), app.donor());
        ines.publishes(7, "on-track", "Twelve laboratorys took part");
        let list = in_plan("/activities/7/updates");
        let links = ines.gets(&list).attributes("article.report a", "href");
        let (correct, chinese) = (links.iter().find(|a| a.contains("/en/")).unwrap(), links.iter().find(|a| a.contains("/zh/")).unwrap());

        let form = ines.gets(correct).is(200).form(correct);
        let fixed = form.clone().with("headline", "Twelve laboratories took part");
        assert_eq!(ines.sends(&fixed).is(422).error_at("why").as_deref(), Some("Error: Fill in this field"));
        ines.sends(&fixed.clone().with("why", "Spelling")).leads_to(&list);
        let page = donor.gets(&list);
        page.shows("Twelve laboratories took part").shows("Corrected on 12 March 2019").hides("laboratorys").hides("Correct this update");
        ines.gets("/activities/7").shows("Ines Duarte corrected an update.").shows("Reason: Spelling").shows("Twelve laboratorys took part → Twelve laboratories took part");
        ines.sends(&form.with("headline", "Thirteen").with("why", "Count")).is(409);

        ines.sends(&ines.gets(chinese).form(chinese).typed(&[("headline", "十二家实验室参加"), ("reason", "实验室要求延期"), ("done", "会议在比勒陀利亚举行。")])).leads_to(&list);
        donor.gets("/activities/7").shows("Twelve laboratories took part");
        donor.opens("/plan?lang=zh");
        donor.gets(&list).shows("十二家实验室参加").hides("Twelve laboratories");
        donor.gets("/activities/7").shows("十二家实验室参加").shows("实验室要求延期");
        let found = search(&donor, "十二家实验室").attributes("section[aria-labelledby^='found-'] a", "href");
        assert!(found.contains(&in_plan("/plan/activities/7")), "{found:?}");
        donor.gets(correct).is(404);
    }

    fn an_officer_publishes_an_update(app) {
        let officer = app.officer();
        let form = officer.writes_update(7, "at-risk", "Second workshop held").with("next", "A third one.").with("risks", "No venue yet.");
        officer.sends(&form).leads_to(HERE);
        officer.gets(HERE).shows("The update is published.").shows("At risk").shows("Ines Duarte, 12 March 2019: “The labs asked for more time”")
            .shows("Second workshop held").shows("Forty people met in Pretoria.").shows("A third one.").shows("No venue yet.").shows("10 Jun");
        officer.gets(HERE).hides("The update is published.");
    }

    fn a_new_or_changed_status_needs_a_reason(app) {
        let officer = app.officer();
        let silent = |status: &str| officer.sends(&officer.writes_update(7, status, "Workshop held").with("reason", "  "));
        let refused = silent("on-track");
        assert_eq!(refused.is(422).error_at("reason").as_deref(), Some("Error: Say in a sentence why the status is this one"));
        assert_eq!(refused.value("headline").as_deref(), Some("Workshop held"));
        assert_eq!(refused.value("status").as_deref(), Some("on-track"));
        officer.publishes(7, "on-track", "Workshop held");
        silent("on-track").leads_to(HERE);
        silent("delayed").is(422);
        assert_eq!(updates(&officer).len(), 2);
    }

    fn who_when_and_why_of_each_status_is_kept(app) {
        let (ines, li) = (app.officer(), app.another_officer());
        ines.publishes(7, "on-track", "First workshop held");
        li.sends(&li.writes_update(7, "delayed", "Venue lost").with("reason", "The venue burnt down")).leads_to(HERE);
        ines.confirms(7).leads_to(HERE);
        let all = updates(&ines);
        assert_eq!(all.len(), 3, "{all:#?}");
        for (line, words) in all.iter().zip([["Delayed", "Ines Duarte", "Nothing has changed."], ["Delayed", "Li Wen", "“The venue burnt down”"], ["On track", "Ines Duarte", "First workshop held"]]) {
            assert!(line.contains("12 March 2019") && words.iter().all(|w| line.contains(w)), "{line}");
        }
        let page = ines.gets(HERE);
        page.shows("All 3 updates");
        assert_eq!(page.all("#history li p:first-child")[..3], ["Ines Duarte confirmed that nothing has changed.", "Li Wen published an update.", "Ines Duarte published an update."]);
        page.shows("Status: On track → Delayed").shows("Reason: The venue burnt down");
    }

    fn nothing_changed_is_said_with_one_click(app) {
        let (ines, li) = (app.officer(), app.another_officer());
        let fresh = ines.gets(HERE);
        assert!(!fresh.forms().iter().any(|f| f.action.contains("confirmations")), "there is nothing to confirm yet");
        li.publishes(7, "on-track", "First workshop held");
        let page = ines.gets(HERE);
        page.shows("Confirm: no change since 12 March 2019");
        ines.sends(&page.form("/activities/7/confirmations/new")).leads_to(HERE);
        ines.gets(HERE).shows("It is noted that nothing has changed.").shows("Ines Duarte confirmed on 12 March 2019").shows("First workshop held");
        ines.publishes(7, "completed", "Last workshop held");
        assert!(!ines.gets(HERE).forms().iter().any(|f| f.action.contains("confirmations")), "it is over");
    }

    fn confirming_twice_is_one_confirmation(app) {
        let officer = app.officer();
        officer.publishes(7, "on-track", "First workshop held");
        let button = officer.gets(HERE).form("/activities/7/confirmations/new");
        officer.sends(&button).leads_to(HERE);
        officer.sends(&button).leads_to(HERE);
        assert_eq!(updates(&officer).len(), 2);
        officer.confirms(7).leads_to(HERE);
        assert_eq!(updates(&officer).len(), 3, "a later press on a new page counts");
    }

    fn confirming_what_one_has_not_seen_is_refused(app) {
        let (ines, li) = (app.officer(), app.another_officer());
        li.publishes(7, "on-track", "First workshop held");
        let button = ines.gets(HERE).form("/activities/7/confirmations/new");
        li.publishes(7, "delayed", "Venue lost");
        ines.sends(&button).is(409).shows("This record was changed by someone else");
        ines.sends(&button.clone().with("seen", "4711")).is(409);
        ines.sends(&button.with("seen", "first")).is(400);
        li.publishes(7, "cancelled", "Called off");
        let seen = ines.gets(NEW).value("seen").unwrap();
        let forged = ines.gets(NEW).form(NEW).with("seen", &seen);
        ines.posts("/activities/7/confirmations/new", &forged.fields, &[]).is(409);
        assert_eq!(updates(&ines).len(), 3);
    }

    fn publishing_twice_is_one_update(app) {
        let officer = app.officer();
        let form = officer.writes_update(7, "on-track", "First workshop held");
        officer.sends(&form).leads_to(HERE);
        officer.sends(&form).leads_to(HERE);
        assert_eq!(updates(&officer).len(), 1);
    }

    fn buttons_pressed_in_the_same_moment_count_once(app) {
        let officer = app.officer();
        let form = officer.writes_update(7, "on-track", "First workshop held");
        for answer in at_once(&officer, &form, 6) {
            answer.leads_to(HERE);
        }
        assert_eq!(updates(&officer).len(), 1);
        let button = officer.gets(HERE).form("/activities/7/confirmations/new");
        for answer in at_once(&officer, &button, 6) {
            answer.leads_to(HERE);
        }
        assert_eq!(updates(&officer).len(), 2);
        for answer in at_once(&officer, &officer.writes_update(7, "delayed", "Half a headline").with("intent", "keep"), 6) {
            answer.leads_to(NEW);
        }
        assert_eq!(officer.gets(NEW).value("headline").as_deref(), Some("Half a headline"));
    }

    fn an_overtaken_update_keeps_what_was_typed(app) {
        let (ines, li) = (app.officer(), app.another_officer());
        let mine = ines.writes_update(7, "on-track", "First workshop held").with("risks", "None.\n\nReally.");
        li.publishes(7, "delayed", "Venue lost");
        let back = ines.sends(&mine);
        back.is(409).shows("Li Wen has published an update since you opened this form.").shows("Venue lost");
        for (field, typed) in [("status", "on-track"), ("headline", "First workshop held"), ("done", "Forty people met in Pretoria."), ("risks", "None.\n\nReally."), ("reason", "The labs asked for more time")] {
            assert_eq!(back.value(field).as_deref(), Some(typed), "{field}");
        }
        assert_eq!(updates(&ines).len(), 1);
        ines.sends(&back.form(NEW)).leads_to(HERE);
        assert_eq!(updates(&ines).len(), 2);
    }

    fn a_draft_is_kept_and_is_only_mine(app) {
        let (ines, li) = (app.officer(), app.another_officer());
        ines.sends(&ines.gets(NEW).form(NEW).with("headline", "Half a headline").with("done", "<b>So far").with("intent", "keep")).leads_to(NEW);
        let kept = ines.gets(NEW);
        kept.shows("This draft was kept on 12 March 2019").shows("Only you can see it.");
        assert_eq!((kept.value("headline").as_deref(), kept.value("done").as_deref()), (Some("Half a headline"), Some("<b>So far")));
        assert_eq!(ines.gets("/").parts("#drafts ~ ul li", "a, small"), ["Continue your draft | 7. Sampling and detection workshops"]);
        ines.gets(HERE).shows("Continue your draft");

        ines.sends(&ines.gets("/").form("/session/end"));
        ines.loses_cookies();
        let ines = ines.signs_in("ines@example.org");
        assert_eq!(ines.gets(NEW).value("headline").as_deref(), Some("Half a headline"));

        app.opens_to_the_public();
        let others = [app.administrator(), app.partner("jrc"), app.donor(), app.visitor(), li];
        for other in &others {
            for path in ["/", HERE, "/activities/7/updates", NEW, "/plan"] {
                other.opens(path).hides("Half a headline").hides("Continue your draft");
            }
        }
        assert_eq!(others[4].gets(NEW).value("headline").as_deref(), Some(""));
        draft_is_kept(&others[4], "Hers");
        assert_eq!(ines.gets(NEW).value("headline").as_deref(), Some("Half a headline"), "everybody has a draft of their own");

        ines.sends(&ines.gets(NEW).form(NEW).with("status", "on-track").with("reason", "It goes well")).leads_to(HERE);
        assert_eq!(ines.gets(NEW).value("headline").as_deref(), Some(""), "published, so no draft any more");
        assert_eq!(others[4].gets(NEW).value("headline").as_deref(), Some("Hers"));
    }

    fn a_draft_can_be_discarded(app) {
        let officer = app.officer();
        draft_is_kept(&officer, "Half a headline");
        officer.sends(&officer.gets(NEW).form(NEW).with("intent", "discard")).leads_to(HERE);
        officer.gets(HERE).shows("The draft is gone.");
        assert_eq!(officer.gets(NEW).value("headline").as_deref(), Some(""));
    }

    fn a_draft_stays_when_publishing_it_fails(app) {
        let officer = app.officer();
        draft_is_kept(&officer, "Half a headline");
        officer.sends(&officer.gets(NEW).form(NEW).with("done", "")).is(422);
        assert_eq!(officer.gets(NEW).value("headline").as_deref(), Some("Half a headline"));
    }

    fn partners_and_donors_read_and_propose_nothing(app) {
        app.officer().publishes(7, "at-risk", "Second workshop held");
        for reader in [app.partner("jrc"), app.donor()] {
            let page = reader.gets(HERE);
            page.shows("At risk").shows("Second workshop held").hides("Post an update");
            let follow = in_plan("/plan/activities/7/following/edit");
            let allowed = ["/session/end", "/comments/new", follow.as_str()];
            assert!(page.forms().iter().all(|f| allowed.contains(&f.action.as_str())), "{:?}", page.forms());
            reader.gets(NEW).is(404);
            let stolen = reader.gets("/account").form("/account").with("headline", "Mine").with("status", "completed").with("seen", "1");
            reader.posts(NEW, &stolen.fields, &[]).is(404);
            reader.posts("/activities/7/confirmations/new", &stolen.fields, &[]).is(404);
            reader.posts("/activities/7/edit", &stolen.fields, &[]).is(404);
        }
    }

    fn the_public_reads_status_and_words_and_no_names(app) {
        let officer = lead_and_update(&app);
        app.visitor().opens("/activities/7").hides("Second workshop held");
        app.opens_to_the_public();
        let public = app.visitor();
        public.gets(HERE).is(200).shows("At risk").shows("Second workshop held").shows("The labs asked for more time");
        public.gets("/activities/7/updates").is(200).shows("At risk").shows("Second workshop held");
        public.gets("/plan").shows("At risk");
        officer.confirms(7).leads_to(HERE);
        for path in [HERE, "/activities/7/updates", "/plan", "/plan?sort=lead", "/plan/timeline", "/organisations", "/organisations/jrc"] {
            public.gets(path).is(200).hides("Ines").hides("Duarte").hides("ines@example.org");
        }
        public.gets(HERE).shows("Confirmed on 12 March 2019").shows("nothing has changed.");
        assert_eq!(public.gets(HERE).all("#history").len(), 0);
    }

    fn a_completed_activity_promises_no_next_update(app) {
        let officer = app.officer();
        officer.publishes(7, "completed", "Last workshop held");
        officer.gets(HERE).hides("due in 90 days").shows("Nothing is due: the activity is over.");
    }
}

/// Both presses have come as far as they can before either has stored anything.
#[test]
fn two_presses_that_overlap_count_once_on_postgres() {
    // In one process writes queue anyway; here the two presses reach two processes that share a database.
    let app = TestApp::postgres();
    let other = TestApp::on(std::sync::Arc::clone(&app.database), &[]);
    let officer = app.officer();
    let form = officer.writes_update(7, "on-track", "First workshop held");
    let there = other.visitor().signs_in("ines@example.org");
    let same = form.clone().with("token", &there.gets("/account").value("token").unwrap());
    let waiting =
        "SELECT count(*) FROM pg_locks WHERE NOT granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())";
    let answers: Vec<Page> = std::thread::scope(|scope| {
        let presses: Vec<_> = app.in_database(|conn| {
            conn.batch_execute("LOCK TABLE progress_updates IN SHARE ROW EXCLUSIVE MODE").unwrap();
            let presses = vec![scope.spawn(|| officer.sends(&form)), scope.spawn(|| there.sends(&same))];
            let count = |conn: &mut Conn| diesel::select(sql::<BigInt>(&format!("({waiting})"))).get_result::<i64>(conn).unwrap();
            while count(conn) < 2 {
                std::thread::yield_now();
            }
            presses
        });
        presses.into_iter().map(|p| p.join().unwrap()).collect()
    });
    for answer in &answers {
        answer.leads_to(HERE);
    }
    assert_eq!(updates(&officer).len(), 1);
}

fn lead_and_update(app: &TestApp) -> Visitor {
    let officer = app.officer();
    officer.names_lead(7, "Ines Duarte");
    officer.publishes(7, "at-risk", "Second workshop held");
    officer
}
