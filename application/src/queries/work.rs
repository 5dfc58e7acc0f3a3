//! My work: what waits for a member, what became of their records, and their activities.

use chrono::{DateTime, NaiveDate, Utc};
use domain::access::{Member, Role};
use domain::address;
use domain::event::EventSummary;
use domain::ids::{ActivityId, PersonId};
use domain::lang::Translated;
use domain::plan::ActivitySummary;
use domain::reminder::{Kind, Notice, Subject};
use domain::review::{Review, Stage, State};
use domain::work::OwnRecord;

use super::plan;
use crate::db::{Conn, event, indicator, measurement, output, update};
use crate::error::Error;
use crate::reminder::Round;

/// How many of one's own records are shown.
const RECORDS: usize = 20;

/// What stands on a member's My work.
pub struct Work {
    round: Round,
    member: PersonId,
    day: NaiveDate,
    /// The member's activities: those they lead, or on which their organisation is a partner.
    pub activities: Vec<ActivitySummary>,
    /// The activity and time of each draft of a progress update that the member has begun.
    pub drafts: Vec<(ActivitySummary, DateTime<Utc>)>,
    /// Activities that nobody leads, for officers.
    pub leaderless: Vec<ActivitySummary>,
    /// Records that the member has begun, or a colleague of a partner's, and what became of them; the newest first.
    pub records: Vec<OwnRecord>,
}

impl Work {
    /// The list of what waits for the member, most urgent first: that of the mail of the morning.
    #[must_use]
    pub fn list(&self) -> Vec<Notice<'_>> {
        self.round.list(self.member, self.day)
    }
}

/// Everything on a member's My work, of all plans: it is one person's day.
///
/// # Errors
/// When the database fails.
pub fn of(conn: &mut Conn, member: &Member, day: NaiveDate, now: DateTime<Utc>) -> Result<Work, Error> {
    let mut all = Vec::new();
    for plan in plan::all(conn)? {
        all.extend(plan::lines(conn, plan.id, now)?);
    }
    let line = |id: ActivityId| all.iter().find(|l| l.activity.id == id).cloned();
    let drafts = update::drafts_of(conn, member.id)?.into_iter().filter_map(|(id, at)| Some((line(id)?, at))).collect();
    let is_officer = member.role.is_officer();
    let leaderless = all.iter().filter(|l| is_officer && l.is_open() && l.activity.lead.is_none()).cloned().collect();
    let round = Round::load(conn, day, now)?;
    Ok(Work {
        drafts,
        leaderless,
        records: records(conn, member, &round, now)?,
        activities: all.into_iter().filter(|line| is_own(line, member)).collect(),
        round,
        member: member.id,
        day,
    })
}

/// Whether an activity is the member's: partners have those of their organisation, others those that they lead.
fn is_own(line: &ActivitySummary, member: &Member) -> bool {
    match member.role {
        Role::Partner => line.partners.iter().any(|p| Some(p.organisation) == member.organisation),
        _ => line.activity.lead.as_ref().is_some_and(|l| l.id == member.id),
    }
}

/// What the member has recorded, the newest first.
fn records(conn: &mut Conn, member: &Member, round: &Round, now: DateTime<Utc>) -> Result<Vec<OwnRecord>, Error> {
    let reviewers = |subject: Subject| {
        let review = round.obligations().iter().find(|o| o.kind == Kind::Review && o.subject == subject);
        review.map(|o| o.about.names.clone()).unwrap_or_default()
    };
    let mut records: Vec<OwnRecord> = event::list::own(conn, member, RECORDS)?.into_iter().map(|line| of_event(line, reviewers)).collect();
    for m in measurement::own(conn, member.id, RECORDS)? {
        let title = indicator::find(conn, m.indicator, now)?.map(|(_, i)| i.name).unwrap_or_default();
        let address = address::with_fragment(&address::indicator(m.indicator), "measurements");
        records.push(of_result(&m.review, title, address, reviewers(Subject::Measurement(m.id))));
    }
    for plan in plan::all(conn)? {
        for record in output::all(conn, plan.id)? {
            for d in record.deliveries.iter().filter(|d| d.review.author == member.id && d.gone_at.is_none()) {
                let (title, address) =
                    (Translated::english(&record.output.title), address::with_fragment(&address::output(record.id), "deliveries"));
                records.push(of_result(&d.review, title, address, reviewers(Subject::Delivery(d.id))));
            }
        }
    }
    records.sort_by_key(|record| (record.stage != Stage::Draft, std::cmp::Reverse(record.since)));
    records.truncate(RECORDS);
    Ok(records)
}

fn of_event(line: EventSummary, reviewers: impl Fn(Subject) -> Vec<String>) -> OwnRecord {
    let address = if matches!(line.stage, Stage::Draft | Stage::Planned | Stage::Returned) {
        address::edit_event(line.id)
    } else {
        address::event(line.id)
    };
    OwnRecord {
        is_event: true,
        title: line.title.as_deref().map(Translated::english).unwrap_or_default(),
        address,
        stage: line.stage,
        since: line.stage_at,
        reason: line.stage_reason,
        reviewers: if line.stage == Stage::Submitted { reviewers(Subject::Event(line.id)) } else { Vec::new() },
    }
}

fn of_result(review: &Review, title: Translated, address: String, reviewers: Vec<String>) -> OwnRecord {
    let (since, reason) = match &review.state {
        State::Draft => (None, None),
        State::Planned { at } | State::Submitted { at } | State::Verified { at, .. } => (Some(*at), None),
        State::Returned { at, reason, .. } | State::Cancelled { at, reason, .. } => (Some(*at), Some(reason.clone())),
    };
    OwnRecord { is_event: false, title, address, stage: review.state.stage(), since, reason, reviewers }
}
