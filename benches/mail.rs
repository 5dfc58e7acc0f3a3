//! 10,000 mails, two processes, one of them killed and replaced four times: what is lost, what comes twice, how long it takes.
//!
//! `cargo bench --bench mail` prints a table. PostgreSQL is the server of TEST_POSTGRES_URL, as for the tests.

#![expect(dead_code, reason = "tools are shared with the tests, which use more of them")]
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a bench prints, and stops at the first surprise"
)]

#[path = "../tests/it/support/database.rs"]
mod database;
#[path = "../tests/it/support/drill.rs"]
mod drill;
#[path = "../tests/it/support/program.rs"]
mod program;
#[path = "../tests/it/support/smtp.rs"]
mod smtp;
#[path = "../tests/it/support/working.rs"]
mod working;

use database::Database;

const MAILS: usize = 10_000;

fn main() {
    println!("| database | mails | kills | lost | duplicates | seconds | mails a second |");
    println!("|---|---|---|---|---|---|---|");
    for (name, database) in [("SQLite", Database::sqlite as fn() -> Database), ("PostgreSQL", Database::postgres)] {
        for kills in [0, 4] {
            let (done, took) = drill::drill(database(), MAILS, kills);
            let seconds = took.as_secs_f64();
            let rate = f64::from(u32::try_from(MAILS).unwrap()) / seconds;
            println!("| {name} | {MAILS} | {kills} | {} | {} | {seconds:.1} | {rate:.0} |", done.lost, done.duplicates);
        }
    }
}
