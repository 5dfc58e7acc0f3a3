//! Mails: what they hold, and what becomes of them when the other side will not have them.

use capacity_tracker::db::outbox::{self, NewMail};
use capacity_tracker::db::schema::outbox as table;
use diesel::prelude::*;
use mailparse::MailHeaderMap;

use crate::people::{invites, path_of};
use crate::support::mail::a_mail;
use crate::support::smtp::Whim;
use crate::support::{TestApp, eventually};

on_both! {
    fn an_invitation_is_a_mail_as_mails_should_be(app) {
        let amara = app.administrator();
        invites(&amara, "Wei \"W\" Zhang, Dr", "wei@example.org", &[]).leads_to("/admin/people");
        amara.gets("/admin/people").shows("The invitation is on its way.");
        let mail = app.mails.to("wei@example.org");
        assert_eq!(mail.subject, "Your invitation to Capacity Tracker");
        assert!(mail.text.starts_with("Dear Wei \"W\" Zhang, Dr,\n\nAmara Okello invites you to Capacity Tracker"), "{}", mail.text);
        assert!(mail.text.contains("it works once, for 7 days"));
        let link = mail.link();
        assert!(link.starts_with(&format!("{}/links/join/", app.base)), "{link}");
        assert!(mail.html.contains(&format!("href=\"{link}\"")) && mail.html.contains("Dear Wei &quot;W&quot; Zhang, Dr,"), "{}", mail.html);
        assert!(!mail.html.contains("<img") && !mail.html.contains("<script"), "{}", mail.html);
        assert_eq!(mail.header("Auto-Submitted"), Some("auto-generated"));
        assert_eq!(mail.header("To"), Some("Wei \"W\" Zhang, Dr <wei@example.org>"));
        assert!(mail.header("From").unwrap().contains("tracker@localhost.localdomain"));
        assert!(mail.header("Content-Type").unwrap().starts_with("multipart/alternative"));
        assert!(mail.header("Date").is_some());
        let queued = app.settled("wei@example.org", 1);
        assert_eq!(mail.header("Message-ID").unwrap(), format!("<{}>", queued.message_id));
        assert!(queued.message_id.ends_with("@localhost"));
        assert!(queued.sent_at.is_some() && queued.last_error.is_none());
        assert_eq!(queued.text_body, "", "the link is not kept once the mail is sent");
    }

    fn a_mail_that_is_refused_for_now_goes_out_later(app) {
        let amara = app.administrator();
        app.mails.refuses("wei@example.org", "450 mailbox busy");
        invites(&amara, "Wei Zhang", "wei@example.org", &[]).leads_to("/admin/people");
        app.mails.refused("wei@example.org", 1);
        let waiting = app.settled("wei@example.org", 1);
        assert_eq!((waiting.sent_at, waiting.failed_at, waiting.attempts), (None, None, 1));
        assert!(waiting.last_error.as_ref().unwrap().contains("mailbox busy"), "{waiting:?}");
        assert!((waiting.due_at - waiting.queued_at).num_seconds() >= 30, "{waiting:?}");
        assert!(waiting.text_body.contains("/links/join/"));

        invites(&amara, "Ana Silva", "ana@example.org", &[]).leads_to("/admin/people");
        app.mails.to("ana@example.org");

        let app = app.starts_again(&["--clock", "2019-03-13"]);
        let mail = app.mails.to("wei@example.org");
        assert_eq!(mail.header("Message-ID").unwrap(), format!("<{}>", waiting.message_id));
        let sent = app.settled("wei@example.org", 1);
        assert!(sent.sent_at.is_some() && sent.failed_at.is_none() && sent.last_error.is_none(), "{sent:?}");
        app.visitor().gets(&path_of(&mail.link())).is(200);
        assert_eq!(app.mails.count(), 1, "what was sent before is not sent again");
    }

    fn a_mail_that_is_refused_for_good_stops_nobody_elses(app) {
        let amara = app.administrator();
        app.mails.refuses("wei@example.org", "550 no such user");
        invites(&amara, "Wei Zhang", "wei@example.org", &[]).leads_to("/admin/people");
        invites(&amara, "Ana Silva", "ana@example.org", &[]).leads_to("/admin/people");
        app.mails.to("ana@example.org");
        let failed = app.settled("wei@example.org", 1);
        assert!(failed.failed_at.is_some() && failed.sent_at.is_none(), "{failed:?}");
        assert!(failed.last_error.as_ref().unwrap().contains("no such user"), "{failed:?}");

        let app = app.starts_again(&["--clock", "2019-03-13"]);
        let amara = app.visitor().signs_in("amara@example.org");
        invites(&amara, "Bo Lindqvist", "bo@example.org", &[]).leads_to("/admin/people");
        app.mails.to("bo@example.org");
        assert_eq!((app.mails.count(), app.queued_for("wei@example.org").attempts), (1, 1), "it is not tried again by itself");
        let account = amara.gets("/admin/people").attributes("main th a", "href").pop().unwrap();
        amara.sends(&amara.gets(&account).form(&format!("{account}/invitations/new"))).leads_to(&account);
        app.visitor().gets(&path_of(&app.mails.to("wei@example.org").link())).is(200);
    }

    fn a_mail_that_a_clock_ahead_has_put_off_goes_out_now(app) {
        let (now, ahead) = (app.app.clock.now(), app.app.clock.now() + chrono::TimeDelta::days(30));
        for (name, due, leased) in [("put-off", ahead, None), ("leased", now, Some(ahead))] {
            app.in_database(|conn| {
                outbox::queue(conn, &a_mail("ruth@example.org", name), now).unwrap();
                let mail = table::table.filter(table::message_id.eq(format!("{name}@localhost")));
                let lease = leased.map(|until: chrono::DateTime<chrono::Utc>| until.naive_utc());
                diesel::update(mail).set((table::due_at.eq(due.naive_utc()), table::leased_until.eq(lease))).execute(conn).unwrap();
            });
        }
        app.app.mail_waits.notify_one();
        eventually("both mails", || {
            let sent = table::table.filter(table::sent_at.is_not_null()).count();
            app.in_database_unseen(|conn| sent.get_result::<i64>(conn).unwrap() == 2).then_some(())
        });
    }

    fn a_mail_is_tried_again_by_the_same_server(app) {
        let amara = app.administrator();
        app.mails.refuses("wei@example.org", "450 mailbox busy");
        invites(&amara, "Wei Zhang", "wei@example.org", &[]).leads_to("/admin/people");
        let waiting = app.settled("wei@example.org", 1);
        app.mails.treats_all_well();
        app.pause_is_over("wei@example.org");
        assert_eq!(app.mails.to("wei@example.org").header("Message-ID").unwrap(), format!("<{}>", waiting.message_id));
    }

    fn without_a_mail_server_mails_are_files(app) {
        let database = std::sync::Arc::clone(&app.database);
        drop(app);
        let app = TestApp::without_mail_server(database);
        let amara = app.administrator();
        invites(&amara, "Zhang, Wei", "wei@example.org", &[]).leads_to("/admin/people");
        let sent = eventually("the mail's end", || Some(app.queued_for("wei@example.org")).filter(|q| q.sent_at.is_some()));
        let files: Vec<_> = std::fs::read_dir(app.database.folder().join("mail")).unwrap().map(|f| f.unwrap().path()).collect();
        assert_eq!(files.len(), 1, "{files:?}");
        assert_eq!(files[0].extension().unwrap(), "eml");
        let bytes = std::fs::read(&files[0]).unwrap();
        let mail = mailparse::parse_mail(&bytes).unwrap();
        let to = mailparse::addrparse_header(mail.headers.get_first_header("To").unwrap()).unwrap().extract_single_info().unwrap();
        assert_eq!((to.addr.as_str(), to.display_name.as_deref()), ("wei@example.org", Some("Zhang, Wei")));
        assert_eq!(mail.headers.get_first_value("Message-ID").unwrap(), format!("<{}>", sent.message_id));
        let text = mail.parts().find(|p| p.ctype.mimetype == "text/plain").unwrap().get_body().unwrap();
        let link = text.split_whitespace().find(|w| w.starts_with("http")).unwrap();
        app.visitor().gets(&path_of(link)).is(200).shows("Zhang, Wei");
    }

    fn headers_name_the_list_the_thread_and_the_way_out(app) {
        let one_click = "https://tracker.example.org/reminders/end?key=a-long-key-that-makes-the-line-longer-than-a-line-may-be-folded";
        let (thread, unsubscribe) = (Some("event-24".to_owned()), Some(one_click.to_owned()));
        for name in ["first", "second"] {
            app.queues(&NewMail { thread: thread.clone(), unsubscribe: unsubscribe.clone(), ..a_mail("ana@example.org", name) });
        }
        for n in [1, 2] {
            let mail = app.mails.nth_to("ana@example.org", n);
            assert_eq!(mail.header("List-Unsubscribe"), Some(format!("<{one_click}>").as_str()));
            assert_eq!(mail.header("List-Unsubscribe-Post"), Some("List-Unsubscribe=One-Click"));
            assert_eq!(mail.header("List-Id"), Some("Capacity Tracker <capacity-tracker.localhost>"));
            assert_eq!(mail.header("References"), Some("<thread.event-24@localhost>"));
            assert_eq!(mail.header("In-Reply-To"), mail.header("References"));
            assert_eq!(mail.header("Auto-Submitted"), Some("auto-generated"));
            assert_eq!(mail.text, "Words.");
        }
        app.queues(&a_mail("bo@example.org", "alone"));
        let mail = app.mails.to("bo@example.org");
        assert!(mail.header("References").is_none() && mail.header("List-Unsubscribe").is_none());
    }

    fn whatever_the_server_does_others_get_their_mails(app) {
        for (n, whim) in [Whim::DropAfterData, Whim::Says("450 busy"), Whim::Says("421 closing"), Whim::Says("550 no such user")].into_iter().enumerate() {
            let address = format!("hard{n}@example.org");
            app.mails.treats(&address, whim);
            app.queues(&a_mail(&address, &format!("hard{n}")));
            app.queues(&a_mail(&format!("easy{n}@example.org"), &format!("easy{n}")));
        }
        for n in 0..4 {
            app.mails.to(&format!("easy{n}@example.org"));
            let hard = app.settled(&format!("hard{n}@example.org"), 1);
            assert!(hard.sent_at.is_none() && hard.last_error.is_some(), "{hard:?}");
            assert_eq!(hard.failed_at.is_some(), n == 3, "only 550 is for good: {hard:?}");
        }
        // After DATA the server may have the mail or not: it gets it once more, under the same Message-ID.
        app.mails.treats_all_well();
        app.pause_is_over("hard0@example.org");
        let (first, again) = (app.mails.nth_to("hard0@example.org", 1), app.mails.nth_to("hard0@example.org", 2));
        assert_eq!(first.header("Message-ID"), again.header("Message-ID"));
    }

    fn a_server_that_stalls_is_given_up_and_holds_up_nobody(app) {
        let database = std::sync::Arc::clone(&app.database);
        drop(app);
        let app = TestApp::on(database, &["--smtp-timeout", "1"]);
        app.mails.treats("slow@example.org", Whim::Stall);
        app.queues(&a_mail("slow@example.org", "slow"));
        app.queues(&a_mail("quick@example.org", "quick"));
        app.mails.to("quick@example.org");
        let slow = app.settled("slow@example.org", 1);
        assert!(slow.sent_at.is_none() && slow.failed_at.is_none() && slow.last_error.is_some(), "{slow:?}");
    }
}
