//! Driving a server: with `wrk` for rates, with single requests for what one costs.

use std::process::Command;
use std::time::Instant;

use capacity_tracker::db::{Conn, Db};
use chrono::{Datelike, Days, NaiveDate};
use diesel::connection::SimpleConnection;
use diesel::prelude::*;

use crate::Failure;
use crate::server::{Server, hidden};

/// Seconds for which `wrk` drives an address.
const SECONDS: u32 = 3;

/// What an address gave.
#[derive(Clone, Copy)]
pub struct Rate {
    /// Requests a second.
    pub per_second: f64,
    /// Processor time of the server for one, in microseconds.
    pub cpu: f64,
}

/// Drives an address with 16 connections. An answer other than 200 is a failure.
pub fn rate(server: &Server, cookie: &str, path: &str) -> Result<Rate, Failure> {
    let before = server.cpu()?;
    let output = Command::new("wrk")
        .args(["-t1", "-c16", &format!("-d{SECONDS}s"), "-H", &format!("Cookie: {cookie}"), "-H", "Accept-Encoding: gzip"])
        .arg(format!("{}{path}", server.base))
        .output()
        .map_err(|e| format!("wrk, of the Debian package of that name: {e}"))?;
    let cpu = server.cpu()? - before;
    let text = String::from_utf8(output.stdout)?;
    if text.contains("Non-2xx") || text.contains("Socket errors") {
        return Err(format!("{path}: {text}").into());
    }
    let per_second = text.lines().find_map(|l| l.trim().strip_prefix("Requests/sec:")).ok_or("no rate")?.trim().parse()?;
    let requests: f64 = text.lines().find_map(|l| l.split_once(" requests in ")).ok_or("no count")?.0.trim().parse()?;
    Ok(Rate { per_second, cpu: cpu / requests * 1e6 })
}

/// One request, as a browser sends it; gives the status and the bytes as they came over the wire.
pub fn get(server: &Server, cookie: &str, path: &str, coding: &str) -> Result<(u16, Vec<u8>), Failure> {
    let agent = agent();
    let mut answer = agent.get(format!("{}{path}", server.base)).header("cookie", cookie).header("accept-encoding", coding).call()?;
    Ok((answer.status().as_u16(), answer.body_mut().with_config().limit(1 << 30).read_to_vec()?))
}

/// Processor time of a page right after a write, in milliseconds: the mean of so many.
pub fn after_a_write(server: &Server, db: &Db, cookie: &str, path: &str, times: u32) -> Result<f64, Failure> {
    // The system tells whole hundredths of a second: read once before and once after all, little is lost.
    let before = server.cpu()?;
    for _ in 0..times {
        db.connection()?.write(|_| Ok::<_, diesel::result::Error>(()))?;
        get(server, cookie, path, "gzip")?;
    }
    let cpu = server.cpu()? - before;
    Ok(cpu / f64::from(times) * 1e3)
}

/// What an officer sends to log an event, but for its day and the key of the form.
pub fn event(server: &Server, cookie: &str, activity: i32, organiser: i32) -> Result<Vec<(String, String)>, Failure> {
    let page = String::from_utf8(get(server, cookie, "/plans/cp-2017-2020/events/new", "identity")?.1)?;
    let fields = [
        ("token", hidden(&page, "token")?),
        ("intent", "submit".into()),
        ("title", "Workshop on logging".into()),
        ("kind", "workshop".into()),
        ("mode", "in-person".into()),
        ("city", "Nairobi".into()),
        ("country", "Kenya".into()),
        ("languages", "en".into()),
        ("organiser", organiser.to_string()),
        ("activities", activity.to_string()),
        ("attended", "32".into()),
        ("women", "17".into()),
        ("men", "15".into()),
        ("other", "0".into()),
        ("country-0", "Kenya".into()),
        ("people-0", "12".into()),
        ("basis", "counted".into()),
        ("contact", "person-0@example.org".into()),
    ];
    Ok(fields.map(|(name, value)| (name.to_owned(), value)).to_vec())
}

/// Logs events, each as one request after the other, on separate days so that none is a possible duplicate; returns events a second and how
/// many failed. The first has this number.
pub fn log(server: &Server, cookie: &str, fields: &[(String, String)], writers: usize, each: usize, first: usize) -> (f64, usize) {
    let begun = Instant::now();
    let failed: usize = std::thread::scope(|scope| {
        let write = |writer: usize| {
            let agent = agent();
            let send = |n: usize| {
                let number = first + writer * each + n;
                let day = NaiveDate::from_yo_opt(1990, 1).unwrap_or_default() + Days::new(number as u64 * 3);
                let own = [
                    ("idempotency-key", format!("bench-{number}")),
                    ("start-day", day.day().to_string()),
                    ("start-month", day.month().to_string()),
                    ("start-year", day.year().to_string()),
                ];
                let form = fields.iter().cloned().chain(own.map(|(name, value)| (name.to_owned(), value)));
                let answer = agent.post(format!("{}/plans/cp-2017-2020/events/new", server.base)).header("cookie", cookie).send_form(form);
                !answer.is_ok_and(|a| a.status().as_u16() == 303)
            };
            (0..each).filter(|n| send(*n)).count()
        };
        let threads: Vec<_> = (0..writers).map(|writer| scope.spawn(move || write(writer))).collect();
        threads.into_iter().map(|t| t.join().unwrap_or(each)).sum()
    });
    ((writers * each) as f64 / begun.elapsed().as_secs_f64(), failed)
}

/// A browser that follows nothing and takes every answer as one.
pub fn agent() -> ureq::Agent {
    ureq::Agent::config_builder().http_status_as_error(false).max_redirects(0).max_redirects_will_error(false).build().into()
}

/// Rows a second that a bare program commits one by one to the same disk.
pub fn bare(conn: &mut Conn) -> QueryResult<f64> {
    const ROWS: u32 = 300;
    conn.batch_execute("CREATE TABLE bare (id INTEGER PRIMARY KEY, words TEXT NOT NULL)")?;
    let begun = Instant::now();
    for n in 0..ROWS {
        conn.batch_execute(&format!("INSERT INTO bare VALUES ({n}, 'a row of some length, as an event might have')"))?;
    }
    let rate = f64::from(ROWS) / begun.elapsed().as_secs_f64();
    conn.batch_execute("DROP TABLE bare")?;
    Ok(rate)
}
