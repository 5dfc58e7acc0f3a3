//! Many mails, two processes that send them, and some that are killed on the way: what is lost, and what comes twice.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use capacity_tracker::db::outbox::{self, NewMail};
use capacity_tracker::db::schema::outbox as table;
use capacity_tracker::db::{Conn, Manager};
use diesel::prelude::*;
use diesel::r2d2::ManageConnection;
use domain::clock::Clock;

use super::database::Database;
use super::program::{on, run};
use super::smtp::MailServer;
use super::working::Working;

/// What came of a drill.
#[derive(Debug)]
pub struct Drilled {
    /// Mails that never arrived.
    pub lost: usize,
    /// Arrivals of mails that had arrived before.
    pub duplicates: usize,
}

/// An outbox without a server.
pub struct Outbox {
    pub database: Database,
    conn: Conn,
}

impl Outbox {
    /// Prepares a database and queues mails with the Message-IDs `0@localhost` and so on, each to an address of its own.
    pub fn holding(database: Database, mails: usize) -> Self {
        run(&mut on(&database, &["migrate"])).well();
        let mut conn = Manager(database.url().parse().unwrap()).connect().unwrap();
        let now = Clock::System.now();
        conn.write(|conn| {
            for n in 0..mails {
                let mail = NewMail {
                    message_id: format!("{n}@localhost"),
                    kind: "event-verified",
                    recipient_name: format!("Person {n}"),
                    recipient: format!("a{n}@example.org"),
                    subject: format!("Mail {n}"),
                    text_body: "Words.".repeat(50),
                    html_body: "<p>Words.</p>".repeat(50),
                    unsubscribe: None,
                    thread: None,
                    calendar: None,
                };
                outbox::queue(conn, &mail, now)?;
            }
            Ok::<_, diesel::result::Error>(())
        })
        .unwrap();
        Self { database, conn }
    }

    /// The leases of a process that was killed run out, as far as the outbox knows.
    pub fn leases_run_out(&mut self, of: &str) {
        let past = chrono::DateTime::UNIX_EPOCH.naive_utc();
        let held = table::table.filter(table::leased_by.like(of));
        diesel::update(held).set(table::leased_until.eq(Some(past))).execute(&mut self.conn).unwrap();
    }

    /// The pauses before mails are tried again are over.
    pub fn pauses_are_over(&mut self) {
        let past = chrono::DateTime::UNIX_EPOCH.naive_utc();
        diesel::update(table::table).set(table::due_at.eq(past)).execute(&mut self.conn).unwrap();
    }

    /// How many mails are noted as sent.
    pub fn sent(&mut self) -> i64 {
        table::table.filter(table::sent_at.is_not_null()).count().get_result(&mut self.conn).unwrap()
    }

    /// Waits until so many are noted as sent, for as long as their number grows.
    pub fn has_sent(&mut self, mails: usize) {
        let (mut before, mut deadline) = (-1, Instant::now());
        loop {
            let sent = self.sent();
            if usize::try_from(sent).unwrap() >= mails {
                return;
            }
            if sent > before {
                (before, deadline) = (sent, Instant::now() + Duration::from_secs(60));
            }
            assert!(Instant::now() < deadline, "only {sent} of {mails} were sent");
            std::thread::park_timeout(Duration::from_millis(20));
        }
    }
}

/// How often each mail has arrived, by its Message-ID.
pub fn arrivals(server: &MailServer) -> HashMap<String, usize> {
    let mut all = HashMap::new();
    for mail in server.all() {
        *all.entry(mail.header("Message-ID").unwrap().to_owned()).or_default() += 1;
    }
    all
}

/// Sends mails with two workers, of which one is killed and replaced, several times, evenly spread. Also gives
/// the time from the first worker's start to the last mail.
pub fn drill(database: Database, mails: usize, kills: usize) -> (Drilled, Duration) {
    let server = MailServer::start();
    let mut outbox = Outbox::holding(database, mails);
    let began = Instant::now();
    let mut workers: Vec<Working> = (0..2).map(|_| Working::start(&outbox.database, &server.url(), &[])).collect();
    for kill in 1..=kills {
        outbox.has_sent(mails * kill / (kills + 1));
        let gone = workers.remove(0).dies();
        outbox.leases_run_out(&gone);
        workers.push(Working::start(&outbox.database, &server.url(), &[]));
    }
    outbox.has_sent(mails);
    let took = began.elapsed();
    workers.into_iter().for_each(Working::stops);
    let arrived = arrivals(&server);
    let duplicates = arrived.values().map(|n| n - 1).sum();
    (Drilled { lost: mails - arrived.len(), duplicates }, took)
}
