//! Reminders: rules and choices that were set, and which reminders were sent to whom.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use domain::ids::{ActivityId, PersonId};
use domain::reminder::{Choice, Choices, Kind, Notice, Rule, Rules, SentReminders, Subject};

use super::schema::{
    people, reminder_choices as choices, reminder_digests as digests, reminder_looks as looks, reminder_requests as requests,
    reminder_rules as rules, reminders_told as told,
};
use super::{Both, Conn, corrupt, read_enum};

/// Activity, kind, steps, interval, escalation.
type RuleRow = (Option<i32>, String, String, Option<i32>, Option<i32>);

fn rule((activity, kind, steps, every, escalates): RuleRow) -> QueryResult<(Option<ActivityId>, Kind, Rule)> {
    let days = |n: Option<i32>| n.map(u32::try_from).transpose().map_err(corrupt);
    let steps = serde_json::from_str(&steps).map_err(corrupt)?;
    Ok((activity.map(ActivityId), read_enum(&kind)?, Rule { steps, every: days(every)?, escalates: days(escalates)? }))
}

/// The rules that administrators have set.
///
/// # Errors
/// When the database fails.
pub fn rules(conn: &mut Conn) -> QueryResult<Rules> {
    let rows: Vec<RuleRow> = rules::table
        .order(rules::id)
        .select((rules::activity_id, rules::kind, rules::steps, rules::every_days, rules::escalates_after))
        .load(conn)?;
    Ok(Rules::new(rows.into_iter().map(rule).collect::<QueryResult<Vec<_>>>()?))
}

/// Sets the rule of a kind, for all activities or for one; `None`: what holds otherwise.
///
/// # Errors
/// When the database fails.
pub fn set_rule(conn: &mut Conn, activity: Option<ActivityId>, kind: Kind, rule: Option<&Rule>) -> QueryResult<()> {
    let of_kind = rules::table.filter(rules::kind.eq(kind.as_str()));
    match activity {
        Some(id) => diesel::delete(of_kind.filter(rules::activity_id.eq(id.0))).execute(conn)?,
        None => diesel::delete(of_kind.filter(rules::activity_id.is_null())).execute(conn)?,
    };
    let Some(rule) = rule else { return Ok(()) };
    let days = |n: Option<u32>| n.map(i32::try_from).transpose().map_err(corrupt);
    diesel::insert_into(rules::table)
        .values((
            rules::activity_id.eq(activity.map(|a| a.0)),
            rules::kind.eq(kind.as_str()),
            rules::steps.eq(serde_json::to_string(&rule.steps).map_err(corrupt)?),
            rules::every_days.eq(days(rule.every)?),
            rules::escalates_after.eq(days(rule.escalates)?),
        ))
        .execute(conn)
        .map(drop)
}

/// How everybody wants to be reminded who has made a choice.
///
/// # Errors
/// When the database fails.
pub fn all_choices(conn: &mut Conn) -> QueryResult<HashMap<PersonId, Choices>> {
    let rows: Vec<(i32, String, String)> = choices::table.load(conn)?;
    let mut made: HashMap<PersonId, Vec<(Kind, Choice)>> = HashMap::new();
    for (person, kind, choice) in rows {
        made.entry(PersonId(person)).or_default().push((read_enum(&kind)?, read_enum(&choice)?));
    }
    Ok(made.into_iter().map(|(person, made)| (person, Choices::new(made))).collect())
}

/// How somebody wants to be reminded.
///
/// # Errors
/// When the database fails.
pub fn choices_of(conn: &mut Conn, person: PersonId) -> QueryResult<Choices> {
    Ok(all_choices(conn)?.remove(&person).unwrap_or_default())
}

/// Keeps somebody's choice for a kind.
///
/// # Errors
/// When the database fails.
pub fn choose(conn: &mut Conn, person: PersonId, kind: Kind, choice: Choice) -> QueryResult<()> {
    let key = (choices::person_id.eq(person.0), choices::kind.eq(kind.as_str()));
    let choice = choices::choice.eq(choice.as_str());
    let insert = diesel::insert_into(choices::table).values((key, choice));
    Both(insert.on_conflict((choices::person_id, choices::kind)).do_update().set(choice)).execute(conn).map(drop)
}

/// The reminders that somebody was sent.
///
/// # Errors
/// When the database fails.
pub fn sent(conn: &mut Conn, person: PersonId) -> QueryResult<SentReminders> {
    let rows: Vec<(String, String, i32, NaiveDate, i32, NaiveDate)> = told::table
        .inner_join(digests::table)
        .filter(told::person_id.eq(person.0))
        .select((told::kind, told::subject_kind, told::subject_id, told::due_on, told::step, digests::on_day))
        .load(conn)?;
    let mut all = SentReminders::default();
    for (kind, subject, id, due, step, on) in rows {
        all.add(read_enum(&kind)?, Subject::read(&subject, id).map_err(corrupt)?, due, step, on);
    }
    Ok(all)
}

/// On which day of theirs each person's obligations were last looked at.
///
/// # Errors
/// When the database fails.
pub fn looks(conn: &mut Conn) -> QueryResult<HashMap<PersonId, NaiveDate>> {
    let rows: Vec<(i32, NaiveDate)> = looks::table.load(conn)?;
    Ok(rows.into_iter().map(|(person, on)| (PersonId(person), on)).collect())
}

/// Claims somebody's day: says whether it is to be looked at, and nobody has done so before. Call it in the write transaction that queues the
/// mail, so that of several processes one tells.
///
/// # Errors
/// When the database fails.
pub fn claim(conn: &mut Conn, person: PersonId, day: NaiveDate) -> QueryResult<bool> {
    let before: Option<NaiveDate> = looks::table.find(person.0).select(looks::looked_on).first(conn).optional()?;
    if before == Some(day) {
        return Ok(false);
    }
    let on = looks::looked_on.eq(day);
    let insert = diesel::insert_into(looks::table).values((looks::person_id.eq(person.0), on));
    Both(insert.on_conflict(looks::person_id).do_update().set(on)).execute(conn)?;
    if before.is_some_and(|before| before > day) {
        // The clock went back, and either time may be the wrong one: this morning is passed over, and nothing is sent or taken back.
        return Ok(false);
    }
    // It went on since, so the time is right: what was sent on days that are still to come was sent while it ran ahead, and comes again.
    diesel::delete(digests::table.filter(digests::person_id.eq(person.0)).filter(digests::on_day.gt(day))).execute(conn)?;
    // A clock that went back to a day that had its digest.
    let told: i64 = digests::table.filter(digests::person_id.eq(person.0)).filter(digests::on_day.eq(day)).count().get_result(conn)?;
    Ok(told == 0)
}

/// Notes a digest and its lines.
///
/// # Errors
/// When the database fails; a unique violation if the person has had one on that day, or was reminded of a line before.
pub fn note(
    conn: &mut Conn,
    person: PersonId,
    day: NaiveDate,
    message_id: &str,
    lines: &[Notice<'_>],
    now: DateTime<Utc>,
) -> QueryResult<()> {
    let digest: i32 = diesel::insert_into(digests::table)
        .values((
            digests::person_id.eq(person.0),
            digests::on_day.eq(day),
            digests::message_id.eq(message_id),
            digests::queued_at.eq(now.naive_utc()),
        ))
        .returning(digests::id)
        .get_result(conn)?;
    for (line, step) in lines.iter().filter_map(|line| Some((line, line.step?))) {
        let (subject, id) = line.obligation.subject.stored();
        diesel::insert_into(told::table)
            .values((
                told::person_id.eq(person.0),
                told::kind.eq(line.obligation.kind.as_str()),
                told::subject_kind.eq(subject),
                told::subject_id.eq(id),
                told::due_on.eq(line.obligation.due),
                told::step.eq(step),
                told::digest_id.eq(digest),
            ))
            .execute(conn)?;
    }
    Ok(())
}

/// Who has asked for a reminder of an obligation on a day, by kind and record.
///
/// # Errors
/// When the database fails.
pub fn requested_on(conn: &mut Conn, day: NaiveDate) -> QueryResult<HashMap<(Kind, Subject), String>> {
    let rows: Vec<(String, String, i32, String)> = requests::table
        .inner_join(people::table)
        .filter(requests::on_day.eq(day))
        .select((requests::kind, requests::subject_kind, requests::subject_id, people::name))
        .load(conn)?;
    let read = |(kind, subject, id, name): (String, String, i32, String)| {
        Ok(((read_enum(&kind)?, Subject::read(&subject, id).map_err(corrupt)?), name))
    };
    rows.into_iter().map(read).collect()
}

/// Notes that somebody asks for a reminder of an obligation on a day. Says whether nobody has asked for it on that day before.
///
/// # Errors
/// When the database fails.
pub fn note_request(
    conn: &mut Conn,
    (kind, subject): (Kind, Subject),
    day: NaiveDate,
    by: PersonId,
    now: DateTime<Utc>,
) -> QueryResult<bool> {
    let (word, id) = subject.stored();
    let insert = diesel::insert_into(requests::table).values((
        requests::kind.eq(kind.as_str()),
        requests::subject_kind.eq(word),
        requests::subject_id.eq(id),
        requests::on_day.eq(day),
        requests::requested_by.eq(by.0),
        requests::requested_at.eq(now.naive_utc()),
    ));
    Both(insert.on_conflict_do_nothing()).execute(conn).map(|noted| noted == 1)
}
