//! Who may do what. Every rule of rights is a function here, and is called, not repeated.

use crate::address;
use crate::ids::{OrganisationId, PersonId};
use crate::string_enum::string_enum;

string_enum! {
    /// What a person is in the tracker. Everybody has exactly one role.
    Role ("role") {
        /// Keeps the tracker running: people, organisations, settings.
        Administrator = "administrator",
        /// Programme officer of the secretariat: keeps activities current, reviews.
        Officer = "officer",
        /// Works for an organisation that carries out activities.
        Partner = "partner",
        /// Works for an organisation that pays for activities.
        Donor = "donor",
    }
}

/// A signed-in person, as far as rights depend on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Member {
    /// Who it is.
    pub id: PersonId,
    /// What they are here.
    pub role: Role,
    /// For whom they work.
    pub organisation: Option<OrganisationId>,
}

/// What a member who may use an address has to do first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Demand {
    /// Prove again who they are: the act is dangerous in the hands of somebody who found an open browser.
    Confirmation,
    /// Set up a second factor, which their role requires.
    SecondFactor,
}

/// What a member has to do before they use an address: `writes` if they want to change something there.
#[must_use]
pub fn demand(path: &str, writes: bool, is_confirmed: bool, lacks_second_factor: bool) -> Option<Demand> {
    if lacks_second_factor && !address::opens_without_second_factor(path) {
        return Some(Demand::SecondFactor);
    }
    // The form of a new second factor shows its secret.
    let is_dangerous = path == address::NEW_SECOND_FACTOR || (writes && address::is_dangerous(path));
    (is_dangerous && !is_confirmed).then_some(Demand::Confirmation)
}

/// Who may use an address. Everybody else gets 404.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Everybody, signed in or not.
    Anyone,
    /// Published pages: every member, and the public once an administrator has opened them.
    Published,
    /// Everybody who is signed in.
    Members,
    /// Those who log what was done: officers, administrators and partners.
    Contributors,
    /// Those who carry out the plan: officers and administrators.
    Officers,
    /// Administrators alone.
    Administrators,
}

impl Access {
    /// Whether somebody of this role (`None`: not signed in) may use the address.
    #[must_use]
    pub const fn allows(self, role: Option<Role>, public_open: bool) -> bool {
        match (self, role) {
            (Self::Anyone, _) | (Self::Published | Self::Members, Some(_)) => true,
            (Self::Published, None) => public_open,
            (Self::Contributors, Some(role)) => !matches!(role, Role::Donor),
            (Self::Officers, Some(role)) => role.is_officer(),
            (Self::Administrators, Some(role)) => matches!(role, Role::Administrator),
            (_, None) => false,
        }
    }
}

impl Role {
    /// Whether this role carries out the plan: reports, edits activities, manages organisations.
    #[must_use]
    pub const fn is_officer(self) -> bool {
        matches!(self, Self::Administrator | Self::Officer)
    }

    /// Whether somebody of this role acts for an organisation and so must have one.
    #[must_use]
    pub const fn needs_organisation(self) -> bool {
        matches!(self, Self::Partner | Self::Donor)
    }
}

/// Whether the member may post and confirm progress updates and edit activities.
#[must_use]
pub const fn may_report(member: Option<&Member>) -> bool {
    matches!(member, Some(m) if m.role.is_officer())
}

/// Whether the member may log events at all; for which activities, [`may_log_for`] says.
#[must_use]
pub const fn may_log_events(member: Option<&Member>) -> bool {
    matches!(member, Some(m) if !matches!(m.role, Role::Donor))
}

/// Whether the member may log an event for an activity on which these organisations are partners.
#[must_use]
pub fn may_log_for(member: &Member, partners: &[OrganisationId]) -> bool {
    match member.role {
        Role::Administrator | Role::Officer => true,
        Role::Partner => member.organisation.is_some_and(|own| partners.contains(&own)),
        Role::Donor => false,
    }
}

/// Whether the member reviews what others have logged.
#[must_use]
pub const fn may_review(member: Option<&Member>) -> bool {
    matches!(member, Some(m) if m.role.is_officer())
}

/// Whether the reader may ask a contact and open attached files, in which people may be named: members may, the public may not.
#[must_use]
pub const fn may_see_files(member: Option<&Member>) -> bool {
    member.is_some()
}

/// Whether the member sees which mails were sent, and a banner when none go out.
#[must_use]
pub const fn may_see_mail(member: Option<&Member>) -> bool {
    matches!(member, Some(Member { role: Role::Administrator, .. }))
}

/// Whether the member may read the mail addresses of other people.
#[must_use]
pub const fn may_see_people(member: Option<&Member>) -> bool {
    matches!(member, Some(Member { role: Role::Administrator, .. }))
}

/// Whether the reader may know who leads an activity, publishes or confirms: members may, the public reads no names of people.
#[must_use]
pub const fn may_see_names(member: Option<&Member>) -> bool {
    member.is_some()
}

/// Whether the member may read the record of changes with the names of those who made them.
#[must_use]
pub const fn may_see_history(member: Option<&Member>) -> bool {
    member.is_some()
}

/// Which records of money exist for a reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MoneySeen {
    /// All of them: those who carry out the plan, and those who pay for it.
    Everything,
    /// Those of the own organisation.
    Own(Option<OrganisationId>),
    /// None; figures of all of them.
    Totals,
}

impl MoneySeen {
    /// What this reader may see.
    #[must_use]
    pub const fn by(member: Option<&Member>) -> Self {
        match member {
            None => Self::Totals,
            Some(Member { role: Role::Partner, organisation, .. }) => Self::Own(*organisation),
            Some(_) => Self::Everything,
        }
    }

    /// Whether a record of this organisation, which gave or spent, exists for the reader.
    #[must_use]
    pub fn may_read(self, organisation: OrganisationId) -> bool {
        self.has_records() && self.may_sum(organisation)
    }

    /// Whether such a record goes into the figures that the reader gets.
    #[must_use]
    pub fn may_sum(self, organisation: OrganisationId) -> bool {
        match self {
            Self::Everything | Self::Totals => true,
            Self::Own(own) => own == Some(organisation),
        }
    }

    /// Whether any record may exist for the reader.
    #[must_use]
    pub const fn has_records(self) -> bool {
        !matches!(self, Self::Totals)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_public_sees_published_pages_only_when_opened() {
        assert!(!Access::Published.allows(None, false));
        assert!(Access::Published.allows(None, true));
        for access in [Access::Members, Access::Contributors, Access::Officers, Access::Administrators] {
            assert!(!access.allows(None, true));
        }
    }

    #[test]
    fn a_partner_logs_only_where_the_own_organisation_takes_part() {
        let member = |role, organisation: Option<i32>| Member { id: PersonId(1), role, organisation: organisation.map(OrganisationId) };
        let partners = [OrganisationId(7)];
        assert!(may_log_for(&member(Role::Partner, Some(7)), &partners));
        assert!(!may_log_for(&member(Role::Partner, Some(8)), &partners));
        assert!(!may_log_for(&member(Role::Partner, None), &partners));
        assert!(!may_log_for(&member(Role::Donor, Some(7)), &partners));
        assert!(may_log_for(&member(Role::Officer, None), &[]));
    }

    #[test]
    fn money_is_seen_by_role() {
        let member = |role| Member { id: PersonId(1), role, organisation: Some(OrganisationId(7)) };
        let reads = |role, of| MoneySeen::by(Some(&member(role))).may_read(OrganisationId(of));
        for role in [Role::Administrator, Role::Officer, Role::Donor] {
            assert!(reads(role, 7) && reads(role, 8), "{role}");
        }
        assert!(reads(Role::Partner, 7) && !reads(Role::Partner, 8));
        let public = MoneySeen::by(None);
        assert!(!public.may_read(OrganisationId(7)) && public.may_sum(OrganisationId(7)));
        assert!(!MoneySeen::Own(None).may_read(OrganisationId(7)));
    }

    #[test]
    fn rights_grow_from_donor_to_administrator() {
        let allowed = |role| {
            [Access::Anyone, Access::Published, Access::Members, Access::Contributors, Access::Officers, Access::Administrators]
                .map(|a| a.allows(Some(role), false))
        };
        assert_eq!(allowed(Role::Donor), [true, true, true, false, false, false]);
        assert_eq!(allowed(Role::Partner), [true, true, true, true, false, false]);
        assert_eq!(allowed(Role::Officer), [true, true, true, true, true, false]);
        assert_eq!(allowed(Role::Administrator), [true; 6]);
    }

    #[test]
    fn dangerous_acts_need_a_fresh_proof_and_a_missing_second_factor_comes_first() {
        let demand = |path, writes, is_confirmed, lacks| super::demand(path, writes, is_confirmed, lacks);
        assert_eq!(demand("/admin/people/3", true, false, false), Some(Demand::Confirmation));
        assert_eq!(demand("/admin/people/3", true, true, false), None);
        assert_eq!(demand("/admin/people/3", false, false, false), None);
        assert_eq!(demand("/events/3/edit", true, false, false), None);
        assert_eq!(demand("/", false, true, true), Some(Demand::SecondFactor));
        assert_eq!(demand("/account/second-factor/new", false, false, true), Some(Demand::Confirmation));
        assert_eq!(demand("/account/second-factor/new", true, true, true), None);
        assert_eq!(demand("/session/end", true, false, true), None);
    }
}
