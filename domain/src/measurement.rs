//! Measurements: an actual value of an indicator on a day, from whom, with which evidence.

use chrono::{DateTime, NaiveDate, Utc};

use crate::access::Member;
use crate::as_of::{AsOf, held};
use crate::country::Countries;
use crate::directory::Directory;
use crate::form::{self, DayInput, Errors, Problem};
use crate::ids::MeasurementId;
use crate::indicator::Aggregation;
use crate::lang::Lang;
use crate::number::tidy;
use crate::participation::may_see_gender;
use crate::review::Review;
use crate::string_enum::string_enum;

string_enum! {
    /// Where a value was found.
    Source ("source of a measurement") {
        /// A national report of a Party.
        NationalReport = "national-report",
        /// The Biosafety Clearing-House.
        ClearingHouse = "clearing-house",
        /// Records of events.
        EventRecords = "event-records",
        /// A survey.
        Survey = "survey",
        /// Something else, said in the note.
        Other = "other",
    }
}

string_enum! {
    /// How well a value is supported.
    EvidenceLevel ("evidence level") {
        /// Somebody says so.
        Reported = "reported",
        /// A document shows it.
        Documented = "documented",
        /// A third person has checked it.
        Verified = "verified",
    }
}

/// A value, or why there is none.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// The value.
    Known(f64),
    /// Not available, because …
    Unavailable(String),
}

/// What a measurement says.
#[derive(Debug, Clone, PartialEq)]
pub struct Measured {
    /// On which day it was so.
    pub day: NaiveDate,
    /// What was found.
    pub value: Value,
    /// Women, men, others or not stated, where the value counts people and that is known. They add up to the value.
    pub people: Option<(f64, f64, f64)>,
    /// Code and value of each country.
    pub countries: Vec<(String, f64)>,
    /// The part of a compound indicator that was measured, by its place from 0; the official indicator counts the whole.
    pub part: Option<usize>,
    /// Language of the material that was used, where that is what is counted. Languages are added up.
    pub language: Option<String>,
    /// Where it was found.
    pub source: Source,
    /// How well it is supported.
    pub level: EvidenceLevel,
    /// An address or words that lead to the evidence.
    pub evidence: String,
    /// What the reader should know.
    pub note: String,
}

impl Measured {
    /// Women, men and others, if they are known and the reader may see them: [`may_see_gender`].
    #[must_use]
    pub fn by_gender(&self, reader: Option<&Member>) -> Option<(f64, f64, f64)> {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "people, of whom there are not that many, nor below 0")]
        let whole = |n: f64| if n > 0.0 { n.max(1.0) as u64 } else { 0 };
        self.people.filter(|(women, men, other)| may_see_gender(reader, self.countries.len(), [*women, *men, *other].map(whole)))
    }
}

/// A measurement as recorded.
#[derive(Debug, Clone, PartialEq)]
pub struct Measurement {
    /// Key.
    pub id: MeasurementId,
    /// Key of the indicator.
    pub indicator: i32,
    /// What it says.
    pub measured: Measured,
    /// Whose record it is and where it stands.
    pub review: Review,
    /// Name of who reported it.
    pub author_name: String,
    /// Since when it counts.
    pub verified_at: Option<DateTime<Utc>>,
    /// Since when it does not count any more: replaced by a correction, or taken out.
    pub gone_at: Option<DateTime<Utc>>,
    /// The measurement that it corrects.
    pub replaces: Option<MeasurementId>,
    /// Raised by every change, to notice two at once.
    pub version: i32,
}

impl Measurement {
    /// Whether it counted at a moment: known, true and verified then.
    #[must_use]
    pub fn counted(&self, at: DateTime<Utc>) -> bool {
        self.measured.day <= at.date_naive() && held(self.verified_at, self.gone_at, at)
    }

    /// Whether it exists for this reader: as any record; what was replaced, for officers and those who reported it.
    #[must_use]
    pub fn is_visible_to(&self, reader: Option<&Member>) -> bool {
        let works_on_it = || reader.is_some_and(|m| m.role.is_officer() || self.review.is_own(m));
        self.review.is_visible_to(reader) && (self.gone_at.is_none() || works_on_it())
    }

    /// Whether a page shows it to this reader: of a past day what counted then, today what exists for them.
    #[must_use]
    pub fn is_shown(&self, as_of: AsOf, reader: Option<&Member>) -> bool {
        if as_of.day.is_some() { self.counted(as_of.at) } else { self.is_visible_to(reader) }
    }

    /// Whether the member may change it before it counts, or replace it afterwards.
    #[must_use]
    pub fn may_change(&self, member: &Member) -> bool {
        self.gone_at.is_none() && (self.review.may_edit(member) || self.review.may_correct(member))
    }
}

/// What was typed about a measurement.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MeasurementInput {
    /// On which day it was so.
    pub day: DayInput,
    /// The value.
    pub value: String,
    /// Why there is none.
    pub unavailable: String,
    /// Women, men, others.
    pub people: [String; 3],
    /// Name or code, and value, of each country.
    pub countries: Vec<(String, String)>,
    /// Place of the part; empty: the whole.
    pub part: String,
    /// Code of the language; empty: all, or not applicable.
    pub language: String,
    /// Word of the source.
    pub source: String,
    /// Word of the evidence level.
    pub level: String,
    /// The evidence.
    pub evidence: String,
    /// The note.
    pub note: String,
}

impl MeasurementInput {
    /// What the form shows for what is stored, with the names of countries in a language.
    #[must_use]
    pub fn of(lang: Lang, directory: &Directory, m: &Measured) -> Self {
        let (value, unavailable) = match &m.value {
            Value::Known(n) => (n.to_string(), String::new()),
            Value::Unavailable(why) => (String::new(), why.clone()),
        };
        Self {
            day: form::typed_day(Some(m.day)),
            value,
            unavailable,
            people: m.people.map_or_else(Default::default, |(w, men, o)| [w.to_string(), men.to_string(), o.to_string()]),
            countries: m.countries.iter().map(|(code, n)| (directory.country_name(lang, code), n.to_string())).collect(),
            part: m.part.map_or_else(String::new, |p| p.to_string()),
            language: m.language.clone().unwrap_or_default(),
            source: m.source.as_str().to_owned(),
            level: m.level.as_str().to_owned(),
            evidence: m.evidence.clone(),
            note: m.note.clone(),
        }
    }

    /// Reads it; `parts` is how many parts the indicator has, `today` bounds what can be known.
    ///
    /// # Errors
    /// The problems of each field, in the order of the form.
    pub fn parse(&self, known: &Countries, parts: usize, today: NaiveDate) -> Result<Measured, Errors> {
        let mut e = Errors::new();
        let day = e.check("day", form::past_day(&self.day, today));
        let number = e.check("value", form::optional_number(&self.value));
        let reason = e.check("unavailable", form::prose(&self.unavailable, 500));
        let value = match (number, reason) {
            (Some(Some(_)), Some(reason)) if !reason.is_empty() => {
                e.add("unavailable", Problem::ValueAndReason);
                None
            }
            (Some(Some(n)), Some(_)) => Some(Value::Known(n)),
            (Some(None), Some(reason)) if reason.is_empty() => {
                e.add("value", Problem::ValueOrReason);
                None
            }
            (Some(None), Some(reason)) => Some(Value::Unavailable(reason)),
            _ => None,
        };
        let people = self.people(&value, &mut e);
        let countries = self.countries(known, &mut e);
        let part = match self.part.parse::<usize>() {
            _ if self.part.is_empty() => None,
            Ok(at) if at < parts => Some(at),
            _ => {
                e.add("part", Problem::NotAChoice);
                None
            }
        };
        let language = Some(self.language.clone()).filter(|l| !l.is_empty());
        if language.as_deref().is_some_and(|l| !crate::event::LANGUAGES.contains(&l)) {
            e.add("language", Problem::NotAChoice);
        }
        let source = e.check("source", form::choice(&self.source));
        let level = e.check("level", form::choice(&self.level));
        let evidence = e.check("evidence", form::prose(&self.evidence, 1000));
        let note = e.check("note", form::prose(&self.note, 2000));
        match (day, value, source, level, evidence, note) {
            (Some(day), Some(value), Some(source), Some(level), Some(evidence), Some(note)) if e.is_empty() => {
                Ok(Measured { day, value, people, countries, part, language, source, level, evidence, note })
            }
            _ => Err(e),
        }
    }

    fn people(&self, value: &Option<Value>, errors: &mut Errors) -> Option<(f64, f64, f64)> {
        let [women, men, other] = [("women", 0), ("men", 1), ("other", 2)]
            .map(|(field, at): (&str, usize)| errors.check(field, form::optional_number(&self.people[at])).flatten());
        if women.is_none() && men.is_none() && other.is_none() {
            return None;
        }
        let (women, men, other) = (women.unwrap_or(0.0), men.unwrap_or(0.0), other.unwrap_or(0.0));
        match value {
            Some(Value::Known(total)) if (women + men + other - total).abs() > 1e-9 => errors.add("women", Problem::PartsDiffer),
            _ => {}
        }
        Some((women, men, other))
    }

    fn countries(&self, known: &Countries, errors: &mut Errors) -> Vec<(String, f64)> {
        let mut found: Vec<(String, f64)> = Vec::new();
        for (at, (name, value)) in self.countries.iter().enumerate() {
            let field = format!("country-{at}");
            if name.trim().is_empty() && value.trim().is_empty() {
                continue;
            }
            match (known.code(name), form::optional_number(value)) {
                (_, Err(problem)) => errors.add(field, problem),
                (None, _) => errors.add(field, if name.trim().is_empty() { Problem::CountryNeeded } else { Problem::NotACountry }),
                (Some(code), _) if found.iter().any(|(c, _)| c == code) => errors.add(field, Problem::Taken),
                // A country without a number is one that belongs to what is counted.
                (Some(code), Ok(value)) => found.push((code.to_owned(), value.unwrap_or(1.0))),
            }
        }
        found.sort_by(|a, b| a.0.cmp(&b.0));
        found
    }
}

/// The one number that measurements of the whole make, of those that count. What is given by language is made for each language and added
/// up, with what is given without. `None` without any known value.
#[must_use]
pub fn aggregate(rule: Aggregation, measured: &[&Measured]) -> Option<f64> {
    let whole: Vec<&Measured> = measured.iter().copied().filter(|m| m.part.is_none()).collect();
    if rule == Aggregation::DistinctCountries {
        return distinct_countries(&whole);
    }
    let mut languages: Vec<Option<&str>> = whole.iter().map(|m| m.language.as_deref()).collect();
    languages.sort_unstable();
    languages.dedup();
    let of = |language: Option<&str>| -> Vec<&Measured> { whole.iter().copied().filter(|m| m.language.as_deref() == language).collect() };
    languages.into_iter().filter_map(|language| of_one_language(rule, of(language))).reduce(|a, b| a + b).map(tidy)
}

/// The number of one part of a compound indicator.
#[must_use]
pub fn aggregate_part(rule: Aggregation, measured: &[&Measured], part: usize) -> Option<f64> {
    let own: Vec<Measured> = measured.iter().filter(|m| m.part == Some(part)).map(|m| Measured { part: None, ..(*m).clone() }).collect();
    aggregate(rule, &own.iter().collect::<Vec<_>>())
}

fn distinct_countries(measured: &[&Measured]) -> Option<f64> {
    let mut codes: Vec<&str> = measured.iter().flat_map(|m| &m.countries).map(|(code, _)| code.as_str()).collect();
    codes.sort_unstable();
    codes.dedup();
    let count = u32::try_from(codes.len()).unwrap_or(u32::MAX);
    (!codes.is_empty()).then_some(f64::from(count))
}

fn of_one_language(rule: Aggregation, mut measured: Vec<&Measured>) -> Option<f64> {
    measured.sort_by_key(|m| m.day);
    let mut values = measured.iter().filter_map(|m| if let Value::Known(n) = m.value { Some(n) } else { None });
    match rule {
        Aggregation::Sum => values.reduce(|a, b| a + b),
        Aggregation::Maximum => values.reduce(f64::max),
        Aggregation::Latest | Aggregation::DistinctCountries => values.next_back(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::Role;
    use crate::ids::{OrganisationId, PersonId};
    use crate::review::State;
    use proptest::prelude::*;

    fn day(d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2018, 1, 1).unwrap() + chrono::Days::new(u64::from(d))
    }

    fn measured(d: u32, value: Value, countries: &[&str]) -> Measured {
        Measured {
            day: day(d),
            value,
            people: None,
            countries: countries.iter().map(|c| ((*c).to_owned(), 1.0)).collect(),
            part: None,
            language: None,
            source: Source::Survey,
            level: EvidenceLevel::Reported,
            evidence: String::new(),
            note: String::new(),
        }
    }

    fn typed() -> MeasurementInput {
        MeasurementInput {
            day: ["1".into(), "3".into(), "2018".into()],
            value: "12".into(),
            source: "survey".into(),
            level: "documented".into(),
            ..MeasurementInput::default()
        }
    }

    fn parse(typed: &MeasurementInput) -> Result<Measured, Errors> {
        typed.parse(&Countries::new([("KE".into(), vec!["Kenya".into()])]), 2, day(400))
    }

    #[test]
    fn there_is_a_value_or_a_reason_never_both() {
        assert_eq!(parse(&typed()).unwrap().value, Value::Known(12.0));
        let none = MeasurementInput { value: String::new(), unavailable: "The survey is late".into(), ..typed() };
        assert_eq!(parse(&none).unwrap().value, Value::Unavailable("The survey is late".into()));
        assert_eq!(
            parse(&MeasurementInput { unavailable: "late".into(), ..typed() }).unwrap_err().of("unavailable"),
            Some(&Problem::ValueAndReason)
        );
        assert_eq!(parse(&MeasurementInput { value: String::new(), ..typed() }).unwrap_err().of("value"), Some(&Problem::ValueOrReason));
    }

    #[test]
    fn parts_add_up_and_days_have_come() {
        let people = |w: &str, m: &str| MeasurementInput { people: [w.into(), m.into(), String::new()], ..typed() };
        assert_eq!(parse(&people("7", "5")).unwrap().people, Some((7.0, 5.0, 0.0)));
        assert_eq!(parse(&people("7", "4")).unwrap_err().of("women"), Some(&Problem::PartsDiffer));
        assert_eq!(
            parse(&MeasurementInput { day: ["1".into(), "3".into(), "2020".into()], ..typed() }).unwrap_err().of("day"),
            Some(&Problem::InTheFuture)
        );
        assert_eq!(
            parse(&MeasurementInput { countries: vec![("Kenya".into(), String::new())], ..typed() }).unwrap().countries,
            [("KE".to_owned(), 1.0)]
        );
    }

    #[test]
    fn each_rule_makes_its_number() {
        let all = [
            measured(9, Value::Known(4.0), &["KE", "UG"]),
            measured(1, Value::Known(7.0), &["KE"]),
            measured(20, Value::Unavailable("x".into()), &[]),
        ];
        let all: Vec<&Measured> = all.iter().collect();
        let by = |rule| aggregate(rule, &all);
        assert_eq!(
            [Aggregation::Sum, Aggregation::Latest, Aggregation::Maximum, Aggregation::DistinctCountries].map(by),
            [Some(11.0), Some(4.0), Some(7.0), Some(2.0)]
        );
        assert_eq!(aggregate(Aggregation::Latest, &[]), None);
    }

    #[test]
    fn languages_are_added_up_and_parts_stand_beside() {
        let of = |d, n, language: Option<&str>, part| Measured {
            language: language.map(str::to_owned),
            part,
            ..measured(d, Value::Known(n), &[])
        };
        let all = [of(1, 10.0, Some("en"), None), of(9, 30.0, Some("en"), None), of(5, 4.0, Some("fr"), None), of(9, 2.0, None, Some(1))];
        let all: Vec<&Measured> = all.iter().collect();
        assert_eq!(aggregate(Aggregation::Latest, &all), Some(34.0));
        assert_eq!((aggregate_part(Aggregation::Latest, &all, 1), aggregate_part(Aggregation::Latest, &all, 0)), (Some(2.0), None));
        assert_eq!(parse(&MeasurementInput { part: "2".into(), ..typed() }).unwrap_err().of("part"), Some(&Problem::NotAChoice));
        assert_eq!(parse(&MeasurementInput { part: "1".into(), language: "fr".into(), ..typed() }).unwrap().part, Some(1));
    }

    #[test]
    fn what_was_replaced_is_seen_by_those_who_work_on_it() {
        let at = DateTime::UNIX_EPOCH + chrono::TimeDelta::days(18_000);
        let member =
            |id, role, organisation: Option<i32>| Member { id: PersonId(id), role, organisation: organisation.map(OrganisationId) };
        let state = State::Verified { at, by: PersonId(9) };
        let counts = Measurement {
            id: MeasurementId(1),
            indicator: 1,
            measured: measured(1, Value::Known(1.0), &[]),
            review: Review { author: PersonId(1), organisation: Some(OrganisationId(7)), figures_by: None, state },
            author_name: String::new(),
            verified_at: Some(at),
            gone_at: None,
            replaces: None,
            version: 0,
        };
        let replaced = Measurement { gone_at: Some(at + chrono::TimeDelta::days(2)), ..counts.clone() };
        let (author, officer, other) =
            (member(1, Role::Partner, Some(7)), member(2, Role::Officer, None), member(3, Role::Partner, Some(8)));
        for reader in [None, Some(&other)] {
            assert!(counts.is_visible_to(reader) && !replaced.is_visible_to(reader));
        }
        assert!(replaced.is_visible_to(Some(&author)) && replaced.is_visible_to(Some(&officer)));
        assert!(counts.may_change(&officer) && !replaced.may_change(&officer) && !counts.may_change(&author));
        let past = AsOf { day: Some(day(0)), at: at + chrono::TimeDelta::days(1) };
        assert!(replaced.is_shown(past, None), "it counted then");
        assert!(!replaced.is_shown(AsOf::now(at + chrono::TimeDelta::days(3)), None));
    }

    proptest! {
        /// No order of arrival changes a number, and the highest is never below the newest.
        #[test]
        fn order_does_not_matter(values in proptest::collection::vec(0u32..1000, 1..12), seed in 0usize..100) {
            let list: Vec<Measured> = (0u32..).zip(&values).map(|(at, v)| measured(at, Value::Known(f64::from(*v)), &[])).collect();
            let straight: Vec<&Measured> = list.iter().collect();
            let mut turned = straight.clone();
            turned.rotate_left(seed % straight.len());
            for rule in Aggregation::ALL {
                prop_assert_eq!(aggregate(*rule, &straight), aggregate(*rule, &turned));
            }
            prop_assert!(aggregate(Aggregation::Maximum, &straight) >= aggregate(Aggregation::Latest, &straight));
        }
    }
}
