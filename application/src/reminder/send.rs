//! Queues the reminders of each person, once a day.

use chrono::{DateTime, NaiveDate, Timelike, Utc};
use domain::address::{self, InPlan};
use domain::clock::Clock;
use domain::history::{HistoryEntry, Subject as Record};
use domain::mail::message::{ActivityNews, CommentNews, Digest, Envelope, Mail, Message};
use domain::person::Profile;
use domain::reminder::{HOUR, Kind, Notice, SentReminders, Subject};

use super::round::Round;
use super::{donor, obligations};
use crate::actor::{Actor, Site};
use crate::auth::opt_out;
use crate::db::outbox::{self, NewMail};
use crate::db::{Conn, comment, event as db_event, following, person, reminder};
use crate::error::Error;
use crate::messages;
use crate::queries::{activity, calendar as entries, comment as comments, event, history, plan};

/// Somebody with their day.
#[derive(Debug, Clone)]
pub struct Morning {
    /// Who it is.
    pub profile: Profile,
    /// Today, where they are.
    pub day: NaiveDate,
}

/// Every person who can sign in and whose reminders of today have not been processed although their morning has begun. On a clock that stands on a day it is morning
/// all day long.
///
/// # Errors
/// When the database fails.
pub fn mornings(conn: &mut Conn, clock: Clock, now: DateTime<Utc>) -> Result<Vec<Morning>, Error> {
    let looks = reminder::looks(conn)?;
    let morning = |profile: Profile| {
        let local = now.with_timezone(&profile.time_zone);
        let (day, is_up) = match clock {
            Clock::System => (local.date_naive(), local.hour() >= HOUR),
            Clock::FixedDay(day) => (day, true),
        };
        (is_up && looks.get(&profile.id) != Some(&day)).then_some(Morning { profile, day })
    };
    Ok(person::all(conn)?.into_iter().filter(obligations::is_active).filter_map(morning).collect())
}

/// Sends the reminders of a person for a day: queues one mail if anything is due, and records that the day is done. Call it in a write
/// transaction. Returns whether there is a mail.
///
/// # Errors
/// When the database fails.
pub fn send_morning(conn: &mut Conn, site: &Site, round: &Round, morning: &Morning, now: DateTime<Utc>) -> Result<bool, Error> {
    let Morning { profile, day } = morning;
    if !reminder::claim(conn, profile.id, *day)? {
        return Ok(false);
    }
    let sent = reminder::sent(conn, profile.id)?;
    let lines = round.lines(profile, &sent, *day);
    let comments = if round.is_silent(profile) { Vec::new() } else { comments_for(conn, profile, now)? };
    let changes = if round.is_silent(profile) { Vec::new() } else { changes_for(conn, profile, now)? };
    let news = News { lines: &lines, comments: &comments, changes: &changes };
    let Some(mut mail) = compose(conn, site, profile, news, &sent, (*day, now))? else { return Ok(false) };
    mail.message_id = message_id(conn, site, profile, *day)?;
    reminder::note(conn, profile.id, *day, &mail.message_id, &lines, now)?;
    if mail.kind == DIGEST {
        comment::note_mailed(conn, profile.id, now)?;
        following::note_mailed(conn, profile.id, now)?;
    }
    outbox::queue(conn, &mail, now)?;
    Ok(true)
}

/// The kind of mail that holds what somebody has to do, and comments.
const DIGEST: &str = "digest";

/// What there is to say in a mail.
#[derive(Clone, Copy)]
struct News<'a> {
    lines: &'a [Notice<'a>],
    comments: &'a [CommentNews],
    changes: &'a [ActivityNews],
}

/// What others have changed about the activities that somebody follows, as far as they may know it.
fn changes_for(conn: &mut Conn, profile: &Profile, now: DateTime<Utc>) -> Result<Vec<ActivityNews>, Error> {
    let mut news = Vec::new();
    for (id, since) in following::of_person(conn, profile.id)? {
        let (plan, a) = activity::of_key(conn, id)?;
        let is_news = |e: &HistoryEntry| e.at > since && e.actor.as_deref() != Some(profile.person.name.as_str());
        let entries = history::of(conn, Record::Activity(id), now, Some(&profile.member()), false)?;
        let mut changes: Vec<_> = entries.into_iter().filter(is_news).map(|e| (e.action, e.actor)).collect();
        if changes.is_empty() {
            continue;
        }
        changes.reverse();
        changes.dedup();
        let address = InPlan(&plan.code).activity(a.number);
        news.push(ActivityNews { activity: (a.number, a.short_title), changes, address });
    }
    Ok(news)
}

/// The comments that somebody does not know yet and may read.
fn comments_for(conn: &mut Conn, profile: &Profile, now: DateTime<Utc>) -> Result<Vec<CommentNews>, Error> {
    let mut news = Vec::new();
    for (topic, c) in comment::unmailed(conn, profile.id)? {
        match comments::thread(conn, topic, &profile.member(), now) {
            Ok(thread) => {
                let address = address::with_fragment(&thread.address, "comments");
                news.push(CommentNews { author: c.author_name, title: thread.title, text: c.text, address });
            }
            Err(Error::NotFound) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(news)
}

/// The mail for this news; none if there is nothing to say.
fn compose(
    conn: &mut Conn,
    site: &Site,
    profile: &Profile,
    News { lines, comments, changes }: News<'_>,
    sent: &SentReminders,
    (day, now): (NaiveDate, DateTime<Utc>),
) -> Result<Option<NewMail>, Error> {
    let end = opt_out::link(&site.keys, &site.base, profile.id)?;
    let (lang, name) = (profile.person.lang, profile.person.name.as_str());
    let plan = plan::first(conn)?.code;
    let envelope = Envelope { lang, name, day, base: site.base.as_str(), plan: &plan, end: &end, demo: site.demo };
    let (kind, mail) = match lines.first() {
        None if comments.is_empty() && changes.is_empty() => return Ok(None),
        Some(line) if line.obligation.kind == Kind::DonorDigest => {
            let since = sent.newest(Kind::DonorDigest, line.obligation.due);
            ("donor-digest", donor::mail(conn, site, envelope, line.obligation.due, since)?)
        }
        _ => (DIGEST, Some(site.wording.mail(&Message::Digest(Digest { envelope, lines, comments, changes, sender: None })))),
    };
    let calendar = calendar(conn, site, profile, lines, now)?;
    Ok(mail.map(|mail| NewMail { calendar, ..ready(profile, kind, mail, end) }))
}

/// Queues a mail about one obligation for each of those who have to act, as somebody asks for it: whatever they have chosen to hear.
///
/// # Errors
/// When the database fails.
pub(crate) fn send_request(conn: &mut Conn, actor: &Actor, notice: Notice<'_>) -> Result<(), Error> {
    let (site, now, plan) = (&actor.site, actor.now, plan::first(conn)?.code);
    for id in &notice.obligation.from {
        let Some(profile) = person::find(conn, *id)? else { continue };
        let end = opt_out::link(&site.keys, &site.base, profile.id)?;
        let (lang, name) = (profile.person.lang, profile.person.name.as_str());
        let day = now.with_timezone(&profile.time_zone).date_naive();
        let envelope = Envelope { lang, name, day, base: site.base.as_str(), plan: &plan, end: &end, demo: site.demo };
        let mail = site.wording.mail(&Message::Digest(Digest {
            envelope,
            lines: &[notice],
            comments: &[],
            changes: &[],
            sender: Some(&actor.name),
        }));
        let message_id = messages::message_id(&site.base, now);
        outbox::queue(conn, &NewMail { message_id, ..ready(&profile, "reminder-request", mail, end) }, now)?;
    }
    Ok(())
}

/// The calendar file of the events that are coming up, for the reader to add them to a calendar.
fn calendar(conn: &mut Conn, site: &Site, profile: &Profile, lines: &[Notice<'_>], now: DateTime<Utc>) -> Result<Option<String>, Error> {
    let directory = event::directory(conn)?;
    let mut coming = Vec::new();
    for line in lines.iter().filter(|line| line.obligation.kind == Kind::EventComing) {
        let Subject::Event(id) = line.obligation.subject else { continue };
        let Some(record) = db_event::find(conn, &directory, id)? else { continue };
        coming.extend(entries::of_event(conn, profile.person.lang, &record, record.stage(), now)?);
    }
    Ok((!coming.is_empty()).then(|| site.wording.calendar(profile.person.lang, &site.base, &coming)))
}

/// The key of a mail follows from person and day, so it is the same however often it is made. Only where the clock once ran ahead, a mail of
/// that day was sent before: then this is another one.
fn message_id(conn: &mut Conn, site: &Site, profile: &Profile, day: NaiveDate) -> Result<String, Error> {
    let host = site.base.host_str().unwrap_or("localhost");
    let mut message_id = format!("reminders.{}.{day}@{host}", profile.id);
    let mut again = 0;
    while outbox::exists(conn, &message_id)? {
        again += 1;
        message_id = format!("reminders.{}.again-{again}.{day}@{host}", profile.id);
    }
    Ok(message_id)
}

/// The mail as it is queued, but for its key.
fn ready(profile: &Profile, kind: &'static str, mail: Mail, end: String) -> NewMail {
    NewMail {
        message_id: String::new(),
        kind,
        recipient_name: profile.person.name.clone(),
        recipient: profile.person.email.clone(),
        subject: mail.subject,
        text_body: mail.text,
        html_body: mail.html,
        unsubscribe: Some(end),
        thread: Some(format!("{kind}.{}", profile.id)),
        calendar: None,
    }
}
