//! The life of a record: whose it is, where it stands, and what may become of it.
//!
//! draft → submitted → verified, or returned with a reason → submitted again; cancelled with a reason. An event may be announced before it
//! takes place (planned); it is submitted when it is over. Only verified records count.
//! Nobody verifies a record of their own. A verified record is corrected by an officer, with a reason; its author never changes.

use chrono::{DateTime, Utc};

use crate::access::{Member, Role};
use crate::form::{self, Errors};
use crate::history::Action;
use crate::ids::{OrganisationId, OutputId, PersonId};
use crate::lang::Translated;
use crate::string_enum::string_enum;

string_enum! {
    /// Where a record stands, without its circumstances.
    Stage ("state of a record") {
        /// Being written.
        Draft = "draft",
        /// Announced, and yet to be recorded: everybody who may see its activities sees it.
        Planned = "planned",
        /// Waits for review.
        Submitted = "submitted",
        /// Sent back to its author.
        Returned = "returned",
        /// Counts.
        Verified = "verified",
        /// Does not take place, or should not have been recorded.
        Cancelled = "cancelled",
    }
}

impl Stage {
    /// Whether the record has left the desk of its author. From then on it means what it meant when it was stored, whatever becomes of the
    /// rules by which it was typed; a draft means what can be understood of it today.
    #[must_use]
    pub const fn is_accepted(self) -> bool {
        !matches!(self, Self::Draft | Self::Planned)
    }
}

/// Where a record stands, since when and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    /// Being written.
    Draft,
    /// Announced, and yet to be recorded.
    Planned {
        /// Since when.
        at: DateTime<Utc>,
    },
    /// Waits for review.
    Submitted {
        /// Since when.
        at: DateTime<Utc>,
    },
    /// Sent back to its author.
    Returned {
        /// When.
        at: DateTime<Utc>,
        /// By whom.
        by: PersonId,
        /// Why.
        reason: String,
    },
    /// Counts.
    Verified {
        /// Since when.
        at: DateTime<Utc>,
        /// By whom.
        by: PersonId,
    },
    /// Does not take place, or should not have been recorded.
    Cancelled {
        /// When.
        at: DateTime<Utc>,
        /// By whom.
        by: PersonId,
        /// Why.
        reason: String,
    },
}

impl State {
    /// The stage without its circumstances.
    #[must_use]
    pub const fn stage(&self) -> Stage {
        match self {
            Self::Draft => Stage::Draft,
            Self::Planned { .. } => Stage::Planned,
            Self::Submitted { .. } => Stage::Submitted,
            Self::Returned { .. } => Stage::Returned,
            Self::Verified { .. } => Stage::Verified,
            Self::Cancelled { .. } => Stage::Cancelled,
        }
    }

    /// Whether a record in this state counts in published figures, as far as its state decides.
    #[must_use]
    pub const fn counts(&self) -> bool {
        matches!(self, Self::Verified { .. })
    }
}

/// Longest reason for returning a record.
const REASON_MAX: usize = 2000;

/// What a reviewer typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DecisionInput {
    /// Whether the record is returned; otherwise it is verified.
    pub is_return: bool,
    /// Why it is returned.
    pub reason: String,
}

/// What a reviewer decides about a record that waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decision {
    /// It counts from now on.
    Verify,
    /// It goes back to its author, for this reason.
    Return(String),
}

impl DecisionInput {
    /// Reads it.
    ///
    /// # Errors
    /// The problem of `return-reason`.
    pub fn parse(&self) -> Result<Decision, Errors> {
        if !self.is_return {
            return Ok(Decision::Verify);
        }
        let mut errors = Errors::new();
        errors.check("return-reason", form::required_prose(&self.reason, REASON_MAX)).map(Decision::Return).ok_or(errors)
    }
}

impl Decision {
    /// What the history calls it.
    #[must_use]
    pub const fn action(&self) -> Action {
        match self {
            Self::Verify => Action::Verified,
            Self::Return(_) => Action::Returned,
        }
    }

    /// Why, where a reason is asked for.
    #[must_use]
    pub fn reason(self) -> Option<String> {
        match self {
            Self::Verify => None,
            Self::Return(reason) => Some(reason),
        }
    }
}

/// Whose record it is and where it stands: what rights and transitions depend on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Review {
    /// Who began the record. Never changes.
    pub author: PersonId,
    /// For which organisation they did; none for the secretariat's own officers without one.
    pub organisation: Option<OrganisationId>,
    /// Who last changed what it counts, if it was not the author.
    pub figures_by: Option<PersonId>,
    /// Where it stands.
    pub state: State,
}

/// Why a transition is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The member may not do that to this record.
    #[error("not allowed")]
    NotAllowed,
    /// One's own record is reviewed by somebody else.
    #[error("one's own record")]
    OwnRecord,
    /// Whoever has changed what a record counts does not verify it.
    #[error("one's own figures")]
    OwnFigures,
    /// The record is not in a state for that, perhaps because somebody was faster.
    #[error("the record is not in a state for that")]
    WrongState,
}

/// A result of an activity that waits for review.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// What waits.
    pub what: WaitingResult,
    /// Name of the indicator, or title of the output.
    pub title: Translated,
    /// Name of who sent it.
    pub author: String,
    /// For how many days it has waited.
    pub days: i64,
}

/// What kind of result waits, and where it belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WaitingResult {
    /// A measurement of the indicator of this key.
    Measurement(i32),
    /// A delivery of this output.
    Delivery(OutputId),
}

impl Review {
    /// Whether the member works on this record: its author, a colleague of the author's organisation, or an officer.
    #[must_use]
    pub fn is_own(&self, member: &Member) -> bool {
        self.author == member.id
            || (member.role == Role::Partner && member.organisation.is_some() && member.organisation == self.organisation)
    }

    /// Whether the record exists for this reader. Others than those who work on it and officers see what is verified or planned alone.
    #[must_use]
    pub fn is_visible_to(&self, member: Option<&Member>) -> bool {
        matches!(self.state, State::Verified { .. } | State::Planned { .. })
            || member.is_some_and(|m| m.role.is_officer() || (m.role == Role::Partner && self.is_own(m)))
    }

    /// Whether the member writes this record: officers write all.
    #[must_use]
    pub fn works_on_it(&self, member: &Member) -> bool {
        member.role.is_officer() || (member.role == Role::Partner && self.is_own(member))
    }

    /// Whether the member may change what the record says, before it is verified.
    #[must_use]
    pub fn may_edit(&self, member: &Member) -> bool {
        let is_open = matches!(self.state, State::Draft | State::Planned { .. } | State::Returned { .. } | State::Submitted { .. });
        is_open && self.works_on_it(member)
    }

    /// Whether the member may correct the verified record: officers may, but not one of their own, as that would be without review.
    #[must_use]
    pub fn may_correct(&self, member: &Member) -> bool {
        self.state.counts() && member.role.is_officer() && self.author != member.id
    }

    /// Whether the member may verify or return the record now.
    #[must_use]
    pub fn may_review(&self, member: &Member) -> bool {
        self.check_review(member).is_ok()
    }

    /// Changed in what it counts.
    #[must_use]
    pub fn recounted(self, by: &Member) -> Self {
        Self { figures_by: (self.author != by.id).then_some(by.id), ..self }
    }

    /// Announced before it takes place.
    ///
    /// # Errors
    /// [`Refusal`].
    pub fn announce(self, by: &Member, now: DateTime<Utc>) -> Result<Self, Refusal> {
        if !self.works_on_it(by) {
            return Err(Refusal::NotAllowed);
        }
        match self.state {
            State::Draft => Ok(Self { state: State::Planned { at: now }, ..self }),
            State::Planned { .. } => Ok(self),
            _ => Err(Refusal::WrongState),
        }
    }

    /// Sent for review. A record that waits already can be sent again with changes.
    ///
    /// # Errors
    /// [`Refusal`].
    pub fn submit(self, by: &Member, now: DateTime<Utc>) -> Result<Self, Refusal> {
        if !self.works_on_it(by) {
            return Err(Refusal::NotAllowed);
        }
        match self.state {
            State::Draft | State::Planned { .. } | State::Returned { .. } => Ok(Self { state: State::Submitted { at: now }, ..self }),
            State::Submitted { at } => Ok(Self { state: State::Submitted { at }, ..self }),
            State::Verified { .. } | State::Cancelled { .. } => Err(Refusal::WrongState),
        }
    }

    /// Whether the member may verify or return the record now, and why not.
    ///
    /// # Errors
    /// [`Refusal`].
    pub fn check_review(&self, by: &Member) -> Result<(), Refusal> {
        match self.state {
            _ if !by.role.is_officer() => Err(Refusal::NotAllowed),
            State::Submitted { .. } if self.author == by.id => Err(Refusal::OwnRecord),
            State::Submitted { .. } if self.figures_by == Some(by.id) => Err(Refusal::OwnFigures),
            State::Submitted { .. } => Ok(()),
            _ => Err(Refusal::WrongState),
        }
    }

    /// Found right: from now on it counts.
    ///
    /// # Errors
    /// [`Refusal`].
    pub fn verify(self, by: &Member, now: DateTime<Utc>) -> Result<Self, Refusal> {
        self.check_review(by)?;
        Ok(Self { state: State::Verified { at: now, by: by.id }, ..self })
    }

    /// Sent back to its author, with a reason.
    ///
    /// # Errors
    /// [`Refusal`].
    pub fn send_back(self, by: &Member, reason: String, now: DateTime<Utc>) -> Result<Self, Refusal> {
        self.check_review(by)?;
        Ok(Self { state: State::Returned { at: now, by: by.id, reason }, ..self })
    }

    /// Verified or sent back, as a reviewer decides.
    ///
    /// # Errors
    /// [`Refusal`].
    pub fn decide(self, by: &Member, decision: &Decision, now: DateTime<Utc>) -> Result<Self, Refusal> {
        match decision {
            Decision::Verify => self.verify(by, now),
            Decision::Return(reason) => self.send_back(by, reason.clone(), now),
        }
    }

    /// Back to review: what was verified waits again, and does not count until it is verified anew.
    ///
    /// # Errors
    /// [`Refusal`].
    pub fn reopen(self, by: &Member, now: DateTime<Utc>) -> Result<Self, Refusal> {
        match self.state {
            State::Verified { .. } if self.may_correct(by) => Ok(Self { state: State::Submitted { at: now }, ..self }),
            State::Verified { .. } => Err(Refusal::NotAllowed),
            _ => Err(Refusal::WrongState),
        }
    }

    /// Taken out, with a reason. A verified record is taken out by an officer alone.
    ///
    /// # Errors
    /// [`Refusal`].
    pub fn cancel(self, by: &Member, reason: String, now: DateTime<Utc>) -> Result<Self, Refusal> {
        let may = self.may_edit(by) || self.may_correct(by);
        match self.state {
            State::Cancelled { .. } => Err(Refusal::WrongState),
            _ if !may => Err(Refusal::NotAllowed),
            _ => Ok(Self { state: State::Cancelled { at: now, by: by.id, reason }, ..self }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeZone;
    use proptest::prelude::*;

    fn member(id: i32, role: Role, organisation: Option<i32>) -> Member {
        Member { id: PersonId(id), role, organisation: organisation.map(OrganisationId) }
    }

    fn draft() -> Review {
        Review { author: PersonId(1), organisation: Some(OrganisationId(7)), figures_by: None, state: State::Draft }
    }

    fn now() -> DateTime<Utc> {
        Utc.timestamp_opt(1_550_000_000, 0).unwrap()
    }

    #[test]
    fn a_record_lives_as_the_rules_say() {
        let (author, officer) = (member(1, Role::Partner, Some(7)), member(2, Role::Officer, None));
        let sent = draft().submit(&author, now()).unwrap();
        let back = sent.clone().send_back(&officer, "the total".into(), now()).unwrap();
        assert_eq!(back.clone().verify(&officer, now()), Err(Refusal::WrongState));
        let verified = back.submit(&author, now()).unwrap().verify(&officer, now()).unwrap();
        assert_eq!(verified.clone().submit(&author, now()), Err(Refusal::WrongState));
        assert!(!verified.may_edit(&author) && verified.may_correct(&officer) && !verified.may_correct(&author));
        assert_eq!(verified.clone().cancel(&author, "x".into(), now()), Err(Refusal::NotAllowed));
        assert!(verified.cancel(&officer, "counted twice".into(), now()).is_ok());
    }

    #[test]
    fn who_changed_the_figures_does_not_verify_them() {
        let (author, ines, li) = (member(1, Role::Partner, Some(7)), member(2, Role::Officer, None), member(3, Role::Officer, None));
        let changed = draft().submit(&author, now()).unwrap().recounted(&ines);
        assert_eq!(changed.clone().verify(&ines, now()), Err(Refusal::OwnFigures));
        assert!(changed.clone().verify(&li, now()).is_ok());
        assert!(changed.recounted(&author).verify(&ines, now()).is_ok(), "the author has counted again");
    }

    #[test]
    fn a_record_is_returned_with_a_reason_alone() {
        let decide = |is_return, reason: &str| DecisionInput { is_return, reason: reason.into() }.parse();
        assert_eq!(decide(false, "ignored"), Ok(Decision::Verify));
        assert_eq!(decide(true, " which list? "), Ok(Decision::Return("which list?".into())));
        assert_eq!(decide(true, " ").unwrap_err().of("return-reason"), Some(&form::Problem::Required));
        let sent = draft().submit(&member(1, Role::Partner, Some(7)), now()).unwrap();
        let own = member(1, Role::Officer, None);
        assert_eq!(sent.decide(&own, &Decision::Verify, now()), Err(Refusal::OwnRecord));
    }

    #[test]
    fn others_do_not_see_what_is_not_verified() {
        let sent = draft().submit(&member(1, Role::Partner, Some(7)), now()).unwrap();
        assert!(sent.is_visible_to(Some(&member(3, Role::Partner, Some(7)))), "a colleague");
        assert!(sent.is_visible_to(Some(&member(2, Role::Officer, None))));
        for other in
            [Some(member(4, Role::Partner, Some(8))), Some(member(5, Role::Donor, Some(7))), Some(member(6, Role::Partner, None)), None]
        {
            assert!(!sent.is_visible_to(other.as_ref()), "{other:?}");
        }
        let verified = sent.verify(&member(2, Role::Officer, None), now()).unwrap();
        assert!(verified.is_visible_to(None));
    }

    fn anybody() -> impl Strategy<Value = Member> {
        (1..5i32, 0..4usize, proptest::option::of(7..9i32)).prop_map(|(id, role, organisation)| member(id, Role::ALL[role], organisation))
    }

    proptest! {
        /// For any people and any order of steps: a record counts only after an officer other than its author has verified
        /// it; its author and organisation never change; what is cancelled stays so.
        #[test]
        fn nothing_counts_without_another_officers_review(steps in proptest::collection::vec((anybody(), 0..4u8), 0..30)) {
            let mut record = draft();
            for (by, step) in steps {
                let before = record.clone();
                let next = match step {
                    0 => record.clone().submit(&by, now()).map(|record| record.recounted(&by)),
                    1 => record.clone().verify(&by, now()),
                    2 => record.clone().send_back(&by, "reason".into(), now()),
                    _ => record.clone().cancel(&by, "reason".into(), now()),
                };
                let Ok(after) = next else { continue };
                prop_assert_eq!((after.author, after.organisation), (before.author, before.organisation));
                prop_assert!(before.state.stage() != Stage::Cancelled);
                if let State::Verified { by: reviewer, .. } = after.state {
                    prop_assert_eq!(before.state.stage(), Stage::Submitted);
                    prop_assert!(reviewer != after.author && Some(reviewer) != before.figures_by && by.role.is_officer());
                }
                prop_assert!(by.role != Role::Donor, "donors change nothing");
                record = after;
            }
        }
    }
}
