//! Single events: their pages, reviews, files and lists of participants. Lists of events are in [`super::InPlan`].

use crate::ids::{AttachmentId, EventId};

/// The empty list of participants, to be filled in.
pub const PARTICIPANTS_TEMPLATE: &str = "/events/participants/template";

/// What waits for review, in all plans.
pub const REVIEWS: &str = "/reviews";

/// An event.
#[must_use]
pub fn event(id: EventId) -> String {
    format!("/events/{id}")
}

/// The form of an event.
#[must_use]
pub fn edit_event(id: EventId) -> String {
    format!("/events/{id}/edit")
}

/// The form that discards the draft of an event.
#[must_use]
pub fn discard_event(id: EventId) -> String {
    format!("/events/{id}/discard/new")
}

/// The form that cancels an event.
#[must_use]
pub fn cancel_event(id: EventId) -> String {
    format!("/events/{id}/cancellation/new")
}

/// The form that puts a verified event back to review.
#[must_use]
pub fn reopen_event(id: EventId) -> String {
    format!("/events/{id}/reopening/new")
}

/// The form that corrects a verified event.
#[must_use]
pub fn correct_event(id: EventId) -> String {
    format!("/events/{id}/correction/new")
}

/// The review of an event.
#[must_use]
pub fn review_event(id: EventId) -> String {
    format!("/events/{id}/review")
}

/// Where an event is merged into another.
#[must_use]
pub fn merge_event(id: EventId) -> String {
    format!("/events/{id}/merging/new")
}

/// Where a merged event becomes one of its own again.
#[must_use]
pub fn end_merging(id: EventId) -> String {
    format!("/events/{id}/merging/end")
}

/// The form that adds a file to an event.
#[must_use]
pub fn new_attachment(id: EventId) -> String {
    format!("/events/{id}/attachments/new")
}

/// A file of an event.
#[must_use]
pub fn attachment(id: AttachmentId) -> String {
    format!("/attachments/{id}")
}

/// The form that removes a file of an event.
#[must_use]
pub fn remove_attachment(id: AttachmentId) -> String {
    format!("/attachments/{id}/removal/new")
}

/// The page on which a list of participants is counted.
#[must_use]
pub fn count_participants(id: EventId) -> String {
    format!("/events/{id}/participants/new")
}

/// Where the counts of a list of participants are taken over.
#[must_use]
pub fn take_participants(id: EventId) -> String {
    format!("/events/{id}/participants/edit")
}

/// The end of the address at which a record is erased.
pub(super) const ERASURE: &str = "/erasure/new";

/// The form that erases a record.
#[must_use]
pub fn erase_event(id: EventId) -> String {
    format!("/events/{id}{ERASURE}")
}
