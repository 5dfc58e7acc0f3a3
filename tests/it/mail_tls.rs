//! Mail servers that want TLS and a password, as those of institutions do.

use crate::support::database::Database;
use crate::support::drill::{Outbox, arrivals};
use crate::support::smtp::MailServer;
use crate::support::working::Working;

const MAILS: usize = 6;

/// A guarded server, an outbox with mails for it, and the setting that names the server's certificate.
fn guarded(from_the_beginning: bool, database: Database) -> (MailServer, Outbox, [String; 2]) {
    let (server, outbox) = (MailServer::guarded(from_the_beginning), Outbox::holding(database, MAILS));
    let certificate = server.certificate(outbox.database.folder());
    (server, outbox, ["--smtp-ca".to_owned(), certificate.to_str().unwrap().to_owned()])
}

/// A worker that sends nothing, and says why.
fn fails(outbox: &mut Outbox, server: &MailServer, url: &str, settings: &[&str], why: &str) {
    let worker = Working::start(&outbox.database, url, settings);
    worker.logs(why);
    worker.stops();
    assert_eq!((outbox.sent(), server.count()), (0, 0));
    outbox.pauses_are_over();
}

/// A worker that sends everything, once. The server takes nothing in the open, nor without the password.
fn sends(outbox: &mut Outbox, server: &MailServer, url: &str, settings: &[String; 2]) {
    let worker = Working::start(&outbox.database, url, &settings.each_ref().map(String::as_str));
    outbox.has_sent(MAILS);
    worker.stops();
    let arrived = arrivals(server);
    assert_eq!((arrived.len(), arrived.values().max()), (MAILS, Some(&1)));
}

#[test]
fn a_server_whose_certificate_nobody_vouches_for_gets_no_mail() {
    for (from_the_beginning, database) in [(true, Database::sqlite()), (false, Database::sqlite()), (false, Database::postgres())] {
        let (server, mut outbox, certificate) = guarded(from_the_beginning, database);
        fails(&mut outbox, &server, &server.url(), &[], "certificate");
        sends(&mut outbox, &server, &server.url(), &certificate);
    }
}

#[test]
fn a_wrong_password_loses_no_mail() {
    let (server, mut outbox, certificate) = guarded(true, Database::sqlite());
    fails(&mut outbox, &server, &server.url_with("wrong"), &certificate.each_ref().map(String::as_str), "wrong password");
    sends(&mut outbox, &server, &server.url(), &certificate);
}

#[test]
fn with_a_certificate_nothing_travels_in_the_open() {
    let (server, mut outbox, certificate) = guarded(false, Database::sqlite());
    sends(&mut outbox, &server, server.url().trim_end_matches("?tls=required"), &certificate);
}
