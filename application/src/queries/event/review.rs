//! What waits for review, and what is shown to the reviewer of a record.

use chrono::{DateTime, Utc};
use domain::access::Member;
use domain::attachment::Attachment;
use domain::directory::Directory;
use domain::event::{EventRecord, EventSummary, Totals};
use domain::ids::{ActivityId, EventId, PlanId};
use domain::lang::Translated;
use domain::review::{Stage, State, Waiting, WaitingResult};

use super::{directory, find, look_alikes};
use crate::db::event::filter::{EventFilter, EventSource, Scope};
use crate::db::event::list;
use crate::db::event::totals::{self, Counted};
use crate::db::{Conn, attachment, event, indicator, measurement, output};
use crate::error::Error;
use crate::queries::plan;

/// Figures of an activity, as they are and as they would be.
#[derive(Debug, Clone)]
pub struct Effect {
    /// The activity.
    pub activity: ActivityId,
    /// As they are.
    pub now: Totals,
    /// With this record verified.
    pub after: Totals,
}

/// A record under review.
#[derive(Debug, Clone)]
pub struct UnderReview {
    /// The record.
    pub record: EventRecord,
    /// What keys stand for.
    pub directory: Directory,
    /// Records that may be the same event.
    pub alike: Vec<EventRecord>,
    /// Records that went up in this one.
    pub merged: Vec<EventRecord>,
    /// Its files.
    pub attachments: Vec<Attachment>,
    /// What verifying changes.
    pub effects: Vec<Effect>,
    /// The records that the member may review before and after this one, in the order in which they wait.
    pub neighbours: (Option<EventId>, Option<EventId>),
}

/// A record that the member may verify or return now.
///
/// # Errors
/// [`Error::NotFound`].
pub fn under_review(conn: &mut Conn, id: EventId, member: &Member, now: DateTime<Utc>) -> Result<UnderReview, Error> {
    let directory = directory(conn)?;
    let record = find(conn, &directory, id, Some(member))?;
    if !record.may_review(member) {
        return Err(Error::NotFound);
    }
    let mut effects = Vec::new();
    for activity in &record.event.activities {
        let filter = EventFilter { activity: Some(*activity), ..EventFilter::default() };
        let (now, after) = (totals::of(conn, &filter, Counted::At(now))?, totals::of(conn, &filter, Counted::With(id))?);
        effects.push(Effect { activity: *activity, now, after });
    }
    let alike = look_alikes(conn, &directory, &record.event, Some(id), member)?;
    let (merged, attachments) = (event::merged_with(conn, &directory, id)?, attachment::of(conn, id)?);
    let neighbours = neighbours(conn, id, member)?;
    Ok(UnderReview { record, directory, alike, merged, attachments, effects, neighbours })
}

fn neighbours(conn: &mut Conn, id: EventId, member: &Member) -> Result<(Option<EventId>, Option<EventId>), Error> {
    let mut waiting = list::waiting(conn, None)?;
    waiting.retain(|line| line.id == id || (line.author != member.id && line.figures_by != Some(member.id)));
    let Some(at) = waiting.iter().position(|line| line.id == id) else { return Ok((None, None)) };
    let key = |at: Option<usize>| at.and_then(|at| waiting.get(at)).map(|line| line.id);
    Ok((key(at.checked_sub(1)), key(at.checked_add(1))))
}

/// Everything that waits for review.
#[derive(Debug, Clone)]
pub struct Queue {
    /// What keys stand for.
    pub directory: Directory,
    /// How many records wait.
    pub count: i64,
    /// Which page of them this is, counted from 1.
    pub page: i64,
    /// The records of the page, the longest waiting first, each with whether it may be a duplicate.
    pub lines: Vec<(EventSummary, bool)>,
    /// Measurements and deliveries that wait.
    pub others: Vec<Waiting>,
}

/// A page of all plans' events that wait for review, the last one if there are not so many, and the results that others than the member have
/// sent.
///
/// # Errors
/// When the database fails.
pub fn queue(conn: &mut Conn, member: &Member, page: i64, now: DateTime<Utc>) -> Result<Queue, Error> {
    let directory = directory(conn)?;
    let submitted = EventFilter { stage: Some(Stage::Submitted), ..EventFilter::default() };
    let count = list::count(conn, EventSource::Records, Scope::All, &submitted)?;
    let page = page.clamp(1, (count - 1).max(0) / list::PAGE + 1);
    let waiting = list::waiting_page(conn, page)?;
    let keys: Vec<EventId> = waiting.iter().map(|line| line.id).collect();
    let records = event::of_keys(conn, &directory, &keys)?;
    let mut lines = Vec::new();
    for line in waiting {
        let record = records.iter().find(|r| r.id == line.id).ok_or(Error::NotFound)?;
        let alike = event::look_alikes(conn, &directory, &record.event, Some(line.id))?;
        let is_alike = alike.iter().any(|r| matches!(r.stage(), Stage::Submitted | Stage::Verified));
        lines.push((line, is_alike));
    }
    Ok(Queue { directory, count, page, lines, others: results(conn, member, now)? })
}

/// Measurements and deliveries of all plans that the member may review now, the longest waiting first.
///
/// # Errors
/// When the database fails.
pub fn results(conn: &mut Conn, member: &Member, now: DateTime<Utc>) -> Result<Vec<Waiting>, Error> {
    let mut others = Vec::new();
    for plan in plan::all(conn)? {
        others.extend(results_in(conn, plan.id, member, now)?);
    }
    others.sort_by_key(|w| -w.days);
    Ok(others)
}

/// Those of one plan.
fn results_in(conn: &mut Conn, plan: PlanId, member: &Member, now: DateTime<Utc>) -> Result<Vec<Waiting>, Error> {
    let waited = |state: &State| if let State::Submitted { at } = state { (now - *at).num_days() } else { 0 };
    let mut others = Vec::new();
    for m in measurement::waiting(conn, plan)?.into_iter().filter(|m| m.review.may_review(member)) {
        let title = indicator::find(conn, m.indicator, now)?.map(|(_, i)| i.name).unwrap_or_default();
        let (what, days) = (WaitingResult::Measurement(m.indicator), waited(&m.review.state));
        others.push(Waiting { what, title, author: m.author_name, days });
    }
    for output in output::all(conn, plan)? {
        for d in output.deliveries.iter().filter(|d| d.review.may_review(member)) {
            let (what, days) = (WaitingResult::Delivery(output.id), waited(&d.review.state));
            let title = Translated::english(&output.output.title);
            others.push(Waiting { what, title, author: d.author_name.clone(), days });
        }
    }
    Ok(others)
}
