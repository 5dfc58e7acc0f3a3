//! The log of mails, marks on addresses that are refused, and what is said while no mail goes out.

use capacity_tracker::db::schema::outbox;
use diesel::prelude::*;

use crate::people::invites;
use crate::support::mail::a_mail;
use crate::support::smtp::Whim;
use crate::support::{Visitor, eventually};

/// Presses the button of a mail's page.
#[track_caller]
fn presses(visitor: &Visitor, id: i32, button: &str) -> String {
    let (page, action) = (format!("/admin/mail/{id}"), format!("/admin/mail/{id}/{button}"));
    visitor.sends(&visitor.gets(&page).form(&action)).is(303).location.clone().unwrap()
}

/// The addresses at which the forms of a mail's page are sent.
fn buttons(visitor: &Visitor, id: i32) -> Vec<String> {
    let all = visitor.gets(&format!("/admin/mail/{id}")).forms().into_iter().map(|f| f.action);
    all.filter_map(|a| a.strip_prefix(&format!("/admin/mail/{id}/")).map(str::to_owned)).collect()
}

on_both! {
    fn the_log_shows_every_mail_and_no_secret(app) {
        let amara = app.administrator();
        amara.gets("/admin/mail").shows("No mail has been queued yet.");
        app.mails.refuses("wei@example.org", "450 mailbox busy");
        invites(&amara, "Wei Zhang", "wei@example.org", &[]).leads_to("/admin/people");
        let waiting = app.settled("wei@example.org", 1);
        app.queues(&a_mail("ana@example.org", "harmless"));
        app.settled("ana@example.org", 1);
        amara.gets("/admin/mail").shows("Mails 1 to 2 of 2").shows("Your invitation to Capacity Tracker").shows("Wei Zhang").shows("next try").shows("Sent");
        amara.gets("/admin/mail?state=waiting").shows("Wei Zhang").hides("harmless");
        amara.gets("/admin/mail?state=failed").shows("No mail fits these filters.");
        amara.gets("/admin/mail?words=HARMLESS").shows("ana@example.org").hides("Wei Zhang");
        assert!(waiting.text_body.contains("/links/join/"), "the test would show nothing otherwise");
        amara.gets(&format!("/admin/mail/{}", waiting.id)).shows("mailbox busy").shows("its text is for the reader alone").hides("/links/join/");
        let ana = app.queued_for("ana@example.org");
        amara.gets(&format!("/admin/mail/{}", ana.id)).shows("Words.").shows("harmless@localhost");
        app.officer().gets("/admin/mail").is(404);
    }

    fn a_mail_is_stopped_and_sent_after_all(app) {
        let amara = app.administrator();
        app.has_mail("ana@example.org");
        let mail = app.queued_for("ana@example.org");
        assert_eq!(buttons(&amara, mail.id), ["sending/new", "cancellation/new"]);
        presses(&amara, mail.id, "cancellation/new");
        amara.gets(&format!("/admin/mail/{}", mail.id)).shows("Stopped").shows("Amara Okello stopped the mail.");
        amara.posts(&format!("/admin/mail/{}/cancellation/new", mail.id), &[("token".into(), amara.gets("/account").value("token").unwrap())], &[]).is(409);
        assert_eq!(buttons(&amara, mail.id), ["sending/new"]);
        presses(&amara, mail.id, "sending/new");
        assert_eq!(app.mails.to("ana@example.org").header("Message-ID"), Some("<later@localhost>"));
        app.settled("ana@example.org", 1);
        amara.gets(&format!("/admin/mail/{}", mail.id)).shows("Sent").shows("Amara Okello had the mail sent again.");
    }

    fn a_copy_of_a_mail_that_was_sent_is_another_mail(app) {
        let amara = app.administrator();
        app.queues(&a_mail("ana@example.org", "once"));
        let mail = app.settled("ana@example.org", 1);
        let copy = presses(&amara, mail.id, "sending/new");
        assert_ne!(copy, format!("/admin/mail/{}", mail.id));
        let (first, second) = (app.mails.nth_to("ana@example.org", 1), app.mails.nth_to("ana@example.org", 2));
        assert_eq!((&first.text, &first.subject), (&second.text, &second.subject));
        assert_ne!(first.header("Message-ID"), second.header("Message-ID"));
    }

    fn a_mail_that_is_being_sent_cannot_be_stopped(app) {
        let amara = app.administrator();
        app.mails.treats("slow@example.org", Whim::StallAfterData);
        app.queues(&a_mail("slow@example.org", "slow"));
        app.mails.to("slow@example.org");
        let mail = app.queued_for("slow@example.org");
        assert!(mail.is_leased && buttons(&amara, mail.id).is_empty());
        amara.gets(&format!("/admin/mail/{}", mail.id)).shows("being sent now");
        let token = ("token".to_owned(), amara.gets("/account").value("token").unwrap());
        for button in ["cancellation/new", "sending/new"] {
            amara.posts(&format!("/admin/mail/{}/{button}", mail.id), std::slice::from_ref(&token), &[]).is(409);
        }
    }

    fn an_invitation_that_failed_leads_to_a_new_one(app) {
        let amara = app.administrator();
        app.mails.refuses("wei@example.org", "554 5.7.1 rejected");
        invites(&amara, "Wei Zhang", "wei@example.org", &[]).leads_to("/admin/people");
        let failed = app.settled("wei@example.org", 1);
        assert!(failed.failed_at.is_some() && failed.text_body.is_empty(), "{failed:?}");
        assert!(buttons(&amara, failed.id).is_empty());
        amara.gets(&format!("/admin/mail/{}", failed.id)).shows("give out a new one");
        let people = amara.gets("/admin/people");
        people.hides("mails are refused");
    }

    fn an_address_that_is_refused_for_good_is_marked(app) {
        let (amara, ines) = (app.administrator(), app.officer());
        let refuse = |n: i32| {
            // A mail about the account that still waits would arrive, and end the mark at once.
            eventually("an empty outbox", || app.in_database_unseen(|conn| capacity_tracker::db::outbox::waiting(conn).unwrap().0 == 0).then_some(()));
            app.mails.refuses("ines@example.org", "550 5.1.1 no such user");
            app.queues(&a_mail("ines@example.org", &format!("lost{n}")));
            eventually("the mark", || amara.gets("/admin/people").text().contains("mails are refused").then_some(()));
            app.mails.treats_all_well();
        };
        refuse(1);
        ines.gets("/account").shows("Mails do not reach this address.").shows("no such user");
        ines.sends(&ines.gets("/account").form("/account/mail-failure/end")).leads_to("/account");
        ines.gets("/account").hides("Mails do not reach this address.");
        let addresses = amara.gets("/admin/people").attributes("main th a", "href");
        let account = addresses.iter().find(|a| amara.gets(a).title().contains("Ines")).unwrap();
        amara.gets(account).shows("Ines Duarte said that mails reach the address again.");

        refuse(2);
        let action = format!("{account}/mail-failure/end");
        amara.sends(&amara.gets(account).form(&action)).leads_to(account);
        amara.gets("/admin/people").hides("mails are refused");

        refuse(3);
        amara.sends(&amara.gets(account).form(account).with("email", "duarte@example.org")).leads_to(account);
        amara.gets("/admin/people").hides("mails are refused");
        amara.sends(&amara.gets(account).form(account).with("email", "ines@example.org")).leads_to(account);

        refuse(4);
        app.queues(&a_mail("ines@example.org", "found"));
        app.mails.to("ines@example.org");
        eventually("the end of the mark", || (!amara.gets("/admin/people").text().contains("mails are refused")).then_some(()));
    }

    fn administrators_are_told_while_no_mail_goes_out(app) {
        let (amara, ines) = (app.administrator(), app.officer());
        for n in 0..3 {
            let address = format!("a{n}@example.org");
            app.mails.refuses(&address, "421 4.3.2 closed for today");
            amara.gets("/plan").hides("Mail is not going out");
            app.queues(&a_mail(&address, &format!("a{n}")));
            app.settled(&address, 1);
        }
        amara.gets("/plan").shows("Mail is not going out since 12 March 2019").shows("3 attempts have failed").shows("closed for today");
        ines.gets("/plan").hides("Mail is not going out");
        let ready = app.visitor().gets("/readyz");
        assert!(ready.is(200).body.starts_with("ready\nmail: not going out since 2019-03-12T"), "{}", ready.body);
        assert!(!ready.body.contains("closed for today"));
        app.queues(&a_mail("good@example.org", "good"));
        app.settled("good@example.org", 1);
        amara.gets("/plan").hides("Mail is not going out");
        assert_eq!(app.visitor().gets("/readyz").body, "ready\n");
        app.mails.treats_all_well();
        for n in 0..3 {
            app.pause_is_over(&format!("a{n}@example.org"));
            app.mails.to(&format!("a{n}@example.org"));
        }
        let left: i64 = app.in_database(|conn| outbox::table.filter(outbox::failed_at.is_not_null()).count().get_result(conn).unwrap());
        assert_eq!(left, 0);
    }
}
