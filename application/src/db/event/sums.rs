//! Sums of what counts now, updated in the transactions that change what counts: pages of today's figures cost the same however many
//! events there are. They are stored by plan, activity and kind: an event that serves activities of two plans counts once in the sums of
//! each. Figures of past days and of other selections are computed from all versions.

use chrono::{DateTime, Utc};
use diesel::connection::SimpleConnection;
use diesel::dsl::{exists, not};
use diesel::prelude::*;
use domain::event::EventKind;
use domain::ids::{ActivityId, PlanId};
use domain::review::Stage;

use super::filter::{EventFilter, IS_LDC, IS_PARTY};
use crate::db::Conn;
use crate::db::schema::event_versions as versions;

/// Of what sums are stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Whole {
    Activity(ActivityId),
    Plan(PlanId),
}

/// Which sums: those of an activity or of all activities of a plan, of a kind or of all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Key {
    whole: Whole,
    kind: Option<EventKind>,
}

impl Key {
    /// The sums that answer a filter on what is verified; none if it asks for more than plan or activity, and kind.
    pub(super) fn of(filter: &EventFilter) -> Option<Self> {
        let activity = match filter.one_of.as_deref() {
            None => filter.activity,
            Some(&[only]) if filter.activity.is_none() => Some(only),
            Some(_) => return None,
        };
        let whole = activity.map(Whole::Activity).or(filter.plan.map(Whole::Plan))?;
        let EventFilter { plan, activity: asked, one_of, kind, stage, .. } = filter.clone();
        let coarse = EventFilter { plan, activity: asked, one_of, kind, stage, ..EventFilter::default() };
        let is_answered = *filter == coarse && matches!(stage, None | Some(Stage::Verified));
        is_answered.then_some(Self { whole, kind })
    }

    /// The condition that picks them from each of the tables.
    pub(super) fn condition(self) -> String {
        format!("{} AND kind = '{}'", self.of_whole(), self.kind.map_or("", EventKind::as_str))
    }

    /// The condition that picks those of each kind by itself, if all are asked for.
    pub(super) fn each_kind(self) -> String {
        let kind = self.kind.map_or_else(|| "kind <> ''".to_owned(), |kind| format!("kind = '{kind}'"));
        format!("{} AND {kind}", self.of_whole())
    }

    fn of_whole(self) -> String {
        match self.whole {
            Whole::Activity(id) => format!("activity_id = {id}"),
            Whole::Plan(id) => format!("activity_id = 0 AND plan_id = {id}"),
        }
    }
}

/// The sums that answer a filter as of a moment, if there are any: the one place that chooses between them and the long computation.
///
/// # Errors
/// When the database fails.
pub(super) fn answer(conn: &mut Conn, filter: &EventFilter, at: DateTime<Utc>) -> QueryResult<Option<Key>> {
    Ok(match Key::of(filter) {
        Some(key) if are_as_of(conn, at)? => Some(key),
        _ => None,
    })
}

/// Whether what counted at a moment is just what counts now: nothing has begun or ended to count since.
pub(super) fn are_as_of(conn: &mut Conn, at: DateTime<Utc>) -> QueryResult<bool> {
    let at = at.naive_utc();
    // No version ends before it begins: one that begins later and has ended is among those that end later.
    let ended = versions::table.filter(versions::to_at.gt(at));
    let begun = versions::table.filter(versions::to_at.is_null()).filter(versions::from_at.gt(at));
    diesel::select(not(exists(ended)).and(not(exists(begun)))).get_result(conn)
}

/// Takes a version into the sums, as it begins to count.
pub(super) fn begin(conn: &mut Conn, version: i32) -> QueryResult<()> {
    conn.batch_execute(&change(&format!("v.version_id = {version}"), &format!("e.id = {version}"), 1))
}

/// Takes a version out of the sums, as it ends to count. What has come to nothing stays as a row of zeros.
pub(super) fn end(conn: &mut Conn, version: i32) -> QueryResult<()> {
    conn.batch_execute(&change(&format!("v.version_id = {version}"), &format!("e.id = {version}"), -1))
}

/// Makes all sums anew from what counts now: for when the data about countries changes, on which Parties and least developed
/// countries rest.
///
/// # Errors
/// When the database fails.
pub fn rebuild(conn: &mut Conn) -> QueryResult<()> {
    conn.batch_execute("DELETE FROM sums_by_month; DELETE FROM sums_by_country; DELETE FROM sums_by_group")?;
    conn.batch_execute(&change("1 = 1", "e.to_at IS NULL", 1))
}

/// Adds these versions to the sums so many times, as SQL. `links` picks the links to activities (`v`), `which` the versions themselves
/// (`e`). Only numbers and words of our own are in it.
fn change(links: &str, which: &str, times: i8) -> String {
    let one_if = |condition: &str| format!("CASE WHEN {condition} THEN 1 ELSE 0 END");
    let estimated = "CASE WHEN e.basis = 'estimated' THEN e.attended ELSE 0 END";
    let by_month = [
        ("events", "1"),
        ("attended", "e.attended"),
        ("women", "e.women"),
        ("men", "e.men"),
        ("other_people", "e.other_people"),
        ("estimated", estimated),
    ];
    let (party, ldc, ldc_people) = (one_if(IS_PARTY), one_if(IS_LDC), format!("CASE WHEN {IS_LDC} THEN c.people ELSE 0 END"));
    let by_country = [("events", "1"), ("people", "c.people"), ("party_events", &party), ("ldc_events", &ldc), ("ldc_people", &ldc_people)];
    let countries = "JOIN version_countries c ON c.version_id = e.id JOIN countries k ON k.iso2 = c.country";
    let groups = "JOIN version_groups g ON g.version_id = e.id";
    let versions = (links, which);
    [
        add("sums_by_month", ("month", "SUBSTR(CAST(e.ends_on AS TEXT), 1, 7)"), &by_month, "", versions, times),
        add("sums_by_country", ("country", "c.country"), &by_country, countries, versions, times),
        add("sums_by_group", ("stakeholder_group", "g.stakeholder_group"), &[("people", "g.people")], groups, versions, times),
    ]
    .join("; ")
}

/// One statement of [`change`]: each version goes to each of its activities and once to each of their plans, by any and by its kind.
fn add(table: &str, (key, of): (&str, &str), sums: &[(&str, &str)], joined: &str, (links, which): (&str, &str), times: i8) -> String {
    let each = |write: &dyn Fn(&(&str, &str)) -> String| sums.iter().map(write).collect::<Vec<_>>().join(", ");
    let served = "FROM version_activities v JOIN activities a ON a.id = v.activity_id";
    format!(
        "INSERT INTO {table} (activity_id, plan_id, kind, {key}, {names}) \
         SELECT w.activity_id, w.plan_id, CASE t.kind WHEN 1 THEN e.kind ELSE '' END, {of}, {values} FROM event_versions e \
         JOIN (SELECT v.version_id, v.activity_id, a.plan_id {served} WHERE {links} \
         UNION SELECT v.version_id, 0, a.plan_id {served} WHERE {links}) w ON w.version_id = e.id \
         CROSS JOIN (SELECT 0 AS kind UNION ALL SELECT 1) t {joined} \
         WHERE {which} GROUP BY 1, 2, 3, 4 \
         ON CONFLICT (activity_id, plan_id, kind, {key}) DO UPDATE SET {sums}",
        names = each(&|(name, _)| (*name).to_owned()),
        values = each(&|(_, value)| format!("{times} * SUM({value})")),
        sums = each(&|(name, _)| format!("{name} = {table}.{name} + excluded.{name}")),
    )
}
