//! Progress updates, and drafts of them.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;
use domain::ids::{ActivityId, PersonId, PlanId, UpdateId};
use domain::lang::Lang;
use domain::update::{Draft, Report, Update, UpdateKind};

use super::schema::{activities, people, progress_updates as table, update_drafts as drafts};
use super::{Both, Conn, corrupt, read_enum};

#[derive(Queryable)]
struct Row {
    id: i32,
    activity_id: i32,
    author_id: i32,
    kind: String,
    confirms_id: Option<i32>,
    status: String,
    reason: Option<String>,
    headline: String,
    done: String,
    next_steps: String,
    risks: String,
    lang: String,
    published_at: NaiveDateTime,
}

fn update((row, author_name): (Row, String)) -> QueryResult<(ActivityId, Update)> {
    let report = Report {
        status: read_enum(&row.status)?,
        reason: row.reason,
        headline: row.headline,
        done: row.done,
        next: row.next_steps,
        risks: row.risks,
    };
    let update = Update {
        id: UpdateId(row.id),
        kind: read_enum(&row.kind)?,
        confirms: row.confirms_id.map(UpdateId),
        report,
        lang: read_enum(&row.lang)?,
        author: PersonId(row.author_id),
        author_name,
        published_at: row.published_at.and_utc(),
    };
    Ok((ActivityId(row.activity_id), update))
}

/// The updates of one activity, newest first.
///
/// # Errors
/// When the database fails.
pub fn of(conn: &mut Conn, activity: ActivityId) -> QueryResult<Vec<Update>> {
    let rows: Vec<(Row, String)> = table::table
        .inner_join(people::table)
        .filter(table::activity_id.eq(activity.0))
        .order(table::id.desc())
        .select((table::all_columns, people::name))
        .load(conn)?;
    rows.into_iter().map(|row| update(row).map(|(_, update)| update)).collect()
}

/// The newest update of each activity of a plan that had one at a moment.
///
/// # Errors
/// When the database fails.
pub fn newest(conn: &mut Conn, plan: PlanId, at: DateTime<Utc>) -> QueryResult<Vec<(ActivityId, Update)>> {
    let own = activities::table.filter(activities::plan_id.eq(plan.0)).select(activities::id).load::<i32>(conn)?;
    let newest = diesel::alias!(table as newest);
    let ids: Vec<Option<i32>> = newest
        .filter(newest.field(table::activity_id).eq_any(own))
        .filter(newest.field(table::published_at).le(at.naive_utc()))
        .group_by(newest.field(table::activity_id))
        .select(diesel::dsl::max(newest.field(table::id)))
        .load(conn)?;
    let rows: Vec<(Row, String)> = table::table
        .inner_join(people::table)
        .filter(table::id.eq_any(ids.into_iter().flatten()))
        .select((table::all_columns, people::name))
        .load(conn)?;
    rows.into_iter().map(update).collect()
}

/// What a published update is made of, besides its report.
pub struct NewUpdate {
    /// Of which activity.
    pub activity: ActivityId,
    /// By whom.
    pub author: PersonId,
    /// New words or a confirmation.
    pub kind: UpdateKind,
    /// The report that a confirmation confirms.
    pub confirms: Option<UpdateId>,
    /// Language of the words.
    pub lang: Lang,
    /// When.
    pub now: DateTime<Utc>,
}

/// Stores a published update.
///
/// # Errors
/// When the database fails.
pub fn insert(conn: &mut Conn, new: &NewUpdate, report: &Report) -> QueryResult<UpdateId> {
    diesel::insert_into(table::table)
        .values((
            table::activity_id.eq(new.activity.0),
            table::author_id.eq(new.author.0),
            table::kind.eq(new.kind.as_str()),
            table::confirms_id.eq(new.confirms.map(|u| u.0)),
            table::status.eq(report.status.as_str()),
            table::reason.eq(&report.reason),
            table::headline.eq(&report.headline),
            table::done.eq(&report.done),
            table::next_steps.eq(&report.next),
            table::risks.eq(&report.risks),
            table::lang.eq(new.lang.as_str()),
            table::published_at.eq(new.now.naive_utc()),
        ))
        .returning(table::id)
        .get_result(conn)
        .map(UpdateId)
}

/// Somebody's draft for an activity, and when it was saved.
///
/// # Errors
/// When the database fails.
pub fn draft(conn: &mut Conn, activity: ActivityId, author: PersonId) -> QueryResult<Option<(Draft, DateTime<Utc>)>> {
    type Row = (String, String, String, String, String, String, String, NaiveDateTime);
    let row: Option<Row> = drafts::table
        .find((activity.0, author.0))
        .select((
            drafts::status,
            drafts::reason,
            drafts::headline,
            drafts::done,
            drafts::next_steps,
            drafts::risks,
            drafts::ended,
            drafts::saved_at,
        ))
        .first(conn)
        .optional()?;
    row.map(|(status, reason, headline, done, next, risks, ended, saved)| {
        let ended = serde_json::from_str(&ended).map_err(corrupt)?;
        Ok((Draft { status, reason, headline, done, next, risks, ended }, saved.and_utc()))
    })
    .transpose()
}

/// Keeps somebody's draft for an activity, in place of the one before.
///
/// # Errors
/// When the database fails.
pub fn keep_draft(conn: &mut Conn, activity: ActivityId, author: PersonId, draft: &Draft, now: DateTime<Utc>) -> QueryResult<()> {
    let ended = serde_json::to_string(&draft.ended).map_err(corrupt)?;
    let words = (
        drafts::status.eq(&draft.status),
        drafts::reason.eq(&draft.reason),
        drafts::headline.eq(&draft.headline),
        drafts::done.eq(&draft.done),
        drafts::next_steps.eq(&draft.next),
        drafts::risks.eq(&draft.risks),
        drafts::ended.eq(&ended),
        drafts::saved_at.eq(now.naive_utc()),
    );
    let key = (drafts::activity_id.eq(activity.0), drafts::author_id.eq(author.0));
    Both(
        diesel::insert_into(drafts::table)
            .values((key, words))
            .on_conflict((drafts::activity_id, drafts::author_id))
            .do_update()
            .set(words),
    )
    .execute(conn)
    .map(drop)
}

/// Drops somebody's draft for an activity.
///
/// # Errors
/// When the database fails.
pub fn drop_draft(conn: &mut Conn, activity: ActivityId, author: PersonId) -> QueryResult<()> {
    diesel::delete(drafts::table.find((activity.0, author.0))).execute(conn).map(drop)
}

/// The activities of all plans for which somebody has a draft, and since when.
///
/// # Errors
/// When the database fails.
pub fn drafts_of(conn: &mut Conn, author: PersonId) -> QueryResult<Vec<(ActivityId, DateTime<Utc>)>> {
    let rows: Vec<(i32, NaiveDateTime)> = drafts::table
        .filter(drafts::author_id.eq(author.0))
        .order(drafts::saved_at)
        .select((drafts::activity_id, drafts::saved_at))
        .load(conn)?;
    Ok(rows.into_iter().map(|(id, at)| (ActivityId(id), at.and_utc())).collect())
}
