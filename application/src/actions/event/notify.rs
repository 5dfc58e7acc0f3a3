//! The mails that tell of records of events.

use domain::event::EventRecord;
use domain::ids::PersonId;
use domain::person::{Account, Profile};
use domain::reminder;

use crate::actor::Actor;
use crate::db::outbox::NewMail;
use crate::db::{Conn, activity, outbox, person};
use crate::error::Error;
use crate::messages::{self, EventNews};
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
pub(super) fn reviewers(conn: &mut Conn, record: &EventRecord) -> Result<Vec<Profile>, Error> {
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
