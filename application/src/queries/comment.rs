//! The conversation about a record, as far as somebody may follow it.

use chrono::{DateTime, Utc};
use domain::access::Member;
use domain::address::{self, InPlan};
use domain::comment::{Comment, Topic};
use domain::ids::{ActivityId, PersonId};
use domain::lang::Translated;
use domain::person::Profile;
use domain::review::State;

use super::{activity, event};
use crate::db::{Conn, comment, following, indicator, output, person};
use crate::error::Error;

/// A topic as a member sees it.
#[derive(Debug, Clone)]
pub struct Thread {
    /// What it is called.
    pub title: Translated,
    /// The path of its page.
    pub address: String,
    /// Who has to do with it: its author, and those who lead or follow its activities.
    pub concerned: Vec<PersonId>,
    /// From when on the member may read comments; `None`: all.
    since: Option<DateTime<Utc>>,
}

/// A topic as a member sees it.
///
/// # Errors
/// [`Error::NotFound`] for what does not exist for the member.
pub fn thread(conn: &mut Conn, topic: Topic, member: &Member, now: DateTime<Utc>) -> Result<Thread, Error> {
    match topic {
        Topic::Activity(id) => {
            let (plan, a) = activity::of_key(conn, id)?;
            let address = InPlan(&plan.code).activity(a.number);
            Ok(Thread { title: a.short_title, address, concerned: concerned_with(conn, &[id])?, since: None })
        }
        Topic::Indicator(id) => {
            let (of, found) = indicator::find(conn, id, now)?.ok_or(Error::NotFound)?;
            Ok(Thread { title: found.name, address: address::indicator(id), concerned: concerned_with(conn, &[of])?, since: None })
        }
        Topic::Output(id) => {
            let record = output::find(conn, id)?.ok_or(Error::NotFound)?;
            let concerned = concerned_with(conn, &[record.activity])?;
            Ok(Thread { title: Translated::english(&record.output.title), address: address::output(id), concerned, since: None })
        }
        Topic::Event(id) => {
            let directory = event::directory(conn)?;
            let record = event::find(conn, &directory, id, Some(member))?;
            let mut concerned = concerned_with(conn, &record.event.activities)?;
            concerned.push(record.review.author);
            // What was said before everybody could see the record is for those who write it.
            let since = match &record.review.state {
                State::Verified { at, .. } | State::Planned { at } if !record.review.works_on_it(member) => Some(*at),
                _ => None,
            };
            let title = record.event.title.as_deref().map(Translated::english).unwrap_or_default();
            Ok(Thread { title, address: address::event(id), concerned, since })
        }
    }
}

/// Who leads these activities, and who follows them.
fn concerned_with(conn: &mut Conn, activities: &[ActivityId]) -> Result<Vec<PersonId>, Error> {
    let mut people = Vec::new();
    for id in activities {
        people.extend(activity::of_key(conn, *id)?.1.lead.map(|lead| lead.id));
        people.extend(following::of_activity(conn, *id)?);
    }
    Ok(people)
}

/// The comments on a topic that a member may read, the oldest first; nothing for those who are not signed in.
///
/// # Errors
/// When the database fails.
pub fn of(conn: &mut Conn, topic: Topic, reader: Option<&Member>, now: DateTime<Utc>) -> Result<Vec<Comment>, Error> {
    let Some(member) = reader else { return Ok(Vec::new()) };
    let mut comments = comment::of(conn, topic)?;
    if comments.is_empty() {
        return Ok(comments);
    }
    let since = thread(conn, topic, member, now)?.since;
    comments.retain(|c| since.is_none_or(|since| c.at >= since));
    Ok(comments)
}

/// Everybody who can sign in and may see a topic.
///
/// # Errors
/// When the database fails.
pub fn audience(conn: &mut Conn, topic: Topic, now: DateTime<Utc>) -> Result<Vec<Profile>, Error> {
    let mut people = Vec::new();
    for profile in person::all(conn)?.into_iter().filter(|p| p.account.is_active()) {
        match thread(conn, topic, &profile.member(), now) {
            Ok(_) => people.push(profile),
            Err(Error::NotFound) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(people)
}
