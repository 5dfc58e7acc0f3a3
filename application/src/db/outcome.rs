//! Evidence of outcomes. It is added and ended, never changed.

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use diesel::prelude::*;
use domain::ids::{ActivityId, PersonId};
use domain::outcome::{Evidence, Seen};

use super::Conn;
use super::schema::{outcome_evidence as table, people};

type Row = (i32, i32, NaiveDate, String, String, String, NaiveDateTime, Option<NaiveDateTime>);

/// The evidence of an activity, the newest day first.
///
/// # Errors
/// When the database fails.
pub fn of(conn: &mut Conn, activity: ActivityId) -> QueryResult<Vec<Evidence>> {
    let rows: Vec<Row> = table::table
        .inner_join(people::table)
        .filter(table::activity_id.eq(activity.0))
        .order((table::seen_on.desc(), table::id.desc()))
        .select((
            table::id,
            table::result_position,
            table::seen_on,
            table::words,
            table::link,
            people::name,
            table::created_at,
            table::gone_at,
        ))
        .load(conn)?;
    let evidence = |(id, result, day, words, link, author_name, created, gone): Row| Evidence {
        id,
        seen: Seen { result, day, words, link },
        author_name,
        created_at: created.and_utc(),
        gone_at: gone.map(|t| t.and_utc()),
    };
    Ok(rows.into_iter().map(evidence).collect())
}

/// Adds evidence; says whether it did. The same form, sent again, adds nothing.
///
/// # Errors
/// When the database fails.
pub fn insert(
    conn: &mut Conn,
    idempotency_key: &str,
    activity: ActivityId,
    seen: &Seen,
    author: PersonId,
    now: DateTime<Utc>,
) -> QueryResult<bool> {
    let is_there: bool =
        diesel::select(diesel::dsl::exists(table::table.filter(table::idempotency_key.eq(idempotency_key)))).get_result(conn)?;
    if is_there {
        return Ok(false);
    }
    diesel::insert_into(table::table)
        .values((
            table::idempotency_key.eq(idempotency_key),
            table::activity_id.eq(activity.0),
            table::result_position.eq(seen.result),
            table::seen_on.eq(seen.day),
            table::words.eq(&seen.words),
            table::link.eq(&seen.link),
            table::author_id.eq(author.0),
            table::created_at.eq(now.naive_utc()),
        ))
        .execute(conn)
        .map(|n| n == 1)
}

/// Evidence does not hold any more; says whether it did until now.
///
/// # Errors
/// When the database fails.
pub fn end(conn: &mut Conn, activity: ActivityId, id: i32, now: DateTime<Utc>) -> QueryResult<bool> {
    diesel::update(table::table.find(id).filter(table::activity_id.eq(activity.0)).filter(table::gone_at.is_null()))
        .set(table::gone_at.eq(Some(now.naive_utc())))
        .execute(conn)
        .map(|n| n == 1)
}
