//! Progress updates, and drafts of them.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;
use domain::ids::{ActivityId, PersonId, PlanId, UpdateId};
use domain::lang::Lang;
use domain::update::{Draft, Report, Update, UpdateKind, Words};

use super::schema::{activities, people, progress_updates as table, update_drafts as drafts, update_wordings as wordings};
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
    corrected_at: Option<NaiveDateTime>,
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
        corrected_at: row.corrected_at.map(|at| at.and_utc()),
        wordings: Vec::new(),
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
    Ok(worded(conn, rows)?.into_iter().map(|(_, update)| update).collect())
}

/// The updates of these rows, with their words in other languages.
fn worded(conn: &mut Conn, rows: Vec<(Row, String)>) -> QueryResult<Vec<(ActivityId, Update)>> {
    type WordsRow = (i32, String, Option<String>, String, String, String, String);
    let mut updates = rows.into_iter().map(update).collect::<QueryResult<Vec<_>>>()?;
    let columns =
        (wordings::update_id, wordings::lang, wordings::reason, wordings::headline, wordings::done, wordings::next_steps, wordings::risks);
    let ids = updates.iter().map(|(_, u)| u.id.0).collect::<Vec<_>>();
    let found: Vec<WordsRow> = wordings::table.filter(wordings::update_id.eq_any(ids)).order(wordings::lang).select(columns).load(conn)?;
    for (id, lang, reason, headline, done, next, risks) in found {
        if let Some((_, update)) = updates.iter_mut().find(|(_, u)| u.id.0 == id) {
            update.wordings.push((read_enum(&lang)?, Words { reason, headline, done, next, risks }));
        }
    }
    Ok(updates)
}

/// Stores words of an update, in the language of its author in place of those before.
///
/// # Errors
/// When the database fails.
pub fn correct(conn: &mut Conn, id: UpdateId, words: &Words, now: DateTime<Utc>) -> QueryResult<()> {
    diesel::update(table::table.find(id.0))
        .set((
            table::reason.eq(&words.reason),
            table::headline.eq(&words.headline),
            table::done.eq(&words.done),
            table::next_steps.eq(&words.next),
            table::risks.eq(&words.risks),
            table::corrected_at.eq(now.naive_utc()),
        ))
        .execute(conn)
        .map(drop)
}

/// Stores the words of an update in another language.
///
/// # Errors
/// When the database fails.
pub fn word(conn: &mut Conn, (activity, id, lang): (ActivityId, UpdateId, Lang), words: &Words) -> QueryResult<()> {
    let values = (
        wordings::reason.eq(&words.reason),
        wordings::headline.eq(&words.headline),
        wordings::done.eq(&words.done),
        wordings::next_steps.eq(&words.next),
        wordings::risks.eq(&words.risks),
    );
    let key = (wordings::update_id.eq(id.0), wordings::lang.eq(lang.as_str()), wordings::activity_id.eq(activity.0));
    let insert = diesel::insert_into(wordings::table).values((key, values));
    Both(insert.on_conflict((wordings::update_id, wordings::lang)).do_update().set(values)).execute(conn).map(drop)
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
    worded(conn, rows)
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
