//! The data files, read strictly: an unknown key, a missing text or a reference to nothing stops the start.

use std::collections::HashSet;

use domain::framework::Framework;
use domain::precedent::Precedent;
use sha2::{Digest, Sha256};

use super::entries::{OrganisationEntry, PlanFile};
use super::read::{DataError, json, known, unique};
use super::{countries, framework, precedents};
use crate::db::country::CountryRow;

/// Everything that is loaded at the first start.
pub struct PlanData {
    pub(super) plan: PlanFile,
    pub(super) organisations: Vec<OrganisationEntry>,
    pub(super) countries: Vec<CountryRow>,
    pub(super) precedents: Vec<Precedent>,
    pub(super) framework: Framework,
    /// Changes whenever a file does.
    pub(super) hash: String,
}

const PLAN: &str = "plan.json";
const ORGANISATIONS: &str = "organisations.json";

impl PlanData {
    /// Reads the five files and checks that every reference leads somewhere.
    ///
    /// # Errors
    /// The first thing that is wrong, with file, entry and reason.
    pub fn read(plan: &str, organisations: &str, countries: &str, precedents: &str, framework: &str) -> Result<Self, DataError> {
        let mut hash = Sha256::new();
        for file in [plan, organisations, countries, precedents, framework] {
            hash.update(file.len().to_le_bytes());
            hash.update(file);
        }
        let hash = hash.finalize().iter().map(|b| format!("{b:02x}")).collect();
        let countries = countries::read(countries)?;
        let data = Self {
            plan: json(PLAN, plan)?,
            organisations: json(ORGANISATIONS, organisations)?,
            precedents: precedents::read(precedents, &countries)?,
            framework: framework::read(framework)?,
            countries,
            hash,
        };
        data.check()?;
        Ok(data)
    }

    fn check(&self) -> Result<(), DataError> {
        let countries: HashSet<&str> = self.countries.iter().map(|c| c.iso2.as_str()).collect();
        let organisations = unique(ORGANISATIONS, self.organisations.iter().map(|o| o.slug.as_str()))?;
        for o in &self.organisations {
            if let Some(country) = o.country.as_deref() {
                known(ORGANISATIONS, || o.slug.clone(), "country", country, &countries)?;
            }
        }
        let p = &self.plan;
        let topics = unique(PLAN, p.topics.iter().map(|t| t.id.as_str()))?;
        let units = unique(PLAN, p.units.iter().map(|u| u.id.as_str()))?;
        let decisions = unique(PLAN, p.decisions.iter().map(|d| d.code.as_str()))?;
        let mut numbers = HashSet::new();
        for a in &p.activities {
            let entry = || format!("activity {}", a.number);
            if a.number < 1 || !numbers.insert(a.number) {
                return Err(DataError::new(PLAN, entry(), "the number is taken or below 1"));
            }
            if a.end_year < a.start_year || a.start_year < p.plan.start_year || a.end_year > p.plan.end_year {
                return Err(DataError::new(PLAN, entry(), "the years are in the wrong order or outside the plan's"));
            }
            known(PLAN, entry, "topic", &a.topic, &topics)?;
            for d in &a.decisions {
                known(PLAN, entry, "decision", &d.code, &decisions)?;
            }
            for unit in a.indicators.iter().map(|i| &i.unit).chain(a.results.iter().filter_map(|r| Some(&r.target.as_ref()?.unit))) {
                known(PLAN, entry, "unit", unit, &units)?;
            }
            for partner in &a.partners {
                known(PLAN, entry, "organisation", &partner.organisation, &organisations)?;
            }
        }
        for a in &p.activities {
            if let Some(d) = a.depends_on.iter().find(|d| d.activity == a.number || !numbers.contains(&d.activity)) {
                return Err(DataError::new(
                    PLAN,
                    format!("activity {}", a.number),
                    format!("depends on activity {}, which it cannot", d.activity),
                ));
            }
        }
        framework::check_activities(&self.framework, &numbers)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILES: [&str; 5] = [
        include_str!("../../../data/plan.json"),
        include_str!("../../../data/organisations.json"),
        include_str!("../../../data/countries.csv"),
        include_str!("../../../data/precedents.json"),
        include_str!("../../../data/framework.json"),
    ];

    fn error(file: usize, from: &str, to: &str) -> String {
        let mut files = FILES.map(str::to_owned);
        assert!(files[file].contains(from), "“{from}” is not in the file");
        files[file] = files[file].replacen(from, to, 1);
        PlanData::read(&files[0], &files[1], &files[2], &files[3], &files[4])
            .map(|_| ())
            .expect_err("a malformed file is refused")
            .to_string()
    }

    #[test]
    fn the_plan_is_what_the_document_says() {
        let data = super::super::built_in().unwrap();
        let a = &data.plan.activities;
        assert_eq!(a.len(), 14);
        assert_eq!(a.iter().filter(|a| a.priority).map(|a| a.number).collect::<Vec<_>>(), (1..=10).collect::<Vec<_>>());
        assert_eq!(
            a.iter().filter(|a| a.full_plan_number.is_some()).map(|a| (a.number, a.full_plan_number)).collect::<Vec<_>>(),
            [(1, Some(97))]
        );
        assert_eq!(a.iter().map(|a| a.results.len()).sum::<usize>(), 16);
        assert_eq!(a.iter().map(|a| a.indicators.len()).sum::<usize>(), 25);
        assert_eq!(a.iter().flat_map(|a| &a.indicators).filter(|i| i.kind == domain::indicator::IndicatorKind::Trend).count(), 3);
        assert!(a.iter().flat_map(|a| &a.indicators).all(|i| i.baseline.is_none() && i.target.is_none()));
        assert_eq!(a.iter().map(|a| a.partners.len()).sum::<usize>(), 22);
        assert_eq!(a.iter().map(|a| a.decisions.len()).sum::<usize>(), 21);
        assert_eq!(a.iter().filter(|a| a.partners_to_be_determined).map(|a| a.number).collect::<Vec<_>>(), [4, 5, 6, 14]);
        assert_eq!(a.iter().filter(|a| a.end_year == 2018).map(|a| a.number).collect::<Vec<_>>(), [1, 2]);
        let targets: Vec<_> =
            a.iter().flat_map(|a| a.results.iter().filter_map(move |r| Some((a.number, r.target.as_ref()?.number)))).collect();
        assert_eq!(targets, [(3, 20.0)]);
    }

    #[test]
    fn countries_are_counted_as_their_notes_say() {
        let countries = super::super::built_in().unwrap().countries;
        let group = |name: &str| countries.iter().filter(|c| c.regional_group.as_deref() == Some(name)).count();
        assert_eq!(countries.len(), 198);
        assert_eq!(group("Africa"), 54);
        assert_eq!(group("Asia and the Pacific"), 57);
        assert_eq!(countries.iter().filter(|c| c.is_ldc_2017 == Some(true)).count(), 47);
        assert_eq!(countries.iter().filter(|c| c.is_sids == Some(true)).count(), 39);
        assert_eq!(countries.iter().filter(|c| c.is_cpb_party == Some(true)).count(), 173);
        assert_eq!(countries.iter().filter(|c| c.is_nkl_party.is_none()).count(), 128, "unknown is not no");
    }

    #[test]
    fn a_malformed_file_is_refused_with_file_entry_and_reason() {
        assert!(
            error(0, "\"priority\": true", "\"priority\": \"yes\"")
                .starts_with("data file plan.json, at activities[0].priority: invalid type")
        );
        assert!(
            error(0, "\"organisation\": \"unep\"", "\"organisation\": \"nobody\"").ends_with("activity 2: unknown organisation “nobody”")
        );
        assert!(error(0, "\"kind\": \"output\"", "\"kind\": \"wish\"").contains("“wish” is not a kind of result"));
        assert!(
            error(0, "\"number\": 2,\n      \"full_plan_number\"", "\"number\": 1,\n      \"full_plan_number\"")
                .contains("activity 1: the number is taken")
        );
        assert!(error(0, "\"activities\"", "\"actions\"").contains("unknown field `actions`"));
        assert!(error(1, "\"slug\": \"undp\"", "\"slug\": \"unep\"").contains("at unep: stands there twice"));
        assert!(error(2, "AD,AND,020", "ADX,AND,020").contains("data file countries.csv, at line 2"));
        assert!(error(2, ",no,no,,no,no,yes,2015-02-04", ",perhaps,no,,no,no,yes,2015-02-04").contains("neither yes nor no nor empty"));
    }
}
