//! What stands in the calendar of a member: what they may see and what is due from them.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use domain::access::{Member, Role};
use domain::calendar::{Entry, EntryStatus, EntrySubject, first_day};
use domain::directory::Directory;
use domain::event::EventRecord;
use domain::history::SubjectKind;
use domain::ids::PlanId;
use domain::indicator::Feed;
use domain::lang::Lang;
use domain::plan::ActivitySummary;
use domain::review::Stage;

use super::event::directory;
use super::plan;
use crate::db::event::filter::Scope;
use crate::db::event::list;
use crate::db::{Conn, history, indicator, output};
use crate::error::Error;

/// When things of a kind were last changed, and how often, by their keys.
struct Changed(HashMap<i32, (DateTime<Utc>, i32)>);

impl Changed {
    fn load(conn: &mut Conn, kind: SubjectKind) -> Result<Self, Error> {
        Ok(Self(history::changed(conn, kind)?))
    }

    /// For what was loaded without a history, `known` is the last change.
    fn of(&self, key: i32, known: DateTime<Utc>) -> (DateTime<Utc>, i32) {
        self.0.get(&key).map_or((known, 0), |(at, times)| ((*at).max(known), *times))
    }
}

/// Everything of all plans, in the order of kinds and keys. An update that has been due for long still is; the rest begins with [`first_day`].
///
/// # Errors
/// When the database fails.
pub fn of(conn: &mut Conn, member: &Member, lang: Lang, today: NaiveDate, now: DateTime<Utc>) -> Result<Vec<Entry>, Error> {
    let from = first_day(today);
    let mut all = events(conn, member, lang, from)?;
    let plans = plan::all(conn)?;
    for plan in &plans {
        all.extend(outputs(conn, plan.id, from, now)?);
    }
    for plan in plans.iter().filter(|_| member.role != Role::Donor) {
        let lines = plan::lines(conn, plan.id, now)?;
        all.extend(updates(conn, member, &plan.code, (lang, today), &lines)?);
        all.extend(measurements(conn, member, lang, &lines, (from, now))?);
    }
    Ok(all)
}

const fn standing(stage: Stage) -> EntryStatus {
    match stage {
        Stage::Planned | Stage::Verified => EntryStatus::Confirmed,
        Stage::Cancelled => EntryStatus::Cancelled,
        Stage::Draft | Stage::Submitted | Stage::Returned => EntryStatus::Tentative,
    }
}

fn place(lang: Lang, directory: &Directory, city: Option<&str>, country: Option<&str>) -> String {
    let country = directory.countries.iter().find(|c| Some(c.code.as_str()) == country).map(|c| c.name.get(lang));
    [city, country].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

fn events(conn: &mut Conn, member: &Member, lang: Lang, from: NaiveDate) -> Result<Vec<Entry>, Error> {
    let directory = directory(conn)?;
    let changed = Changed::load(conn, SubjectKind::Event)?;
    let entry = |line: domain::event::EventSummary| {
        let (changed_at, changes) = changed.of(line.id.0, line.stage_at.unwrap_or(DateTime::UNIX_EPOCH));
        let place = place(lang, &directory, line.city.as_deref(), line.country.as_deref());
        let subject = EntrySubject::Event { id: line.id, place };
        Some(Entry { subject, title: line.title?, days: line.days?, changed_at, changes, standing: standing(line.stage) })
    };
    Ok(list::since(conn, Scope::of(Some(member)), from)?.into_iter().filter_map(entry).collect())
}

/// The entry of an event that has just come to a stage, as the calendars show it from now on.
///
/// # Errors
/// When the database fails.
pub fn of_event(conn: &mut Conn, lang: Lang, record: &EventRecord, stage: Stage, now: DateTime<Utc>) -> Result<Option<Entry>, Error> {
    let directory = directory(conn)?;
    let (changed_at, changes) = Changed::load(conn, SubjectKind::Event)?.of(record.id.0, now);
    let event = &record.event;
    let place = place(lang, &directory, event.city.as_deref(), event.country.as_deref());
    let (Some(title), Some(days)) = (event.title.clone(), event.days) else { return Ok(None) };
    Ok(Some(Entry { subject: EntrySubject::Event { id: record.id, place }, title, days, changed_at, changes, standing: standing(stage) }))
}

fn outputs(conn: &mut Conn, plan: PlanId, from: NaiveDate, now: DateTime<Utc>) -> Result<Vec<Entry>, Error> {
    let changed = Changed::load(conn, SubjectKind::Output)?;
    let mut all = output::all(conn, plan)?;
    all.sort_by_key(|o| o.id);
    let entry = |record: domain::output::OutputRecord| {
        let due = record.output.due.filter(|due| *due >= from)?;
        let (changed_at, changes) = changed.of(record.id.0, record.gone_at.unwrap_or(record.created_at));
        let standing = if record.gone_at.is_some() { EntryStatus::Cancelled } else { EntryStatus::Confirmed };
        let subject = EntrySubject::Output { id: record.id, is_delivered: record.is_delivered(now) };
        Some(Entry { subject, title: record.output.title, days: (due, due), changed_at, changes, standing })
    };
    Ok(all.into_iter().filter_map(entry).collect())
}

fn is_led_by(line: &ActivitySummary, member: &Member) -> bool {
    line.activity.lead.as_ref().is_some_and(|lead| lead.id == member.id)
}

/// The days on which updates are due, or from which the end of an activity is asked for.
fn updates(
    conn: &mut Conn,
    member: &Member,
    plan: &str,
    (lang, today): (Lang, NaiveDate),
    lines: &[ActivitySummary],
) -> Result<Vec<Entry>, Error> {
    let changed = Changed::load(conn, SubjectKind::Activity)?;
    let entry = |line: &ActivitySummary| {
        let (activity, due) = (&line.activity, line.next_report(today)?.day());
        let (changed_at, changes) = changed.of(activity.id.0, DateTime::UNIX_EPOCH);
        let subject = EntrySubject::Update { activity: activity.id, number: activity.number, plan: plan.to_owned() };
        let title = activity.short_title.get(lang).to_owned();
        Some(Entry { subject, title, days: (due, due), changed_at, changes, standing: EntryStatus::Confirmed })
    };
    Ok(lines.iter().filter(|line| is_led_by(line, member)).filter_map(entry).collect())
}

/// The days of targets and of values on the way to them, where somebody has to report the value.
fn measurements(
    conn: &mut Conn,
    member: &Member,
    lang: Lang,
    lines: &[ActivitySummary],
    (from, now): (NaiveDate, DateTime<Utc>),
) -> Result<Vec<Entry>, Error> {
    let changed = Changed::load(conn, SubjectKind::Indicator)?;
    let takes_part = |line: &ActivitySummary| {
        member.role == Role::Partner && member.organisation.is_some_and(|own| line.partners.iter().any(|p| p.organisation == own))
    };
    let mut all = Vec::new();
    for line in lines.iter().filter(|line| is_led_by(line, member) || takes_part(line)) {
        for indicator in indicator::of(conn, line.activity.id, now)?.iter().filter(|i| i.terms.feed == Feed::Reported) {
            let target = indicator.terms.target.and_then(|(_, day)| day);
            let mut days: Vec<NaiveDate> = indicator.terms.milestones.iter().map(|(day, _)| *day).chain(target).collect();
            days.retain(|day| *day >= from);
            days.sort_unstable();
            days.dedup();
            let (changed_at, changes) = changed.of(indicator.id, DateTime::UNIX_EPOCH);
            all.extend(days.into_iter().map(|day| Entry {
                subject: EntrySubject::Measurement { indicator: indicator.id },
                title: indicator.name.get(lang).to_owned(),
                days: (day, day),
                changed_at,
                changes,
                standing: EntryStatus::Confirmed,
            }));
        }
    }
    Ok(all)
}
