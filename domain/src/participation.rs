//! Who took part in an event, as counts: never a name.
//!
//! Women, men and others (or not stated) add up to the people who attended. Countries and stakeholder groups are counted as far as
//! they are known; what is missing to the total is “not stated”, and never more than the total.

use serde::{Deserialize, Serialize};

use crate::access::Member;
use crate::country::Countries;
use crate::form::{Errors, Problem, optional_count};
use crate::string_enum::string_enum;

/// Fewest people of one gender from one country whose number the public may see.
pub const SMALLEST_CELL: u64 = 5;

/// Whether a reader may see how many of some people are women, men and others. Members may. The public may unless the people come from
/// at most one country (`countries`: how many are stated) and one of the counts is below [`SMALLEST_CELL`], so that somebody could be
/// recognised; a count of nobody reveals nothing.
#[must_use]
pub fn may_see_gender(reader: Option<&Member>, countries: usize, by_gender: [u64; 3]) -> bool {
    reader.is_some() || countries > 1 || !by_gender.iter().any(|n| (1..SMALLEST_CELL).contains(n))
}

string_enum! {
    /// From which part of society a participant comes.
    StakeholderGroup ("stakeholder group") {
        /// Governments and their agencies.
        Government = "government",
        /// Universities and research bodies.
        Academia = "academia",
        /// Organisations of civil society.
        CivilSociety = "civil-society",
        /// Indigenous peoples and local communities.
        IndigenousPeoples = "indigenous-peoples",
        /// Companies and their associations.
        PrivateSector = "private-sector",
        /// International organisations.
        InternationalOrganisation = "international-organisation",
    }
}

string_enum! {
    /// How the numbers were found.
    Basis ("basis") {
        /// Somebody counted.
        Counted = "counted",
        /// Somebody estimated.
        Estimated = "estimated",
    }
}

/// How many countries one event may have.
pub const COUNTRIES_MAX: usize = 200;

/// What was typed about participation.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ParticipationInput {
    /// People registered.
    pub registered: String,
    /// People who attended.
    pub attended: String,
    /// Women among them.
    pub women: String,
    /// Men among them.
    pub men: String,
    /// Others, or not stated.
    pub other: String,
    /// Name or code, and people, of each country.
    pub countries: Vec<(String, String)>,
    /// People of each stakeholder group, in the order of [`StakeholderGroup::ALL`].
    pub groups: Vec<String>,
    /// Word of the basis.
    pub basis: String,
}

/// Counts of participants.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Participation {
    /// People registered, where that is known.
    pub registered: Option<u32>,
    /// People who attended.
    pub attended: u32,
    /// Women among them.
    pub women: u32,
    /// Men among them.
    pub men: u32,
    /// Others, or not stated.
    pub other: u32,
    /// ISO 3166-1 alpha-2 code and people of each country, in the order of the codes; none with 0.
    pub countries: Vec<(String, u32)>,
    /// People of each stakeholder group; none with 0.
    pub groups: Vec<(StakeholderGroup, u32)>,
    /// Counted or estimated.
    pub basis: Basis,
}

impl Participation {
    /// Whether a reader may see how many are women and men: [`may_see_gender`].
    #[must_use]
    pub fn may_split(&self, reader: Option<&Member>) -> bool {
        may_see_gender(reader, self.countries.len(), [self.women, self.men, self.other].map(u64::from))
    }

    /// People whose country is not stated.
    #[must_use]
    pub fn without_country(&self) -> u32 {
        self.attended.saturating_sub(self.countries.iter().map(|(_, n)| n).sum())
    }

    /// People whose stakeholder group is not stated.
    #[must_use]
    pub fn without_group(&self) -> u32 {
        self.attended.saturating_sub(self.groups.iter().map(|(_, n)| n).sum())
    }
}

impl ParticipationInput {
    /// Reads what was typed; `known` are the codes of countries that may be named. Problems are noted at `attended`, `women`,
    /// `country-3`, `group-government`, `basis` and so on. `None` if there is any.
    pub fn parse(&self, known: &Countries, errors: &mut Errors) -> Option<Participation> {
        let registered = errors.check("registered", optional_count(&self.registered));
        let attended = errors.check("attended", optional_count(&self.attended).and_then(|n| n.ok_or(Problem::Required)));
        let [women, men, other] = [("women", &self.women), ("men", &self.men), ("other", &self.other)]
            .map(|(field, typed)| errors.check(field, optional_count(typed)).map(Option::unwrap_or_default));
        if let (Some(attended), Some(women), Some(men), Some(other)) = (attended, women, men, other) {
            let sum = women + men + other;
            if sum != attended {
                errors.add("women", Problem::SumDiffers { sum, total: attended });
            }
        }
        let countries = self.countries(known, errors);
        let groups = self.groups(errors);
        let basis = errors.check("basis", crate::form::choice(&self.basis));
        if let Some(total) = attended {
            for (field, sum) in [("country-0", sum(countries.as_deref())), ("group-government", sum(groups.as_deref()))] {
                if sum > total {
                    errors.add(field, Problem::SumAbove { sum, total });
                }
            }
        }
        if !errors.is_empty() {
            return None;
        }
        let (registered, attended, basis) = (registered?, attended?, basis?);
        Some(Participation { registered, attended, women: women?, men: men?, other: other?, countries: countries?, groups: groups?, basis })
    }

    fn countries(&self, known: &Countries, errors: &mut Errors) -> Option<Vec<(String, u32)>> {
        let mut counted: Vec<(String, u32)> = Vec::new();
        let mut is_whole = true;
        for (at, (name, typed)) in self.countries.iter().enumerate() {
            let field = format!("country-{at}");
            if name.trim().is_empty() && typed.trim().is_empty() {
                continue;
            }
            let problem = match (optional_count(typed), known.code(name)) {
                (Err(problem), _) => Some(problem),
                _ if name.trim().is_empty() => Some(Problem::CountryNeeded),
                (_, None) => Some(Problem::NotACountry),
                (_, Some(code)) if counted.iter().any(|(c, _)| c == code) => Some(Problem::Taken),
                (Ok(None), _) => Some(Problem::CountNeeded),
                (Ok(Some(n)), Some(code)) => {
                    counted.push((code.to_owned(), n));
                    None
                }
            };
            is_whole &= problem.is_none();
            problem.into_iter().for_each(|p| errors.add(field.clone(), p));
        }
        counted.retain(|(_, n)| *n > 0);
        counted.sort();
        is_whole.then_some(counted)
    }

    fn groups(&self, errors: &mut Errors) -> Option<Vec<(StakeholderGroup, u32)>> {
        let mut counted = Vec::new();
        let mut is_whole = true;
        for (group, typed) in StakeholderGroup::ALL.iter().zip(&self.groups) {
            match errors.check(format!("group-{group}"), optional_count(typed)) {
                Some(n) => counted.extend(n.filter(|n| *n > 0).map(|n| (*group, n))),
                None => is_whole = false,
            }
        }
        is_whole.then_some(counted)
    }
}

fn sum<T>(counted: Option<&[(T, u32)]>) -> u32 {
    counted.into_iter().flatten().map(|(_, n)| n).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn typed(attended: u32, women: u32, men: u32) -> ParticipationInput {
        ParticipationInput {
            attended: attended.to_string(),
            women: women.to_string(),
            men: men.to_string(),
            basis: "counted".into(),
            ..Default::default()
        }
    }

    fn parse(typed: &ParticipationInput) -> Result<Participation, Errors> {
        let mut errors = Errors::new();
        typed.parse(&Countries::new(["DE", "KE"].map(|c| (c.to_owned(), Vec::new()))), &mut errors).ok_or(errors)
    }

    #[test]
    fn few_people_of_one_country_are_not_shown_by_gender_in_public() {
        let member = Member { id: crate::ids::PersonId(1), role: crate::access::Role::Donor, organisation: None };
        let public = |countries, women, men| may_see_gender(None, countries, [women, men, 0]);
        assert!(!public(1, 3, 20) && !public(0, 20, 4) && !public(1, 1, 0));
        assert!(public(2, 3, 20) && public(1, 20, 5) && public(1, 20, 0));
        assert!(may_see_gender(Some(&member), 1, [3, 20, 0]));
    }

    #[test]
    fn a_sum_that_differs_is_explained_and_not_mended() {
        let errors = parse(&typed(32, 17, 14)).unwrap_err();
        assert_eq!(errors.of("women"), Some(&Problem::SumDiffers { sum: 31, total: 32 }));
    }

    #[test]
    fn countries_are_known_named_once_and_never_above_the_total() {
        let with = |countries: &[(&str, &str)]| {
            let countries = countries.iter().map(|(c, n)| ((*c).to_owned(), (*n).to_owned())).collect();
            parse(&ParticipationInput { countries, ..typed(10, 5, 5) })
        };
        let counted = with(&[("KE", "4"), ("", ""), ("DE", "3")]).unwrap();
        assert_eq!(counted.countries, [("DE".to_owned(), 3), ("KE".to_owned(), 4)]);
        assert_eq!(counted.without_country(), 3);
        assert_eq!(with(&[("KE", "11")]).unwrap_err().of("country-0"), Some(&Problem::SumAbove { sum: 11, total: 10 }));
        assert_eq!(with(&[("KE", "1"), ("KE", "1")]).unwrap_err().of("country-1"), Some(&Problem::Taken));
        assert_eq!(with(&[("XX", "1")]).unwrap_err().of("country-0"), Some(&Problem::NotACountry));
        assert_eq!(with(&[("", "1")]).unwrap_err().of("country-0"), Some(&Problem::CountryNeeded));
        assert_eq!(with(&[("KE", "")]).unwrap_err().of("country-0"), Some(&Problem::CountNeeded));
        assert_eq!(with(&[("KE", "-1")]).unwrap_err().of("country-0"), Some(&Problem::NotACount));
    }

    proptest! {
        /// Whatever is accepted adds up, and what adds up is accepted.
        #[test]
        fn accepted_counts_add_up(women in 0u32..500, men in 0u32..500, other in 0u32..50, off in -2i64..3, de in 0u32..600, gov in 0u32..600) {
            let attended = i64::from(women + men + other) + off;
            prop_assume!(attended >= 0);
            let attended = u32::try_from(attended).unwrap();
            let typed = ParticipationInput {
                other: other.to_string(),
                countries: vec![("DE".into(), de.to_string())],
                groups: vec![gov.to_string()],
                ..typed(attended, women, men)
            };
            match parse(&typed) {
                Ok(p) => {
                    prop_assert_eq!(p.women + p.men + p.other, p.attended);
                    prop_assert_eq!(p.without_country() + de, p.attended);
                    prop_assert_eq!(p.without_group() + gov, p.attended);
                }
                Err(_) => prop_assert!(off != 0 || de > attended || gov > attended),
            }
        }
    }
}
