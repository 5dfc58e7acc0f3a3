//! The record of an event: whose it is, where it stands, with which other record it was merged.

use chrono::{DateTime, Utc};

use super::facts::Event;
use super::input::EventInput;
use crate::access::Member;
use crate::history::{Changes, Field, Value};
use crate::ids::{ActivityId, EventId, OrganisationId};
use crate::participation::Participation;
use crate::review::{Refusal, Review, Stage};
use crate::string_enum::string_enum;

/// An event as recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventRecord {
    /// Key.
    pub id: EventId,
    /// Whose record it is and where it stands.
    pub review: Review,
    /// Name of who began it.
    pub author_name: String,
    /// What was typed.
    pub typed: EventInput,
    /// What can be understood of it.
    pub event: Event,
    /// When it was begun.
    pub created_at: DateTime<Utc>,
    /// The record with which it was merged: that one counts, this one does not.
    pub merged_into: Option<EventId>,
    /// Raised by every change, to notice two at once.
    pub version: i32,
}

string_enum! {
    /// Why two records cannot be merged.
    NotMergeable ("reason against merging") {
        /// The member is no officer, or one of the records is their own.
        NotAllowed = "not-allowed",
        /// One of them is merged already, or another is merged with the one that would go.
        MergedAlready = "merged-already",
        /// The one that stays must count if the other does, and none may be a draft, returned or cancelled.
        WrongState = "wrong-state",
    }
}

impl EventRecord {
    /// Where the record stands.
    #[must_use]
    pub const fn stage(&self) -> Stage {
        self.review.state.stage()
    }

    /// Whether it counts in published figures.
    #[must_use]
    pub const fn counts(&self) -> bool {
        self.review.state.counts() && self.merged_into.is_none()
    }

    /// The review of a record that stands by itself. What went up in another record stays as it is until the two are separated.
    fn own_review(&self) -> Result<Review, Refusal> {
        if self.merged_into.is_some() { Err(Refusal::WrongState) } else { Ok(self.review.clone()) }
    }

    /// Announced before it takes place.
    ///
    /// # Errors
    /// [`Refusal`].
    pub fn announce(&self, by: &Member, now: DateTime<Utc>) -> Result<Review, Refusal> {
        self.own_review()?.announce(by, now)
    }

    /// Sent for review. A record that waits already can be sent again with changes.
    ///
    /// # Errors
    /// [`Refusal`].
    pub fn submit(&self, by: &Member, now: DateTime<Utc>) -> Result<Review, Refusal> {
        self.own_review()?.submit(by, now)
    }

    /// Found right: from now on it counts.
    ///
    /// # Errors
    /// [`Refusal`].
    pub fn verify(&self, by: &Member, now: DateTime<Utc>) -> Result<Review, Refusal> {
        self.own_review()?.verify(by, now)
    }

    /// Sent back to its author, with a reason.
    ///
    /// # Errors
    /// [`Refusal`].
    pub fn send_back(&self, by: &Member, reason: String, now: DateTime<Utc>) -> Result<Review, Refusal> {
        self.own_review()?.send_back(by, reason, now)
    }

    /// Back to review, where it does not count.
    ///
    /// # Errors
    /// [`Refusal`].
    pub fn reopen(&self, by: &Member, now: DateTime<Utc>) -> Result<Review, Refusal> {
        self.own_review()?.reopen(by, now)
    }

    /// Cancelled with a reason. The record stays, and does not count.
    ///
    /// # Errors
    /// [`Refusal`].
    pub fn cancel(&self, by: &Member, reason: String, now: DateTime<Utc>) -> Result<Review, Refusal> {
        self.own_review()?.cancel(by, reason, now)
    }

    /// Whether the record exists for this reader. Once merged, only for those who worked on it and for officers.
    #[must_use]
    pub fn is_visible_to(&self, member: Option<&Member>) -> bool {
        let sees_merged = || member.is_some_and(|m| m.role.is_officer() || self.review.is_own(m));
        self.review.is_visible_to(member) && (self.merged_into.is_none() || sees_merged())
    }

    /// Whether the member may change what the record says, before it is verified.
    #[must_use]
    pub fn may_edit(&self, member: &Member) -> bool {
        self.merged_into.is_none() && self.review.may_edit(member)
    }

    /// Whether the member may correct what the verified record says.
    #[must_use]
    pub fn may_correct(&self, member: &Member) -> bool {
        self.merged_into.is_none() && self.review.may_correct(member)
    }

    /// Whether the member may verify or return the record now.
    #[must_use]
    pub fn may_review(&self, member: &Member) -> bool {
        self.merged_into.is_none() && self.review.may_review(member)
    }

    /// Whether the member may take the record out, with a reason.
    #[must_use]
    pub fn may_cancel(&self, member: &Member) -> bool {
        self.may_edit(member) || self.may_correct(member)
    }

    /// Whether the member may throw the record away: a draft that nobody else has seen.
    #[must_use]
    pub fn may_discard(&self, member: &Member) -> bool {
        matches!(self.stage(), Stage::Draft) && self.may_edit(member)
    }

    /// Whether the member may take files out: before the record is verified, or to correct it.
    #[must_use]
    pub fn may_remove_files(&self, member: &Member) -> bool {
        self.may_edit(member) || self.may_correct(member)
    }

    /// Whether the member may add files. Those who have written a record may do so after it is verified: reports come late.
    #[must_use]
    pub fn may_add_files(&self, member: &Member) -> bool {
        self.may_remove_files(member) || (self.counts() && self.review.works_on_it(member))
    }

    /// Whether the member may begin a new record with what this one says of an event that is held again.
    #[must_use]
    pub fn may_copy(&self, member: &Member) -> bool {
        self.review.works_on_it(member) && self.is_visible_to(Some(member))
    }

    /// Whether this record may go up in another, which then stands for both. `has_merged`: whether others went up in this one.
    ///
    /// # Errors
    /// [`NotMergeable`].
    pub fn check_merge(&self, into: &Self, has_merged: bool, by: &Member) -> Result<(), NotMergeable> {
        if self.check_reviewer_of_both(into, by).is_err() {
            return Err(NotMergeable::NotAllowed);
        }
        if self.id == into.id || self.merged_into.is_some() || into.merged_into.is_some() || has_merged {
            return Err(NotMergeable::MergedAlready);
        }
        match (self.stage(), into.stage()) {
            (Stage::Submitted | Stage::Verified, Stage::Verified) | (Stage::Submitted, Stage::Submitted) => Ok(()),
            _ => Err(NotMergeable::WrongState),
        }
    }

    /// Whether this record, which was merged into `kept`, may be separated from it again. It needs the same rights as merging them.
    ///
    /// # Errors
    /// [`Refusal`].
    pub fn check_separate(&self, kept: &Self, by: &Member) -> Result<(), Refusal> {
        self.check_reviewer_of_both(kept, by)?;
        if self.merged_into == Some(kept.id) { Ok(()) } else { Err(Refusal::WrongState) }
    }

    /// Two records are compared by an officer who is the author of neither.
    fn check_reviewer_of_both(&self, other: &Self, by: &Member) -> Result<(), Refusal> {
        if !by.role.is_officer() {
            return Err(Refusal::NotAllowed);
        }
        if [self, other].iter().any(|r| r.review.author == by.id) { Err(Refusal::OwnRecord) } else { Ok(()) }
    }
}

impl Event {
    /// What differs in `after`. The functions give the names of organisations and activities.
    #[must_use]
    pub fn changes(
        &self,
        after: &Self,
        organisation: impl Fn(OrganisationId) -> String,
        activity: impl Fn(ActivityId) -> String,
    ) -> Changes {
        let (a, b) = (self, after);
        let (p, q) = (a.participation.as_ref(), b.participation.as_ref());
        let organisations = |ids: &[OrganisationId]| ids.iter().map(|id| organisation(*id)).collect::<Vec<_>>();
        let activities = |ids: &[ActivityId]| ids.iter().map(|id| activity(*id)).collect::<Vec<_>>();
        let scores = |s: Option<(u32, u32)>| s.map(|(before, after)| Value::Scores(before, after));
        let countries = |p: Option<&Participation>| p.map(|p| Value::Countries(p.countries.clone()));
        let groups = |p: Option<&Participation>| p.map(|p| Value::Groups(p.groups.clone()));
        Changes::new()
            .value(Field::Title, a.title.as_deref(), b.title.as_deref())
            .names(Field::Activities, activities(&a.activities), activities(&b.activities))
            .value(Field::EventKind, a.kind.map(super::EventKind::as_str), b.kind.map(super::EventKind::as_str))
            .value(Field::Mode, a.mode.map(super::Mode::as_str), b.mode.map(super::Mode::as_str))
            .day(Field::Start, a.days.map(|d| d.0), b.days.map(|d| d.0))
            .day(Field::End, a.days.map(|d| d.1), b.days.map(|d| d.1))
            .value(Field::City, a.city.as_deref(), b.city.as_deref())
            .value(Field::Country, a.country.as_deref(), b.country.as_deref())
            .value(Field::Region, a.region.map(super::RegionalGroup::as_str), b.region.map(super::RegionalGroup::as_str))
            .languages(&a.languages, &b.languages)
            .value(Field::Organiser, a.organiser.map(&organisation).as_deref(), b.organiser.map(&organisation).as_deref())
            .names(Field::CoOrganisers, organisations(&a.co_organisers), organisations(&b.co_organisers))
            .count(Field::Registered, p.and_then(|p| p.registered), q.and_then(|q| q.registered))
            .count(Field::Attended, p.map(|p| p.attended), q.map(|q| q.attended))
            .count(Field::Women, p.map(|p| p.women), q.map(|q| q.women))
            .count(Field::Men, p.map(|p| p.men), q.map(|q| q.men))
            .count(Field::Other, p.map(|p| p.other), q.map(|q| q.other))
            .compare(Field::Countries, countries(p), countries(q))
            .compare(Field::Groups, groups(p), groups(q))
            .value(Field::Basis, p.map(|p| p.basis.as_str()), q.map(|q| q.basis.as_str()))
            .compare(Field::Scores, scores(a.scores), scores(b.scores))
            .value(Field::Learning, Some(&a.learning), Some(&b.learning))
            .names(Field::Links, a.links.clone(), b.links.clone())
            .value(Field::Contact, a.contact.as_deref(), b.contact.as_deref())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::Role;
    use crate::event::EventKind;
    use crate::ids::PersonId;
    use crate::review::State;
    use proptest::prelude::*;

    fn record(id: i32, author: i32, state: State) -> EventRecord {
        EventRecord {
            id: EventId(id),
            review: Review { author: PersonId(author), organisation: Some(OrganisationId(7)), figures_by: None, state },
            author_name: String::new(),
            typed: EventInput::default(),
            event: Event::default(),
            created_at: DateTime::UNIX_EPOCH,
            merged_into: None,
            version: 0,
        }
    }

    fn state(n: u8) -> State {
        let (at, by, reason) = (DateTime::UNIX_EPOCH, PersonId(9), String::new());
        match n {
            0 => State::Draft,
            1 => State::Submitted { at },
            2 => State::Returned { at, by, reason },
            3 => State::Verified { at, by },
            4 => State::Planned { at },
            _ => State::Cancelled { at, by, reason },
        }
    }

    fn member(id: i32, role: Role) -> Member {
        Member { id: PersonId(id), role, organisation: (role == Role::Partner).then_some(OrganisationId(8)) }
    }

    proptest! {
        /// Merging never takes a figure away, is done by officers on others' records, and never makes a chain.
        #[test]
        fn what_counted_still_counts_after_merging(this in 0u8..6, into in 0u8..6, merged in 0u8..4, author in 1i32..4, role in 0usize..4) {
            let (mut a, mut b) = (record(1, author, state(this)), record(2, 2, state(into)));
            if merged == 1 { a.merged_into = Some(EventId(5)) }
            if merged == 2 { b.merged_into = Some(EventId(5)) }
            let by = member(1, Role::ALL[role]);
            if a.check_merge(&b, merged == 3, &by).is_ok() {
                prop_assert!(merged == 0 && by.role.is_officer() && author != 1);
                prop_assert!(!a.counts() || b.counts());
                prop_assert!(matches!(b.stage(), Stage::Submitted | Stage::Verified));
            }
        }

        /// Whatever is merged, or neither verified nor planned, does not exist for strangers.
        #[test]
        fn only_what_counts_or_is_planned_is_seen_by_others(n in 0u8..6, is_merged: bool, role in 0usize..5) {
            let mut r = record(1, 1, state(n));
            r.merged_into = is_merged.then_some(EventId(2));
            let reader = Role::ALL.get(role).map(|role| member(3, *role));
            let is_officer = reader.is_some_and(|m| m.role.is_officer());
            prop_assert_eq!(r.is_visible_to(reader.as_ref()), is_officer || r.counts() || (n == 4 && !is_merged));
            if let Some(m) = reader && is_merged {
                prop_assert!(!r.may_edit(&m) && !r.may_correct(&m) && !r.may_review(&m) && !r.may_cancel(&m));
                let now = DateTime::UNIX_EPOCH;
                let tried = [r.submit(&m, now), r.verify(&m, now), r.send_back(&m, "x".into(), now), r.cancel(&m, "x".into(), now)];
                prop_assert!(tried.into_iter().all(|t| t == Err(Refusal::WrongState)));
            }
        }
    }

    #[test]
    fn separating_takes_the_rights_of_merging() {
        let kept = record(2, 2, state(3));
        let gone = EventRecord { merged_into: Some(kept.id), ..record(1, 1, state(3)) };
        assert_eq!(gone.check_separate(&kept, &member(3, Role::Officer)), Ok(()));
        for author in [1, 2] {
            assert_eq!(gone.check_separate(&kept, &member(author, Role::Administrator)), Err(Refusal::OwnRecord));
        }
        for role in [Role::Partner, Role::Donor] {
            assert_eq!(gone.check_separate(&kept, &member(3, role)), Err(Refusal::NotAllowed));
        }
        assert_eq!(record(1, 1, state(3)).check_separate(&kept, &member(3, Role::Officer)), Err(Refusal::WrongState));
    }

    #[test]
    fn changes_tell_what_differs() {
        let before = Event { kind: Some(EventKind::Workshop), activities: vec![ActivityId(3)], ..Event::default() };
        let after = Event { kind: Some(EventKind::Meeting), activities: vec![ActivityId(3), ActivityId(5)], ..Event::default() };
        let changes = before.changes(&after, |o| o.to_string(), |a| a.to_string()).into_vec();
        let names = |names: &[&str]| Some(Value::Names(names.iter().map(|n| (*n).to_owned()).collect()));
        let word = |word: &str| Some(Value::Word(word.to_owned()));
        let found: Vec<_> = changes.into_iter().map(|c| (c.field, c.before, c.after)).collect();
        assert_eq!(found, [(Field::Activities, names(&["3"]), names(&["3", "5"])), (Field::EventKind, word("workshop"), word("meeting"))]);
    }
}
