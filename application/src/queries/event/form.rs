//! What the forms of an event show.

use domain::access::Member;
use domain::directory::Directory;
use domain::event::{EventInput, EventRecord, Offer};
use domain::form::Errors;
use domain::history::Change;
use domain::ids::{EventId, PlanId};

use super::{directory, directory_in, editable, find, look_alikes};
use crate::db::Conn;
use crate::error::Error;

/// What somebody else has stored since a form was opened.
#[derive(Debug, Clone)]
pub struct Conflict {
    /// Who.
    pub who: String,
    /// From what is stored now to what was typed.
    pub changes: Vec<Change>,
}

/// The form of an event.
#[derive(Debug, Clone)]
pub struct EventForm {
    /// The record; none for a new one.
    pub record: Option<EventRecord>,
    /// What keys stand for.
    pub directory: Directory,
    /// What may be chosen.
    pub offer: Offer,
    /// What stands in it.
    pub typed: EventInput,
    /// What is wrong.
    pub errors: Errors,
    /// Records that may be the same event.
    pub alike: Vec<EventRecord>,
    /// What is stored now, if somebody else was faster.
    pub conflict: Option<Conflict>,
    /// What is answered to whoever has returned the record.
    pub answer: String,
}

impl EventForm {
    /// The form of a record with what was typed, and nothing to say about it.
    #[must_use]
    pub fn of(directory: Directory, record: EventRecord, typed: EventInput, member: &Member) -> Self {
        let offer = offer(&directory, &record, member);
        Self {
            record: Some(record),
            directory,
            offer,
            typed,
            errors: Errors::new(),
            alike: Vec::new(),
            conflict: None,
            answer: String::new(),
        }
    }
}

/// What the member may choose for this record.
#[must_use]
pub fn offer(directory: &Directory, record: &EventRecord, member: &Member) -> Offer {
    let organisers: Vec<_> = record.event.organisers().collect();
    directory.offer(member, &organisers, &record.event.activities)
}

/// The form of a new record, with what stands in it already; `activity` is the number of the activity of a plan from which the member came.
///
/// # Errors
/// When the database fails.
pub fn blank(conn: &mut Conn, plan: PlanId, member: &Member, mut typed: EventInput, activity: Option<i32>) -> Result<EventForm, Error> {
    let directory = directory_in(conn, plan)?;
    let offer = directory.offer(member, &[], &[]);
    let asked = directory.activities.iter().find(|a| Some(a.number) == activity && offer.activities.contains(&a.id));
    typed.activities.extend(asked.map(|a| a.id.to_string()));
    Ok(EventForm { record: None, directory, offer, typed, errors: Errors::new(), alike: Vec::new(), conflict: None, answer: String::new() })
}

/// The form of a new record of an event that is held again, with what an earlier one says.
///
/// # Errors
/// [`Error::NotFound`] for a record that the member may not copy.
pub fn again(conn: &mut Conn, plan: PlanId, member: &Member, id: EventId) -> Result<EventForm, Error> {
    let all = directory(conn)?;
    let record = find(conn, &all, id, Some(member))?;
    if !record.may_copy(member) {
        return Err(Error::NotFound);
    }
    blank(conn, plan, member, record.typed.again(), None)
}

/// The form of a record that the member may still change, with what is stored.
///
/// # Errors
/// [`Error::NotFound`].
pub fn stored(conn: &mut Conn, id: EventId, member: &Member) -> Result<EventForm, Error> {
    let directory = directory(conn)?;
    let record = editable(conn, &directory, id, member)?;
    let alike = look_alikes(conn, &directory, &record.event, Some(id), member)?;
    let typed = record.typed.clone();
    Ok(EventForm { alike, ..EventForm::of(directory, record, typed, member) })
}

/// The form of a verified record that the member may correct, with what is stored.
///
/// # Errors
/// [`Error::NotFound`].
pub fn correctable(conn: &mut Conn, id: EventId, member: &Member) -> Result<EventForm, Error> {
    let directory = directory(conn)?;
    let record = find(conn, &directory, id, Some(member))?;
    if !record.may_correct(member) {
        return Err(Error::NotFound);
    }
    let typed = record.typed.clone();
    Ok(EventForm::of(directory, record, typed, member))
}
