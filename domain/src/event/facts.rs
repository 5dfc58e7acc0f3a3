//! What is stated about an event, and the words for it.

use chrono::NaiveDate;

use crate::ids::{ActivityId, OrganisationId};
use crate::participation::Participation;
use crate::string_enum::string_enum;

string_enum! {
    /// What sort of event it is.
    EventKind ("kind of event") {
        /// Workshop.
        Workshop = "workshop",
        /// Training course.
        TrainingCourse = "training-course",
        /// Webinar.
        Webinar = "webinar",
        /// Discussion online over days or weeks.
        OnlineDiscussion = "online-discussion",
        /// Meeting.
        Meeting = "meeting",
    }
}

string_enum! {
    /// How it is held.
    Mode ("mode") {
        /// All in one place.
        InPerson = "in-person",
        /// All online.
        Online = "online",
        /// Some in one place, some online.
        Hybrid = "hybrid",
    }
}

string_enum! {
    /// A regional group of the United Nations.
    RegionalGroup ("regional group") {
        /// Africa.
        Africa = "africa",
        /// Asia and the Pacific.
        AsiaPacific = "asia-pacific",
        /// Central and Eastern Europe.
        CentralEasternEurope = "central-eastern-europe",
        /// Latin America and the Caribbean.
        LatinAmericaCaribbean = "latin-america-caribbean",
        /// Western Europe and Others.
        WesternEuropeOthers = "western-europe-others",
    }
}

impl RegionalGroup {
    /// The name of the group in data about countries.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Africa => "Africa",
            Self::AsiaPacific => "Asia and the Pacific",
            Self::CentralEasternEurope => "Central and Eastern Europe",
            Self::LatinAmericaCaribbean => "Latin America and the Caribbean",
            Self::WesternEuropeOthers => "Western Europe and Others",
        }
    }

    /// The group of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|group| group.name() == name)
    }
}

/// An event as far as it is known. Nothing is missing in a record that was submitted, but for what is said to be optional.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Event {
    /// Title.
    pub title: Option<String>,
    /// What sort of event.
    pub kind: Option<EventKind>,
    /// How it was held.
    pub mode: Option<Mode>,
    /// First and last day.
    pub days: Option<(NaiveDate, NaiveDate)>,
    /// City; optional if all online.
    pub city: Option<String>,
    /// Code of the country; optional if all online.
    pub country: Option<String>,
    /// Regional group it is for; optional.
    pub region: Option<RegionalGroup>,
    /// Languages in which it was held (BCP 47).
    pub languages: Vec<String>,
    /// Organiser.
    pub organiser: Option<OrganisationId>,
    /// Co-organisers, with whom the credit is shared; optional.
    pub co_organisers: Vec<OrganisationId>,
    /// Activities it serves; at least one.
    pub activities: Vec<ActivityId>,
    /// Who took part.
    pub participation: Option<Participation>,
    /// Mean scores before and after, in per cent; optional.
    pub scores: Option<(u32, u32)>,
    /// What was learned; optional.
    pub learning: String,
    /// Addresses of report and pages; optional.
    pub links: Vec<String>,
    /// Whom to ask: a mail address.
    pub contact: Option<String>,
}

impl Event {
    /// Those who have organised it, the organiser first.
    pub fn organisers(&self) -> impl Iterator<Item = OrganisationId> {
        self.organiser.into_iter().chain(self.co_organisers.iter().copied())
    }

    /// Whether both may be the same event, recorded twice: they serve a common activity, their days overlap, and they were in the same
    /// country or both (also) online.
    #[must_use]
    pub fn looks_like(&self, other: &Self) -> bool {
        let is_online = |e: &Self| matches!(e.mode, Some(Mode::Online | Mode::Hybrid));
        let overlap = |((start, end), (other_start, other_end))| start <= other_end && other_start <= end;
        self.days.zip(other.days).is_some_and(overlap)
            && self.activities.iter().any(|a| other.activities.contains(a))
            && ((self.country.is_some() && self.country == other.country) || (is_online(self) && is_online(other)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(start: u32, end: u32, country: Option<&str>, mode: Mode, activity: i32) -> Event {
        let day = |d| NaiveDate::from_ymd_opt(2019, 2, d).unwrap();
        Event {
            mode: Some(mode),
            days: Some((day(start), day(end))),
            country: country.map(str::to_owned),
            activities: vec![ActivityId(activity)],
            ..Event::default()
        }
    }

    #[test]
    fn the_same_place_time_and_activity_look_alike() {
        let nairobi = event(4, 8, Some("KE"), Mode::InPerson, 7);
        assert!(nairobi.looks_like(&event(8, 9, Some("KE"), Mode::Hybrid, 7)));
        for other in [
            event(9, 9, Some("KE"), Mode::InPerson, 7),
            event(4, 8, Some("UG"), Mode::InPerson, 7),
            event(4, 8, Some("KE"), Mode::InPerson, 8),
            event(4, 8, None, Mode::Online, 7),
            Event { days: None, ..nairobi.clone() },
        ] {
            assert!(!nairobi.looks_like(&other), "{other:?}");
        }
        let online = event(1, 28, None, Mode::Online, 7);
        assert!(online.looks_like(&online) && online.looks_like(&event(4, 4, Some("KE"), Mode::Hybrid, 7)));
    }
}
