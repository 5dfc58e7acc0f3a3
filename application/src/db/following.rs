//! Who follows which activity.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;
use domain::ids::{ActivityId, PersonId};

use super::schema::activity_followers as followers;
use super::{Both, Conn};

/// Whether somebody follows an activity.
///
/// # Errors
/// When the database fails.
pub fn follows(conn: &mut Conn, person: PersonId, activity: ActivityId) -> QueryResult<bool> {
    diesel::select(diesel::dsl::exists(followers::table.find((activity.0, person.0)))).get_result(conn)
}

/// Somebody follows an activity from a moment on. Who follows it already goes on.
///
/// # Errors
/// When the database fails.
pub fn begin(conn: &mut Conn, person: PersonId, activity: ActivityId, now: DateTime<Utc>) -> QueryResult<()> {
    let row = (followers::activity_id.eq(activity.0), followers::person_id.eq(person.0), followers::mailed_until.eq(now.naive_utc()));
    Both(diesel::insert_into(followers::table).values(row).on_conflict_do_nothing()).execute(conn).map(drop)
}

/// Somebody follows an activity no longer.
///
/// # Errors
/// When the database fails.
pub fn end(conn: &mut Conn, person: PersonId, activity: ActivityId) -> QueryResult<()> {
    diesel::delete(followers::table.find((activity.0, person.0))).execute(conn).map(drop)
}

/// Who follows an activity.
///
/// # Errors
/// When the database fails.
pub fn of_activity(conn: &mut Conn, activity: ActivityId) -> QueryResult<Vec<PersonId>> {
    let keys: Vec<i32> = followers::table.filter(followers::activity_id.eq(activity.0)).select(followers::person_id).load(conn)?;
    Ok(keys.into_iter().map(PersonId).collect())
}

/// What somebody follows, each with the moment up to which changes have been mailed.
///
/// # Errors
/// When the database fails.
pub fn of_person(conn: &mut Conn, person: PersonId) -> QueryResult<Vec<(ActivityId, DateTime<Utc>)>> {
    let rows: Vec<(i32, NaiveDateTime)> = followers::table
        .filter(followers::person_id.eq(person.0))
        .order(followers::activity_id)
        .select((followers::activity_id, followers::mailed_until))
        .load(conn)?;
    Ok(rows.into_iter().map(|(id, at)| (ActivityId(id), at.and_utc())).collect())
}

/// Notes that somebody has all changes by mail that were made so far.
///
/// # Errors
/// When the database fails.
pub fn note_mailed(conn: &mut Conn, person: PersonId, now: DateTime<Utc>) -> QueryResult<()> {
    diesel::update(followers::table.filter(followers::person_id.eq(person.0)))
        .set(followers::mailed_until.eq(now.naive_utc()))
        .execute(conn)
        .map(drop)
}
