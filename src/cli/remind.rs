//! `remind`: queues the reminders that are due, or prints what would go out on a day.

use std::fmt::Write;

use application::Error;
use application::reminder::{Round, on_day};
use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use domain::clock::Clock;
use domain::lang::Lang;

use super::context::{prepared, print, site};
use crate::config::RemindArgs;
use crate::db::Conn;
use crate::reminder::job;

/// Queues what is due, which a server or `work` sends; with `--dry-run` prints it.
pub(super) fn run(args: &RemindArgs) -> Result<(), String> {
    let (db, clock) = (prepared(&args.site.database)?, Clock::System);
    if args.dry_run {
        let (day, mut conn) = (args.on.unwrap_or_else(|| clock.today(Tz::UTC)), db.connection().map_err(|e| e.to_string())?);
        return print(&preview(&mut conn, day, clock.now()).map_err(|e| e.to_string())?);
    }
    let site = site(&db, &args.site)?;
    let run = job::remind(&db, &site, clock, clock.now()).map_err(|e| e.to_string())?;
    print(&format!("{} of {} people get a mail\n", run.mails, run.people))
}

/// Who would get what on a day, as text: a person, then a line for each thing with the path of its form.
fn preview(conn: &mut Conn, day: NaiveDate, now: DateTime<Utc>) -> Result<String, Error> {
    let round = Round::load(conn, day, now)?;
    let would = on_day(conn, &round, day)?;
    let mut text = format!("{day}: {} mails would go out\n", would.len());
    for (profile, lines) in &would {
        writeln!(text, "{} <{}>", profile.person.name, profile.person.email).map_err(Error::internal)?;
        for line in lines {
            let (what, form) = (views::reminder::what(Lang::En, line), &line.obligation.about.form);
            writeln!(text, "  {what} ({})\t{form}", views::reminder::notes(Lang::En, line, day).join("; ")).map_err(Error::internal)?;
        }
    }
    Ok(text)
}
