//! Processes that die while they send: no mail is lost, and few come twice, under the same Message-ID.

use capacity_tracker::mail::transport::AT_ONCE;

use crate::support::database::Database;
use crate::support::drill::{Outbox, arrivals, drill};
use crate::support::smtp::{MailServer, Whim};
use crate::support::working::Working;

const MAILS: usize = 12;

/// Kills a worker at a step and lets another send what is left. Gives how many mails came twice.
fn killed_at(database: Database, step: &str) -> usize {
    let server = MailServer::start();
    let mut outbox = Outbox::holding(database, MAILS);
    let first = Working::start(&outbox.database, &server.url(), &["--halt-at", step]);
    first.logs("halted at");
    finish(&mut outbox, &server, first)
}

fn finish(outbox: &mut Outbox, server: &MailServer, first: Working) -> usize {
    let gone = first.dies();
    server.treats_all_well();
    outbox.leases_run_out(&gone);
    let second = Working::start(&outbox.database, &server.url(), &[]);
    outbox.has_sent(MAILS);
    second.stops();
    let arrived = arrivals(server);
    assert_eq!(arrived.len(), MAILS, "a mail is lost: {arrived:?}");
    assert!(arrived.values().all(|n| *n <= 2), "a mail came more than twice: {arrived:?}");
    arrived.values().filter(|n| **n == 2).count()
}

/// The same on both databases.
fn on_both(check: impl Fn(fn() -> Database)) {
    check(Database::sqlite);
    check(Database::postgres);
}

#[test]
fn killed_before_it_sends_nothing_comes_twice() {
    on_both(|database| {
        assert_eq!(killed_at(database(), "leased"), 0);
        assert_eq!(killed_at(database(), "sending"), 0);
    });
}

#[test]
fn killed_after_the_server_has_taken_mails_those_come_twice() {
    on_both(|database| {
        for step in ["sent", "settling"] {
            let twice = killed_at(database(), step);
            assert!((1..=AT_ONCE).contains(&twice), "{step}: {twice}");
        }
    });
}

#[test]
fn killed_after_it_has_noted_what_was_sent_at_most_the_others_come_twice() {
    on_both(|database| assert!(killed_at(database(), "settled") < AT_ONCE));
}

#[test]
fn killed_while_the_server_thinks_it_over_that_mail_comes_twice() {
    on_both(|database| {
        let server = MailServer::start();
        let mut outbox = Outbox::holding(database(), MAILS);
        server.treats("a0@example.org", Whim::StallAfterData);
        let first = Working::start(&outbox.database, &server.url(), &[]);
        outbox.has_sent(MAILS - 1);
        assert_eq!(finish(&mut outbox, &server, first), 1);
    });
}

#[test]
fn a_stalled_server_does_not_keep_the_program_from_ending() {
    on_both(|database| {
        let server = MailServer::start();
        let mut outbox = Outbox::holding(database(), 1);
        server.treats("a0@example.org", Whim::StallAfterData);
        let worker = Working::start(&outbox.database, &server.url(), &["--smtp-timeout", "600"]);
        server.to("a0@example.org");
        worker.stops();
        assert_eq!(outbox.sent(), 0);
    });
}

#[test]
fn two_workers_lose_nothing_however_often_one_dies() {
    on_both(|database| {
        let (kills, mails) = (3, 300);
        let (drilled, _) = drill(database(), mails, kills);
        assert_eq!(drilled.lost, 0, "{drilled:?}");
        assert!(drilled.duplicates <= kills * AT_ONCE, "{drilled:?}");
    });
}
