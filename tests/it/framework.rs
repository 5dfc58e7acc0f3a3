//! `/framework`: what the draft Strategic Plan states, the gaps, and the links that officers correct.

use capacity_tracker::db::schema::{objective_links, objectives, plans, programme_items};
use capacity_tracker::{db, serve};
use diesel::prelude::*;
use domain::access::Role;
use domain::lang::Lang;

use crate::support::in_plan;
use crate::support::{Page, TestApp};

const EDIT: &str = "/framework/links/2.3/edit";

/// Starts the program with data that differs, as after an update.
fn loads_newer_data(app: &TestApp) {
    app.in_database(|conn| diesel::update(plans::table).set(plans::data_hash.eq("older")).execute(conn).unwrap());
    assert!(serve::prepare(&app.app.db, app.app.clock).unwrap().1, "the data counts as new");
}

/// The chips of an objective.
fn chips(page: &Page, code: &str) -> Vec<String> {
    page.all(&format!("[id='{code}'] .chip"))
}

on_both! {
    fn the_draft_is_shown_with_the_counts_of_the_document(app) {
        let page = app.donor().gets("/framework");
        page.is(200).shows("Draft of 2010, not the adopted text").shows("an assessment made for this tracker; they are not stated in any document.");
        assert_eq!(page.all("#counts dd"), ["5", "23", "60", "72"]);
        assert_eq!(page.all("details.more[id]").len(), 23);
        assert_eq!(page.all("section[aria-labelledby^=area]").len(), 5);
        assert_eq!(page.all("section[aria-labelledby=programme] table").len(), 6, "standing items and five meetings");
        assert_eq!(page.all("section[aria-labelledby=programme] tbody tr").len(), 30);
        page.shows("22 of 27 cited objective numbers do not match the table in annex I.");
        assert_eq!(page.all(".mismatch").len(), 22);
        page.shows("BS-III/3, paragraph 6, 13, 15, 17").shows("2.8 means 2.6, Biosafety education and training").shows("In the adopted plan: 2.3 (confirmed by a source document)");
        page.hides("Change the links");
    }

    fn gaps_stand_on_top(app) {
        let page = app.donor().gets("/framework");
        let gaps = "section[aria-labelledby=gaps]";
        let priorities = page.all(&format!("{gaps} ol > li"));
        assert_eq!(priorities.len(), 4);
        assert!(priorities[0].starts_with("Development of national biosafety legislation (objective 1.1): No activity"), "{}", priorities[0]);
        assert!(priorities[1].contains("Risk assessment (objective 2.1): 4. ") && !priorities[1].contains("No activity"));
        page.shows("5 of 23 objectives are served by no activity:");
        let codes: Vec<String> = page.all(&format!("{gaps} ul > li")).iter().map(|g| g[..3].to_owned()).collect();
        assert_eq!(codes, ["1.5", "1.8", "3.1", "4.2", "5.1"]);
    }

    fn activities_name_the_objectives_they_serve(app) {
        let donor = app.donor();
        let page = donor.gets("/activities/6");
        page.shows("Objectives of the draft Strategic Plan it serves").shows("1.6 Handling, transport, packaging and identification – strong");
        assert_eq!(page.attributes("section[aria-labelledby=framework] a", "href"), ["/framework#1.6", "/framework#2.2", "/framework#4.1"].map(in_plan));
        assert_eq!(chips(&donor.gets("/framework"), "1.6").len(), 1);
    }

    fn an_officer_corrects_the_links(app) {
        let officer = app.officer();
        let before = chips(&officer.gets("/framework"), "2.3");
        assert_eq!(before.len(), 1);
        assert!(before[0].starts_with("14. ") && before[0].ends_with(" – partial"), "{before:?}");
        officer.fills(EDIT, &[("link-strength-2", "strong"), ("link-reason-2", "Pilots draft rules"), ("link-strength-13", "")]).leads_to("/framework#2.3");
        let page = officer.gets("/framework");
        page.shows("The links are changed.").shows("Pilots draft rules (Set by an officer)");
        assert_eq!(chips(&page, "2.3").iter().map(|c| (&c[..2], c.ends_with("strong"))).collect::<Vec<_>>(), [("3.", true)]);
        officer.gets("/activities/3").shows("2.3 Liability and redress – strong");
        let form = officer.gets(EDIT);
        assert_eq!(form.all("#history li p:first-child"), ["Ines Duarte changed the links.", "The program read the objective and our reading of its links."]);
        let changes = form.all("#history li li");
        assert_eq!(changes[0], "Link: nothing → Activity 3, strong: Pilots draft rules");
        assert!(changes[1].starts_with("Link: Activity 14, partial: ") && changes[1].ends_with("→ nothing"), "{changes:?}");
        officer.fills(EDIT, &[]).leads_to("/framework#2.3");
        officer.gets("/framework").shows("Nothing was different, so nothing was changed.");
    }

    fn a_wrong_link_comes_back_as_typed(app) {
        let officer = app.officer();
        let page = officer.fills(EDIT, &[("link-strength-0", "weak"), ("link-reason-1", "kept"), ("link-strength-1", "huge")]);
        page.is(422);
        assert!(page.error_at("link-reason-0").is_some() && page.error_at("link-strength-1").is_some());
        assert_eq!(page.value("link-reason-1").as_deref(), Some("kept"));
        officer.gets("/framework/links/9.9/edit").is(404);
    }

    fn of_two_corrections_at_once_neither_is_lost(app) {
        let (ines, li) = (app.officer(), app.another_officer());
        let (hers, his) = (ines.gets(EDIT), li.gets(EDIT));
        let type_in = |page: &Page, reason: &str| page.form(EDIT).with("link-strength-0", "weak").with("link-reason-0", reason);
        ines.sends(&type_in(&hers, "As Ines sees it")).leads_to("/framework#2.3");
        let conflict = li.sends(&type_in(&his, "As Li sees it"));
        conflict.is(409).shows("Ines Duarte has changed these links since you opened this form.");
        assert_eq!(conflict.value("link-reason-0").as_deref(), Some("As Li sees it"));
        assert_eq!(conflict.all("tbody tr").len(), 1, "only what differs is compared");
        conflict.shows("weak: As Ines sees it");
        li.sends(&conflict.form(EDIT)).leads_to("/framework#2.3");
        ines.gets("/framework").shows("As Li sees it").hides("As Ines sees it");
        ines.sends(&type_in(&hers, "As Li sees it")).leads_to("/framework#2.3");
    }

    fn newer_data_replaces_what_nobody_has_edited(app) {
        let officer = app.officer();
        officer.fills(EDIT, &[("link-strength-13", "weak")]).leads_to("/framework#2.3");
        let before = app.in_database(|conn| (db::framework::objectives(conn, domain::ids::PlanId(1)).unwrap(), db::framework::programme(conn).unwrap()));
        app.in_database(|conn| {
            diesel::update(objective_links::table).set(objective_links::strength.eq("weak")).execute(conn).unwrap();
            diesel::update(objectives::table).set(objectives::title.eq("{\"en\":\"x\"}")).execute(conn).unwrap();
            diesel::update(programme_items::table.find(3)).set(programme_items::label.eq("x")).execute(conn).unwrap();
        });
        loads_newer_data(&app);
        let after = app.in_database(|conn| (db::framework::objectives(conn, domain::ids::PlanId(1)).unwrap(), db::framework::programme(conn).unwrap()));
        assert!(after == before, "restored, and the officer's link stays");
        assert_eq!(officer.gets(EDIT).all("#history li p:first-child").len(), 2, "read once, changed once");
    }

    fn the_public_reads_it_and_partners_do_not_edit(app) {
        let stranger = app.visitor();
        stranger.gets("/framework").leads_to("/session/new?next=%2Fplans%2Fcp-2017-2020%2Fframework");
        app.opens_to_the_public();
        stranger.gets("/framework").is(200).hides("Set by an officer");
        let partner = app.partner("jrc");
        partner.gets("/framework").is(200).hides("Change the links");
        partner.gets(EDIT).is(404);
        let links = stranger.gets("/plan").attributes("nav.tabs a", "href");
        assert_eq!(links, ["/plan", "/plan/timeline", "/framework", "/money"].map(in_plan));
    }

    fn a_reason_keeps_its_other_language_until_it_is_changed(app) {
        app.has_person_reading(Lang::Zh, Role::Officer, "Mei Lan", "mei@example.org", None);
        let li = app.visitor().signs_in("mei@example.org");
        li.gets("/framework").shows("2010年草案，并非通过的文本").shows("23个目标中有5个没有活动为其服务").shows("14. ");
        li.fills(EDIT, &[("link-strength-13", "strong")]).leads_to("/framework#2.3");
        let donor = app.donor();
        donor.gets("/framework").shows("Workshops are support in this field");
        li.fills(EDIT, &[("link-reason-13", "讲习班是支持")]).leads_to("/framework#2.3");
        donor.gets("/framework").shows("讲习班是支持").hides("Workshops are support in this field");
    }
}
