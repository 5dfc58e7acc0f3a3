//! What a server does under stress: many who sign in at once, much that waits for review, and its memory after a day's work.

use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use capacity_tracker::db::Db;
use diesel::connection::SimpleConnection;

use crate::drive::{agent, get};
use crate::fill::PASSWORD;
use crate::server::{Server, hidden};
use crate::{DASHBOARD, Failure, SETTLING, Table};

/// People who sign in at once.
const PEOPLE: usize = 200;
/// Requests after which memory is read.
const REQUESTS: usize = 100_000;
/// Pages of those requests; one in ten asks for a past day, one in five hundred for a CSV file.
const PAGES: &[&str] =
    &[DASHBOARD, "/", "/plans/cp-2017-2020/events", "/plans/cp-2017-2020/activities/7", "/account", "/plans/cp-2017-2020/events?year=2017"];

/// Adds the lines of the table. The server must believe `X-Forwarded-For`: from one address, most sign-ins would be refused.
pub fn measure(table: &mut Table, server: &Server, db: &Db, cookie: &str) -> Result<(), Failure> {
    sign_ins(table, server, cookie)?;
    reviews(table, server, db, cookie)?;
    memory(table, server, cookie)
}

/// Readers while 200 people sign in.
fn sign_ins(table: &mut Table, server: &Server, cookie: &str) -> Result<(), Failure> {
    let (agent, url) = (agent(), format!("{}/session/new", server.base));
    let token = hidden(&agent.get(&url).call()?.body_mut().read_to_string()?, "token")?;
    let (left, failed) = (AtomicUsize::new(PEOPLE), AtomicUsize::new(0));
    let begun = Instant::now();
    let mut times = std::thread::scope(|scope| {
        for n in 0..PEOPLE {
            let (agent, url, token, left, failed) = (&agent, &url, &token, &left, &failed);
            scope.spawn(move || {
                let fields = [("token", token.clone()), ("email", format!("person-{n}@example.org")), ("password", PASSWORD.to_owned())];
                let answer = agent.post(url).header("x-forwarded-for", format!("10.1.{}.{}", n / 250, n % 250)).send_form(fields);
                failed.fetch_add(usize::from(!answer.is_ok_and(|a| a.status().as_u16() == 303)), Ordering::Relaxed);
                left.fetch_sub(1, Ordering::Relaxed);
            });
        }
        let reader = || {
            let mut times = Vec::new();
            while left.load(Ordering::Relaxed) > 0 {
                let asked = Instant::now();
                if get(server, cookie, DASHBOARD, "gzip").is_ok_and(|(status, _)| status == 200) {
                    times.push(asked.elapsed());
                }
            }
            times
        };
        let readers: Vec<_> = (0..4).map(|_| scope.spawn(reader)).collect();
        readers.into_iter().flat_map(|reader| reader.join().unwrap_or_default()).collect::<Vec<Duration>>()
    });
    let took = begun.elapsed().as_secs_f64();
    times.sort();
    let late = times.get(times.len() * 99 / 100).ok_or("nobody has read")?.as_millis();
    let failed = failed.into_inner();
    table.line("readers while 200 sign in at once, p99", format!("{late} ms; {failed} failed; all in {took:.1} s"), "< 500 ms, 0 failed");
    Ok(())
}

/// The list of what waits for review.
fn reviews(table: &mut Table, server: &Server, db: &Db, cookie: &str) -> Result<(), Failure> {
    let waits = "UPDATE events SET stage = 'submitted' WHERE id IN (SELECT id FROM events WHERE stage = 'verified' ORDER BY id LIMIT 4850)";
    db.connection()?.write(|conn| conn.batch_execute(waits))?;
    let mut times = Vec::new();
    for _ in 0..20 {
        let asked = Instant::now();
        get(server, cookie, "/reviews", "gzip")?;
        times.push(asked.elapsed());
    }
    times.sort();
    table.line("/reviews, 4,850 waiting, p50", format!("{} ms", times[10].as_millis()), "≤ 50 ms");
    Ok(())
}

/// Memory after many different requests.
fn memory(table: &mut Table, server: &Server, cookie: &str) -> Result<(), Failure> {
    let folder = tempfile::tempdir()?;
    let script = folder.path().join("mixed.lua");
    let pages: Vec<String> = PAGES.iter().map(|page| format!("'{page}'")).collect();
    std::fs::write(
        &script,
        format!(
            "local pages = {{{}}} local n = 0 function request() n = n + 1 \
             if n % 500 == 0 then return wrk.format('GET', '/plans/cp-2017-2020/events.csv') end \
             if n % 10 == 0 then return wrk.format('GET', string.format('{DASHBOARD}?as_of=2018-%02d-%02d', n % 12 + 1, n % 28 + 1)) end \
             return wrk.format('GET', pages[n % #pages + 1]) end",
            pages.join(", ")
        ),
    )?;
    let mut done = 0;
    while done < REQUESTS {
        let output = Command::new("wrk")
            .args(["-t1", "-c16", "-d10s", "-H", &format!("Cookie: {cookie}"), "-H", "Accept-Encoding: gzip", "-s"])
            .arg(&script)
            .arg(&server.base)
            .output()?;
        let text = String::from_utf8(output.stdout)?;
        done += text.lines().find_map(|l| l.split_once(" requests in ")).ok_or("no count")?.0.trim().parse::<usize>()?;
    }
    std::thread::sleep(SETTLING);
    let (now, most) = server.memory()?;
    table.line("memory at rest after 100,000 mixed requests", format!("{now:.0} MiB, at most {most:.0}"), "≤ 60 MiB");
    Ok(())
}
