//! Mails: what they hold, and what becomes of them when the other side will not have them.

use capacity_tracker::db::schema::outbox;
use chrono::NaiveDateTime;
use diesel::prelude::*;
use mailparse::MailHeaderMap;

use crate::people::{invites, path_of};
use crate::support::{TestApp, eventually};

/// How a queued mail stands.
#[derive(Debug, Queryable)]
struct Queued {
    message_id: String,
    queued_at: NaiveDateTime,
    due_at: NaiveDateTime,
    attempts: i32,
    is_leased: bool,
    sent_at: Option<NaiveDateTime>,
    failed_at: Option<NaiveDateTime>,
    last_error: Option<String>,
    text_body: String,
}

fn queued_for(app: &TestApp, address: &str) -> Queued {
    app.in_database(|conn| {
        outbox::table
            .filter(outbox::recipient.eq(address))
            .order(outbox::id.desc())
            .select((
                outbox::message_id,
                outbox::queued_at,
                outbox::due_at,
                outbox::attempts,
                outbox::leased_until.is_not_null(),
                outbox::sent_at,
                outbox::failed_at,
                outbox::last_error,
                outbox::text_body,
            ))
            .first(conn)
            .unwrap()
    })
}

/// Waits until the worker has noted what came of a mail.
fn settled(app: &TestApp, address: &str) -> Queued {
    eventually("the end of an attempt", || Some(queued_for(app, address)).filter(|q| q.attempts > 0 && !q.is_leased))
}

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
        let queued = settled(&app, "wei@example.org");
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
        let waiting = settled(&app, "wei@example.org");
        assert_eq!((waiting.sent_at, waiting.failed_at, waiting.attempts), (None, None, 1));
        assert!(waiting.last_error.as_ref().unwrap().contains("mailbox busy"), "{waiting:?}");
        assert!((waiting.due_at - waiting.queued_at).num_seconds() >= 30, "{waiting:?}");
        assert!(waiting.text_body.contains("/links/join/"));

        invites(&amara, "Ana Silva", "ana@example.org", &[]).leads_to("/admin/people");
        app.mails.to("ana@example.org");

        let app = app.starts_again(&["--clock", "2019-03-13"]);
        let mail = app.mails.to("wei@example.org");
        assert_eq!(mail.header("Message-ID").unwrap(), format!("<{}>", waiting.message_id));
        let sent = settled(&app, "wei@example.org");
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
        let failed = settled(&app, "wei@example.org");
        assert!(failed.failed_at.is_some() && failed.sent_at.is_none(), "{failed:?}");
        assert!(failed.last_error.as_ref().unwrap().contains("no such user"), "{failed:?}");

        let app = app.starts_again(&["--clock", "2019-03-13"]);
        let amara = app.visitor().signs_in("amara@example.org");
        invites(&amara, "Bo Lindqvist", "bo@example.org", &[]).leads_to("/admin/people");
        app.mails.to("bo@example.org");
        assert_eq!((app.mails.count(), queued_for(&app, "wei@example.org").attempts), (1, 1), "it is not tried again by itself");
        let account = amara.gets("/admin/people").attributes("main th a", "href").pop().unwrap();
        amara.sends(&amara.gets(&account).form(&format!("{account}/invitations/new"))).leads_to(&account);
        app.visitor().gets(&path_of(&app.mails.to("wei@example.org").link())).is(200);
    }

    fn a_mail_is_tried_again_by_the_same_server(app) {
        let amara = app.administrator();
        app.mails.refuses("wei@example.org", "450 mailbox busy");
        invites(&amara, "Wei Zhang", "wei@example.org", &[]).leads_to("/admin/people");
        let waiting = settled(&app, "wei@example.org");
        app.mails.refuses_nobody();
        // Half a minute passes, as far as the outbox knows.
        app.in_database(|conn| diesel::update(outbox::table).set(outbox::due_at.eq(waiting.queued_at)).execute(conn).unwrap());
        assert_eq!(app.mails.to("wei@example.org").header("Message-ID").unwrap(), format!("<{}>", waiting.message_id));
    }

    fn without_a_mail_server_mails_are_files(app) {
        let database = std::sync::Arc::clone(&app.database);
        drop(app);
        let app = TestApp::without_mail_server(database);
        let amara = app.administrator();
        invites(&amara, "Zhang, Wei", "wei@example.org", &[]).leads_to("/admin/people");
        let sent = eventually("the mail's end", || Some(queued_for(&app, "wei@example.org")).filter(|q| q.sent_at.is_some()));
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
}
