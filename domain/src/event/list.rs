//! Events in lists, and totals of them.

use chrono::{DateTime, NaiveDate, Utc};

use super::facts::{EventKind, Mode, RegionalGroup};
use crate::UnknownValue;
use crate::access::Member;
use crate::ids::{ActivityId, EventId, OrganisationId, PersonId};
use crate::participation::{Basis, StakeholderGroup, may_see_gender};
use crate::review::Stage;

/// A group of countries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Group {
    /// A regional group of the United Nations.
    Region(RegionalGroup),
    /// Least developed countries.
    Ldc,
    /// Small island developing States.
    Sids,
}

impl Group {
    /// Every group, regions first.
    pub fn all() -> impl Iterator<Item = Self> {
        RegionalGroup::ALL.iter().map(|r| Self::Region(*r)).chain([Self::Ldc, Self::Sids])
    }

    /// The word in addresses and for texts.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Region(region) => region.as_str(),
            Self::Ldc => "ldc",
            Self::Sids => "sids",
        }
    }
}

impl std::str::FromStr for Group {
    type Err = UnknownValue;

    fn from_str(word: &str) -> Result<Self, UnknownValue> {
        match word {
            "ldc" => Ok(Self::Ldc),
            "sids" => Ok(Self::Sids),
            _ => word.parse().map(Self::Region),
        }
    }
}

/// An event in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventSummary {
    /// Key.
    pub id: EventId,
    /// Title.
    pub title: Option<String>,
    /// What sort of event.
    pub kind: Option<EventKind>,
    /// How it was held.
    pub mode: Option<Mode>,
    /// First and last day.
    pub days: Option<(NaiveDate, NaiveDate)>,
    /// City.
    pub city: Option<String>,
    /// Code of the country.
    pub country: Option<String>,
    /// Regional group it is for, or that of its country.
    pub region: Option<RegionalGroup>,
    /// Where the record stands.
    pub stage: Stage,
    /// Since when; a draft has no such time.
    pub stage_at: Option<DateTime<Utc>>,
    /// Why it was returned or cancelled.
    pub stage_reason: Option<String>,
    /// Who began it.
    pub author: PersonId,
    /// Who last changed what it counts, if it was not the author.
    pub figures_by: Option<PersonId>,
    /// Their name.
    pub author_name: String,
    /// Organiser.
    pub organiser: Option<OrganisationId>,
    /// Co-organisers.
    pub co_organisers: Vec<OrganisationId>,
    /// Activities it serves.
    pub activities: Vec<ActivityId>,
    /// People registered.
    pub registered: Option<u32>,
    /// People who attended.
    pub attended: Option<u32>,
    /// Women among them.
    pub women: Option<u32>,
    /// Men among them.
    pub men: Option<u32>,
    /// Others, or not stated.
    pub other: Option<u32>,
    /// Counted or estimated.
    pub basis: Option<Basis>,
    /// Code and people of each country.
    pub countries: Vec<(String, u32)>,
    /// People of each stakeholder group.
    pub groups: Vec<(StakeholderGroup, u32)>,
    /// Version of the record.
    pub version: i32,
}

impl EventSummary {
    /// For how many days the record has waited where it stands.
    #[must_use]
    pub fn waited(&self, today: NaiveDate) -> Option<i64> {
        self.stage_at.map(|at| (today - at.date_naive()).num_days().max(0))
    }

    /// Women, men and others, as far as they are known and the reader may see them: [`may_see_gender`].
    #[must_use]
    pub fn by_gender(&self, reader: Option<&Member>) -> [Option<u32>; 3] {
        let counts = [self.women, self.men, self.other];
        if may_see_gender(reader, self.countries.len(), counts.map(|n| n.map_or(0, u64::from))) { counts } else { [None; 3] }
    }
}

/// Figures of the verified events of a selection. Attendances are added up over the events: a person who attended two of them counts twice.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Totals {
    /// Events.
    pub events: u64,
    /// Attendances.
    pub attendances: u64,
    /// Of women.
    pub women: u64,
    /// Of men.
    pub men: u64,
    /// Of others, or not stated.
    pub other: u64,
    /// Attendances that are estimated.
    pub estimated: u64,
    /// Attendances with a stated country.
    pub with_country: u64,
    /// Different countries from which people came.
    pub countries: u64,
    /// Different Parties to the Protocol among them, each as of the last day of the event.
    pub parties: u64,
    /// Attendances and countries by regional group.
    pub regions: Vec<(RegionalGroup, u64, u64)>,
    /// Attendances from, and number of, least developed countries, each as of the first day of the event.
    pub ldc: (u64, u64),
    /// Attendances from, and number of, small island developing States.
    pub sids: (u64, u64),
    /// Attendances by stakeholder group.
    pub groups: Vec<(StakeholderGroup, u64)>,
}

impl Totals {
    /// How many different people attended, where that is known: at a single event.
    #[must_use]
    pub const fn people(&self) -> Option<u64> {
        if self.events == 1 { Some(self.attendances) } else { None }
    }

    /// Whether a reader may see how many of them are women and men: [`may_see_gender`].
    #[must_use]
    pub fn may_split(&self, reader: Option<&Member>) -> bool {
        may_see_gender(reader, usize::try_from(self.countries).unwrap_or(usize::MAX), [self.women, self.men, self.other])
    }

    /// Attendances without a stated country.
    #[must_use]
    pub const fn without_country(&self) -> u64 {
        self.attendances.saturating_sub(self.with_country)
    }

    /// Attendances without a stated stakeholder group.
    #[must_use]
    pub fn without_group(&self) -> u64 {
        self.attendances.saturating_sub(self.groups.iter().map(|(_, n)| n).sum())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_are_found_by_their_words() {
        for group in Group::all() {
            assert_eq!(group.as_str().parse(), Ok(group));
        }
        assert!("moon".parse::<Group>().is_err());
    }

    #[test]
    fn few_people_of_one_country_are_not_told_apart_in_public() {
        let totals = |women, men, countries| Totals { women, men, attendances: women + men, countries, events: 1, ..Totals::default() };
        let member = Member { id: PersonId(1), role: crate::access::Role::Donor, organisation: None };
        assert!(!totals(3, 20, 1).may_split(None) && !totals(20, 4, 0).may_split(None));
        assert!(
            totals(3, 20, 1).may_split(Some(&member))
                && totals(3, 20, 2).may_split(None)
                && totals(20, 5, 1).may_split(None)
                && totals(20, 0, 1).may_split(None)
        );
    }

    #[test]
    fn people_are_known_at_one_event_only() {
        let totals = |events, attendances| Totals { events, attendances, ..Totals::default() };
        assert_eq!(totals(1, 32).people(), Some(32));
        assert_eq!(totals(2, 64).people(), None);
    }
}
