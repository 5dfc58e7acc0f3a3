//! `/`: my work for officers and partners, the plan for those who follow it.

use crate::support::TestApp;
use crate::support::database::Database;

on_both! {
    fn an_officer_sees_what_is_due_from_them(app) {
        let officer = app.officer();
        officer.gets("/").is(200).shows("You do not lead an activity.").shows("Tuesday 12 March 2019 · nothing requires your action");
        assert_eq!(officer.gets("/").all("#leaderless ~ ul li").len(), 14, "nobody leads any");
        officer.names_lead(7, "Ines Duarte");
        officer.names_lead(3, "Ines Duarte");
        let page = officer.gets("/");
        page.shows("nothing requires your action").hides("late");
        assert_eq!(page.all("#leaderless ~ ul li").len(), 12);
        officer.expects_output(7, "Manual", ("11", "3"), "");
        officer.expects_output(3, "Leaflet", ("19", "3"), "");
        let page = officer.gets("/");
        page.shows("Tuesday 12 March 2019 · 2 due within 7 days");
        assert_eq!(page.all("#work-soon ~ ul li a"), ["Record delivery: Manual", "Record delivery: Leaflet"]);
        assert_eq!(page.parts("#work-soon ~ ul li", "small, .st, time")[0], "Activity 7: Sampling and detection workshops | due today | 12 Mar");
        assert_eq!(page.parts("#work-soon ~ ul li", "small, .st, time")[1], "Activity 3: Integrated implementation pilots | due in 7 days | 19 Mar");
    }

    fn nothing_is_late_that_nobody_could_have_known(app) {
        let ines = app.officer();
        ines.names_lead(4, "Ines Duarte");
        let due = |app: &TestApp| app.visitor().signs_in("ines@example.org").gets("/activities/4").parts("#due-next ~ ul li", "div > a, .st, time");
        assert_eq!(due(&app), ["Progress update | in 90 days | 10 Jun"], "the activity was to begin in January 2017, but nobody led it");
        ines.names_lead(4, "Ines Duarte");
        let app = app.starts_again(&["--clock", "2019-06-12"]);
        assert_eq!(due(&app), ["Progress update | 2 days late | 10 Jun"]);
        let app = app.starts_again(&["--clock", "2021-02-01"]);
        assert_eq!(due(&app), ["Close the activity | 31 days | 1 Jan"]);
        let ines = app.visitor().signs_in("ines@example.org");
        let page = ines.gets("/");
        page.shows("1 waiting");
        assert_eq!(page.all("#work-waiting ~ ul li a"), ["Close the activity: Risk assessment courses"]);
    }

    fn closing_an_activity_takes_its_end_and_a_last_word(app) {
        let ines = app.officer();
        ines.names_lead(7, "Ines Duarte");
        let last = ines.writes_update(7, "completed", "All workshops held");
        let silent = ines.sends(&last.clone().with("actual-end-day", "").with("actual-end-month", "").with("actual-end-year", ""));
        assert_eq!(silent.is(422).error_at("actual-end").as_deref(), Some("Error: Fill in this field"));
        let tomorrow = ines.sends(&last.clone().with("actual-end-day", "13"));
        assert!(tomorrow.is(422).error_at("actual-end").is_some());
        assert_eq!(tomorrow.value("headline").as_deref(), Some("All workshops held"), "nothing that was typed is lost");
        ines.sends(&last.with("actual-end-day", "1").with("intent", "keep")).leads_to("/activities/7/updates/new");
        let draft = ines.gets("/activities/7/updates/new");
        assert_eq!(draft.value("actual-end-day").as_deref(), Some("1"), "a draft holds it too");
        ines.sends(&draft.form("/activities/7/updates/new")).leads_to("/activities/7");
        ines.gets("/activities/7").shows("1 March 2019").shows("Completed").hides("Progress update due");
        ines.gets("/").shows("nothing requires your action");
    }

    fn one_button_confirms_that_nothing_has_changed(app) {
        let ines = app.officer();
        ines.names_lead(7, "Ines Duarte");
        ines.publishes(7, "on-track", "Workshop held");
        let app = app.starts_again(&["--clock", "2019-06-09"]);
        let ines = app.visitor().signs_in("ines@example.org");
        let page = ines.gets("/");
        page.shows("1 due within 7 days");
        ines.sends(&page.form("/activities/7/confirmations/new")).leads_to("/");
        ines.opens("/").shows("nothing requires your action").hides("Confirm: no change");
        ines.gets("/activities/7/updates").shows("9 June 2019");
    }

    fn page_and_mail_show_the_same_list(app) {
        let (_amara, ines, tomas) = (app.administrator(), app.officer(), app.partner("jrc"));
        ines.leads_seven("Ines Duarte");
        ines.expects_output(7, "Manual of methods", ("20", "5"), "JRC");
        ines.expects_output(7, "Leaflet", ("17", "6"), "");
        tomas.logs_event(&[]);
        let returned = tomas.logs_event(&[("title", "Second workshop"), ("country", "Uganda")]);
        ines.returns(returned.split('?').next().unwrap(), "Which labs?");
        app.comes("2019-06-10");
        let app = app.starts_again(&["--clock", "2019-06-10"]);
        for (email, sentence, first) in [
            ("ines@example.org", "1 late, 1 waiting, 2 due within 7 days, 1 not done by others", "Record delivery: Manual of methods"),
            ("tomas@example.org", "1 late, 1 waiting", "Record delivery: Manual of methods"),
        ] {
            let (page, mail) = (app.visitor().signs_in(email).gets("/"), app.reminder_to(email));
            page.shows(&format!("Monday 10 June 2019 · {sentence}"));
            assert_eq!(mail.subject, sentence);
            let lines = page.all("section[aria-labelledby^='work-'] li > div > a");
            assert_eq!(lines[0], first);
            let places: Vec<usize> = lines.iter().map(|line| mail.text.find(line.as_str()).unwrap_or_else(|| panic!("{line} in {}", mail.text))).collect();
            assert!(places.is_sorted(), "{lines:?} in {}", mail.text);
            assert_eq!(mail.text.matches("\n  http").count(), lines.len(), "{}", mail.text);
        }
        app.visitor().signs_in("tomas@example.org").gets("/").shows("Reason: Which labs?");
        let administrator = app.visitor().signs_in("amara@example.org").gets("/");
        assert_eq!(app.reminder_to("amara@example.org").subject, "To do: Review: Workshop on detection, Nairobi");
        administrator.shows("1 not done by others").shows("Review: Workshop on detection, Nairobi");
    }

    fn ones_own_records_say_what_became_of_them(app) {
        let (ines, tomas) = (app.officer(), app.partner("jrc"));
        ines.names_lead(7, "Ines Duarte");
        let event = |title: &str, country: &str| tomas.logs_event(&[("title", title), ("country", country)]).split('?').next().unwrap().to_owned();
        let (waiting, returned, verified) = (event("Waiting one", "Kenya"), event("Returned one", "Uganda"), event("Verified one", "Ghana"));
        ines.returns(&returned, "Which labs?");
        ines.verifies(&verified);
        let page = tomas.gets("/");
        let mut rows = page.parts("#records ~ ul li", "div > a, small, .st, time");
        rows.sort();
        assert_eq!(rows, [
            "Returned one | Reason: Which labs? | Returned | 12 Mar",
            "Verified one | Verified | 12 Mar",
            "Waiting one | Waiting for Ines Duarte | Awaiting review | 12 Mar",
        ]);
        assert!(page.attributes("#records ~ ul li a", "href").contains(&waiting));
    }

    fn another_officers_work_is_not_mine(app) {
        let (ines, li) = (app.officer(), app.another_officer());
        ines.names_lead(7, "Li Wen");
        ines.expects_output(7, "Manual", ("12", "3"), "");
        ines.gets("/").shows("You do not lead an activity.").shows("nothing requires your action");
        li.gets("/").shows("1 due within 7 days").shows("Record delivery: Manual");
    }

    fn a_partner_sees_their_organisations_activities(app) {
        let partner = app.partner("unep");
        let page = partner.gets("/");
        let numbers: Vec<String> = page.all("#mine ~ table tbody th").iter().map(|r| r.split('.').next().unwrap().to_owned()).collect();
        assert_eq!(numbers, ["2", "3", "8", "9", "11", "12", "13"]);
        page.hides("Post an update").hides("Without a lead officer").hides("late").hides("Team");
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
        app.partner("qi").gets("/").is(200).shows("Your organization is not a partner on any activity yet.");
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
        ("2019-06-02", "nothing requires your action", "10 Jun"),
        ("2019-06-03", "1 due within 7 days", "due in 7 days"),
        ("2019-06-10", "1 due within 7 days", "due today"),
        ("2019-06-12", "1 late", "2 days late"),
    ] {
        let app = TestApp::on(Database::sqlite(), &["--clock", "2019-03-12"]);
        app.officer().names_lead(7, "Ines Duarte");
        let app = app.starts_again(&["--clock", today]);
        let officer = app.visitor().signs_in("ines@example.org");
        officer.gets("/").shows(sentence);
        officer.gets("/activities/7").shows(words).shows("10 Jun");
    }
}
