//! The mails that tell of records of events.

use chrono::TimeDelta;
use domain::event::EventRecord;
use domain::ids::PersonId;
use domain::person::{Account, Profile};
use domain::reminder;

use crate::actor::Actor;
use crate::db::outbox::NewMail;
use crate::db::{Conn, activity, outbox, person};
use crate::error::Error;
use crate::messages::{self, EventNews, SUBMITTED};
use crate::queries::{calendar, plan};

/// Queues a mail about a record.
pub(super) fn tell(conn: &mut Conn, actor: &Actor, to: &Profile, record: &EventRecord, news: EventNews<'_>) -> Result<(), Error> {
    let calendar = calendar_file(conn, actor, to, record, news)?;
    let mail = messages::event(news, to, &actor.name, record, &actor.site, actor.now);
    Ok(outbox::queue(conn, &NewMail { calendar, ..mail }, actor.now)?)
}

/// Tells the author, unless their account is closed.
pub(super) fn tell_author(conn: &mut Conn, actor: &Actor, record: &EventRecord, news: EventNews<'_>) -> Result<(), Error> {
    match person::find(conn, record.review.author)?.filter(is_active) {
        Some(author) => tell(conn, actor, &author, record, news),
        None => Ok(()),
    }
}

/// Tells each author of records that were verified together, in one mail.
pub(super) fn tell_authors_of_verified(conn: &mut Conn, actor: &Actor, records: &[EventRecord]) -> Result<(), Error> {
    let mut authors: Vec<PersonId> = records.iter().map(|record| record.review.author).collect();
    authors.sort();
    authors.dedup();
    for id in authors {
        let own: Vec<&EventRecord> = records.iter().filter(|record| record.review.author == id).collect();
        match (own.as_slice(), person::find(conn, id)?.filter(is_active)) {
            (_, None) => {}
            ([record], Some(author)) => tell(conn, actor, &author, record, EventNews::Verified)?,
            (several, Some(author)) => {
                let titles: Vec<&str> = several.iter().map(|record| record.event.title.as_deref().unwrap_or_default()).collect();
                let mail = messages::events_verified(&author, &actor.name, &titles, &actor.site, actor.now);
                outbox::queue(conn, &mail, actor.now)?;
            }
        }
    }
    Ok(())
}

/// Asks those who review for it, each at most once in a day: what else is sent meanwhile stands in the mail of the next morning. What comes
/// back after it was returned is said at once, as somebody waits for it.
pub(super) fn ask_reviewers(conn: &mut Conn, actor: &Actor, record: &EventRecord, is_answer: bool) -> Result<(), Error> {
    for reviewer in reviewers(conn, record)? {
        let since = actor.now - GATHERED;
        if is_answer || !outbox::was_queued(conn, SUBMITTED, &reviewer.person.email, since)? {
            tell(conn, actor, &reviewer, record, EventNews::Submitted)?;
        }
    }
    Ok(())
}

/// For how long records that are sent for review are gathered after a mail.
const GATHERED: TimeDelta = TimeDelta::hours(24);

/// The calendar file of an event that is not over.
fn calendar_file(conn: &mut Conn, actor: &Actor, to: &Profile, record: &EventRecord, news: EventNews<'_>) -> Result<Option<String>, Error> {
    let today = actor.now.with_timezone(&to.time_zone).date_naive();
    if record.event.days.is_none_or(|(_, last)| last < today) {
        return Ok(None);
    }
    let lang = to.person.lang;
    let entry = calendar::of_event(conn, lang, record, news.stage(), actor.now)?;
    Ok(entry.map(|entry| actor.site.wording.calendar(lang, &actor.site.base, std::slice::from_ref(&entry))))
}

const fn is_active(profile: &Profile) -> bool {
    matches!(profile.account, Account::Active { .. })
}

/// Who is asked to review, by [`reminder::reviewers`].
fn reviewers(conn: &mut Conn, record: &EventRecord) -> Result<Vec<Profile>, Error> {
    let mut leads: Vec<PersonId> = Vec::new();
    for plan in plan::all(conn)? {
        let served = activity::all(conn, plan.id)?.into_iter().filter(|a| record.event.activities.contains(&a.id));
        leads.extend(served.filter_map(|a| a.lead.map(|l| l.id)));
    }
    let mut officers = person::all(conn)?;
    officers.retain(|p| is_active(p) && p.person.role.is_officer());
    let keys: Vec<PersonId> = officers.iter().map(|p| p.id).collect();
    let asked = reminder::reviewers(&leads, &keys, record.review.author);
    officers.retain(|p| asked.contains(&p.id));
    Ok(officers)
}
