//! What becomes of a record, with everything that belongs to it: the state, the history, the mails. Call these in a write transaction.

use chrono::{DateTime, Utc};
use domain::access::Member;
use domain::directory::Directory;
use domain::event::EventRecord;
use domain::history::{Action, Change, Entry, SubjectKind};
use domain::ids::{EventId, PersonId};
use domain::person::{Account, Profile};
use domain::reminder;
use domain::review::{Refusal, Review};
use std::sync::Arc;

use application::Site;

use crate::db::event::version::{self, Since};
use crate::db::outbox::NewMail;
use crate::db::{Conn, activity, event, history, outbox, person};
use crate::error::AppError;
use crate::web::plan;
use application::messages::{self as compose, EventNews};
use application::queries::calendar as entries;

/// Who does something, when, and where links in mails lead.
#[derive(Clone)]
pub(super) struct Step {
    pub by: Member,
    pub name: String,
    pub now: DateTime<Utc>,
    pub site: Arc<Site>,
}

/// What a refused step is answered with.
pub(in crate::web) fn refused(refusal: Refusal) -> AppError {
    match refusal {
        Refusal::NotAllowed | Refusal::OwnRecord => AppError::NotFound,
        Refusal::WrongState => AppError::Stale,
    }
}

impl Step {
    /// Writes down what was done.
    pub fn remember(
        &self,
        conn: &mut Conn,
        id: EventId,
        action: Action,
        changes: Vec<Change>,
        reason: Option<String>,
    ) -> Result<(), AppError> {
        let entry = Entry { at: self.now, actor: Some(self.by.id), subject: SubjectKind::Event, subject_id: id.0, action, changes, reason };
        Ok(history::add(conn, &entry)?)
    }

    /// Sends a record for review; one that waits already is only changed.
    pub fn submit(&self, conn: &mut Conn, directory: &Directory, before: &EventRecord, record: &EventRecord) -> Result<(), AppError> {
        let was_waiting = matches!(before.review.state, domain::review::State::Submitted { .. });
        let review = record.review.clone().submit(&self.by, self.now).map_err(refused)?;
        event::set_state(conn, record.id, &review.state)?;
        let changes = match before.stage() {
            domain::review::Stage::Draft => Vec::new(),
            _ => super::changes(directory, &before.event, &record.event),
        };
        if was_waiting {
            return if changes.is_empty() { Ok(()) } else { self.remember(conn, record.id, Action::Edited, changes, None) };
        }
        self.remember(conn, record.id, Action::Submitted, changes, None)?;
        for reviewer in reviewers(conn, record)? {
            self.tell(conn, &reviewer, record, EventNews::Submitted)?;
        }
        Ok(())
    }

    /// Verifies a record.
    pub fn verify(&self, conn: &mut Conn, directory: &Directory, record: &EventRecord) -> Result<(), AppError> {
        let review = record.review.clone().verify(&self.by, self.now).map_err(refused)?;
        self.review(conn, record, &review, Action::Verified, None)?;
        self.publish(conn, directory, record.id)
    }

    /// Sends a record back to its author.
    pub fn send_back(&self, conn: &mut Conn, record: &EventRecord, reason: String) -> Result<(), AppError> {
        let review = record.review.clone().send_back(&self.by, reason.clone(), self.now).map_err(refused)?;
        self.review(conn, record, &review, Action::Returned, Some(reason))
    }

    /// Lets figures follow the record from now on.
    pub fn publish(&self, conn: &mut Conn, directory: &Directory, id: EventId) -> Result<(), AppError> {
        Ok(version::refresh(conn, directory, id, Since::Now, self.now)?)
    }

    fn review(&self, conn: &mut Conn, record: &EventRecord, to: &Review, action: Action, reason: Option<String>) -> Result<(), AppError> {
        event::set_state(conn, record.id, &to.state)?;
        self.remember(conn, record.id, action, Vec::new(), reason.clone())?;
        let news = reason.as_deref().map_or(EventNews::Verified, EventNews::Returned);
        match person::find(conn, record.review.author)?.filter(is_active) {
            Some(author) => self.tell(conn, &author, record, news),
            None => Ok(()),
        }
    }

    fn tell(&self, conn: &mut Conn, to: &Profile, record: &EventRecord, news: EventNews<'_>) -> Result<(), AppError> {
        let calendar = self.calendar(conn, to, record, news)?;
        let mail = compose::event(news, to, &self.name, record, &self.site, self.now);
        Ok(outbox::queue(conn, &NewMail { calendar, ..mail }, self.now)?)
    }

    /// The calendar file of an event that is not over.
    fn calendar(&self, conn: &mut Conn, to: &Profile, record: &EventRecord, news: EventNews<'_>) -> Result<Option<String>, AppError> {
        let today = self.now.with_timezone(&to.time_zone).date_naive();
        if record.event.days.is_none_or(|(_, last)| last < today) {
            return Ok(None);
        }
        let lang = to.person.lang;
        let entry = entries::of_event(conn, lang, record, news.stage(), self.now)?;
        Ok(entry.map(|entry| self.site.wording.calendar(lang, &self.site.base, std::slice::from_ref(&entry))))
    }
}

fn is_active(profile: &Profile) -> bool {
    matches!(profile.account, Account::Active { .. })
}

/// Who is asked to review, by [`reminder::reviewers`].
fn reviewers(conn: &mut Conn, record: &EventRecord) -> Result<Vec<Profile>, AppError> {
    let plan = plan::current(conn)?;
    let served = activity::all(conn, plan.id)?.into_iter().filter(|a| record.event.activities.contains(&a.id));
    let leads: Vec<PersonId> = served.filter_map(|a| a.lead.map(|l| l.id)).collect();
    let mut officers = person::all(conn)?;
    officers.retain(|p| is_active(p) && p.person.role.is_officer());
    let keys: Vec<PersonId> = officers.iter().map(|p| p.id).collect();
    let asked = reminder::reviewers(&leads, &keys, record.review.author);
    officers.retain(|p| asked.contains(&p.id));
    Ok(officers)
}
