//! A plan has an address: pages of two plans beside each other, the switch between them, and the addresses of former versions.

use std::collections::BTreeSet;

use actix_web::dev::ResourceDef;
use capacity_tracker::web::moved::MOVED;
use capacity_tracker::web::routes::TABLE;

use crate::support::page::Form;
use crate::support::{PLAN, Page, TestApp, Visitor, in_plan};
use crate::two_plans::load_second;

/// Code of the invented plan.
const SECOND: &str = "seeds-2019";

/// What every plan has, as far as donors may see it: the page in the address of a plan.
const PAGES: [&str; 14] = [
    "",
    "/timeline",
    "/source",
    "/dashboard",
    "/dashboard.xlsx",
    "/dashboard/status.csv",
    "/activities/2",
    "/activities/2/updates",
    "/events",
    "/events.csv",
    "/events/precedents",
    "/money",
    "/reports",
    "/framework",
];

/// What more there is for officers.
const FORMS: [&str; 9] = [
    "/activities/2/edit",
    "/activities/2/updates/new",
    "/activities/2/evidence/new",
    "/activities/2/outputs/new",
    "/events/new",
    "/money/contributions/new",
    "/money/expenditures/new",
    "/reports/new",
    "/framework/links/2.3/edit",
];

/// The addresses of the version with one plan that answered GET.
const FORMER: [&str; 25] = [
    "/dashboard",
    "/dashboard.xlsx",
    "/dashboard/status.csv",
    "/reports",
    "/reports/new",
    "/plan",
    "/plan/timeline",
    "/plan/source",
    "/framework",
    "/framework/links/2.3/edit",
    "/activities/7",
    "/activities/7/edit",
    "/activities/7/updates",
    "/activities/7/updates/new",
    "/activities/7/evidence/new",
    "/activities/7/outputs/new",
    "/events/precedents",
    "/events",
    "/events.xlsx",
    "/events.csv",
    "/events/new",
    "/money",
    "/money/contributions/new",
    "/money/expenditures/new",
    "/admin/reminders/activities/7",
];

/// Those that answered POST.
const FORMER_FORMS: [&str; 14] = [
    "/reports/new",
    "/framework/links/2.3/edit",
    "/activities/7/edit",
    "/activities/7/updates/new",
    "/activities/7/confirmations/new",
    "/activities/7/partners/new",
    "/activities/7/evidence/new",
    "/activities/7/evidence/end",
    "/activities/7/outputs/new",
    "/events/new",
    "/money/contributions/new",
    "/money/expenditures/new",
    "/admin/reminders/activities/7",
    "/plan",
];

fn of(plan: &str, page: &str) -> String {
    format!("/plans/{plan}{page}")
}

/// Where a page leads, besides the switch.
fn links(page: &Page) -> BTreeSet<String> {
    let links = page.attributes("header .top a, main a, .crumbs a, footer a", "href").into_iter();
    links.chain(page.attributes("form", "action")).filter(|address| address.starts_with("/plans/")).collect()
}

/// The addresses in the switch, and which of them is marked as the current one.
fn switch(page: &Page) -> (Vec<String>, Vec<String>) {
    let seen = page.attributes("nav.switch a", "href");
    (seen, page.attributes("nav.switch a[aria-current]", "href"))
}

/// A page without the switch between plans, and without the tokens and keys of its forms, which differ from request to request.
fn without_switch(body: &str) -> String {
    let (before, rest) = body.split_once("<nav class=\"switch\"").unwrap_or((body, ""));
    let after = rest.split_once("</nav>").map_or("", |(_, after)| after);
    let page = format!("{before}{after}");
    let without = |page: &str, name: &str| -> String {
        let before = format!("name=\"{name}\" value=\"");
        page.split(&before).enumerate().map(|(at, part)| if at == 0 { part } else { part.split_once('"').unwrap().1 }).collect()
    };
    without(&without(&page, "token"), "idempotency-key")
}

/// Follows one former address by hand.
fn leads_on(app: &TestApp, visitor: &Visitor, path: &str) -> String {
    let answer = visitor.gets(&format!("{}{path}", app.base));
    assert_eq!(answer.status, 308, "{path}");
    answer.location.unwrap()
}

on_both! {
    fn every_role_reaches_the_pages_of_each_plan(app) {
        load_second(&app);
        let (officers, others) = ([app.administrator(), app.officer()], [app.partner("jrc"), app.donor()]);
        for plan in [PLAN, SECOND] {
            let other = if plan == PLAN { SECOND } else { PLAN };
            for page in PAGES {
                for visitor in officers.iter().chain(&others) {
                    let seen = visitor.gets(&of(plan, page));
                    seen.is(200);
                    let astray: Vec<String> = links(&seen).into_iter().filter(|link| link.starts_with(&of(other, ""))).collect();
                    assert_eq!(astray, Vec::<String>::new(), "{plan}{page}");
                }
            }
            for page in FORMS {
                for visitor in &officers {
                    visitor.gets(&of(plan, page)).is(200);
                }
                for visitor in others.iter().filter(|_| page != "/events/new") {
                    visitor.gets(&of(plan, page)).is(404);
                }
            }
            officers[0].gets(&of(plan, "/activities/2/reminders")).is(200);
            officers[1].gets(&of(plan, "/activities/2/reminders")).is(404);
            others[0].gets(&of(plan, "/events/new")).is(200);
            others[1].gets(&of(plan, "/events/new")).is(404);
        }
        let stranger = app.visitor();
        assert!(stranger.gets(&of(SECOND, "")).location.unwrap().starts_with("/session/new?next="));
        app.opens_to_the_public();
        for page in PAGES {
            stranger.gets(&of(SECOND, page)).is(200);
        }
    }

    fn each_plan_shows_its_own_activities(app) {
        load_second(&app);
        let everybody = [app.administrator(), app.officer(), app.partner("jrc"), app.donor()];
        for visitor in &everybody {
            let list = visitor.gets(&of(SECOND, ""));
            assert_eq!((list.title().as_str(), list.activities()), ("Invented plan for seed laboratories", (1..=5).collect()));
            assert_eq!(visitor.gets(&of(PLAN, "")).activities(), (1..=14).collect::<Vec<_>>());
            assert!(visitor.gets(&of(SECOND, "/activities/1")).title().contains("Train seed analysts in sampling"));
            for page in PAGES {
                let seen = visitor.gets(&of(SECOND, page)).body;
                assert!(["Mainstreaming materials", "Sampling and detection workshops"].iter().all(|name| !seen.contains(name)), "{page}: {seen}");
            }
            for page in ["/activities/6", "/activities/7", "/activities/7/updates", "/activities/7/edit", "/activities/7/updates/new", "/activities/7/reminders"] {
                visitor.gets(&of(SECOND, page)).is(404);
            }
        }
        let form = everybody[1].gets(&of(SECOND, "/events/new"));
        form.form(&of(SECOND, "/events/new"));
        // An event may serve activities of two plans: those of the plan come first.
        let place = |name: &str| form.body.find(name).unwrap();
        assert!(place("Exchange") < place("Mainstreaming materials"));
        let update = everybody[1].gets(&of(SECOND, "/activities/1/updates/new")).form(&of(SECOND, "/activities/1/updates/new"));
        everybody[1].sends(&Form { action: of(SECOND, "/activities/7/updates/new"), ..update }).is(404);
    }

    fn a_plan_that_does_not_exist_is_not_found(app) {
        let everybody = [app.administrator(), app.officer(), app.partner("jrc"), app.donor()];
        let pages = || PAGES.iter().chain(&FORMS).map(|page| of("nowhere", page));
        for visitor in &everybody {
            for page in pages() {
                visitor.gets(&page).is(404);
            }
            visitor.posts(&of("nowhere", "/activities/7/updates/new"), &[], &[]).is(404);
            for code in ["", "/", "%00", "%FF", "CP-2017-2020", "cp-2017-2020%20", "..", "a/b"] {
                visitor.gets(&format!("/plans/{code}")).is(404);
            }
        }
        let stranger = app.visitor();
        for page in pages() {
            assert!(stranger.gets(&page).location.is_some_and(|l| l.starts_with("/session/new?next=")), "{page}");
        }
        app.opens_to_the_public();
        for page in PAGES {
            stranger.gets(&of("nowhere", page)).is(404);
        }
        stranger.gets("/plans").is(404);
    }

    fn the_switch_leads_to_the_same_page_of_the_other_plan(app) {
        let donor = app.donor();
        assert_eq!(switch(&donor.gets("/plan")).0.len(), 0, "one plan needs no switch");
        load_second(&app);
        for page in ["", "/timeline", "/source", "/dashboard", "/events", "/money", "/reports", "/framework"] {
            for plan in [PLAN, SECOND] {
                let seen = donor.gets(&of(plan, &format!("{page}?year=2019")));
                assert_eq!(switch(&seen), (vec![of(PLAN, page), of(SECOND, page)], vec![of(plan, page)]), "{plan}{page}");
            }
        }
        let lists = vec![of(PLAN, ""), of(SECOND, "")];
        assert_eq!(switch(&donor.gets(&of(SECOND, "/activities/2"))), (lists.clone(), vec![of(SECOND, "")]), "the other's activity 2 is another one");
        assert_eq!(switch(&donor.gets("/organisations")), (lists.clone(), vec![of(PLAN, "")]));
        let past = donor.gets(&of(SECOND, "/dashboard?as_of=2019-03-01"));
        assert_eq!(switch(&past).0, [of(PLAN, "/dashboard?as_of=2019-03-01"), of(SECOND, "/dashboard?as_of=2019-03-01")]);
        let names = past.all("nav.switch a");
        assert_eq!(names[1], "Seed laboratories");
        assert_eq!(past.attributes("nav.switch", "aria-label"), ["Plans"]);
        // An unknown address shows the switch too, but nothing to who may not see plans.
        assert_eq!(switch(&donor.gets("/nothing")).0, lists);
        donor.opens(&of(SECOND, "?lang=zh")).is(200);
        assert_eq!(donor.gets(&of(SECOND, "")).attributes("nav.switch", "aria-label"), ["计划"]);
        let stranger = app.visitor();
        assert_eq!(switch(&stranger.gets("/session/new")).0.len(), 0);
        app.opens_to_the_public();
        assert_eq!(switch(&stranger.gets(&of(SECOND, ""))).0, lists);
    }

    fn a_second_plan_changes_nothing_on_pages_of_the_first_but_the_switch(app) {
        let (officer, donor) = (app.officer(), app.donor());
        let pages = ["", "/timeline", "/source", "/dashboard", "/activities/2", "/activities/2/updates", "/events", "/money", "/reports", "/framework"];
        let seen = |visitor: &Visitor| pages.map(|page| without_switch(&visitor.gets(&of(PLAN, page)).is(200).body));
        let before = [seen(&officer), seen(&donor)];
        load_second(&app);
        for (before, after) in before.iter().flatten().zip([seen(&officer), seen(&donor)].iter().flatten()) {
            assert!(!after.contains(SECOND) && !after.contains("Seed "), "{after}");
            // The organisations are those of all plans.
            assert!(*before == after.replace("<option value=\"seed-institute\">ISI</option>", ""), "{after}");
        }
    }

    fn downloads_are_named_after_their_plan_when_there_are_two(app) {
        let donor = app.donor();
        let name = |page: &str| donor.gets(page).is(200).header("content-disposition").unwrap().split('"').nth(1).unwrap().to_owned();
        let files = ["/dashboard.xlsx", "/dashboard/status.csv", "/events.csv", "/events.xlsx"];
        assert_eq!(files.map(name), ["dashboard-2019-03-12.xlsx", "status-2019-03-12.csv", "events.csv", "events.xlsx"]);
        load_second(&app);
        assert_eq!(files.map(name), [
            "cp-2017-2020-dashboard-2019-03-12.xlsx", "cp-2017-2020-status-2019-03-12.csv", "cp-2017-2020-events.csv", "cp-2017-2020-events.xlsx",
        ]);
        assert_eq!(name(&of(SECOND, "/events.csv")), "seeds-2019-events.csv");
    }

    fn former_addresses_lead_to_the_plan_that_was_there_first(app) {
        load_second(&app);
        let everybody = [app.administrator(), app.officer(), app.partner("jrc"), app.donor(), app.visitor()];
        for path in FORMER {
            for visitor in &everybody {
                let asked = format!("{path}?as_of=2018-12-31&words=a%20b%26c&next=/x");
                let location = leads_on(&app, visitor, &asked);
                assert_eq!(location, in_plan(&asked), "the query goes along");
                let here = location.split('?').next().unwrap();
                assert!(TABLE.iter().any(|r| r.method == "GET" && ResourceDef::new(r.path).is_match(here)), "nothing answers {location}");
            }
            everybody[0].opens(&format!("{}{path}", app.base)).is(200);
        }
        // The new address decides who may use it.
        for (visitor, status) in everybody.iter().zip([200, 404, 404, 404, 303]) {
            assert_eq!(visitor.gets(&leads_on(&app, visitor, "/admin/reminders/activities/7")).status, status);
        }
        everybody[3].opens(&format!("{}/activities/99", app.base)).is(404);
        for path in ["/activities/7/", "/activities/7/delete", "/activities", "/plan/", "/frameworks"] {
            everybody[0].gets(&format!("{}{path}", app.base)).is(404);
        }
    }

    fn a_form_that_was_open_during_the_upgrade_arrives(app) {
        let officer = app.officer();
        let before = officer.writes_update(7, "on-track", "Written before the upgrade");
        let before = Form { action: format!("{}/activities/7/updates/new", app.base), ..before };
        for path in FORMER_FORMS {
            let answer = officer.posts(&format!("{}{path}?a=b", app.base), &before.fields, &[]);
            assert_eq!((answer.status, answer.location), (308, Some(in_plan(&format!("{path}?a=b")))), "POST {path}");
        }
        // A browser repeats the method and the body; the token in it is good.
        let led = officer.sends(&before);
        assert_eq!(led.status, 308);
        officer.sends(&Form { action: led.location.unwrap(), ..before }).leads_to("/activities/7");
        officer.gets("/activities/7").shows("Written before the upgrade");
        let forged = app.visitor().posts(&format!("{}/activities/7/updates/new", app.base), &[("headline".to_owned(), "x".to_owned())], &[]);
        assert_eq!(forged.status, 308, "nothing is read or stored on the way");
    }
}

#[test]
fn former_addresses_are_complete_and_no_route_any_more() {
    for (before, now) in MOVED {
        let is_tried = |path: &&str| ResourceDef::new(*before).is_match(path);
        assert!(FORMER.iter().chain(&FORMER_FORMS).any(is_tried), "{before} is not tried");
        assert!(TABLE.iter().all(|r| r.path != *before), "{before} is a route");
        assert!(TABLE.iter().any(|r| r.path == *now), "{now} is no route");
    }
    // A record of its own keeps its address.
    for path in
        ["/events/3", "/reports/3", "/reports/3.xlsx", "/money/contributions/3", "/money/rates/new", "/events/participants/template"]
    {
        assert!(MOVED.iter().all(|(before, _)| !ResourceDef::new(*before).is_match(path)), "{path}");
    }
}
