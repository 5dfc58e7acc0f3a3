//! Made-up money for samples of pages. Used by tests alone.

use chrono::{DateTime, NaiveDate};
use domain::access::MoneySeen;
use domain::form::{Errors, Problem};
use domain::history::{Action, Change, Field, HistoryEntry};
use domain::ids::{ActivityId, ContributionId, ExpenditureId, OrganisationId, PlanId};
use domain::money::{
    Amount, Cancelled, Choices, Contribution, ContributionInput, ContributionRecord, Currency, ExchangeRate, Expenditure, ExpenditureInput,
    ExpenditureRecord, InOne, Ledger, LedgerFilter, Payment, PaymentInput, Purpose, RateInput, RateRecord, Totals, in_one,
};
use maud::Markup;

use super::list::{Page, Query};
use super::{Subject, cancellation, edit, rate, show};
use crate::event::sample::directory;
use crate::frame::Frame;

fn day(d: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2019, 2, d).unwrap()
}

fn amount(minor: i64, currency: Currency) -> Amount {
    Amount { minor, currency }
}

fn cancelled(is: bool) -> Option<Cancelled> {
    is.then(|| Cancelled { at: DateTime::UNIX_EPOCH, reason: "Entered <train> twice".into() })
}

fn a_contribution(purpose: Purpose, received: &[i64], is_cancelled: bool) -> ContributionRecord {
    let contribution = Contribution {
        donor: OrganisationId(2),
        pledged: amount(1_250_050, Currency::Usd),
        pledged_on: day(1),
        payments: received.iter().map(|r| Payment { amount: amount(*r, Currency::Usd), on: day(3) }).collect(),
        purpose,
        source: "Letter <train>".into(),
        note: "In two parts.".into(),
    };
    ContributionRecord {
        id: ContributionId(4),
        entry: contribution,
        created_at: DateTime::UNIX_EPOCH,
        cancelled: cancelled(is_cancelled),
        version: 2,
    }
}

fn an_expenditure(currency: Currency, is_cancelled: bool) -> ExpenditureRecord {
    let expenditure = Expenditure {
        activity: ActivityId(7),
        spender: OrganisationId(3),
        amount: amount(120_000, currency),
        first: day(4),
        last: day(9),
        purpose: "Travel of <train>ers\nto Nairobi".into(),
        source: "Statement 4".into(),
    };
    ExpenditureRecord {
        id: ExpenditureId(5),
        entry: expenditure,
        created_at: DateTime::UNIX_EPOCH,
        cancelled: cancelled(is_cancelled),
        version: 1,
    }
}

pub(crate) fn ledger() -> Ledger {
    let seven = Purpose::Activities(vec![ActivityId(7)]);
    let two = Purpose::Activities(vec![ActivityId(7), ActivityId(8)]);
    Ledger {
        contributions: vec![
            a_contribution(seven, &[], false),
            a_contribution(two, &[2_000_000], false),
            a_contribution(Purpose::Plan(PlanId(1)), &[5], true),
        ],
        expenditures: vec![an_expenditure(Currency::Jpy, false), an_expenditure(Currency::Eur, true)],
    }
}

fn filter() -> LedgerFilter {
    LedgerFilter { activity: Some(ActivityId(7)), ..LedgerFilter::default() }
}

/// Figures of an activity.
pub(crate) fn totals() -> Totals {
    ledger().totals(&filter())
}

fn a_rate() -> ExchangeRate {
    ExchangeRate { from: Currency::Usd, to: Currency::Eur, rate: "0.8825".parse().unwrap(), on: day(5), source: "UN <train>".into() }
}

fn told() -> Vec<HistoryEntry> {
    let change = |field: Field, before: Option<&str>, after: &str| Change {
        field,
        lang: None,
        before: before.map(|b| field.interpret(b)),
        after: Some(field.interpret(after)),
    };
    let changes = vec![
        change(Field::Donor, None, "JRC"),
        change(Field::Pledged, None, "USD 12,500.50"),
        change(Field::PledgedOn, None, "2019-02-01"),
        change(Field::Purpose, Some("7, 8"), "plan"),
        change(Field::Payments, None, "USD 5.00 (2019-02-03)"),
        change(Field::Source, None, "Letter"),
        change(Field::Note, None, "x"),
        change(Field::Activity, None, "7"),
        change(Field::Spender, None, "JRC"),
        change(Field::Spent, None, "JPY 5"),
        change(Field::SpentFrom, None, "2019-02-03"),
        change(Field::SpentTo, None, "2019-02-03"),
        change(Field::SpentFor, None, "x"),
    ];
    let entry = |action, reason: Option<&str>, changes| HistoryEntry {
        at: DateTime::UNIX_EPOCH,
        actor: None,
        action,
        changes,
        reason: reason.map(Into::into),
    };
    vec![
        entry(Action::Cancelled, Some("Twice"), Vec::new()),
        entry(Action::Edited, None, changes),
        entry(Action::Created, None, Vec::new()),
        entry(Action::Loaded, None, Vec::new()),
    ]
}

fn errors(problems: &[(&str, Problem)]) -> Errors {
    let mut errors = Errors::new();
    problems.iter().for_each(|(field, problem)| errors.add(*field, problem.clone()));
    errors
}

fn list(frame: &Frame, query: Query, records: Ledger) -> Page {
    let seen = MoneySeen::by(frame.member());
    let totals = records.totals(&filter());
    let rates = [a_rate()];
    let one = |currency| InOne {
        currency,
        pledged: Some(in_one(&totals.pledged, currency, &rates)),
        received: None,
        spent: Some(in_one(&totals.spent, currency, &rates)),
    };
    let in_one = query.into.parse().ok().map(one);
    Page {
        directory: directory(),
        filter: filter(),
        totals: totals.clone(),
        in_one,
        records: records.records(seen, true),
        query,
        donors: vec![OrganisationId(2)],
        spenders: vec![OrganisationId(3)],
    }
}

fn lists(frame: &Frame) -> Vec<(&'static str, Markup)> {
    let query = Query { activity: "7".into(), into: "EUR".into(), ..Query::default() };
    let by_donor = LedgerFilter { activity: None, donor: Some(OrganisationId(2)), ..filter() };
    let gone = Ledger { contributions: vec![a_contribution(Purpose::Plan(PlanId(1)), &[], true)], expenditures: Vec::new() };
    vec![
        ("money", list(frame, query.clone(), ledger()).render(frame)),
        ("money, nothing", list(frame, Query::default(), Ledger::default()).render(frame)),
        ("money, nothing fits", list(frame, query.clone(), Ledger::default()).render(frame)),
        ("money, nothing counts", list(frame, query.clone(), gone).render(frame)),
        ("money by donor", Page { filter: by_donor, ..list(frame, query, ledger()) }.render(frame)),
    ]
}

fn forms(frame: &Frame) -> Vec<(&'static str, Markup)> {
    let record = a_contribution(Purpose::Plan(PlanId(1)), &[5], false);
    let choices = Choices::of(&directory(), PlanId(1), None);
    let new = edit::Page::<Contribution> {
        subject: Subject::New { idempotency_key: "k".into() },
        typed: ContributionInput {
            payments: vec![PaymentInput::default(), PaymentInput { amount: "<train>".into(), ..Default::default() }],
            ..Default::default()
        },
        errors: errors(&[
            ("donor", Problem::Required),
            ("currency", Problem::Required),
            ("pledged", Problem::NotAnAmount),
            ("pledged-on", Problem::Required),
            ("purpose", Problem::WholeOrParts),
            ("received-1", Problem::AmountTooHigh),
            ("received-on-1", Problem::InTheFuture),
            ("source", Problem::Required),
        ]),
        directory: directory(),
        choices: choices.clone(),
        overtaken: false,
    };
    let subject = Subject::Stored { id: 4, version: 2 };
    let stored = edit::Page {
        subject: subject.clone(),
        typed: ContributionInput::of(&record.entry),
        errors: Errors::new(),
        overtaken: true,
        ..new.clone()
    };
    let spend = edit::Page::<Expenditure> {
        subject,
        typed: ExpenditureInput::of(&an_expenditure(Currency::Usd, false).entry),
        errors: errors(&[
            ("spent", Problem::TooManyDecimals { max: 0 }),
            ("spent-to", Problem::EndBeforeStart),
            ("spent-for", Problem::Required),
        ]),
        directory: directory(),
        choices,
        overtaken: true,
    };
    let ask = cancellation::Page {
        name: "JRC".into(),
        address: "/money/contributions/4".into(),
        version: 2,
        reason: String::new(),
        errors: errors(&[("cancel-reason", Problem::Required)]),
    };
    let rates = rate::Page {
        typed: RateInput::default(),
        errors: errors(&[("rate", Problem::NotARate), ("rate-to", Problem::SameCurrency)]),
        stated: vec![RateRecord { rate: a_rate(), added_by: "Ines".into() }],
    };
    vec![
        ("contribution, new", new.render(frame)),
        ("contribution, edit", stored.render(frame)),
        ("expenditure, edit", spend.render(frame)),
        (
            "expenditure, new",
            edit::Page::<Expenditure> { subject: Subject::New { idempotency_key: "k".into() }, overtaken: false, ..spend }.render(frame),
        ),
        ("money, cancellation", ask.render(frame)),
        ("rates", rates.render(frame)),
        ("rates, none", rate::Page { stated: Vec::new(), errors: Errors::new(), ..rates }.render(frame)),
    ]
}

/// Every page about money.
pub(crate) fn pages(frame: &Frame) -> Vec<(&'static str, Markup)> {
    let two = Purpose::Activities(vec![ActivityId(7), ActivityId(8)]);
    let given = |record| show::Page::<Contribution> { record, directory: directory(), history: told() }.render(frame);
    let spent = |record| show::Page::<Expenditure> { record, directory: directory(), history: told() }.render(frame);
    let records = vec![
        ("contribution", given(a_contribution(two, &[5, 2_000_000], false))),
        ("contribution, cancelled", given(a_contribution(Purpose::Plan(PlanId(1)), &[], true))),
        ("expenditure", spent(an_expenditure(Currency::Jpy, false))),
        ("expenditure, cancelled", spent(an_expenditure(Currency::Usd, true))),
    ];
    [lists(frame), forms(frame), records].concat()
}
