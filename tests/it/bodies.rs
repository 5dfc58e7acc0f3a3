//! Forms that arrive slowly, or never whole.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::process::{Command, Stdio};

use crate::support::database::Database;
use crate::support::program::{Serving, on};
use crate::support::{TestApp, Visitor, raw};

/// Begins to send a form of `length` bytes, and sends `sent` of them.
fn half_sent(base: &str, length: usize, sent: usize) -> TcpStream {
    let mut stream = raw::connect(base);
    let head = format!(
        "POST /session/new HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {length}\r\n\r\n"
    );
    // The server may have refused and closed before everything is sent.
    let _ = stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(&vec![b'a'; sent]));
    stream
}

/// The status of the answer.
fn status(stream: &mut TcpStream) -> String {
    let mut line = [0; 12];
    stream.read_exact(&mut line).unwrap();
    String::from_utf8_lossy(&line[9..]).into_owned()
}

on_both! {
    fn half_sent_forms_keep_nobody_from_reading_and_sending(app) {
        let officer = app.officer();
        let _held: Vec<TcpStream> = (0..200).map(|_| half_sent(&app.base, 1000, 500)).collect();
        app.visitor().gets("/readyz").is(200);
        app.visitor().gets("/session/new").is(200);
        officer.gets("/activities/7").is(200);
        officer.publishes(7, "on-track", "Two workshops held");
        app.visitor().signs_in("ines@example.org");
    }
}

#[test]
fn a_form_that_does_not_arrive_in_time_is_refused() {
    let app = TestApp::on(Database::prepared_sqlite(), &["--body-timeout", "1"]);
    assert_eq!(status(&mut half_sent(&app.base, 1000, 500)), "408");
}

#[test]
fn half_sent_forms_of_strangers_hold_little_memory_together() {
    let app = TestApp::on(Database::prepared_sqlite(), &["--body-timeout", "10"]);
    let officer = app.officer();
    let mut sent: Vec<TcpStream> = (0..40).map(|_| half_sent(&app.base, 1024 * 1024, 1_000_000)).collect();
    officer.publishes(7, "on-track", "Two workshops held");
    let refused = sent.iter_mut().map(status).filter(|status| status == "503").count();
    assert!(refused >= 40 - 16, "sixteen megabytes are held at most: {refused} were refused");
}

#[test]
fn two_hundred_half_sent_forms_leave_room_where_few_files_may_be_open() {
    let database = Database::prepared_sqlite();
    let program = on(&database, &["serve", "--listen", "127.0.0.1:0", "--no-reminders"]);
    let mut limited = Command::new("sh");
    limited.env_clear().current_dir(std::env::temp_dir()).stdin(Stdio::null());
    limited.args(["-c", "ulimit -n 200; exec \"$0\" \"$@\""]).arg(program.get_program()).args(program.get_args());
    let server = Serving::start(&mut limited);
    server.logs("few files may be open at once");
    let _held: Vec<TcpStream> = (0..200).map(|_| half_sent(&server.base, 1000, 500)).collect();
    Visitor::new(&server.base).gets("/readyz").is(200);
    Visitor::new(&server.base).gets("/session/new").is(200);
}
