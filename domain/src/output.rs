//! Outputs: products that an activity brings about, how many in which languages, and what was delivered of them.

use chrono::{DateTime, NaiveDate, Utc};

use crate::access::{Member, Role};
use crate::as_of::{AsOf, held};
use crate::form::{self, DayInput, Errors, Problem};
use crate::ids::{ActivityId, DeliveryId, OrganisationId, OutputId};
use crate::review::{Review, Stage};

/// Most of one product.
const QUANTITY_MAX: u32 = 10_000;

/// A product to be delivered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Output {
    /// What it is.
    pub title: String,
    /// How many; with languages, how many in each of them.
    pub quantity: u32,
    /// In which languages (BCP 47); none: not applicable.
    pub languages: Vec<String>,
    /// When it is due.
    pub due: Option<NaiveDate>,
    /// Who answers for it.
    pub responsible: Option<OrganisationId>,
    /// The expected result of the plan to which it belongs, by its place from 0.
    pub result: Option<i32>,
}

/// An output as recorded, with what was delivered of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutputRecord {
    /// Key.
    pub id: OutputId,
    /// To which activity it belongs.
    pub activity: ActivityId,
    /// What it is.
    pub output: Output,
    /// Since when it is known.
    pub created_at: DateTime<Utc>,
    /// Since when it is not expected any more.
    pub gone_at: Option<DateTime<Utc>>,
    /// What was delivered, in the order of the days.
    pub deliveries: Vec<Delivery>,
    /// Raised by every change, to notice two at once.
    pub version: i32,
}

/// A part or the whole of an output, delivered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delivery {
    /// Key.
    pub id: DeliveryId,
    /// When.
    pub day: NaiveDate,
    /// How many.
    pub quantity: u32,
    /// In which language, where the output asks for languages.
    pub language: Option<String>,
    /// Where it is published.
    pub published: String,
    /// What shows it: an address or words.
    pub evidence: String,
    /// Whose record it is and where it stands.
    pub review: Review,
    /// Name of who reported it.
    pub author_name: String,
    /// Since when it counts.
    pub verified_at: Option<DateTime<Utc>>,
    /// Since when it does not count any more.
    pub gone_at: Option<DateTime<Utc>>,
    /// Raised by every change, to notice two at once.
    pub version: i32,
}

impl Delivery {
    /// Whether it counted at a moment.
    #[must_use]
    pub fn counted(&self, at: DateTime<Utc>) -> bool {
        self.day <= at.date_naive() && held(self.verified_at, self.gone_at, at)
    }

    /// Whether a page shows it to this reader: of a past day what counted then, today what exists for them.
    #[must_use]
    pub fn is_shown(&self, as_of: AsOf, reader: Option<&Member>) -> bool {
        if as_of.day.is_some() { self.counted(as_of.at) } else { self.review.is_visible_to(reader) }
    }
}

impl OutputRecord {
    /// Whether it was expected at a moment.
    #[must_use]
    pub fn was_expected(&self, at: DateTime<Utc>) -> bool {
        held(Some(self.created_at), self.gone_at, at)
    }

    /// Whether the member may report deliveries while the output is expected: officers, and people of the organisation that answers for it.
    #[must_use]
    pub fn may_deliver(&self, member: &Member) -> bool {
        let is_responsible = member.organisation.is_some() && member.organisation == self.output.responsible;
        self.gone_at.is_none() && (member.role.is_officer() || (member.role == Role::Partner && is_responsible))
    }

    /// How many pieces there are in all: the quantity, in each language.
    #[must_use]
    pub fn pieces(&self) -> u32 {
        self.output.quantity * u32::try_from(self.output.languages.len().max(1)).unwrap_or(1)
    }

    /// How many pieces had been delivered at a moment. More than was asked for of one language does not make up for another.
    #[must_use]
    pub fn delivered(&self, at: DateTime<Utc>) -> u32 {
        let of = |language: Option<&str>| -> u32 {
            let counted = self.deliveries.iter().filter(|d| d.counted(at) && (language.is_none() || d.language.as_deref() == language));
            counted.map(|d| d.quantity).sum::<u32>().min(self.output.quantity)
        };
        if self.output.languages.is_empty() { of(None) } else { self.output.languages.iter().map(|l| of(Some(l))).sum() }
    }

    /// Whether all of it had been delivered at a moment.
    #[must_use]
    pub fn is_delivered(&self, at: DateTime<Utc>) -> bool {
        self.delivered(at) == self.pieces()
    }

    /// Whether nothing is left to be reported: what counts and what waits for review make it whole.
    #[must_use]
    pub fn is_reported(&self) -> bool {
        let is_open = |d: &Delivery| matches!(d.review.state.stage(), Stage::Submitted | Stage::Verified) && d.gone_at.is_none();
        let of = |language: Option<&str>| -> u32 {
            let reported = self.deliveries.iter().filter(|d| is_open(d) && (language.is_none() || d.language.as_deref() == language));
            reported.map(|d| d.quantity).sum()
        };
        let languages = &self.output.languages;
        if languages.is_empty() { of(None) >= self.output.quantity } else { languages.iter().all(|l| of(Some(l)) >= self.output.quantity) }
    }

    /// For how many days it has been late at a moment: due, and not delivered whole.
    #[must_use]
    pub fn days_late(&self, at: DateTime<Utc>) -> Option<i64> {
        let late = (at.date_naive() - self.output.due?).num_days();
        (late > 0 && !self.is_delivered(at)).then_some(late)
    }
}

/// What was typed about an output.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OutputInput {
    /// What it is.
    pub title: String,
    /// How many.
    pub quantity: String,
    /// Codes of languages.
    pub languages: Vec<String>,
    /// When it is due.
    pub due: DayInput,
    /// Key of the organisation that answers for it.
    pub responsible: String,
    /// Place of the expected result.
    pub result: String,
}

impl OutputInput {
    /// What the form shows for what is stored.
    #[must_use]
    pub fn of(o: &Output) -> Self {
        Self {
            title: o.title.clone(),
            quantity: o.quantity.to_string(),
            languages: o.languages.clone(),
            due: form::typed_day(o.due),
            responsible: o.responsible.map_or_else(String::new, |r| r.to_string()),
            result: o.result.map_or_else(String::new, |r| r.to_string()),
        }
    }

    /// Reads it; `organisations` and `results` are what may be chosen.
    ///
    /// # Errors
    /// The problems of each field.
    pub fn parse(&self, organisations: &[OrganisationId], results: usize) -> Result<Output, Errors> {
        let mut e = Errors::new();
        let title = e.check("output-title", form::line(&self.title, 200));
        let quantity = e.check("quantity", quantity(&self.quantity));
        let mut languages = self.languages.clone();
        languages.sort();
        languages.dedup();
        if languages.iter().any(|l| !crate::event::LANGUAGES.contains(&l.as_str())) {
            e.add("languages", Problem::NotAChoice);
        }
        let due = e.check("due", form::optional_day(&self.due)).flatten();
        let responsible = match self.responsible.parse().map(OrganisationId) {
            _ if self.responsible.is_empty() => None,
            Ok(id) if organisations.contains(&id) => Some(id),
            _ => {
                e.add("responsible", Problem::NotAChoice);
                None
            }
        };
        let result = match self.result.parse::<i32>() {
            _ if self.result.is_empty() => None,
            Ok(at) if usize::try_from(at).is_ok_and(|at| at < results) => Some(at),
            _ => {
                e.add("result", Problem::NotAChoice);
                None
            }
        };
        match (title, quantity) {
            (Some(title), Some(quantity)) if e.is_empty() => Ok(Output { title, quantity, languages, due, responsible, result }),
            _ => Err(e),
        }
    }
}

fn quantity(typed: &str) -> Result<u32, Problem> {
    match form::optional_count(typed)? {
        None | Some(0) => Err(Problem::NotACount),
        Some(n) if n > QUANTITY_MAX => Err(Problem::CountTooHigh { max: QUANTITY_MAX }),
        Some(n) => Ok(n),
    }
}

/// What was typed about a delivery.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DeliveryInput {
    /// When.
    pub day: DayInput,
    /// How many.
    pub quantity: String,
    /// Code of the language.
    pub language: String,
    /// Where it is published.
    pub published: String,
    /// What shows it.
    pub evidence: String,
}

/// A delivery as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delivered {
    /// When.
    pub day: NaiveDate,
    /// How many.
    pub quantity: u32,
    /// In which language.
    pub language: Option<String>,
    /// Where it is published.
    pub published: String,
    /// What shows it.
    pub evidence: String,
}

impl DeliveryInput {
    /// Reads it for an output.
    ///
    /// # Errors
    /// The problems of each field.
    pub fn parse(&self, output: &Output, today: NaiveDate) -> Result<Delivered, Errors> {
        let mut e = Errors::new();
        let day = e.check("day", form::past_day(&self.day, today));
        let quantity = e.check("quantity", quantity(&self.quantity));
        let language = match (&output.languages, self.language.as_str()) {
            (none, _) if none.is_empty() => None,
            (_, "") => {
                e.add("language", Problem::Required);
                None
            }
            (asked, given) if asked.iter().any(|l| l == given) => Some(given.to_owned()),
            _ => {
                e.add("language", Problem::NotAChoice);
                None
            }
        };
        let published = e.check("published", form::prose(&self.published, 500));
        let evidence = e.check("evidence", form::required_prose(&self.evidence, 1000));
        match (day, quantity, published, evidence) {
            (Some(day), Some(quantity), Some(published), Some(evidence)) if e.is_empty() => {
                Ok(Delivered { day, quantity, language, published, evidence })
            }
            _ => Err(e),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::PersonId;
    use crate::review::State;
    use proptest::prelude::*;

    fn day(n: u64) -> NaiveDate {
        NaiveDate::from_ymd_opt(2018, 1, 1).unwrap() + chrono::Days::new(n)
    }

    fn at(n: u64) -> DateTime<Utc> {
        day(n).and_hms_opt(12, 0, 0).unwrap().and_utc()
    }

    fn delivery(n: u64, quantity: u32, language: Option<&str>, verified: Option<u64>) -> Delivery {
        Delivery {
            id: DeliveryId(1),
            day: day(n),
            quantity,
            language: language.map(str::to_owned),
            published: String::new(),
            evidence: String::new(),
            review: Review { author: PersonId(1), organisation: None, figures_by: None, state: State::Draft },
            author_name: String::new(),
            verified_at: verified.map(at),
            gone_at: None,
            version: 0,
        }
    }

    fn record(quantity: u32, languages: &[&str], deliveries: Vec<Delivery>) -> OutputRecord {
        let languages = languages.iter().map(|l| (*l).to_owned()).collect();
        OutputRecord {
            id: OutputId(1),
            activity: ActivityId(1),
            output: Output { title: "Toolkit".into(), quantity, languages, due: Some(day(50)), responsible: None, result: None },
            created_at: at(0),
            gone_at: None,
            deliveries,
            version: 0,
        }
    }

    #[test]
    fn deliveries_are_reported_by_officers_and_those_who_answer_for_the_output() {
        let member = |role, organisation: i32| Member { id: PersonId(1), role, organisation: Some(OrganisationId(organisation)) };
        let mut toolkit = record(1, &[], Vec::new());
        assert!(!toolkit.may_deliver(&member(Role::Partner, 7)), "nobody answers for it");
        toolkit.output.responsible = Some(OrganisationId(7));
        assert!(toolkit.may_deliver(&member(Role::Partner, 7)) && toolkit.may_deliver(&member(Role::Officer, 8)));
        assert!(!toolkit.may_deliver(&member(Role::Partner, 8)) && !toolkit.may_deliver(&member(Role::Donor, 7)));
        toolkit.gone_at = Some(at(9));
        assert!(!toolkit.may_deliver(&member(Role::Officer, 7)), "not expected any more");
    }

    #[test]
    fn three_of_six_languages_are_half() {
        let six = ["ar", "en", "es", "fr", "ru", "zh"];
        let three = ["en", "es", "fr"].map(|l| delivery(10, 1, Some(l), Some(20)));
        let toolkit = record(1, &six, three.to_vec());
        assert_eq!((toolkit.delivered(at(30)), toolkit.pieces()), (3, 6));
        assert_eq!(toolkit.delivered(at(15)), 0, "not verified yet");
        assert_eq!((toolkit.days_late(at(50)), toolkit.days_late(at(62))), (None, Some(12)));
        let twice = record(1, &["en", "fr"], vec![delivery(1, 2, Some("en"), Some(2))]);
        assert_eq!(twice.delivered(at(9)), 1, "two in English are not one in French");
    }

    proptest! {
        /// What was delivered never exceeds what was asked for, and never shrinks while nothing is taken out.
        #[test]
        fn delivered_grows_to_the_whole(asked in 1u32..9, parts in proptest::collection::vec((0u64..90, 1u32..5, 0usize..3), 0..9)) {
            let languages = ["en", "fr", "zh"];
            let deliveries = parts.iter().map(|(d, n, l)| delivery(*d, *n, Some(languages[*l]), Some(*d))).collect();
            let output = record(asked, &languages, deliveries);
            let mut before = 0;
            for n in 0..100 {
                let now = output.delivered(at(n));
                prop_assert!(now >= before && now <= output.pieces());
                prop_assert!(output.days_late(at(n)).is_none() || (n > 50 && now < output.pieces()));
                before = now;
            }
        }
    }
}
