//! `/`: my work for officers and partners, the plan for those who follow it.

use crate::support::TestApp;
use crate::support::database::Database;
use crate::support::in_plan;

on_both! {
    fn an_officer_sees_what_is_due_from_them(app) {
        let officer = app.officer();
        officer.gets("/").is(200).shows("You do not lead an activity.").shows("0 late, 0 due within 7 days");
        assert_eq!(officer.gets("/").all("#leaderless ~ ul li").len(), 14, "nobody leads any");
        officer.names_lead(7, "Ines Duarte");
        officer.names_lead(3, "Ines Duarte");
        let page = officer.gets("/");
        page.shows("Tuesday 12 March 2019 · 2 late, 0 due within 7 days");
        assert_eq!(page.all("#work-late ~ ul li a"), ["Post an update on 3. Integrated implementation pilots", "Post an update on 7. Sampling and detection workshops"]);
        assert_eq!(page.attributes("#work-late ~ ul li a", "href"), ["/activities/3/updates/new", "/activities/7/updates/new"].map(in_plan));
        assert_eq!(page.parts("#work-late ~ ul li", "small, .st, time")[0], "No progress update has been published yet. | 710 days late | 1 Apr");
        assert_eq!(page.all("#leaderless ~ ul li").len(), 12);
        officer.publishes(7, "on-track", "Workshop held");
        let page = officer.gets("/");
        page.shows("1 late, 0 due within 7 days");
        assert_eq!(page.all("#work-later ~ ul li a"), ["Post an update on 7. Sampling and detection workshops"]);
        assert_eq!(page.parts("#work-later ~ ul li", "small, .st, time"), ["Last update 12 March 2019 | in 90 days | 10 Jun"]);
        assert_eq!(page.rows("7. "), ["7. Sampling and detection workshops | On track | today"]);
        officer.publishes(3, "completed", "All pilots done");
        officer.gets("/").shows("0 late").hides("Post an update on 3.");
    }

    fn another_officers_work_is_not_mine(app) {
        let (ines, li) = (app.officer(), app.another_officer());
        ines.names_lead(7, "Li Wen");
        ines.gets("/").shows("You do not lead an activity.");
        li.gets("/").shows("1 late").shows("Post an update on 7.");
    }

    fn a_partner_sees_their_organisations_activities(app) {
        let partner = app.partner("unep");
        let page = partner.gets("/");
        let numbers: Vec<String> = page.all("#mine ~ table tbody th").iter().map(|r| r.split('.').next().unwrap().to_owned()).collect();
        assert_eq!(numbers, ["2", "3", "8", "9", "11", "12", "13"]);
        page.hides("Post an update").hides("Without a lead officer").hides("late");
        let officer = app.officer();
        let unep = officer.gets("/activities/9/edit").value("partner-0-organisation").unwrap();
        officer.edits(9, &[("partner-0-remove", "yes")]).leads_to("/activities/9");
        officer.edits(7, &[("partner-2-organisation", &unep)]).leads_to("/activities/7");
        officer.publishes(7, "delayed", "Venue lost");
        let page = partner.gets("/");
        page.hides("9. Public awareness workshops");
        assert_eq!(page.rows("7. "), ["7. Sampling and detection workshops | Delayed | today"]);
    }

    fn a_partner_of_nothing_is_told_so(app) {
        let officer = app.officer();
        let form = officer.gets("/organisations/new").form("/organisations/new");
        officer.sends(&form.with("name-en", "Quiet Institute").with("acronym", "QI").with("kind", "university")).leads_to("/organisations/qi");
        app.partner("qi").gets("/").is(200).shows("Your organisation is not a partner on any activity yet.");
    }

    fn donors_and_the_public_get_the_dashboard(app) {
        app.donor().gets("/").leads_to("/dashboard");
        app.visitor().gets("/").leads_to("/session/new");
        app.opens_to_the_public();
        app.visitor().gets("/").leads_to("/dashboard");
    }
}

/// The due day does not move with the calendar, and a week ahead is soon.
#[test]
fn days_go_by() {
    for (today, sentence, words) in [
        ("2019-06-02", "0 late, 0 due within 7 days", "in 8 days"),
        ("2019-06-03", "0 late, 1 due within 7 days", "due in 7 days"),
        ("2019-06-10", "0 late, 1 due within 7 days", "due today"),
        ("2019-06-12", "1 late, 0 due within 7 days", "2 days late"),
    ] {
        let app = TestApp::on(Database::sqlite(), &["--clock", today]);
        let officer = app.officer();
        officer.names_lead(7, "Ines Duarte");
        officer
            .edits(7, &[("actual-start-day", "12"), ("actual-start-month", "3"), ("actual-start-year", "2019")])
            .leads_to("/activities/7");
        officer.gets("/").shows(sentence).shows(words).shows("10 Jun");
    }
}
