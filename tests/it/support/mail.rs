//! Mails in the outbox, put there and looked at.

use capacity_tracker::db::outbox::{self, NewMail};
use capacity_tracker::db::schema::outbox as table;
use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::{TestApp, eventually};

/// How a queued mail stands.
#[derive(Debug, Queryable)]
pub struct Queued {
    pub id: i32,
    pub message_id: String,
    pub queued_at: NaiveDateTime,
    pub due_at: NaiveDateTime,
    pub attempts: i32,
    pub is_leased: bool,
    pub sent_at: Option<NaiveDateTime>,
    pub failed_at: Option<NaiveDateTime>,
    pub last_error: Option<String>,
    pub text_body: String,
}

/// A mail that holds no secret, with a Message-ID of its own.
pub fn a_mail(address: &str, name: &str) -> NewMail {
    NewMail {
        message_id: format!("{name}@localhost"),
        kind: "event-verified",
        recipient_name: "Somebody".into(),
        recipient: address.into(),
        subject: format!("About {name}"),
        text_body: "Words.".into(),
        html_body: "<p>Words.</p>".into(),
        unsubscribe: None,
        thread: None,
        calendar: None,
    }
}

impl TestApp {
    /// Queues a mail and wakes the worker.
    pub fn queues(&self, mail: &NewMail) {
        let now = self.app.clock.now();
        self.in_database(|conn| outbox::queue(conn, mail, now).unwrap());
        self.app.mail_waits.notify_one();
    }

    /// A mail that nobody sends soon.
    pub fn has_mail(&self, address: &str) {
        let later = self.app.clock.now() + chrono::TimeDelta::hours(12);
        self.in_database(|conn| outbox::queue(conn, &a_mail(address, "later"), later).unwrap());
    }

    /// The newest mail to an address.
    pub fn queued_for(&self, address: &str) -> Queued {
        self.in_database(|conn| {
            table::table
                .filter(table::recipient.eq(address))
                .order(table::id.desc())
                .select((
                    table::id,
                    table::message_id,
                    table::queued_at,
                    table::due_at,
                    table::attempts,
                    table::leased_until.is_not_null(),
                    table::sent_at,
                    table::failed_at,
                    table::last_error,
                    table::text_body,
                ))
                .first(conn)
                .unwrap()
        })
    }

    /// Waits until the worker has noted what came of so many attempts.
    pub fn settled(&self, address: &str, attempts: i32) -> Queued {
        eventually("the end of an attempt", || Some(self.queued_for(address)).filter(|q| q.attempts >= attempts && !q.is_leased))
    }

    /// Lets the pause before the next attempt be over, as far as the outbox knows.
    pub fn pause_is_over(&self, address: &str) {
        self.in_database(|conn| {
            let waiting = table::table.filter(table::recipient.eq(address));
            diesel::update(waiting).set(table::due_at.eq(table::queued_at)).execute(conn).unwrap()
        });
        self.app.mail_waits.notify_one();
    }
}
