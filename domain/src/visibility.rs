//! Which entries of a history a reader may know. What came before a record was verified, or a report frozen, is for those who work on it:
//! numbers that nobody had checked, words that were taken out again, reasons for returning.

use crate::access::{Member, Role};
use crate::history::{Action, HistoryEntry, SubjectKind};
use crate::ids::{OrganisationId, PersonId};

/// An entry with who made it.
#[derive(Debug, Clone, PartialEq)]
pub struct Authored {
    /// The entry.
    pub entry: HistoryEntry,
    /// Who made it; `None`: the program.
    pub person: Option<PersonId>,
    /// For whom they work.
    pub organisation: Option<OrganisationId>,
}

/// Those of the entries of a thing, newest first, that a reader may know. `works_on_it`: the reader's organisation has written the record.
#[must_use]
pub fn visible_to(reader: Option<&Member>, kind: SubjectKind, entries: Vec<Authored>, works_on_it: bool) -> Vec<HistoryEntry> {
    let Some(reader) = reader else { return Vec::new() };
    let sees_all = reader.role.is_officer() || (works_on_it && reader.role == Role::Partner);
    let published_by = match kind {
        SubjectKind::Event => Some(Action::Verified),
        SubjectKind::Report => Some(Action::Frozen),
        _ => None,
    };
    // Newest first: the first publication is the last of them.
    let published = published_by.map(|action| entries.iter().rposition(|e| e.entry.action == action));
    let is_published = |at: usize, entry: &HistoryEntry| match published {
        Some(first) => first.is_some_and(|first| at <= first),
        None => !matches!(entry.action, Action::Measured | Action::Delivered | Action::Submitted | Action::Returned),
    };
    let is_own = |e: &Authored| {
        reader.role == Role::Partner
            && (e.person == Some(reader.id) || (reader.organisation.is_some() && e.organisation == reader.organisation))
    };
    let seen = entries.into_iter().enumerate().filter(|(at, e)| sees_all || is_published(*at, &e.entry) || is_own(e));
    seen.map(|(_, e)| e.entry).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::DateTime;

    fn entries(actions: &[(Action, i32)]) -> Vec<Authored> {
        let entry = |(action, organisation): &(Action, i32)| Authored {
            entry: HistoryEntry { at: DateTime::UNIX_EPOCH, actor: None, action: *action, changes: Vec::new(), reason: None },
            person: Some(PersonId(9)),
            organisation: Some(OrganisationId(*organisation)),
        };
        actions.iter().rev().map(entry).collect()
    }

    fn reader(role: Role, organisation: i32) -> Member {
        Member { id: PersonId(1), role, organisation: Some(OrganisationId(organisation)) }
    }

    fn seen(reader: Option<&Member>, kind: SubjectKind, actions: &[(Action, i32)], works_on_it: bool) -> Vec<Action> {
        visible_to(reader, kind, entries(actions), works_on_it).into_iter().rev().map(|e| e.action).collect()
    }

    #[test]
    fn an_event_is_known_to_others_from_its_verification_on() {
        let life = [Action::Created, Action::Submitted, Action::Returned, Action::Submitted, Action::Verified, Action::Corrected];
        let life = life.map(|action| (action, 3));
        let kind = SubjectKind::Event;
        assert_eq!(seen(Some(&reader(Role::Donor, 7)), kind, &life, false), [Action::Verified, Action::Corrected]);
        assert_eq!(seen(Some(&reader(Role::Partner, 7)), kind, &life, false), [Action::Verified, Action::Corrected]);
        assert_eq!(seen(Some(&reader(Role::Partner, 7)), kind, &life, true).len(), 6);
        assert_eq!(seen(Some(&reader(Role::Officer, 7)), kind, &life, false).len(), 6);
        assert_eq!(seen(None, kind, &life, false), []);
        assert_eq!(seen(Some(&reader(Role::Donor, 7)), kind, &life[..4], false), []);
    }

    #[test]
    fn a_report_is_known_to_others_from_its_freezing_on() {
        let life = [(Action::Created, 3), (Action::Edited, 3), (Action::Frozen, 3)];
        assert_eq!(seen(Some(&reader(Role::Donor, 7)), SubjectKind::Report, &life, false), [Action::Frozen]);
    }

    #[test]
    fn values_that_nobody_checked_are_known_to_their_own_organisation() {
        let life = [(Action::Loaded, 0), (Action::Measured, 7), (Action::Returned, 3), (Action::Verified, 3), (Action::Edited, 3)];
        let kind = SubjectKind::Indicator;
        assert_eq!(seen(Some(&reader(Role::Donor, 7)), kind, &life, false), [Action::Loaded, Action::Verified, Action::Edited]);
        let own = [Action::Loaded, Action::Measured, Action::Verified, Action::Edited];
        assert_eq!(seen(Some(&reader(Role::Partner, 7)), kind, &life, false), own);
    }
}
