//! My work: what is due from a member, what waits for them, and their activities.

use chrono::{DateTime, Days, Utc};
use domain::access::{Member, Role};
use domain::event::EventSummary;
use domain::ids::ActivityId;
use domain::plan::ActivitySummary;
use domain::reminder::{Kind, Obligation};

use super::plan;
use crate::db::{Conn, event, update};
use crate::error::Error;
use crate::reminder::obligations;

/// How long before it is due something is shown.
const SOON: Days = Days::new(30);

/// What stands on a member's My work.
#[derive(Debug, Clone)]
pub struct Work {
    /// The member's activities: those they lead, or on which their organisation is a partner.
    pub activities: Vec<ActivitySummary>,
    /// The activity and time of each draft of a progress update that the member has begun.
    pub drafts: Vec<(ActivitySummary, DateTime<Utc>)>,
    /// Activities that nobody leads, for officers.
    pub leaderless: Vec<ActivitySummary>,
    /// Records of events that the member has begun or got back.
    pub records: Vec<EventSummary>,
    /// Records of others that wait for the member's review, the longest waiting first.
    pub reviews: Vec<EventSummary>,
    /// Outputs and values that are due from the member, or soon will be, by day.
    pub obligations: Vec<Obligation>,
}

/// Everything on a member's My work, of all plans: it is one person's day.
///
/// # Errors
/// When the database fails.
pub fn of(conn: &mut Conn, member: &Member, now: DateTime<Utc>) -> Result<Work, Error> {
    let mut all = Vec::new();
    for plan in plan::all(conn)? {
        all.extend(plan::lines(conn, plan.id, now)?);
    }
    let line = |id: ActivityId| all.iter().find(|l| l.activity.id == id).cloned();
    let drafts = update::drafts_of(conn, member.id)?.into_iter().filter_map(|(id, at)| Some((line(id)?, at))).collect();
    let is_officer = member.role.is_officer();
    let leaderless = all.iter().filter(|l| is_officer && l.activity.lead.is_none()).cloned().collect();
    let mut reviews = if is_officer { event::list::waiting(conn, None)? } else { Vec::new() };
    reviews.retain(|r| r.author != member.id);
    Ok(Work {
        drafts,
        leaderless,
        records: event::list::unfinished(conn, member)?,
        reviews,
        obligations: due_from(conn, member, now)?,
        activities: all.into_iter().filter(|line| is_own(line, member)).collect(),
    })
}

/// Whether an activity is the member's: partners have those of their organisation, others those that they lead.
fn is_own(line: &ActivitySummary, member: &Member) -> bool {
    match member.role {
        Role::Partner => line.partners.iter().any(|p| Some(p.organisation) == member.organisation),
        _ => line.activity.lead.as_ref().is_some_and(|l| l.id == member.id),
    }
}

/// Outputs and values that are due from somebody, or will be soon: the same that reminders are about.
fn due_from(conn: &mut Conn, member: &Member, now: DateTime<Utc>) -> Result<Vec<Obligation>, Error> {
    let day = now.date_naive();
    let is_asked =
        |m: &Obligation| matches!(m.kind, Kind::Output | Kind::Measurement) && m.from.contains(&member.id) && m.due <= day + SOON;
    let mut due = obligations::all(conn, day, now)?;
    due.retain(is_asked);
    due.sort_by_key(|m| m.due);
    Ok(due)
}
