//! Reminders: the person who has to act hears on the days of the table, once, with the link to the form; nobody else does.

use std::sync::Arc;

use capacity_tracker::db::Db;
use capacity_tracker::reminder::job;
use domain::access::Role;
use domain::clock::Clock;
use domain::event::EventInput;
use domain::review::Stage;

use crate::people::path_of;
use crate::support::program::{on, run};
use crate::support::{TestApp, Visitor, in_plan};

const INES: &str = "ines@example.org";
const AMARA: &str = "amara@example.org";
const TOMAS: &str = "tomas@example.org";
const ASTRID: &str = "astrid@example.org";

/// Somebody types their time zone.
fn lives_in(visitor: &Visitor, lang: &str, zone: &str) {
    visitor.fills("/account", &[("lang", lang), ("time-zone", zone)]).leads_to("/account");
}

/// Days of 2019 as the form of an event has them.
fn days(start: (&str, &str), end: (&str, &str)) -> EventInput {
    let day = |(d, month): (&str, &str)| [d.to_owned(), month.to_owned(), "2019".to_owned()];
    EventInput { start: day(start), end: day(end), ..EventInput::default() }
}

on_both! {
    fn an_update_is_reminded_of_as_the_table_says(app) {
        let (_amara, ines) = (app.administrator(), app.officer());
        ines.leads_seven("Ines Duarte");
        assert_eq!(app.lives("2019-05-20", "2019-07-10", INES), ["2019-06-03", "2019-06-10", "2019-06-17", "2019-06-24", "2019-07-01", "2019-07-08"]);
        assert_eq!(app.days_of(AMARA), ["2019-07-01", "2019-07-08"]);
        let all = app.reminders_to(INES);
        assert_eq!(all[0].subject, "To do: Post an update on Sampling and detection workshops");
        let link = format!("{}{}", app.base, in_plan("/activities/7/updates/new"));
        for mail in &all {
            assert!(mail.text.contains(&format!("\n  {link}\n")) && mail.html.contains(&format!("href=\"{link}\"")), "{}", mail.text);
        }
        assert!(all[0].text.contains("Due within 7 days") && all[0].text.contains("Due on 10 June 2019 (in 7 days)"), "{}", all[0].text);
        assert!(all[2].text.contains("(7 days late)") && !all[2].text.contains("administrators"), "{}", all[2].text);
        assert!(all[4].text.contains("Escalated to the administrators"), "{}", all[4].text);
        let told = app.reminder_to(AMARA);
        assert!(told.text.contains("Not done by others") && told.text.contains("To be done by Ines Duarte"), "{}", told.text);
        ines.gets(&path_of(&link)).is(200);
    }

    fn once_done_nothing_more_comes(app) {
        let ines = app.officer();
        ines.names_lead(7, "Ines Duarte");
        ines.expects_output(7, "Manual", ("13", "3"), "");
        app.comes("2019-03-13");
        assert_eq!(app.days_of(INES), ["2019-03-13"]);
        ines.sends(&ines.gets("/outputs/1/edit").form("/outputs/1/edit").with("intent", "end")).leads_to("/outputs/1");
        assert_eq!(app.lives("2019-03-14", "2019-06-02", INES), ["2019-03-13"]);
    }

    fn it_is_eight_in_the_morning_where_the_reader_is(app) {
        let (ines, li) = (app.officer(), app.another_officer());
        lives_in(&ines, "en", "America/Toronto");
        lives_in(&li, "zh", "Asia/Shanghai");
        ines.names_lead(7, "Ines Duarte");
        ines.expects_output(7, "Manual", ("12", "3"), "");
        let at = |moment: &str| app.reminds_at(moment.parse().unwrap()).mails;
        assert_eq!(at("2019-03-13T11:59:59Z"), 0, "in Toronto it is 7:59; in Shanghai nothing is due");
        ines.names_lead(3, "Li Wen");
        ines.expects_output(3, "Leaflet", ("12", "3"), "");
        assert_eq!(at("2019-03-13T12:00:00Z"), 1, "in Toronto it is 8");
        assert_eq!(at("2019-03-13T23:59:59Z"), 0, "in Shanghai it is 7:59 on the next day");
        assert_eq!(at("2019-03-14T00:00:00Z"), 1);
        assert_eq!((app.days_of(INES), app.days_of("liwen@example.org")), (vec!["2019-03-13".to_owned()], vec!["2019-03-14".to_owned()]));
    }

    fn a_mail_is_in_the_readers_language(app) {
        let li = app.another_officer();
        lives_in(&li, "zh", "Asia/Shanghai");
        li.names_lead(7, "Li Wen");
        li.expects_output(7, "Manual", ("12", "3"), "");
        app.reminds_at("2019-03-14T00:00:00Z".parse().unwrap());
        let mail = app.reminder_to("liwen@example.org");
        assert!(mail.subject.starts_with("待办：记录交付"), "{}", mail.subject);
        assert!(mail.text.contains("2019年3月14日") && mail.html.contains("lang=\"zh\""), "{}", mail.text);
        assert_eq!(app.days_of("liwen@example.org"), ["2019-03-14"]);
    }

    fn several_processes_send_one_mail(app) {
        let ines = app.officer();
        ines.names_lead(7, "Ines Duarte");
        ines.expects_output(7, "Manual", ("12", "3"), "");
        let at = "2019-03-13T12:00:00Z".parse().unwrap();
        let start = Arc::new(std::sync::Barrier::new(4));
        let look = || {
            let (db, setting, start) = (Db::open(app.app.db.url().clone()).unwrap(), Arc::clone(&app.app.site), Arc::clone(&start));
            std::thread::spawn(move || {
                start.wait();
                job::remind(&db, &setting, Clock::System, at).unwrap().mails
            })
        };
        let looks: Vec<_> = (0..4).map(|_| look()).collect();
        assert_eq!(looks.into_iter().map(|l| l.join().unwrap()).sum::<usize>(), 1);
        assert_eq!(app.reminders_to(INES).len(), 1);
    }

    fn an_outage_gives_one_digest_and_a_clock_that_goes_back_none(app) {
        let ines = app.officer();
        ines.leads_seven("Ines Duarte");
        ines.expects_output(7, "Manual of methods", ("20", "5"), "");
        app.comes("2019-04-20");
        for on in ["2019-07-05", "2019-07-05", "2019-06-17", "2019-06-12", "2019-07-06"] {
            app.comes(on);
        }
        assert_eq!(app.days_of(INES), ["2019-04-20", "2019-07-05"]);
        let made_up = app.reminder_to(INES);
        assert_eq!(made_up.subject, "2 late");
        let place = |words: &str| made_up.text.find(words).unwrap();
        assert!(place("Manual of methods") < place("Post an update on"), "the oldest first: {}", made_up.text);
        app.comes("2019-07-08");
        assert_eq!(app.days_of(INES).last().unwrap(), "2019-07-08", "then everything goes on");
    }

    fn a_partner_hears_of_what_is_assigned_to_their_organisation_alone(app) {
        let (_amara, ines, _tomas) = (app.administrator(), app.officer(), app.partner("jrc"));
        app.has_person(Role::Partner, "Ruth Ndlovu", "ruth@example.org", Some("unep"));
        app.donor();
        ines.leads_seven("Ines Duarte");
        ines.expects_output(7, "Manual of methods", ("20", "5"), "JRC");
        ines.expects_output(7, "Leaflet", ("21", "5"), "");
        app.comes("2019-05-20");
        let mail = app.reminder_to(TOMAS);
        assert!(mail.text.contains("Manual of methods") && !mail.text.contains("Leaflet") && !mail.text.contains("Post an update"), "{}", mail.text);
        app.visitor().signs_in(TOMAS).gets(&path_of(&mail.link("/deliveries/new"))).is(200);
        let both = app.reminder_to(INES);
        assert!(both.text.contains("Manual of methods") && both.text.contains("Leaflet"), "{}", both.text);
        assert!(app.reminders_to("ruth@example.org").is_empty() && app.reminders_to(ASTRID).is_empty() && app.reminders_to(AMARA).is_empty());
    }

    fn what_nobody_has_to_do_is_told_to_administrators(app) {
        let (amara, ines) = (app.administrator(), app.officer());
        ines.leads_seven("Ines Duarte");
        ines.expects_output(7, "Manual of methods", ("20", "5"), "");
        let account = amara.gets("/admin/people").attributes("main th a", "href").into_iter().find(|a| amara.gets(a).value("email").as_deref() == Some(INES)).unwrap();
        amara.sends(&amara.gets(&format!("{account}/deactivation/new")).form(&format!("{account}/deactivation/new")).with("lead-all", "nobody")).leads_to(&account);
        assert_eq!(app.lives("2019-04-15", "2019-05-28", INES), Vec::<String>::new(), "whoever has left gets nothing");
        assert_eq!(app.days_of(AMARA), ["2019-04-20", "2019-05-13", "2019-05-20", "2019-05-27"]);
        assert!(app.reminder_to(AMARA).text.contains("No one has been assigned."));
    }

    fn authors_are_reminded_of_their_events_before_and_after(app) {
        let (_amara, ines, _tomas) = (app.administrator(), app.officer(), app.partner("jrc"));
        app.partner_named("Jo Abe", "jo@example.org", "jrc");
        ines.names_lead(7, "Ines Duarte");
        ines.publishes(7, "on-track", "All well");
        let planned = days(("10", "4"), ("12", "4"));
        let planned = EventInput { participation: Default::default(), start: planned.start, end: planned.end, ..app.whole_event() };
        let id = app.has_event_saying(TOMAS, Stage::Draft, &planned);
        assert_eq!(app.lives("2019-03-20", "2019-05-10", TOMAS), ["2019-03-27", "2019-04-08", "2019-04-19", "2019-04-26", "2019-05-03"]);
        let all = app.reminders_to(TOMAS);
        assert!(all[0].text.contains("Begins on 10 April 2019 (in 14 days)"), "{}", all[0].text);
        let calendar = all[0].calendar.as_deref().expect("a calendar file goes along");
        assert!(calendar.contains("DTSTART;VALUE=DATE:20190410\r\n") && calendar.contains("DTEND;VALUE=DATE:20190413\r\n"), "{calendar}");
        assert!(all[2].calendar.is_none(), "what is over needs no place in a calendar");
        assert!(all[2].subject.contains("Complete and submit") && all[2].text.contains(&format!("/events/{id}/edit")), "{}", all[2].text);
        assert!(all[4].text.contains("Escalated to the lead officer"), "{}", all[4].text);
        assert_eq!(app.days_of(INES), ["2019-03-27", "2019-04-08", "2019-05-03"]);
        assert!(app.reminder_to(INES).text.contains("To be done by Tomás Ferri"));
        assert!(app.reminders_to("jo@example.org").is_empty() && app.reminders_to(AMARA).is_empty());
    }

    fn reviewers_are_not_forgotten_nor_are_authors_of_returned_records(app) {
        let (_amara, ines, tomas) = (app.administrator(), app.officer(), app.partner("jrc"));
        app.another_officer();
        ines.names_lead(7, "Ines Duarte");
        ines.publishes(7, "on-track", "All well");
        let event = tomas.logs_event(&[]);
        let event = event.split('?').next().unwrap().to_owned();
        assert_eq!(app.lives("2019-03-13", "2019-03-20", INES), ["2019-03-15", "2019-03-19"]);
        assert_eq!(app.days_of(AMARA), ["2019-03-19"], "after seven days administrators are told");
        assert!(app.reminders_to("liwen@example.org").is_empty(), "somebody leads the activity");
        let mail = app.reminder_to(INES);
        assert!(mail.text.contains("Review: Workshop on detection, Nairobi") && mail.text.contains("Sent by Tomás Ferri on 12 March 2019 (7 days ago)"), "{}", mail.text);
        assert_eq!(path_of(&mail.link("/review")), format!("{event}/review"));
        ines.returns(&event, "Which labs?");
        assert_eq!(app.lives("2019-03-21", "2019-04-03", TOMAS), ["2019-03-21", "2019-03-26", "2019-04-02"], "+3 had gone by when it was returned");
        assert_eq!(path_of(&app.reminder_to(TOMAS).link("/edit")), format!("{event}/edit"));
    }

    fn a_measurement_is_asked_for_at_the_end_of_its_period(app) {
        let ines = app.officer();
        ines.names_lead(5, "Ines Duarte");
        ines.publishes(5, "on-track", "All well");
        let indicator = ines.gets("/activities/5").attributes("a[href^='/indicators/']", "href").remove(0);
        let indicator = indicator.split('#').next().unwrap().to_owned();
        let terms = format!("{indicator}/terms/edit");
        let target = [("feed", "reported"), ("target", "20"), ("target-on-day", "31"), ("target-on-month", "3"), ("target-on-year", "2019")];
        ines.sends(&ines.form_at(&terms).typed(&target)).leads_to(&indicator);
        assert_eq!(app.lives("2019-03-20", "2019-05-01", INES), ["2019-03-31", "2019-04-15", "2019-04-30"]);
        assert!(app.reminder_to(INES).link("/measurements/new").ends_with(&format!("{indicator}/measurements/new")));
    }
}

on_both! {
    fn administrators_set_the_days(app) {
        let (amara, ines) = (app.administrator(), app.officer());
        ines.leads_seven("Ines Duarte");
        let page = amara.gets("/admin/reminders");
        assert_eq!((page.value("steps-update").as_deref(), page.value("every-update").as_deref(), page.value("escalates-update").as_deref()), (Some("-7, 0, 7"), Some("7"), Some("21")));
        let wrong = amara.fills("/admin/reminders", &[("steps-update", "soon, 0"), ("every-output", "0")]);
        wrong.is(422);
        assert_eq!((wrong.value("steps-update").as_deref(), wrong.value("every-output").as_deref()), (Some("soon, 0"), Some("0")));
        assert!(wrong.error_at("steps-update").unwrap().contains("whole numbers of days") && wrong.error_at("every-output").is_some());
        amara.fills("/admin/reminders", &[("steps-update", "−2, 1"), ("every-update", ""), ("escalates-update", "1")]).leads_to("/admin/reminders");
        amara.gets("/admin/settings").shows("Rule of reminders: Progress update: on days -7, 0, 7; then every 7 days; others are told after 21 days → Progress update: on days -2, 1; others are told after 1 days");
        assert_eq!(app.lives("2019-06-01", "2019-06-30", INES), ["2019-06-08", "2019-06-11"]);
        assert_eq!(app.days_of(AMARA), ["2019-06-11"]);
    }

    fn an_activity_may_have_days_of_its_own(app) {
        let (amara, ines) = (app.administrator(), app.officer());
        ines.leads_seven("Ines Duarte");
        amara.fills("/admin/reminders/activities/7", &[("steps-update", "-1")]).leads_to("/admin/reminders/activities/7");
        amara.gets("/admin/reminders").shows("has its own");
        amara.gets("/admin/reminders/activities/99").is(404);
        assert_eq!(app.lives("2019-06-01", "2019-06-30", INES), ["2019-06-09"]);
        amara.fills("/admin/reminders/activities/7", &[("steps-update", "")]).leads_to("/admin/reminders/activities/7");
        amara.gets("/admin/reminders").hides("has its own");
        assert_eq!(app.lives("2019-07-01", "2019-07-01", INES), ["2019-06-09", "2019-07-01"]);
    }

    fn the_preview_says_what_then_goes_out(app) {
        let (amara, ines) = (app.administrator(), app.officer());
        ines.leads_seven("Ines Duarte");
        let preview = |on: &str| amara.gets(&format!("/admin/reminders/preview?on={on}"));
        preview("2019-06-02").is(200).shows("Nobody would get a mail");
        let page = preview("2019-07-01");
        assert_eq!(page.all("h3"), ["Amara Okello Administrator", "Ines Duarte Programme officer"]);
        page.shows("Post an update on Sampling and detection workshops").shows("(21 days late)");
        preview("tomorrow").is(422);
        let printed = run(&mut on(&app.database, &["remind", "--dry-run", "--on", "2019-07-01"])).well();
        assert!(printed.starts_with("2019-07-01: 2 mails would go out\nAmara Okello <amara@example.org>\n") && printed.contains("/activities/7/updates/new"), "{printed}");
        assert!(run(&mut on(&app.database, &["remind", "--on", "2019-07-01"])).refused().contains("--dry-run"));
        assert!(app.reminders_to(INES).is_empty(), "nothing was sent by looking");
        app.comes("2019-07-01");
        assert_eq!((app.days_of(INES).len(), app.days_of(AMARA).len()), (1, 1));
    }

    fn the_command_line_queues_what_is_due_now(app) {
        let ines = app.officer();
        ines.names_lead(7, "Ines Duarte");
        // The clock of this machine may stand before eight: this officer lives where it does not (Kiritimati is 14 hours ahead).
        let hour = chrono::Timelike::hour(&Clock::System.now());
        let zone = if hour < 9 { "Pacific/Kiritimati" } else { "UTC" };
        lives_in(&ines, "en", zone);
        let arguments = ["remind", "--base-url", "https://tracker.example.org"];
        assert_eq!(run(&mut on(&app.database, &arguments)).well(), "1 of 1 people get a mail\n");
        assert_eq!(run(&mut on(&app.database, &arguments)).well(), "0 of 0 people get a mail\n");
        assert_eq!(app.reminders_to(INES).len(), 1);
        assert!(app.reminder_to(INES).message_id.ends_with("@tracker.example.org"));
    }

    fn people_choose_what_they_hear(app) {
        let (_amara, ines) = (app.administrator(), app.officer());
        ines.leads_seven("Ines Duarte");
        let page = ines.gets("/account/reminders");
        assert_eq!(page.parts("#coming ~ ul li", "a, time"), ["Post an update on Sampling and detection workshops | 3 Jun"]);
        assert!(page.value("remind-donor-digest").is_none());
        // 10 June is a Monday: reminders of Mondays are those of the week.
        ines.fills("/account/reminders", &[("remind-update", "weekly")]).leads_to("/account/reminders");
        assert_eq!(app.lives("2019-05-28", "2019-06-15", INES), ["2019-06-03", "2019-06-10"]);
        ines.fills("/account/reminders", &[("remind-update", "off")]).leads_to("/account/reminders");
        ines.gets("/account/reminders").shows("Nothing is coming");
        assert_eq!(app.lives("2019-06-16", "2019-07-05", INES).len(), 2);
        assert_eq!(app.days_of(AMARA), ["2019-07-01"], "others are told all the same");
    }

    fn a_partner_chooses_among_what_may_concern_them(app) {
        let tomas = app.partner("jrc");
        let choices = tomas.gets("/account/reminders").attributes("select", "name");
        assert_eq!(choices, ["remind-output", "remind-event-coming", "remind-event-report", "remind-returned", "remind-measurement"]);
        assert_eq!(app.donor().gets("/account/reminders").attributes("select", "name"), ["remind-donor-digest"]);
    }

    fn one_click_ends_all_reminders_and_a_look_none(app) {
        let ines = app.officer();
        ines.leads_seven("Ines Duarte");
        app.comes("2019-06-03");
        let end = path_of(&app.reminder_to(INES).link("/end"));
        let stranger = app.visitor();
        stranger.gets(&end).is(200).shows("Ines Duarte would get no reminders");
        app.comes("2019-06-10");
        assert_eq!(app.days_of(INES).len(), 2, "a look has ended nothing");
        let click = [("List-Unsubscribe".to_owned(), "One-Click".to_owned())];
        stranger.posts(&end, &click, &[("sec-fetch-site", "cross-site")]).is(200).shows("The reminders are stopped");
        app.comes("2019-06-17");
        assert_eq!(app.days_of(INES).len(), 2);
        assert_eq!(ines.gets("/account/reminders").value("remind-update").as_deref(), Some("off"));
        stranger.gets(&format!("{}x/end", end.trim_end_matches("/end"))).is(410);
    }

    fn the_server_reminds_by_itself(app) {
        let ines = app.officer();
        ines.names_lead(7, "Ines Duarte");
        ines.expects_output(7, "Manual", ("13", "3"), "");
        let app = app.starts_again_reminding("2019-03-13");
        let mail = app.mails.to(INES);
        assert_eq!(mail.subject, "To do: Record delivery: Manual");
        assert!(mail.header("Message-ID").unwrap().starts_with("<reminders."), "{:?}", mail.headers);
        assert_eq!(mail.header("Auto-Submitted"), Some("auto-generated"));
        assert_eq!(mail.header("List-Unsubscribe-Post"), Some("List-Unsubscribe=One-Click"));
        assert!(mail.header("List-Id").is_some() && mail.header("References").is_some(), "{:?}", mail.headers);
        let end = mail.header("List-Unsubscribe").unwrap().trim_matches(['<', '>']).to_owned();
        app.visitor().posts(&path_of(&end), &[("List-Unsubscribe".to_owned(), "One-Click".to_owned())], &[]).is(200).shows("The reminders are stopped");
    }

    fn donors_hear_each_quarter_what_the_pages_show(app) {
        let (ines, li) = (app.officer(), app.another_officer());
        let donor = app.donor();
        ines.names_lead(7, "Ines Duarte");
        app.has_person(Role::Partner, "Ruth Ndlovu", "ruth@example.org", Some("unep"));
        app.has_event("ruth@example.org", Stage::Verified);
        ines.publishes(7, "delayed", "Venue lost");
        app.has_money("unep");
        ines.expects_output(7, "Manual of methods", ("20", "5"), "");
        let output = app.in_database(|conn| capacity_tracker::db::output::all(conn, domain::ids::PlanId(1)).unwrap().pop().unwrap().id);
        let delivery = format!("/outputs/{output}/deliveries/new");
        let when = [("day-day", "10"), ("day-month", "3"), ("day-year", "2019"), ("quantity", "1"), ("evidence", "https://example.org/manual")];
        ines.sends(&ines.form_at(&delivery).typed(&when)).leads_to(&format!("/outputs/{output}"));
        let review = li.gets(&format!("/outputs/{output}")).forms().into_iter().find(|f| f.action.ends_with("/review")).unwrap();
        li.sends(&review.with("decision", "verify")).leads_to(&format!("/outputs/{output}"));
        assert_eq!(app.lives("2019-03-13", "2019-07-15", ASTRID), ["2019-04-01"], "one a quarter, and none when nothing has changed");
        let mail = app.reminder_to(ASTRID);
        assert_eq!((mail.subject.as_str(), mail.kind.as_str()), ("The action plan from 1 January 2019 to 31 March 2019", "donor-digest"));
        for words in ["Verified events: 1\n  1 more than before", "Attendances: 32\n", "Attendances of women: 17", "Countries from which people came: 2", "Outputs delivered: 1 of 1", "Status: Delayed (was: ", "“Venue lost”"] {
            assert!(mail.text.contains(words), "“{words}”: {}", mail.text);
        }
        assert!(!mail.text.contains("Post an update"));
        // The pages to which it leads, as of the last day, when that is past.
        let app = app.starts_again(&["--clock", "2019-04-01"]);
        let donor_again = app.visitor().signs_in(ASTRID);
        drop(donor);
        let activity = mail.link("/activities/7?as_of=2019-03-31").rsplit_once("/activities").unwrap().1.to_owned();
        donor_again.gets(&format!("/activities{activity}")).is(200).shows("Delayed").shows("Venue lost").shows("1 of 1");
        donor_again.gets("/events?state=verified&as_of=2019-03-31").is(200).shows("1 verified event · 32 people attended · 2 countries");
        let money = donor_again.gets("/money").text();
        let line = mail.text.lines().find(|l| l.contains("pledged ")).expect("a line of money");
        for amount in line.split(|c: char| c == ',' || c.is_whitespace()).filter(|w| w.chars().all(|c| c.is_ascii_digit()) && w.len() > 2) {
            assert!(money.contains(amount), "{amount} of “{line}” is not on /money: {money}");
        }
    }
}

/// In the demonstration reminders go out on its day, as files, and everybody sees what is coming.
#[test]
fn the_demonstration_reminds() {
    let app = TestApp::demo();
    let mails = crate::support::eventually("the reminders of the demonstration", || {
        let all = std::fs::read_dir(app.app.data_dir.join("mail")).ok()?;
        let texts: Vec<String> = all.map(|f| std::fs::read_to_string(f.unwrap().path()).unwrap()).collect();
        (texts.len() >= 2).then_some(texts)
    });
    assert!(mails.iter().all(|m| m.contains("Message-ID: <reminders.")), "{mails:?}");
}

/// A server whose clock was thirty days ahead for one morning sends what a server sends whose clock was always right.
fn a_clock_that_ran_ahead_leaves_no_step_untold([ahead, right]: [TestApp; 2]) {
    for app in [&ahead, &right] {
        let ines = app.officer();
        ines.leads_seven("Ines Duarte");
        ines.expects_output(7, "Manual of methods", ("20", "5"), "");
        ines.expects_output(7, "Guidelines", ("3", "5"), "");
        app.comes("2019-04-01");
    }
    ahead.comes("2019-05-01");
    let told = |app: &TestApp| -> Vec<(String, String)> {
        app.lives("2019-04-02", "2019-06-20", INES).into_iter().zip(app.reminders_to(INES).into_iter().map(|m| m.subject)).collect()
    };
    let (right, told) = (told(&right), told(&ahead));
    let missing: Vec<_> = right.iter().filter(|mail| !told.contains(mail)).collect();
    assert!(right.len() > 8 && missing.is_empty(), "{missing:?} of {right:?}, sent: {told:?}");
    assert!(told.len() <= right.len() + 1, "nothing comes twice but what the wrong clock has sent: {told:?}");
}

#[test]
fn a_clock_that_ran_ahead_leaves_no_step_untold_on_sqlite() {
    a_clock_that_ran_ahead_leaves_no_step_untold([TestApp::sqlite(), TestApp::sqlite()]);
}

#[test]
fn a_clock_that_ran_ahead_leaves_no_step_untold_on_postgres() {
    a_clock_that_ran_ahead_leaves_no_step_untold([TestApp::postgres(), TestApp::postgres()]);
}
