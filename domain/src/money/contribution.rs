//! Contributions: what a donor has pledged for the plan, and what of it has arrived.

use chrono::NaiveDate;

use super::amount::{Amount, Currency, Sums};
use super::record::{MoneyEntry, MoneyRecord};
use super::typed::{Choices, NOTE_MAX, SOURCE_MAX};
use crate::directory::Directory;
use crate::form::{self, Errors, Problem};
use crate::history::{Changes, Field, Subject, Value};
use crate::ids::{ActivityId, ContributionId, OrganisationId, PlanId};
use crate::lang::Lang;

/// Most payments of one contribution.
pub const PAYMENTS_MAX: usize = 60;

/// The value of the box for the plan as a whole, beside those of activities.
pub const WHOLE_PLAN: &str = "plan";

/// What a contribution is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Purpose {
    /// This plan as a whole.
    Plan(PlanId),
    /// These activities, one at least. How much is for each is not known.
    Activities(Vec<ActivityId>),
}

impl Purpose {
    /// Whether it is for this activity, alone or with others.
    #[must_use]
    pub fn serves(&self, activity: ActivityId) -> bool {
        matches!(self, Self::Activities(all) if all.contains(&activity))
    }

    /// Whether it is for this activity among others, so that its share is not known.
    #[must_use]
    pub fn is_shared(&self, activity: ActivityId) -> bool {
        matches!(self, Self::Activities(all) if all.len() > 1 && all.contains(&activity))
    }

    /// Whether it is for a plan as a whole or for one of its activities.
    #[must_use]
    pub fn is_for_plan(&self, plan: PlanId, activities: &[ActivityId]) -> bool {
        match self {
            Self::Plan(whole) => *whole == plan,
            Self::Activities(all) => all.iter().any(|a| activities.contains(a)),
        }
    }

    /// The activities that are named.
    #[must_use]
    pub fn activities(&self) -> &[ActivityId] {
        match self {
            Self::Plan(_) => &[],
            Self::Activities(all) => all,
        }
    }
}

/// Money that has arrived.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Payment {
    /// How much, in the currency of the contribution.
    pub amount: Amount,
    /// When.
    pub on: NaiveDate,
}

/// What is known of a contribution.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contribution {
    /// Who gives.
    pub donor: OrganisationId,
    /// How much was pledged.
    pub pledged: Amount,
    /// When.
    pub pledged_on: NaiveDate,
    /// What has arrived, the earliest first. It may be more than was pledged.
    pub payments: Vec<Payment>,
    /// For what.
    pub purpose: Purpose,
    /// Where this is written.
    pub source: String,
    /// What else should be known; may be empty.
    pub note: String,
}

impl Contribution {
    /// What has arrived so far, in its currency; `None`: nothing yet.
    #[must_use]
    pub fn received(&self) -> Option<Amount> {
        let currency = self.pledged.currency;
        let minor: i64 = self.payments.iter().map(|p| p.amount.minor).sum();
        (minor > 0).then_some(Amount { minor, currency })
    }

    /// The same as [`Self::received`] among other sums.
    pub(super) fn add_received(&self, sums: &mut Sums) {
        self.payments.iter().for_each(|p| sums.add(p.amount));
    }

    /// What differs; `organisation` and `activity` give the names of those that it names by key.
    #[must_use]
    pub fn changes(
        before: Option<&Self>,
        after: &Self,
        organisation: impl Fn(OrganisationId) -> String,
        activity: impl Fn(ActivityId) -> String,
    ) -> Changes {
        let purpose = |c: &Self| match &c.purpose {
            Purpose::Plan(_) => Value::WholePlan,
            Purpose::Activities(all) => Value::Names(all.iter().map(|a| activity(*a)).collect()),
        };
        let compare = |changes: Changes, field, read: &dyn Fn(&Self) -> Value| changes.compare(field, before.map(read), Some(read(after)));
        let changes = compare(Changes::new(), Field::Donor, &|c| Value::Text(organisation(c.donor)));
        let changes = compare(changes, Field::Pledged, &|c| Value::Amount(c.pledged));
        let changes = compare(changes, Field::PledgedOn, &|c| Value::Day(c.pledged_on));
        let changes = compare(changes, Field::Purpose, &purpose);
        let changes = compare(changes, Field::Payments, &|c| Value::Payments(c.payments.iter().map(|p| (p.amount, p.on)).collect()));
        let changes = compare(changes, Field::Source, &|c| Value::from(c.source.as_str()));
        compare(changes, Field::Note, &|c| Value::from(c.note.as_str()))
    }
}

/// A contribution as it is recorded.
pub type ContributionRecord = MoneyRecord<Contribution>;

impl MoneyEntry for Contribution {
    type Id = ContributionId;
    type Input = ContributionInput;

    fn id(key: i32) -> ContributionId {
        ContributionId(key)
    }

    fn subject(id: ContributionId) -> Subject {
        Subject::Contribution(id)
    }

    fn organisation(&self) -> OrganisationId {
        self.donor
    }

    fn whole_plan(&self) -> Option<PlanId> {
        if let Purpose::Plan(plan) = self.purpose { Some(plan) } else { None }
    }

    fn parse(typed: &ContributionInput, choices: &Choices, today: NaiveDate) -> Result<Self, Errors> {
        typed.parse(choices, today)
    }

    fn typed(&self) -> ContributionInput {
        ContributionInput::of(self)
    }

    fn differences(before: Option<&Self>, after: &Self, directory: &Directory) -> Changes {
        let number = |id| directory.activity(id).map_or_else(String::new, |a| a.number.to_string());
        Self::changes(before, after, |id| directory.organisation_name(Lang::En, id), number)
    }
}

/// A payment as it is typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PaymentInput {
    /// How much.
    pub amount: String,
    /// Day, month, year.
    pub on: [String; 3],
}

impl PaymentInput {
    /// Whether nothing was typed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.amount.trim().is_empty() && self.on.iter().all(|part| part.trim().is_empty())
    }
}

/// What was typed about a contribution.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ContributionInput {
    /// Key of the donor.
    pub donor: String,
    /// Code of the currency.
    pub currency: String,
    /// How much was pledged.
    pub pledged: String,
    /// Day, month, year of the pledge.
    pub pledged_on: [String; 3],
    /// Keys of activities, or [`WHOLE_PLAN`].
    pub purpose: Vec<String>,
    /// Payments; empty lines are read over.
    pub payments: Vec<PaymentInput>,
    /// Where it is written.
    pub source: String,
    /// What else should be known.
    pub note: String,
}

impl ContributionInput {
    /// The form of a contribution as it is stored.
    #[must_use]
    pub fn of(c: &Contribution) -> Self {
        let payment = |p: &Payment| PaymentInput { amount: p.amount.plain(), on: form::typed_day(Some(p.on)) };
        Self {
            donor: c.donor.to_string(),
            currency: c.pledged.currency.as_str().to_owned(),
            pledged: c.pledged.plain(),
            pledged_on: form::typed_day(Some(c.pledged_on)),
            purpose: match &c.purpose {
                Purpose::Plan(_) => vec![WHOLE_PLAN.to_owned()],
                Purpose::Activities(all) => all.iter().map(ToString::to_string).collect(),
            },
            payments: c.payments.iter().map(payment).collect(),
            source: c.source.clone(),
            note: c.note.clone(),
        }
    }

    fn purpose(&self, choices: &Choices) -> Result<Purpose, Problem> {
        let is_whole = self.purpose.iter().any(|p| p == WHOLE_PLAN);
        let mut activities: Vec<ActivityId> =
            self.purpose.iter().filter(|p| *p != WHOLE_PLAN).map(|p| choices.activity(p)).collect::<Result<_, _>>()?;
        activities.sort_unstable();
        activities.dedup();
        match (is_whole, activities.is_empty()) {
            (true, true) => Ok(Purpose::Plan(choices.plan)),
            (true, false) => Err(Problem::WholeOrParts),
            (false, true) => Err(Problem::Required),
            (false, false) => Ok(Purpose::Activities(activities)),
        }
    }

    fn payments(&self, currency: Option<Currency>, today: NaiveDate, errors: &mut Errors) -> Vec<Payment> {
        let mut payments = Vec::new();
        for (at, typed) in self.payments.iter().enumerate().filter(|(_, p)| !p.is_empty()) {
            let amount = currency.and_then(|c| errors.check(format!("received-{at}"), Amount::parse(&typed.amount, c)));
            let on = errors.check(format!("received-on-{at}"), form::past_day(&typed.on, today));
            payments.extend(amount.zip(on).map(|(amount, on)| Payment { amount, on }));
        }
        payments.sort_by_key(|p| p.on);
        payments
    }

    /// Reads what was typed.
    ///
    /// # Errors
    /// Every field's problem (`donor`, `currency`, `pledged`, `pledged-on`, `purpose`, `received-0`, `received-on-0`, `source`, `note`).
    pub fn parse(&self, choices: &Choices, today: NaiveDate) -> Result<Contribution, Errors> {
        let mut errors = Errors::new();
        let donor = errors.check("donor", choices.organisation(&self.donor));
        let currency = errors.check("currency", form::choice::<Currency>(&self.currency));
        let pledged = currency.and_then(|c| errors.check("pledged", Amount::parse(&self.pledged, c)));
        let pledged_on = errors.check("pledged-on", form::past_day(&self.pledged_on, today));
        let purpose = errors.check("purpose", self.purpose(choices));
        let payments = self.payments(currency, today, &mut errors);
        let source = errors.check("source", form::line(&self.source, SOURCE_MAX));
        let note = errors.check("note", form::prose(&self.note, NOTE_MAX));
        match (donor, pledged, pledged_on, purpose, source, note) {
            (Some(donor), Some(pledged), Some(pledged_on), Some(purpose), Some(source), Some(note)) if errors.is_empty() => {
                Ok(Contribution { donor, pledged, pledged_on, payments, purpose, source, note })
            }
            _ => Err(errors),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn choices() -> Choices {
        Choices { organisations: vec![OrganisationId(2)], activities: vec![ActivityId(7), ActivityId(8)], ..Choices::default() }
    }

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2019, 3, 12).unwrap()
    }

    fn day(d: u32) -> [String; 3] {
        [d.to_string(), "3".into(), "2019".into()]
    }

    fn whole() -> ContributionInput {
        ContributionInput {
            donor: "2".into(),
            currency: "USD".into(),
            pledged: "1,000".into(),
            pledged_on: day(1),
            purpose: vec!["8".into(), "7".into(), "7".into()],
            source: "Letter of 1 March 2019".into(),
            ..ContributionInput::default()
        }
    }

    #[test]
    fn a_contribution_names_what_it_is_for() {
        let read = |purpose: &[&str]| {
            ContributionInput { purpose: purpose.iter().map(|p| (*p).to_owned()).collect(), ..whole() }.parse(&choices(), today())
        };
        assert_eq!(read(&["8", "7", "7"]).unwrap().purpose, Purpose::Activities(vec![ActivityId(7), ActivityId(8)]));
        assert_eq!(read(&["plan"]).unwrap().purpose, Purpose::Plan(PlanId(0)));
        assert_eq!(read(&["plan", "7"]).unwrap_err().of("purpose"), Some(&Problem::WholeOrParts));
        assert_eq!(read(&[]).unwrap_err().of("purpose"), Some(&Problem::Required));
        assert_eq!(read(&["9"]).unwrap_err().of("purpose"), Some(&Problem::NotAChoice));
    }

    #[test]
    fn payments_have_come_and_lines_left_empty_are_read_over() {
        let payments = vec![
            PaymentInput::default(),
            PaymentInput { amount: "5".into(), on: day(13) },
            PaymentInput { amount: String::new(), on: day(2) },
        ];
        let errors = ContributionInput { payments, ..whole() }.parse(&choices(), today()).unwrap_err();
        assert_eq!(errors.of("received-on-1"), Some(&Problem::InTheFuture));
        assert_eq!(errors.of("received-2"), Some(&Problem::Required));
        assert_eq!(errors.iter().count(), 2);
    }

    proptest! {
        /// More than was pledged may arrive; it is counted as it is. What is stored comes back from its own form.
        #[test]
        fn what_arrives_is_counted_as_it_is(pledged in 1i64..1_000_000_000, paid in proptest::collection::vec(1i64..1_000_000_000, 0..6)) {
            let amount = |minor| Amount { minor, currency: Currency::Eur };
            let contribution = Contribution {
                pledged: amount(pledged),
                payments: paid.iter().map(|p| Payment { amount: amount(*p), on: today() }).collect(),
                ..whole().parse(&choices(), today()).unwrap()
            };
            let sum: i64 = paid.iter().sum();
            prop_assert_eq!(contribution.received(), (sum > 0).then(|| amount(sum)));
            prop_assert_eq!(ContributionInput::of(&contribution).parse(&choices(), today()), Ok(contribution));
        }
    }
}
