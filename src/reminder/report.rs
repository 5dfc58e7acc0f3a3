//! Who would get what on a day, if everything stayed as it is: for the preview and for the command line.

use std::fmt::Write;

use chrono::{DateTime, NaiveDate, Utc};
use domain::lang::Lang;
use domain::person::Profile;
use domain::reminder::Notice;

use super::{Round, obligations};
use crate::db::{Conn, person, reminder};
use crate::error::AppError;

/// Everybody who would get something, by name, with their lines.
///
/// # Errors
/// Those of the database.
pub fn on_day<'a>(conn: &mut Conn, round: &'a Round, day: NaiveDate) -> Result<Vec<(Profile, Vec<Notice<'a>>)>, AppError> {
    let mut would = Vec::new();
    for profile in person::all(conn)?.into_iter().filter(obligations::is_active) {
        let told = reminder::told(conn, profile.id)?;
        let lines = round.lines(&profile, &told, day);
        if !lines.is_empty() {
            would.push((profile, lines));
        }
    }
    Ok(would)
}

/// The same as text: who, then a line for each thing with the path of its form.
///
/// # Errors
/// Those of the database.
pub fn printed(conn: &mut Conn, day: NaiveDate, now: DateTime<Utc>) -> Result<String, AppError> {
    let round = Round::load(conn, day, now)?;
    let would = on_day(conn, &round, day)?;
    let mut text = format!("{day}: {} mails would go out\n", would.len());
    for (profile, lines) in &would {
        writeln!(text, "{} <{}>", profile.person.name, profile.person.email).map_err(AppError::internal)?;
        for line in lines {
            let (what, form) = (views::reminder::what(Lang::En, line), &line.obligation.about.form);
            writeln!(text, "  {what} ({})\t{form}", views::reminder::notes(Lang::En, line, day).join("; ")).map_err(AppError::internal)?;
        }
    }
    Ok(text)
}
