//! Who would get what on a day, as text for the command line.

use std::fmt::Write;

use application::reminder::{Round, on_day};
use chrono::{DateTime, NaiveDate, Utc};
use domain::lang::Lang;

use crate::db::Conn;
use crate::error::AppError;

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
