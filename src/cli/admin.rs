//! `admin`: administrators, for somebody with access to the server who cannot sign in.

use application::actions::{link, person, second_factor};
use application::{Error, queries};
use domain::form::{Errors, Problem};
use domain::person::{Profile, administrator};

use super::context::{actor, prepared, print};
use crate::config::{AdminCommand, DatabaseArgs, SiteArgs};

pub(super) fn run(command: AdminCommand) -> Result<(), String> {
    match command {
        AdminCommand::List(args) => list(&args),
        AdminCommand::Create { name, email, site } => create(&name, &email, &site),
        AdminCommand::Reset { email, site } => reset(&email, &site),
        AdminCommand::EndSecondFactor { email, site } => end_second_factor(&email, &site),
    }
}

/// Everybody with an account, one line each.
fn list(args: &DatabaseArgs) -> Result<(), String> {
    let db = prepared(args)?;
    let mut conn = db.connection().map_err(|e| e.to_string())?;
    let people = queries::person::all(&mut conn).map_err(|e| e.to_string())?;
    let line = |p: &Profile| format!("{}\t{}\t{}\t{}\n", p.person.email, p.person.role, p.account.as_str(), p.person.name);
    print(&people.iter().map(line).collect::<String>())
}

/// Makes an administrator and prints the link with which to set a password.
fn create(name: &str, email: &str, args: &SiteArgs) -> Result<(), String> {
    let new = administrator(name, email, domain::lang::Lang::En).map_err(|errors| explained(&errors, email))?;
    let db = prepared(&args.database)?;
    let actor = actor(&db, args)?;
    let mut conn = db.connection().map_err(|e| e.to_string())?;
    let made: Result<String, Error> = conn.write(|conn| {
        let id = person::create(conn, &actor, &new)?;
        link::join(conn, &actor, id)
    });
    let link = made.map_err(|error| match error {
        Error::Invalid(errors) => explained(&errors, &new.email),
        other => other.to_string(),
    })?;
    print(&format!("Set the password here, within 7 days:\n  {link}\n"))
}

/// Ends somebody's sessions and prints a link with which to set a password.
fn reset(email: &str, args: &SiteArgs) -> Result<(), String> {
    let db = prepared(&args.database)?;
    let actor = actor(&db, args)?;
    let mut conn = db.connection().map_err(|e| e.to_string())?;
    let link = conn.write(|conn| link::restore_access(conn, &actor, email)).map_err(|error| match error {
        Error::NotFound => format!("nobody has the address {email}"),
        Error::Stale => format!("the account of {email} is deactivated; an administrator can open it again"),
        other => other.to_string(),
    })?;
    print(&format!("Set a new password here:\n  {link}\n"))
}

/// Removes somebody's second factor. They and all administrators get a mail.
fn end_second_factor(email: &str, args: &SiteArgs) -> Result<(), String> {
    let db = prepared(&args.database)?;
    let actor = actor(&db, args)?;
    let mut conn = db.connection().map_err(|e| e.to_string())?;
    conn.write(|conn| second_factor::remove_on_server(conn, &actor, email)).map_err(|error| match error {
        Error::NotFound => format!("nobody has the address {email}"),
        Error::Stale => format!("{email} has no second factor"),
        other => other.to_string(),
    })?;
    print(&format!("The second factor of {email} is removed. They and all administrators get a mail.\n"))
}

/// What is wrong with what was given, in a sentence.
fn explained(errors: &Errors, email: &str) -> String {
    match errors.of("email") {
        Some(Problem::Taken) => format!("{email} has an account already; see “admin reset”"),
        Some(_) if errors.of("name").is_none() => format!("“{email}” is not a mail address"),
        _ => "the name is empty or too long".to_owned(),
    }
}
