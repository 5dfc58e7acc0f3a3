//! Expenditures: what was spent on an activity, by whom, for what.

use chrono::NaiveDate;

use super::amount::{Amount, Currency};
use super::record::{MoneyEntry, MoneyRecord};
use super::typed::{Choices, NOTE_MAX, SOURCE_MAX};
use crate::directory::Directory;
use crate::form::{self, Errors, Problem};
use crate::history::{Changes, Field, Subject, Value};
use crate::ids::{ActivityId, ExpenditureId, OrganisationId};
use crate::lang::Lang;

/// What is known of an expenditure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expenditure {
    /// For which activity.
    pub activity: ActivityId,
    /// Who has spent it.
    pub spender: OrganisationId,
    /// How much.
    pub amount: Amount,
    /// First day of the time in which it was spent.
    pub first: NaiveDate,
    /// Last day of it; the same as the first for a single day.
    pub last: NaiveDate,
    /// For what.
    pub purpose: String,
    /// Where this is written.
    pub source: String,
}

impl Expenditure {
    /// What differs; `organisation` and `activity` give the names of those that it names by key.
    #[must_use]
    pub fn changes(
        before: Option<&Self>,
        after: &Self,
        organisation: impl Fn(OrganisationId) -> String,
        activity: impl Fn(ActivityId) -> String,
    ) -> Changes {
        let compare = |changes: Changes, field, read: &dyn Fn(&Self) -> Value| changes.compare(field, before.map(read), Some(read(after)));
        let changes = compare(Changes::new(), Field::Activity, &|e| Value::Text(activity(e.activity)));
        let changes = compare(changes, Field::Spender, &|e| Value::Text(organisation(e.spender)));
        let changes = compare(changes, Field::Spent, &|e| Value::Amount(e.amount));
        let changes = compare(changes, Field::SpentFrom, &|e| Value::Day(e.first));
        let changes = compare(changes, Field::SpentTo, &|e| Value::Day(e.last));
        let changes = compare(changes, Field::SpentFor, &|e| Value::from(e.purpose.as_str()));
        compare(changes, Field::Source, &|e| Value::from(e.source.as_str()))
    }
}

/// An expenditure as it is recorded.
pub type ExpenditureRecord = MoneyRecord<Expenditure>;

impl MoneyEntry for Expenditure {
    type Id = ExpenditureId;
    type Input = ExpenditureInput;

    fn id(key: i32) -> ExpenditureId {
        ExpenditureId(key)
    }

    fn subject(id: ExpenditureId) -> Subject {
        Subject::Expenditure(id)
    }

    fn organisation(&self) -> OrganisationId {
        self.spender
    }

    fn parse(typed: &ExpenditureInput, choices: &Choices, today: NaiveDate) -> Result<Self, Errors> {
        typed.parse(choices, today)
    }

    fn typed(&self) -> ExpenditureInput {
        ExpenditureInput::of(self)
    }

    fn differences(before: Option<&Self>, after: &Self, directory: &Directory) -> Changes {
        let number = |id| directory.activity(id).map_or_else(String::new, |a| a.number.to_string());
        Self::changes(before, after, |id| directory.organisation_name(Lang::En, id), number)
    }
}

/// What was typed about an expenditure.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ExpenditureInput {
    /// Key of the activity.
    pub activity: String,
    /// Key of the organisation that spent it.
    pub spender: String,
    /// Code of the currency.
    pub currency: String,
    /// How much.
    pub amount: String,
    /// Day, month, year of the first day.
    pub first: [String; 3],
    /// The same of the last day; empty for a single day.
    pub last: [String; 3],
    /// For what.
    pub purpose: String,
    /// Where it is written.
    pub source: String,
}

impl ExpenditureInput {
    /// The form of an expenditure as it is stored.
    #[must_use]
    pub fn of(e: &Expenditure) -> Self {
        Self {
            activity: e.activity.to_string(),
            spender: e.spender.to_string(),
            currency: e.amount.currency.as_str().to_owned(),
            amount: e.amount.plain(),
            first: form::typed_day(Some(e.first)),
            last: form::typed_day(Some(e.last).filter(|last| *last != e.first)),
            purpose: e.purpose.clone(),
            source: e.source.clone(),
        }
    }

    /// Reads what was typed.
    ///
    /// # Errors
    /// Every field's problem (`activity`, `spender`, `currency`, `spent`, `spent-from`, `spent-to`, `spent-for`, `source`).
    pub fn parse(&self, choices: &Choices, today: NaiveDate) -> Result<Expenditure, Errors> {
        let mut errors = Errors::new();
        let activity = errors.check("activity", choices.activity(&self.activity));
        let spender = errors.check("spender", choices.organisation(&self.spender));
        let currency = errors.check("currency", form::choice::<Currency>(&self.currency));
        let amount = currency.and_then(|c| errors.check("spent", Amount::parse(&self.amount, c)));
        let first = errors.check("spent-from", form::past_day(&self.first, today));
        let last = errors.check("spent-to", form::optional_past_day(&self.last, today)).flatten();
        if first.zip(last).is_some_and(|(first, last)| last < first) {
            errors.add("spent-to", Problem::EndBeforeStart);
        }
        let purpose = errors.check("spent-for", form::required_prose(&self.purpose, NOTE_MAX));
        let source = errors.check("source", form::line(&self.source, SOURCE_MAX));
        match (activity, spender, amount, first, purpose, source) {
            (Some(activity), Some(spender), Some(amount), Some(first), Some(purpose), Some(source)) if errors.is_empty() => {
                Ok(Expenditure { activity, spender, amount, first, last: last.unwrap_or(first), purpose, source })
            }
            _ => Err(errors),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed() -> ExpenditureInput {
        ExpenditureInput {
            activity: "7".into(),
            spender: "2".into(),
            currency: "JPY".into(),
            amount: "12 500".into(),
            first: ["1".into(), "2".into(), "2019".into()],
            purpose: "Travel of trainers".into(),
            source: "Statement 4".into(),
            ..ExpenditureInput::default()
        }
    }

    fn read(typed: &ExpenditureInput) -> Result<Expenditure, Errors> {
        let choices = Choices { organisations: vec![OrganisationId(2)], activities: vec![ActivityId(7)], ..Choices::default() };
        typed.parse(&choices, NaiveDate::from_ymd_opt(2019, 3, 12).unwrap())
    }

    #[test]
    fn a_single_day_needs_no_end() {
        let read_once = read(&typed()).unwrap();
        assert_eq!((read_once.first, read_once.amount.minor), (read_once.last, 12_500));
        assert_eq!(read(&ExpenditureInput::of(&read_once)), Ok(read_once));
    }

    #[test]
    fn what_is_wrong_is_told_by_field() {
        let last = |y: &str| ["31".to_owned(), "1".to_owned(), y.to_owned()];
        let problem = |typed: ExpenditureInput, field: &str| read(&typed).unwrap_err().of(field).cloned();
        assert_eq!(problem(ExpenditureInput { last: last("2019"), ..typed() }, "spent-to"), Some(Problem::EndBeforeStart));
        assert_eq!(problem(ExpenditureInput { last: last("2020"), ..typed() }, "spent-to"), Some(Problem::InTheFuture));
        assert_eq!(problem(ExpenditureInput { purpose: " ".into(), ..typed() }, "spent-for"), Some(Problem::Required));
        assert_eq!(problem(ExpenditureInput { amount: "1.5".into(), ..typed() }, "spent"), Some(Problem::TooManyDecimals { max: 0 }));
        assert_eq!(read(&ExpenditureInput::default()).unwrap_err().iter().count(), 6);
    }
}
