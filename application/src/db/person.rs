//! People with accounts.

use chrono::{DateTime, NaiveDateTime, Utc};
use chrono_tz::Tz;
use diesel::prelude::*;
use domain::access::Role;
use domain::history::SubjectKind;
use domain::ids::{OrganisationId, PersonId};
use domain::lang::Lang;
use domain::mail::Unreachable;
use domain::person::{Account, Person, Profile};

use super::schema::{organisations, people};
use super::{Conn, corrupt, read_enum, search, translated};

#[derive(Queryable)]
struct Row {
    id: i32,
    name: String,
    email: String,
    role: String,
    organisation_id: Option<i32>,
    lang: String,
    time_zone: String,
    _password_hash: Option<String>,
    invited_at: NaiveDateTime,
    joined_at: Option<NaiveDateTime>,
    deactivated_at: Option<NaiveDateTime>,
    version: i32,
    mail_failed_at: Option<NaiveDateTime>,
    mail_failure: Option<String>,
}

pub(super) fn account(invited: NaiveDateTime, joined: Option<NaiveDateTime>, deactivated: Option<NaiveDateTime>) -> Account {
    let joined = joined.map(|t| t.and_utc());
    match (deactivated, joined) {
        (Some(since), joined) => Account::Deactivated { since: since.and_utc(), joined },
        (None, Some(since)) => Account::Active { since },
        (None, None) => Account::Invited { at: invited.and_utc() },
    }
}

fn profile((row, organisation): (Row, Option<String>)) -> QueryResult<Profile> {
    let person = Person {
        name: row.name,
        email: row.email,
        role: read_enum(&row.role)?,
        organisation: row.organisation_id.map(OrganisationId),
        lang: read_enum(&row.lang)?,
    };
    Ok(Profile {
        id: PersonId(row.id),
        person,
        account: account(row.invited_at, row.joined_at, row.deactivated_at),
        time_zone: row.time_zone.parse().map_err(corrupt)?,
        organisation_name: organisation.as_deref().map(translated).transpose()?,
        version: row.version,
        unreachable: row.mail_failed_at.map(|since| Unreachable { since: since.and_utc(), reason: row.mail_failure.unwrap_or_default() }),
    })
}

/// Everybody, by name.
///
/// # Errors
/// When the database fails.
pub fn all(conn: &mut Conn) -> QueryResult<Vec<Profile>> {
    people::table
        .left_join(organisations::table)
        .order((people::name, people::id))
        .select((people::all_columns, organisations::name.nullable()))
        .load::<(Row, Option<String>)>(conn)?
        .into_iter()
        .map(profile)
        .collect()
}

/// The person of this key.
///
/// # Errors
/// When the database fails.
pub fn find(conn: &mut Conn, id: PersonId) -> QueryResult<Option<Profile>> {
    people::table
        .left_join(organisations::table)
        .filter(people::id.eq(id.0))
        .select((people::all_columns, organisations::name.nullable()))
        .first::<(Row, Option<String>)>(conn)
        .optional()?
        .map(profile)
        .transpose()
}

/// The person of this mail address (lower case) and the hash of the password, if one is set.
///
/// # Errors
/// When the database fails.
pub fn by_email(conn: &mut Conn, email: &str) -> QueryResult<Option<(Profile, Option<String>)>> {
    let found: Option<(i32, Option<String>)> =
        people::table.filter(people::email.eq(email)).select((people::id, people::password_hash)).first(conn).optional()?;
    let Some((id, hash)) = found else { return Ok(None) };
    Ok(find(conn, PersonId(id))?.map(|profile| (profile, hash)))
}

/// The hash of somebody's password, if one is set.
///
/// # Errors
/// When the database fails.
pub fn password_hash(conn: &mut Conn, id: PersonId) -> QueryResult<Option<String>> {
    people::table.find(id.0).select(people::password_hash).first(conn).optional().map(Option::flatten)
}

/// Names of the officers and administrators who can sign in: those who may lead an activity.
///
/// # Errors
/// When the database fails.
pub fn officers(conn: &mut Conn) -> QueryResult<Vec<(PersonId, String)>> {
    let rows: Vec<(i32, String)> = people::table
        .filter(people::deactivated_at.is_null())
        .filter(people::role.eq_any([Role::Officer.as_str(), Role::Administrator.as_str()]))
        .order((people::name, people::id))
        .select((people::id, people::name))
        .load(conn)?;
    Ok(rows.into_iter().map(|(id, name)| (PersonId(id), name)).collect())
}

/// How many administrators can sign in.
///
/// # Errors
/// When the database fails.
pub fn active_administrators(conn: &mut Conn) -> QueryResult<i64> {
    people::table
        .filter(people::deactivated_at.is_null())
        .filter(people::joined_at.is_not_null())
        .filter(people::role.eq(Role::Administrator.as_str()))
        .count()
        .get_result(conn)
}

/// The administrators who can sign in.
///
/// # Errors
/// When the database fails.
pub fn administrators(conn: &mut Conn) -> QueryResult<Vec<Profile>> {
    let is_one = |profile: &Profile| profile.account.is_active() && profile.person.role == Role::Administrator;
    Ok(all(conn)?.into_iter().filter(is_one).collect())
}

/// Whether anybody at all has an account.
///
/// # Errors
/// When the database fails.
pub fn any(conn: &mut Conn) -> QueryResult<bool> {
    diesel::select(diesel::dsl::exists(people::table.select(people::id))).get_result(conn)
}

/// Whether the address belongs to somebody other than `except`.
///
/// # Errors
/// When the database fails.
pub fn email_taken(conn: &mut Conn, email: &str, except: Option<PersonId>) -> QueryResult<bool> {
    let others = people::table.filter(people::email.eq(email)).filter(people::id.ne(except.map_or(0, |p| p.0)));
    diesel::select(diesel::dsl::exists(others)).get_result(conn)
}

/// Adds a person, invited now.
///
/// # Errors
/// When the database fails; a unique violation if the address is taken.
pub fn insert(conn: &mut Conn, person: &Person, now: DateTime<Utc>) -> QueryResult<PersonId> {
    let id: i32 = diesel::insert_into(people::table)
        .values((
            people::name.eq(&person.name),
            people::email.eq(&person.email),
            people::role.eq(person.role.as_str()),
            people::organisation_id.eq(person.organisation.map(|o| o.0)),
            people::lang.eq(person.lang.as_str()),
            people::invited_at.eq(now.naive_utc()),
        ))
        .returning(people::id)
        .get_result(conn)?;
    search::enqueue(conn, SubjectKind::Person, id)?;
    Ok(PersonId(id))
}

/// Stores an edit, unless somebody else has stored one since `version`. Says whether it did.
///
/// # Errors
/// When the database fails.
pub fn update(conn: &mut Conn, id: PersonId, version: i32, person: &Person) -> QueryResult<bool> {
    diesel::update(people::table.find(id.0).filter(people::version.eq(version)))
        .set((
            people::name.eq(&person.name),
            people::email.eq(&person.email),
            people::role.eq(person.role.as_str()),
            people::organisation_id.eq(person.organisation.map(|o| o.0)),
            people::lang.eq(person.lang.as_str()),
            people::version.eq(people::version + 1),
        ))
        .execute(conn)
        .map(|n| n == 1)
}

/// Stores in which language and time zone the person wants to be served.
///
/// # Errors
/// When the database fails.
pub fn set_preferences(conn: &mut Conn, id: PersonId, lang: Lang, zone: Tz) -> QueryResult<()> {
    diesel::update(people::table.find(id.0))
        .set((people::lang.eq(lang.as_str()), people::time_zone.eq(zone.name()), people::version.eq(people::version + 1)))
        .execute(conn)
        .map(drop)
}

/// Stores a new password.
///
/// # Errors
/// When the database fails.
pub fn set_password(conn: &mut Conn, id: PersonId, hash: &str) -> QueryResult<()> {
    diesel::update(people::table.find(id.0)).set(people::password_hash.eq(Some(hash))).execute(conn).map(drop)
}

/// Stores where the account stands.
///
/// # Errors
/// When the database fails.
pub fn set_account(conn: &mut Conn, id: PersonId, account: Account) -> QueryResult<()> {
    let (joined, deactivated) = match account {
        Account::Invited { .. } => (None, None),
        Account::Active { since } => (Some(since), None),
        Account::Deactivated { since, joined } => (joined, Some(since)),
    };
    diesel::update(people::table.find(id.0))
        .set((
            people::joined_at.eq(joined.map(|t| t.naive_utc())),
            people::deactivated_at.eq(deactivated.map(|t| t.naive_utc())),
            people::version.eq(people::version + 1),
        ))
        .execute(conn)?;
    if let Account::Invited { at } = account {
        diesel::update(people::table.find(id.0)).set(people::invited_at.eq(at.naive_utc())).execute(conn)?;
    }
    Ok(())
}

/// Notes that the mail server refuses somebody's address for good.
///
/// # Errors
/// When the database fails.
pub fn mail_refused(conn: &mut Conn, email: &str, reason: &str, now: DateTime<Utc>) -> QueryResult<()> {
    diesel::update(people::table.filter(people::email.eq(email)))
        .set((people::mail_failed_at.eq(Some(now.naive_utc())), people::mail_failure.eq(Some(reason))))
        .execute(conn)
        .map(drop)
}

/// Forgets that the mail server has refused an address. Says whether there was anything to forget.
///
/// # Errors
/// When the database fails.
pub fn mail_arrives(conn: &mut Conn, email: &str) -> QueryResult<bool> {
    diesel::update(people::table.filter(people::email.eq(email)).filter(people::mail_failed_at.is_not_null()))
        .set((people::mail_failed_at.eq(None::<NaiveDateTime>), people::mail_failure.eq(None::<String>)))
        .execute(conn)
        .map(|n| n > 0)
}
