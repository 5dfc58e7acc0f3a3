//! Comments on activities, events, indicators and outputs: who reads them, who is told and when.

use domain::review::Stage;

use crate::support::{Page, TestApp, Visitor, in_plan};

/// Writes a comment in the form of a page.
fn says(visitor: &Visitor, page: &str, text: &str, is_urgent: bool) -> Page {
    let form = visitor.gets(page).is(200).form("/comments/new").with("comment", text);
    visitor.sends(&if is_urgent { form.with("urgent", "yes") } else { form })
}

fn comments(visitor: &Visitor, page: &str) -> Vec<String> {
    visitor.gets(page).parts("article.comment", "strong, div")
}

/// A verified workshop of Tomás on activity 7, which Ines leads, and its output and indicator.
fn pages(app: &TestApp, ines: &Visitor, tomas: &Visitor) -> [String; 4] {
    ines.names_lead(7, "Ines Duarte");
    let event = tomas.logs_event(&[]).split('?').next().unwrap().to_owned();
    ines.verifies(&event);
    ines.expects_output(7, "Manual", ("20", "5"), "");
    let indicator = ines.gets("/activities/7").attributes("a[href^='/indicators/']", "href").remove(0);
    let _ = app;
    [event, in_plan("/activities/7"), "/outputs/1".into(), indicator.split('#').next().unwrap().to_owned()]
}

on_both! {
    fn whoever_sees_a_thing_comments_on_it_and_reads_the_others(app) {
        let (ines, tomas, donor) = (app.officer(), app.partner("jrc"), app.donor());
        app.opens_to_the_public();
        for page in pages(&app, &ines, &tomas) {
            says(&donor, &page, "How many labs?", false).leads_to(&format!("{page}#comments"));
            says(&tomas, &page, "Seven.\n\n<b>All</b> of them", false).leads_to(&format!("{page}#comments"));
            assert_eq!(comments(&ines, &page), ["Astrid Holm | How many labs?", "Tomás Ferri | Seven.<b>All</b> of them"]);
            let public = app.visitor().gets(&page);
            public.is(200).hides("How many labs?").hides("Add comment");
        }
        let empty = says(&ines, "/outputs/1", " ", true);
        assert!(empty.is(422).error_at("comment").is_some());
        let long = "x".repeat(2001);
        let refused = says(&ines, "/outputs/1", &long, true);
        assert_eq!(refused.is(422).value("comment"), Some(long), "nothing that was typed is lost");
        ines.gets("/admin/audit").is(404);
        app.administrator().gets("/admin/audit").shows("Astrid Holm wrote a comment.");
    }

    fn who_follows_an_activity_hears_of_its_changes(app) {
        let (ines, donor) = (app.officer(), app.donor());
        let page = in_plan("/activities/7");
        let follow = in_plan("/plan/activities/7/following/edit");
        donor.sends(&donor.gets(&page).form(&follow)).leads_to(&page);
        donor.opens(&page).shows("You follow this activity.").shows("Stop following");
        ines.gets(&page).shows("Follow").hides("Stop following");
        ines.publishes(7, "on-track", "Twelve laboratories took part");
        says(&ines, &page, "The report follows.", false);
        app.comes("2019-03-13");
        let mail = app.reminder_to("astrid@example.org");
        assert_eq!(mail.subject, "1 new comment, news of 1 activity");
        for part in ["Activities that you follow", "7. Sampling and detection workshops", "Ines Duarte published an update.", &page, "The report follows."] {
            assert!(mail.text.contains(part), "{part} in {}", mail.text);
        }
        app.comes("2019-03-14");
        assert_eq!(app.reminders_to("astrid@example.org").len(), 1, "nothing is mailed twice");
        assert!(app.reminders_to("ines@example.org").iter().all(|m| !m.text.contains("Activities that you follow")), "only followers hear of it");

        donor.sends(&donor.gets(&page).form(&follow)).leads_to(&page);
        ines.publishes(7, "at-risk", "A host is missing");
        app.comes("2019-03-15");
        assert_eq!(app.reminders_to("astrid@example.org").len(), 1, "who follows no longer hears no more");
    }

    fn the_same_form_makes_one_comment(app) {
        let ines = app.officer();
        ines.expects_output(7, "Manual", ("20", "5"), "");
        let form = ines.gets("/outputs/1").form("/comments/new").with("comment", "Once");
        for _ in 0..3 {
            ines.sends(&form).leads_to("/outputs/1#comments");
        }
        assert_eq!(comments(&ines, "/outputs/1").len(), 1);
    }

    fn what_is_not_seen_is_not_commented_on(app) {
        let (tomas, donor) = (app.partner("jrc"), app.donor());
        app.officer();
        let event = tomas.drafts_event(&[]);
        let event = event.split("/edit").next().unwrap();
        let form = tomas.gets(event).form("/comments/new").with("comment", "Secret");
        let token = donor.gets("/account").value("token").unwrap();
        donor.sends(&form.clone().with("token", &token)).is(404);
        donor.sends(&form.clone().with("token", &token).with("kind", "person")).is(404);
        tomas.sends(&form).leads_to(&format!("{event}#comments"));
    }

    fn what_was_said_before_the_verification_stays_with_those_who_write_the_record(app) {
        let (ines, tomas, donor) = (app.officer(), app.partner("jrc"), app.donor());
        let ruth = app.partner_named("Ruth Ndlovu", "ruth@example.org", "unep");
        let event = tomas.logs_event(&[]).split('?').next().unwrap().to_owned();
        says(&ines, &event, "This partner inflates numbers", false);
        ines.verifies(&event);
        says(&ines, &event, "Thank you", false);
        for reader in [&donor, &ruth] {
            assert_eq!(comments(reader, &event), ["Ines Duarte | Thank you"]);
            reader.gets("/search?q=inflates").shows("Nothing was found");
            assert_eq!(reader.gets("/search?q=thank").all("h2"), ["Comments 1"]);
        }
        assert_eq!(comments(&tomas, &event).len(), 2);
        assert_eq!(tomas.gets("/search?q=inflates").all("h2"), ["Comments 1"]);
    }

    fn comments_come_with_the_daily_mail_and_urgent_ones_at_once(app) {
        let (amara, ines, tomas, donor) = (app.administrator(), app.officer(), app.partner("jrc"), app.donor());
        ines.names_lead(7, "Ines Duarte");
        let page = in_plan("/activities/7");
        says(&donor, &page, "How many labs? @Tomás Ferri", false);
        assert_eq!(app.mails.count(), 0);
        app.comes("2019-03-13");
        for email in ["ines@example.org", "tomas@example.org"] {
            let mail = app.reminder_to(email);
            assert_eq!(mail.subject, "1 new comment", "{email}");
            assert!(mail.text.contains("Astrid Holm on Sampling and detection workshops") && mail.text.contains("How many labs?") && mail.text.contains(&format!("{page}#comments")), "{}", mail.text);
        }
        assert!(app.reminders_to("astrid@example.org").is_empty() && app.reminders_to("amara@example.org").is_empty());
        app.comes("2019-03-14");
        assert_eq!(app.reminders_to("ines@example.org").len(), 1, "once");

        says(&tomas, &page, "Seven. @amara okello should know", true);
        let urgent = |email: &str| app.mails.to(email);
        for email in ["ines@example.org", "astrid@example.org", "amara@example.org"] {
            let mail = urgent(email);
            assert_eq!(mail.subject, "Comment on: Sampling and detection workshops", "{email}");
            assert!(mail.text.contains("“Seven. @amara okello should know”") && mail.link().ends_with("#comments"), "{}", mail.text);
        }
        app.comes("2019-03-15");
        assert_eq!(app.reminders_to("ines@example.org").len(), 1, "nothing is told twice");
        drop(amara);
    }

    fn who_has_ended_all_mails_gets_no_comments(app) {
        let (ines, donor) = (app.officer(), app.donor());
        ines.names_lead(7, "Ines Duarte");
        let off: Vec<(String, &str)> = ines.gets("/account/reminders").attributes("main select", "name").into_iter().map(|name| (name, "off")).collect();
        let off: Vec<(&str, &str)> = off.iter().map(|(name, off)| (name.as_str(), *off)).collect();
        ines.fills("/account/reminders", &off).leads_to("/account/reminders");
        says(&donor, &in_plan("/activities/7"), "How many labs?", false);
        app.comes("2019-03-13");
        assert!(app.reminders_to("ines@example.org").is_empty());
    }

    fn a_returned_record_is_changed_or_answered(app) {
        let (ines, tomas) = (app.officer(), app.partner("jrc"));
        let event = tomas.logs_event(&[]).split('?').next().unwrap().to_owned();
        ines.returns(&event, "Where is Rwanda?");
        let edit = format!("{event}/edit");
        let silent = tomas.sends(&tomas.form_at(&edit).with("intent", "submit"));
        assert!(silent.is(422).error_at("answer").unwrap().contains("answer the reviewer"));
        tomas.sends(&tomas.form_at(&edit).with("answer", "Nobody came from there.").with("intent", "submit")).leads_to(&event);
        tomas.gets(&event).shows("Awaiting review");
        assert_eq!(comments(&ines, &event), ["Tomás Ferri | Nobody came from there."]);
        ines.returns(&event, "Really?");
        tomas.sends(&tomas.form_at(&edit).with("city", "Mombasa").with("intent", "submit")).leads_to(&event);
    }
}

/// Comments go with the record that is erased.
#[test]
fn an_erased_record_takes_its_comments_along() {
    let app = TestApp::sqlite();
    let (amara, ines, _tomas) = (app.administrator(), app.officer(), app.partner("jrc"));
    let id = app.has_event("tomas@example.org", Stage::Verified);
    says(&ines, &format!("/events/{id}"), "Zebedee Quux was there", false);
    assert_eq!(amara.gets("/search?q=zebedee").all("h2"), ["Comments 1"]);
    let erasure = format!("/events/{id}/erasure/new");
    let form = amara.gets(&erasure).form(&erasure);
    let answer = amara.sends(&form.with("erasure-reason", "Names somebody"));
    assert_eq!(answer.status, 303, "{}", answer.text());
    amara.gets("/search?q=zebedee").shows("Nothing was found");
    let left: i64 = app.in_database_unseen(|conn| {
        use diesel::prelude::*;
        capacity_tracker::db::schema::comments::table.count().get_result(conn).unwrap()
    });
    assert_eq!(left, 0);
}
