//! The table of what speed and size are to be, measured in one run: `cargo bench --bench table`.
//!
//! It needs Linux and `wrk` (the Debian package of that name). With `TEST_POSTGRES_URL` it also measures on PostgreSQL, in a database of
//! its own. `BENCH_EVENTS=1000,10000,100000` sets the sizes. Machines differ and are noisy: compare within one run.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "the table is what this program is for")]
#![expect(clippy::cast_precision_loss, reason = "counts are far below 2^52")]

mod drive;
mod fill;
mod server;
mod stress;

use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::time::Duration;

use capacity_tracker::db::{Db, directory, plan};
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use server::Server;

/// What keeps the table from being made.
pub type Failure = Box<dyn std::error::Error + Send + Sync>;

/// The pages that are measured, each signed in as an officer.
const PAGES: &[&str] = &[
    DASHBOARD,
    "/",
    "/plans/cp-2017-2020",
    "/plans/cp-2017-2020/activities/7",
    "/plans/cp-2017-2020/events",
    "/events/500",
    "/plans/cp-2017-2020/money",
    "/plans/cp-2017-2020/framework",
];

/// The page that is asked for most.
const DASHBOARD: &str = "/plans/cp-2017-2020/dashboard";

/// How long a server rests before its memory is read.
const SETTLING: Duration = Duration::from_secs(3);

/// One line of the table.
struct Line {
    work: String,
    figure: String,
    reach: &'static str,
}

/// The table of one database.
#[derive(Default)]
struct Table(Vec<Line>);

impl Table {
    fn line(&mut self, work: impl Into<String>, figure: String, reach: &'static str) {
        let line = Line { work: work.into(), figure, reach };
        eprintln!("  {} | {}", line.work, line.figure);
        self.0.push(line);
    }
}

fn main() -> Result<(), Failure> {
    let sizes = std::env::var("BENCH_EVENTS").unwrap_or_else(|_| "1000,10000,100000".to_owned());
    let sizes = sizes.split(',').map(str::parse).collect::<Result<Vec<usize>, _>>()?;
    let folder = tempfile::Builder::new().permissions(PermissionsExt::from_mode(0o700)).tempdir()?;
    let sqlite = measure(folder.path(), &format!("sqlite:{}", folder.path().join("data.db").display()), &sizes)?;
    let postgres = match std::env::var("TEST_POSTGRES_URL") {
        Ok(url) => on_postgres(&url, &sizes)?,
        Err(_) => Table::default(),
    };
    println!("| Work | Reach | SQLite | PostgreSQL |\n|---|---|---|---|");
    for line in &sqlite.0 {
        let other = postgres.0.iter().find(|l| l.work == line.work).map_or("–", |l| l.figure.as_str());
        println!("| {} | {} | {} | {other} |", line.work, line.reach, line.figure);
    }
    for line in postgres.0.iter().filter(|l| sqlite.0.iter().all(|s| s.work != l.work)) {
        println!("| {} | {} | – | {} |", line.work, line.reach, line.figure);
    }
    Ok(())
}

fn on_postgres(server: &str, sizes: &[usize]) -> Result<Table, Failure> {
    let name = format!("bench_{}", std::process::id());
    PgConnection::establish(server)?.batch_execute(&format!("CREATE DATABASE {name}"))?;
    let mut url = url::Url::parse(server)?;
    url.set_path(&name);
    let folder = tempfile::Builder::new().permissions(PermissionsExt::from_mode(0o700)).tempdir()?;
    let table = measure(folder.path(), url.as_str(), sizes);
    PgConnection::establish(server)?.batch_execute(&format!("DROP DATABASE {name} WITH (FORCE)"))?;
    table
}

fn measure(folder: &Path, url: &str, sizes: &[usize]) -> Result<Table, Failure> {
    let mut table = Table::default();
    let db = Db::open(url.parse()?)?;
    eprintln!("{}", db.url());
    drop(Server::start(folder, url, &[])?);
    fill::people(&mut *db.connection()?)?;
    let middle = sizes.get(1).or(sizes.first()).copied().unwrap_or(0);
    // What a page costs right after a write, at each size.
    let mut costs: Vec<(usize, Vec<Option<f64>>)> = Vec::new();
    for size in sizes {
        fill::events(&mut *db.connection()?, *size)?;
        let server = Server::start(folder, url, &[])?;
        let cookie = server.sign_in(fill::OFFICER)?;
        if *size == middle {
            pages(&mut table, &server, &cookie)?;
        }
        costs.push((*size, after_writes(&mut table, &server, &db, &cookie, *size)?));
        download(&mut table, &server, &cookie, *size)?;
        // What the last sign-in and the download needed goes back to the system within a second or two.
        std::thread::sleep(SETTLING);
        let (now, most) = server.memory()?;
        table.line(format!("memory after load, {size} events"), format!("{now:.0} MiB, at most {most:.0}"), "≤ 60 MiB");
        drop(server);
        let started = Server::start(folder, url, &[])?.started_in;
        table.line(format!("start to first answer, {size} events"), format!("{} ms", started.as_millis()), "≤ 150 ms");
    }
    growth(&mut table, &costs);
    let server = Server::start(folder, url, &[])?;
    let cookie = server.sign_in(fill::OFFICER)?;
    first_view(&mut table, &server)?;
    logging(&mut table, &server, &db, &cookie, folder)?;
    two_processes(&mut table, &server, folder, url, &db)?;
    drop(server);
    let server = Server::start(folder, url, &["--trust-proxy"])?;
    stress::measure(&mut table, &server, &db, &server.sign_in(fill::OFFICER)?)?;
    Ok(table)
}

/// Rates of cached pages, beside that of a constant text.
fn pages(table: &mut Table, server: &Server, cookie: &str) -> Result<(), Failure> {
    let hello = drive::rate(server, cookie, "/healthz")?;
    table.line("hello (constant text)", format!("{:.0}/s, {:.0} µs CPU", hello.per_second, hello.cpu), "the yardstick");
    for path in PAGES {
        if drive::get(server, cookie, path, "gzip")?.0 != 200 {
            table.line(format!("{path}, unchanged"), "not there".to_owned(), "");
            continue;
        }
        let page = drive::rate(server, cookie, path)?;
        let (rate, cpu) = (page.per_second / hello.per_second * 100.0, hello.cpu / page.cpu * 100.0);
        let reach = if matches!(*path, DASHBOARD | "/") { "≥ 25 % of hello" } else { "≥ 10 % of hello" };
        table.line(format!("{path}, unchanged"), format!("{rate:.0} % of hello ({cpu:.0} % by CPU), {:.0} µs CPU", page.cpu), reach);
    }
    Ok(())
}

fn after_writes(table: &mut Table, server: &Server, db: &Db, cookie: &str, size: usize) -> Result<Vec<Option<f64>>, Failure> {
    const TIMES: u32 = 30;
    PAGES
        .iter()
        .map(|path| {
            if drive::get(server, cookie, path, "gzip")?.0 != 200 {
                return Ok(None);
            }
            let cost = drive::after_a_write(server, db, cookie, path, TIMES)?;
            let reach = if *path == DASHBOARD { "≤ 4 ms CPU" } else { "" };
            table.line(format!("{path} right after a write, {size} events"), format!("{cost:.1} ms CPU"), reach);
            Ok(Some(cost))
        })
        .collect()
}

fn growth(table: &mut Table, costs: &[(usize, Vec<Option<f64>>)]) {
    let (Some((least, first)), Some((most, last))) = (costs.first(), costs.last()) else { return };
    for (path, (first, last)) in PAGES.iter().zip(first.iter().zip(last)) {
        if let (Some(first), Some(last)) = (first, last) {
            let times = last / first;
            table.line(format!("{path} right after a write, {most} to {least} events"), format!("{times:.1} times"), "≤ 1.2 times");
        }
    }
}

fn download(table: &mut Table, server: &Server, cookie: &str, size: usize) -> Result<(), Failure> {
    let (memory, before) = (server.memory()?.1, server.cpu()?);
    let bytes = drive::get(server, cookie, "/plans/cp-2017-2020/events.csv", "gzip")?.1.len();
    let (cpu, more) = ((server.cpu()? - before) * 1e3, server.memory()?.1 - memory);
    let figure = format!("{cpu:.0} ms CPU, {} kB, {more:.1} MiB more at its peak", bytes / 1000);
    table.line(format!("CSV of all events, {size}"), figure, if size == 10_000 { "≤ 10 ms CPU, memory flat" } else { "memory flat" });
    Ok(())
}

/// What a first visit loads: a page for a donor and the stylesheet.
fn first_view(table: &mut Table, server: &Server) -> Result<(), Failure> {
    let cookie = server.sign_in(fill::DONOR)?;
    let plain = String::from_utf8(drive::get(server, &cookie, "/plans/cp-2017-2020", "identity")?.1)?;
    let style = plain.split('"').find(|w| w.starts_with("/assets/") && w.ends_with("app.css")).ok_or("no stylesheet")?.to_owned();
    let css = drive::get(server, &cookie, &style, "br, gzip")?.1.len();
    for path in ["/session/new", DASHBOARD, "/plans/cp-2017-2020", "/plans/cp-2017-2020/activities/7", "/plans/cp-2017-2020/events"] {
        let cookie = if path == "/session/new" { "lang=en" } else { &cookie };
        let (status, page) = drive::get(server, cookie, path, "br, gzip")?;
        if status == 200 {
            let figure = format!("{} + {css} = {} bytes", page.len(), page.len() + css);
            table.line(format!("{path}, HTML + CSS, compressed"), figure, "≤ 14,000 bytes; any page ≤ 50 kB");
        }
    }
    Ok(())
}

fn logging(table: &mut Table, server: &Server, db: &Db, cookie: &str, folder: &Path) -> Result<(), Failure> {
    let bare = match db.url() {
        capacity_tracker::db::DatabaseUrl::Sqlite(_) => {
            let other = Db::open(format!("sqlite:{}", folder.join("bare.db").display()).parse()?)?;
            drive::bare(&mut *other.connection()?)?
        }
        capacity_tracker::db::DatabaseUrl::Postgres(_) => drive::bare(&mut *db.connection()?)?,
    };
    let mut conn = db.connection()?;
    let plan = plan::first(&mut conn)?.ok_or("no plan")?;
    let directory = directory::load(&mut conn, plan.id)?;
    drop(conn);
    let fields = drive::event(server, cookie, directory.activities[0].id.0, directory.organisations[0].id.0)?;
    let (rate, failed) = drive::log(server, cookie, &fields, 1, 200, 0);
    let figure = format!("{rate:.0}/s, {:.0} % of {bare:.0}/s, {failed} failed", rate / bare * 100.0);
    table.line("log an event, durably, one writer", figure, "≥ 80 % of a bare program");
    let (rate, failed) = drive::log(server, cookie, &fields, 32, 20, 200);
    let figure = format!("{rate:.0}/s, {:.0} % of {bare:.0}/s, {failed} of 640 failed", rate / bare * 100.0);
    table.line("log an event, durably, 32 writers", figure, "≥ 80 %, 0 failures");
    Ok(())
}

/// A write in one process is in the next answer of another.
fn two_processes(table: &mut Table, server: &Server, folder: &Path, url: &str, db: &Db) -> Result<(), Failure> {
    let other = Server::start(folder, url, &[])?;
    let (one, two) = (server.sign_in(fill::OFFICER)?, other.sign_in(fill::OFFICER)?);
    let mut conn = db.connection()?;
    let plan = plan::first(&mut conn)?.ok_or("no plan")?;
    let directory = directory::load(&mut conn, plan.id)?;
    drop(conn);
    let fields = drive::event(&other, &two, directory.activities[0].id.0, directory.organisations[0].id.0)?;
    let mut seen = 0;
    for n in 0..50 {
        let title = format!("Seen elsewhere {n}");
        let said: Vec<(String, String)> =
            fields.iter().map(|(name, value)| (name.clone(), if name == "title" { title.clone() } else { value.clone() })).collect();
        drive::log(&other, &two, &said, 1, 1, 900 + n);
        let list =
            String::from_utf8(drive::get(server, &one, "/plans/cp-2017-2020/events?state=submitted&words=elsewhere", "identity")?.1)?;
        seen += usize::from(list.contains(&title));
    }
    table.line("a write in one process, seen by the next request to another", format!("{seen} of 50"), "all");
    Ok(())
}
