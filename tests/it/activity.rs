//! `/activities/{n}` and `/activities/{n}/edit`: what is shown, what officers change, two edits at once.

use std::sync::Arc;

use application::{Actor, queries};
use capacity_tracker::db::history;
use domain::history::{Action, Changes, Field, Subject};
use domain::lang::Lang;

use crate::support::Page;
use crate::support::in_plan;

/// The parts of the history that a page shows.
fn entries(page: &Page) -> Vec<String> {
    page.all("#history li p:first-child")
}

on_both! {
    fn a_decision_changes_what_is_planned_and_the_plan_stays_visible(app) {
        let (ines, donor) = (app.officer(), app.donor());
        let address = in_plan("/plan/activities/7/revision/edit");
        let form = ines.gets(&address).is(200).form(&address);
        let changed = form.clone().typed(&[("last-year", "2021"), ("result-1-en", "Parties detect and identify LMOs"), ("change-reason", "More time"), ("decision", "CP-X/3")]);
        for (field, typed) in [("last-year", "2016"), ("result-1-en", ""), ("change-reason", " "), ("decision", "")] {
            let page = ines.sends(&changed.clone().with(field, typed));
            assert!(page.is(422).error_at(field).is_some(), "{field}");
        }
        ines.sends(&changed).leads_to(&in_plan("/activities/7"));
        let page = donor.gets("/activities/7");
        page.shows("2017–2021").shows("Parties detect and identify LMOs").shows("Changed by CP-X/3, entered on 12 March 2019").shows("Planned: 2017–2020");
        page.shows("Expected result: Parties take part in training").hides("Change what is planned");
        ines.gets("/activities/7").shows("Planned years: 2017–2020 → 2017–2021").shows("Reason: More time (CP-X/3)");
        ines.gets("/plan/timeline").is(200);
        ines.gets("/dashboard").is(200);
        ines.sends(&changed.with("last-year", "2022")).is(409);
        let again = ines.gets(&address).form(&address).typed(&[("last-year", "2022"), ("change-reason", "Still more"), ("decision", "CP-XI/1")]);
        ines.sends(&again).leads_to(&in_plan("/activities/7"));
        donor.gets("/activities/7").shows("2017–2022").shows("Changed by CP-XI/1").shows("Planned: 2017–2020");
        donor.gets(&address).is(404);
    }

    fn an_activity_shows_what_the_documents_say(app) {
        let donor = app.donor();
        donor.gets("/activities/2").is(200)
            .shows("Activity 2 of 14 · priority").shows("no. 98 in the full plan (inferred)")
            .shows("BS-VII/5, paragraph 10").shows("BS-VII/1, paragraph 5")
            .shows("Uses the materials of 1. Mainstreaming materials (cited as activity 97 of the full plan)")
            .shows("(UNEP)").shows("(UNDP)").shows("(FAO)").shows("Listed in the plan only")
            .shows("No progress update has been published yet.");
        let first = donor.gets("/activities/1");
        first.shows("no. 97 in the full plan").hides("(inferred)").shows("Its materials are used by 2. Mainstreaming training");
        assert_eq!(first.attributes("a[rel=prev]", "href"), [""; 0]);
        assert_eq!(first.attributes("a[rel=next]", "href"), [in_plan("/activities/2")]);
        let last = donor.gets("/activities/14");
        last.shows("The plan names no partner: to be determined.").hides("· priority");
        assert_eq!((last.attributes("a[rel=prev]", "href"), last.attributes("a[rel=next]", "href").len()), (vec![in_plan("/activities/13")], 0));
        donor.gets("/activities/6").shows("BS-III/10, no paragraph cited");
        let third = donor.gets("/activities/3");
        assert_eq!(third.all("section[aria-labelledby=results] table td[data-l=Target]").iter().filter(|t| t.contains("at least 20")).count(), 1, "{}", third.text());
        let seven = donor.gets("/activities/7");
        assert_eq!(seven.all("section[aria-labelledby=results] table tbody tr").len(), 2);
        assert_eq!(seven.all("section[aria-labelledby=results] table td[data-l=Target]"), ["None stated", "None stated"]);
        assert_eq!(seven.all("section[aria-labelledby=indicators] td[data-l=Value]"), ["No data yetworkshops", "No data yetpeople"]);
        assert_eq!(seven.all("section[aria-labelledby=indicators] td[data-l=Target]"), ["Not set", "Not set"]);
        assert_eq!(entries(&seven), ["The program read the activity from the plan."]);
    }

    fn an_activity_is_read_in_chinese(app) {
        app.has_person_reading(Lang::Zh, domain::access::Role::Donor, "Astrid Holm", "astrid@example.org", Some("undp"));
        let page = app.visitor().signs_in("astrid@example.org").gets("/activities/7");
        assert_eq!(page.title(), "举办改性活生物体取样、检测和识别讲习班");
    }

    fn an_officer_changes_lead_dates_texts_and_partners(app) {
        let officer = app.officer();
        let form = officer.gets("/activities/7/edit");
        let (ines, unep) = (form.choice("lead", "Ines Duarte"), form.choice("partner-2-organisation", "United Nations Environment Programme (UNEP)"));
        officer.edits(7, &[
            ("lead", &ines),
            ("actual-start-day", "27"), ("actual-start-month", "2"), ("actual-start-year", "2018"),
            ("title-en", "Workshops on sampling"), ("title-zh", "取样讲习班"),
            ("partner-1-remove", "yes"),
            ("partner-2-organisation", &unep), ("partner-2-role", "implementing"), ("partner-2-standing", "confirmed"),
            ("partners-to-be-determined", "yes"),
        ]).leads_to("/activities/7");
        let page = officer.gets("/activities/7");
        assert_eq!(page.title(), "Workshops on sampling");
        page.shows("The activity is changed.").shows("since 27 February 2018").shows("More partners are to be determined.");
        assert_eq!(page.rows("(UNEP)")[0], "United Nations Environment Programme (UNEP) | Implementing | Confirmed");
        assert_eq!(page.rows("(JRC)").len(), 1, "who was not removed stays");
        assert_eq!(page.all("#partners ~ table tbody tr").len(), 2);
        assert_eq!(entries(&page), ["Ines Duarte changed the activity.", "The program read the activity from the plan."]);
        let changes = page.all("#history li li");
        for words in ["Lead officer: nothing → Ines Duarte", "Actual start: nothing → 27 February 2018", "Title (中文): 举办改性活生物体取样、检测和识别讲习班 → 取样讲习班", "Partners to be determined: no → yes"] {
            assert!(changes.iter().any(|c| c == words), "{words}: {changes:#?}");
        }
        assert!(changes.iter().any(|c| c.starts_with("Partners: JRC (Possible, Listed in the plan only)") && c.contains("UNEP (Implementing, Confirmed)")), "{changes:#?}");
        assert_eq!(officer.gets("/organisations/unep").rows("7. "), ["7. Sampling and detection workshops | Implementing | Confirmed"]);
    }

    fn the_past_has_its_history_however_much_came_later(app) {
        let site = Arc::clone(&app.app.site);
        app.in_database(|conn| {
            let activity = queries::activity::find(conn, domain::ids::PlanId(1), 7).unwrap();
            let mut reported = |day: &str, headline: &str| {
                let actor = Actor::program(format!("{day}T08:00:00Z").parse().unwrap(), Arc::clone(&site));
                let changes = Changes::new().value(Field::Headline, None, Some(headline));
                history::record(conn, &actor, Subject::Activity(activity.id), Action::Reported, changes, None).unwrap();
            };
            reported("2019-02-01", "The first workshop is planned");
            for n in 1..=250 {
                reported("2019-03-11", &format!("Workshop {n} is planned"));
            }
        });
        let officer = app.officer();
        assert_eq!(officer.gets("/activities/7?as_of=2019-02-28").all("#history li li"), ["In one line: nothing → The first workshop is planned"]);
        let today = officer.gets("/activities/7");
        assert_eq!(entries(&today).len(), 252, "nothing is cut");
        assert_eq!(today.all("#history li li").last().map(String::as_str), Some("In one line: nothing → The first workshop is planned"));
    }

    fn saving_what_is_there_changes_nothing(app) {
        let officer = app.officer();
        officer.edits(7, &[]).leads_to("/activities/7");
        let page = officer.gets("/activities/7");
        page.shows("Nothing was different, so nothing was changed.");
        assert_eq!(entries(&page).len(), 1);
    }

    fn of_two_edits_at_once_neither_is_lost(app) {
        let (ines, li) = (app.officer(), app.another_officer());
        let (hers, his) = (ines.gets("/activities/7/edit"), li.gets("/activities/7/edit"));
        ines.sends(&hers.form("/activities/7/edit").with("title-en", "Workshops, as Ines sees them")).leads_to("/activities/7");
        let conflict = li.sends(&his.form("/activities/7/edit").with("title-en", "Workshops, as Li sees them").with("actual-start-day", "1").with("actual-start-month", "3").with("actual-start-year", "2018"));
        conflict.is(409).shows("Ines Duarte has saved a change since you opened this form.");
        assert_eq!(conflict.value("title-en").as_deref(), Some("Workshops, as Li sees them"));
        assert_eq!(conflict.value("actual-start-year").as_deref(), Some("2018"));
        assert_eq!(conflict.rows("Title (English)"), ["Title (English) | Workshops, as Li sees them | Workshops, as Ines sees them"]);
        assert_eq!(conflict.all("tbody tr").len(), 2, "only what differs is compared");
        assert_eq!(ines.gets("/activities/7").title(), "Workshops, as Ines sees them");
        li.sends(&conflict.form("/activities/7/edit")).leads_to("/activities/7");
        let page = li.gets("/activities/7");
        assert_eq!(page.title(), "Workshops, as Li sees them");
        assert_eq!(entries(&page)[..2], ["Li Wen changed the activity.", "Ines Duarte changed the activity."]);
    }

    fn an_error_in_an_overtaken_form_does_not_hide_the_conflict(app) {
        let (ines, li) = (app.officer(), app.another_officer());
        let form = li.gets("/activities/7/edit").form("/activities/7/edit");
        ines.edits(7, &[("title-en", "Workshops, as Ines sees them")]).leads_to("/activities/7");
        let wrong = li.sends(&form.with("title-en", "Mine").with("lead", "4711"));
        assert!(wrong.is(422).error_at("lead").is_some());
        li.sends(&wrong.form("/activities/7/edit").with("lead", "")).is(409).shows("Ines Duarte has saved a change");
    }

    fn saving_pressed_twice_is_one_change(app) {
        let officer = app.officer();
        let form = officer.gets("/activities/7/edit").form("/activities/7/edit").with("title-en", "Workshops");
        officer.sends(&form).leads_to("/activities/7");
        officer.sends(&form).leads_to("/activities/7");
        assert_eq!(entries(&officer.gets("/activities/7")).len(), 2);
    }

    fn of_many_edits_in_the_same_moment_one_is_stored_and_none_is_lost(app) {
        let officer = app.officer();
        let form = officer.gets("/activities/7/edit").form("/activities/7/edit");
        let titles: Vec<String> = (0..6).map(|n| format!("Workshops, version {n}")).collect();
        let answers: Vec<Page> = std::thread::scope(|scope| {
            let senders: Vec<_> = titles.iter().map(|t| { let (officer, form) = (&officer, form.clone().with("title-en", t)); scope.spawn(move || officer.sends(&form)) }).collect();
            senders.into_iter().map(|s| s.join().unwrap()).collect()
        });
        assert_eq!(answers.iter().filter(|a| a.status == 303).count(), 1, "{:?}", answers.iter().map(|a| a.status).collect::<Vec<_>>());
        for (answer, title) in answers.iter().zip(&titles).filter(|(a, _)| a.status != 303) {
            assert_eq!(answer.is(409).value("title-en").as_ref(), Some(title));
        }
        assert_eq!(entries(&officer.gets("/activities/7")).len(), 2);
    }

    fn a_partner_line_says_what_is_wrong_with_it(app) {
        let officer = app.officer();
        let form = officer.gets("/activities/7/edit");
        let jrc = form.value("partner-0-organisation").unwrap();
        let twice = officer.edits(7, &[("partner-2-organisation", &jrc)]);
        assert_eq!(twice.is(422).error_at("partner-2").as_deref(), Some("Error: This is there already; give another"));
        let unknown = officer.edits(7, &[("partner-0-organisation", "4711")]);
        assert_eq!(unknown.is(422).error_at("partner-0").as_deref(), Some("Error: Choose one from the list"));
        let role = officer.edits(7, &[("partner-0-role", "boss")]);
        assert!(role.is(422).error_at("partner-0").is_some());
        assert_eq!(entries(&officer.gets("/activities/7")).len(), 1);
    }

    fn an_inactive_organisation_stays_where_it_is_and_is_not_offered(app) {
        let officer = app.officer();
        officer.sends(&officer.gets("/organisations/jrc").form("/organisations/jrc/standing/edit")).leads_to("/organisations/jrc");
        let elsewhere = officer.gets("/activities/1/edit");
        assert!(!elsewhere.all("select[name='partner-0-organisation'] option").iter().any(|o| o.contains("(JRC)")));
        let here = officer.gets("/activities/7/edit");
        let jrc = here.value("partner-0-organisation").unwrap();
        officer.edits(7, &[("partners-to-be-determined", "yes")]).leads_to("/activities/7");
        assert_eq!(officer.gets("/activities/7").rows("(JRC)").len(), 1);
        assert!(officer.edits(1, &[("partner-1-organisation", &jrc)]).is(422).error_at("partner-1").is_some());
    }
}
