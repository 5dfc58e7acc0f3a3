//! What the keys in records stand for: the organisations, countries and activities that can be named, with what they are called.

use std::sync::Arc;

use chrono::NaiveDate;

use crate::access::{Member, may_log_for};
use crate::country::Countries;
use crate::event::{Offer, RegionalGroup};
use crate::ids::{ActivityId, OrganisationId, PlanId};
use crate::lang::{Lang, Translated};
use crate::plan::PlanRef;

/// An organisation by name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrganisationEntry {
    /// Key.
    pub id: OrganisationId,
    /// Its name in addresses.
    pub slug: String,
    /// Its official name.
    pub name: Translated,
    /// Its acronym.
    pub acronym: Option<String>,
    /// Whether it can be chosen for something new.
    pub is_active: bool,
}

/// A country by name, with the groups to which it belongs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CountryEntry {
    /// ISO 3166-1 alpha-2, or the code used for an entity that has none.
    pub code: String,
    /// Its name.
    pub name: Translated,
    /// Everything it may be called in a form or list: names in all languages and the three-letter code.
    pub names: Vec<String>,
    /// Its regional group, if it has one.
    pub group: Option<RegionalGroup>,
    /// Whether it is a least developed country today.
    pub is_ldc: bool,
    /// First day on which it was no least developed country any more.
    pub ldc_until: Option<NaiveDate>,
    /// Whether it is a small island developing State.
    pub is_sids: bool,
    /// Whether it is a Party to the Cartagena Protocol.
    pub is_party: bool,
    /// Since when, if that is known.
    pub party_since: Option<NaiveDate>,
}

impl CountryEntry {
    /// Whether it was a least developed country on a day.
    #[must_use]
    pub fn was_ldc(&self, day: NaiveDate) -> bool {
        self.is_ldc || self.ldc_until.is_some_and(|until| day < until)
    }

    /// Whether it was a Party to the Cartagena Protocol on a day.
    #[must_use]
    pub fn was_party(&self, day: NaiveDate) -> bool {
        self.is_party && self.party_since.is_none_or(|since| since <= day)
    }
}

/// Every country, in the order of the codes, with the ways in which it may be spelled. Copies share what they hold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Atlas {
    entries: Arc<[CountryEntry]>,
    spelled: Countries,
}

impl Atlas {
    /// The atlas of these countries.
    #[must_use]
    pub fn new(entries: Vec<CountryEntry>) -> Self {
        let spelled = Countries::new(entries.iter().map(|c| (c.code.clone(), c.names.clone())));
        Self { entries: entries.into(), spelled }
    }

    /// The countries one after the other.
    pub fn iter(&self) -> std::slice::Iter<'_, CountryEntry> {
        self.entries.iter()
    }

    /// The countries as they may be typed.
    #[must_use]
    pub fn spelled(&self) -> Countries {
        self.spelled.clone()
    }
}

/// An activity by number and name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActivityEntry {
    /// Key.
    pub id: ActivityId,
    /// The plan to which it belongs.
    pub plan: PlanId,
    /// Its number in the plan.
    pub number: i32,
    /// Its short title.
    pub short_title: Translated,
    /// The organisations that are partners on it.
    pub partners: Vec<OrganisationId>,
}

/// Everything that can be named.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Directory {
    /// Organisations, in the order of their names in addresses.
    pub organisations: Vec<OrganisationEntry>,
    /// Countries.
    pub countries: Atlas,
    /// Activities of the plan that is looked at, by number.
    pub activities: Vec<ActivityEntry>,
    /// Activities of the other plans, plan by plan and by number: records may serve them too.
    pub others: Vec<ActivityEntry>,
    /// All plans, in the order in which they came.
    pub plans: Vec<PlanRef>,
}

impl Directory {
    /// The organisation of this key.
    #[must_use]
    pub fn organisation(&self, id: OrganisationId) -> Option<&OrganisationEntry> {
        self.organisations.iter().find(|o| o.id == id)
    }

    /// The country of this code.
    #[must_use]
    pub fn country(&self, code: &str) -> Option<&CountryEntry> {
        self.countries.iter().find(|c| c.code == code)
    }

    /// The activity of this key.
    #[must_use]
    pub fn activity(&self, id: ActivityId) -> Option<&ActivityEntry> {
        self.every_activity().find(|a| a.id == id)
    }

    /// The activities of all plans, those of the plan that is looked at first.
    pub fn every_activity(&self) -> impl Iterator<Item = &ActivityEntry> {
        self.activities.iter().chain(&self.others)
    }

    /// The plan of this key.
    #[must_use]
    pub fn plan(&self, id: PlanId) -> Option<&PlanRef> {
        self.plans.iter().find(|p| p.id == id)
    }

    /// Whether an activity belongs to another plan than the one that is looked at.
    #[must_use]
    pub fn is_other(&self, id: ActivityId) -> bool {
        self.others.iter().any(|a| a.id == id)
    }

    /// The number of an activity, after the code of its plan unless that is the one that is looked at; empty for an unknown one.
    #[must_use]
    pub fn activity_number(&self, id: ActivityId) -> String {
        match (self.activity(id), self.is_other(id)) {
            (Some(a), true) => format!("{} {}", self.plan(a.plan).map_or("", |p| p.code.as_str()), a.number),
            (Some(a), false) => a.number.to_string(),
            (None, _) => String::new(),
        }
    }

    /// The acronym of an organisation, or its name where there is none, without what stands in brackets.
    #[must_use]
    pub fn organisation_name(&self, lang: Lang, id: OrganisationId) -> String {
        self.organisation(id)
            .map_or_else(String::new, |o| crate::organisation::short_name(o.acronym.as_deref(), o.name.get(lang)).to_owned())
    }

    /// The name of a country; the code itself if nothing else is known.
    #[must_use]
    pub fn country_name(&self, lang: Lang, code: &str) -> String {
        self.country(code).map_or_else(|| code.to_owned(), |c| c.name.get(lang).to_owned())
    }

    /// Number and short title of an activity, with the title of its plan unless that is the one that is looked at.
    #[must_use]
    pub fn activity_name(&self, lang: Lang, id: ActivityId) -> String {
        let Some(a) = self.activity(id) else { return String::new() };
        let name = format!("{}. {}", a.number, a.short_title.get(lang));
        match self.plan(a.plan).filter(|_| self.is_other(id)) {
            Some(plan) => format!("{name} ({})", plan.title.get(lang)),
            None => name,
        }
    }

    /// Everything, as records already stored may name it.
    #[must_use]
    pub fn whole(&self) -> Offer {
        Offer {
            countries: self.countries.spelled(),
            organisations: self.organisations.iter().map(|o| o.id).collect(),
            activities: self.every_activity().map(|a| a.id).collect(),
        }
    }

    /// What the member may choose for an event that names `organisations` and `activities` already.
    #[must_use]
    pub fn offer(&self, member: &Member, organisations: &[OrganisationId], activities: &[ActivityId]) -> Offer {
        Offer {
            countries: self.countries.spelled(),
            organisations: self.organisations.iter().filter(|o| o.is_active || organisations.contains(&o.id)).map(|o| o.id).collect(),
            activities: self
                .every_activity()
                .filter(|a| may_log_for(member, &a.partners) || activities.contains(&a.id))
                .map(|a| a.id)
                .collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_activity_of_another_plan_is_told_with_its_plan() {
        let plan = |id, code: &str| PlanRef { id: PlanId(id), code: code.into(), title: Translated::english(code) };
        let activity = |plan, id| ActivityEntry {
            id: ActivityId(id),
            plan: PlanId(plan),
            number: 2,
            short_title: Translated::english("Courses"),
            partners: Vec::new(),
        };
        let directory = Directory {
            activities: vec![activity(1, 2)],
            others: vec![activity(2, 22)],
            plans: vec![plan(1, "one"), plan(2, "two")],
            ..Directory::default()
        };
        let told = |id| (directory.activity_name(Lang::En, ActivityId(id)), directory.activity_number(ActivityId(id)));
        assert_eq!(told(2), ("2. Courses".into(), "2".into()));
        assert_eq!(told(22), ("2. Courses (two)".into(), "two 2".into()));
        assert_eq!(told(3), (String::new(), String::new()));
        assert_eq!(directory.whole().activities, [ActivityId(2), ActivityId(22)]);
    }

    #[test]
    fn a_country_leaves_the_least_developed_on_a_day() {
        let day = |y| NaiveDate::from_ymd_opt(y, 12, 13).unwrap();
        let entry = |is_ldc, ldc_until| CountryEntry {
            code: "BT".into(),
            name: Translated::english("Bhutan"),
            names: Vec::new(),
            group: None,
            is_party: true,
            party_since: None,
            is_ldc,
            ldc_until,
            is_sids: false,
        };
        let left = entry(false, Some(day(2023)));
        assert!(left.was_ldc(day(2019)) && !left.was_ldc(day(2023)) && !left.was_ldc(day(2024)));
        assert!(entry(true, None).was_ldc(day(2019)) && !entry(false, None).was_ldc(day(2019)));
    }
}
