//! Administrators from the command line: for whoever has the machine but cannot sign in.

use domain::access::Role;
use domain::clock::Clock;
use domain::form;
use domain::history::{Action, Entry, SubjectKind};
use domain::lang::Lang;
use domain::person::{self as rules, Account, Person, Profile};
use url::Url;

use crate::auth::keys::Keys;
use crate::auth::link::{self, Purpose};
use crate::db::{Conn, history, person, session};

/// Makes an administrator and gives the link with which to set a password.
///
/// # Errors
/// A sentence that says what is wrong.
pub fn create(conn: &mut Conn, keys: &Keys, base: &Url, clock: Clock, (name, email): (&str, &str)) -> Result<String, String> {
    let name = form::line(name, 120).map_err(|_| "the name is empty or too long".to_owned())?;
    let email = rules::email(email).map_err(|_| format!("“{email}” is not a mail address"))?;
    let now = clock.now();
    let made: Result<Option<String>, application::Error> = conn.write(|conn| {
        if person::email_taken(conn, &email, None)? {
            return Ok(None);
        }
        let new = Person { name, email: email.clone(), role: Role::Administrator, organisation: None, lang: Lang::En };
        let id = person::insert(conn, &new, now)?;
        let (subject, action) = (SubjectKind::Person, Action::Created);
        history::add(conn, &Entry { at: now, actor: None, subject, subject_id: id.0, action, changes: Vec::new(), reason: None })?;
        link::give_out(conn, keys, base, Purpose::Join, Some(id), now).map(Some)
    });
    made.map_err(|e| e.to_string())?.ok_or_else(|| format!("{email} has an account already; see “admin reset”"))
}

/// Everybody with an account, one line each.
///
/// # Errors
/// Those of the database.
pub fn list(conn: &mut Conn) -> Result<String, String> {
    let people = person::all(conn).map_err(|e| e.to_string())?;
    let line = |p: &Profile| format!("{}\t{}\t{}\t{}\n", p.person.email, p.person.role, p.account.as_str(), p.person.name);
    Ok(people.iter().map(line).collect())
}

/// Ends somebody's sessions and gives a link with which to set a password.
///
/// # Errors
/// A sentence that says what is wrong.
pub fn reset(conn: &mut Conn, keys: &Keys, base: &Url, clock: Clock, email: &str) -> Result<String, String> {
    let now = clock.now();
    let made: Result<Result<String, String>, application::Error> = conn.write(|conn| {
        let Some((profile, _)) = person::by_email(conn, &email.trim().to_lowercase())? else {
            return Ok(Err(format!("nobody has the address {email}")));
        };
        let purpose = match profile.account {
            Account::Active { .. } => Purpose::Reset,
            Account::Invited { .. } => Purpose::Join,
            Account::Deactivated { .. } => {
                return Ok(Err(format!("the account of {email} is deactivated; an administrator can open it again")));
            }
        };
        session::end_all(conn, profile.id, None)?;
        link::give_out(conn, keys, base, purpose, Some(profile.id), now).map(Ok)
    });
    made.map_err(|e| e.to_string())?
}
