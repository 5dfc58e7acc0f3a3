//! Money as far as a reader may see it.

use chrono::{DateTime, Utc};
use domain::access::{self, Member, MoneySeen};
use domain::as_of::AsOf;
use domain::directory::Directory;
use domain::history::HistoryEntry;
use domain::ids::{ActivityId, OrganisationId, PlanId};
use domain::money::{Choices, Currency, ExchangeRate, InOne, Ledger, LedgerFilter, MoneyRecord, RateRecord, Totals};

use super::event::{directory, directory_in};
use crate::db::money::Stored;
use crate::db::{Conn, history, money};
use crate::error::Error;

/// A contribution or an expenditure that the reader may know of.
///
/// # Errors
/// [`Error::NotFound`].
pub fn record<E: Stored>(conn: &mut Conn, id: E::Id, seen: MoneySeen) -> Result<MoneyRecord<E>, Error> {
    E::find(conn, id)?.filter(|r| seen.may_read(r.entry.organisation())).ok_or(Error::NotFound)
}

/// A record that can be changed or withdrawn, as it counts.
///
/// # Errors
/// [`Error::NotFound`].
pub fn open<E: Stored>(conn: &mut Conn, id: E::Id) -> Result<MoneyRecord<E>, Error> {
    Some(record::<E>(conn, id, MoneySeen::Everything)?).filter(MoneyRecord::counts).ok_or(Error::NotFound)
}

/// What the page of a record shows.
#[derive(Debug, Clone)]
pub struct Shown<E: Stored> {
    /// The record.
    pub record: MoneyRecord<E>,
    /// What its keys stand for.
    pub directory: Directory,
    /// What was changed about it.
    pub history: Vec<HistoryEntry>,
}

/// A record with its history.
///
/// # Errors
/// [`Error::NotFound`].
pub fn shown<E: Stored>(conn: &mut Conn, id: E::Id, seen: MoneySeen) -> Result<Shown<E>, Error> {
    let record = record::<E>(conn, id, seen)?;
    let subject = E::subject(id);
    Ok(Shown { record, directory: directory(conn)?, history: history::of(conn, subject.kind(), subject.key())? })
}

/// What the form of a record offers.
#[derive(Debug, Clone)]
pub struct Form<E: Stored> {
    /// The stored record; `None` for a new one.
    pub record: Option<MoneyRecord<E>>,
    /// What keys stand for.
    pub directory: Directory,
    /// What can be chosen; what the stored record names stays a choice.
    pub choices: Choices,
}

/// The form of a new record, or of one that counts, looked at from a plan. The plan as a whole is the one that a stored record names, and
/// this one otherwise.
///
/// # Errors
/// [`Error::NotFound`].
pub fn form<E: Stored>(conn: &mut Conn, plan: PlanId, id: Option<E::Id>) -> Result<Form<E>, Error> {
    let record = id.map(|id| open::<E>(conn, id)).transpose()?;
    let directory = directory_in(conn, plan)?;
    let whole = record.as_ref().and_then(|r| r.entry.whole_plan()).unwrap_or(plan);
    let choices = Choices::of(&directory, whole, record.as_ref().map(|r| r.entry.organisation()));
    Ok(Form { record, directory, choices })
}

/// The ledger of a plan as of a moment; of a past day, what had happened by then.
///
/// # Errors
/// When the database fails.
pub fn ledger(conn: &mut Conn, plan: PlanId, as_of: AsOf) -> Result<Ledger, Error> {
    let known = money::ledger(conn, plan, as_of.at)?;
    Ok(if let Some(day) = as_of.day { known.until(day) } else { known })
}

/// Figures of one activity of a plan, as far as a reader may see them.
///
/// # Errors
/// When the database fails.
pub fn of_activity(conn: &mut Conn, plan: PlanId, activity: ActivityId, as_of: AsOf, member: Option<&Member>) -> Result<Totals, Error> {
    let filter = LedgerFilter { activity: Some(activity), ..LedgerFilter::default() };
    Ok(ledger(conn, plan, as_of)?.seen(MoneySeen::by(member), &filter).totals(&filter))
}

/// Every exchange rate that was stated by a moment, those that count first.
///
/// # Errors
/// When the database fails.
pub fn rates(conn: &mut Conn, at: DateTime<Utc>) -> Result<Vec<RateRecord>, Error> {
    Ok(money::rate::all(conn, at)?)
}

/// The list of money, filtered.
#[derive(Debug, Clone)]
pub struct Listing {
    /// What keys stand for.
    pub directory: Directory,
    /// What was asked for, as far as it is a choice of this reader.
    pub filter: LedgerFilter,
    /// The currency in which a total was asked for.
    pub into: Option<Currency>,
    /// Figures by currency.
    pub totals: Totals,
    /// The total in one currency, if one was asked for.
    pub in_one: Option<InOne>,
    /// The records that the reader may see.
    pub records: Ledger,
    /// Donors that can be asked for.
    pub donors: Vec<OrganisationId>,
    /// Organisations that have spent something, that can be asked for.
    pub spenders: Vec<OrganisationId>,
}

/// The filter that an address asks for; what is no choice, or not for this reader, was not asked.
fn filter(directory: &Directory, seen: MoneySeen, value: impl Fn(&str) -> String) -> LedgerFilter {
    let number: Option<i32> = value("activity").parse().ok();
    let organisation = |name: &str| {
        let slug = value(name);
        directory.organisations.iter().find(|o| o.slug == slug).map(|o| o.id)
    };
    LedgerFilter {
        activity: directory.activities.iter().find(|a| Some(a.number) == number).map(|a| a.id),
        donor: organisation("donor"),
        spender: organisation("spender"),
        currency: value("currency").parse().ok(),
    }
    .for_reader(seen)
}

/// Figures and records of money of a plan as of a moment. `value` gives what the address asks for under a name, or nothing.
///
/// # Errors
/// When the database fails.
pub fn list(conn: &mut Conn, plan: PlanId, member: Option<&Member>, value: impl Fn(&str) -> String, as_of: AsOf) -> Result<Listing, Error> {
    let (seen, with_cancelled) = (MoneySeen::by(member), access::may_report(member));
    let directory = directory_in(conn, plan)?;
    let into: Option<Currency> = value("into").parse().ok();
    let filter = filter(&directory, seen, value);
    let all = ledger(conn, plan, as_of)?;
    let [donors, spenders] = all.clone().seen(seen, &LedgerFilter::default()).records(seen, with_cancelled).organisations();
    let left = all.seen(seen, &filter);
    let totals = left.totals(&filter);
    let rates: Vec<ExchangeRate> = rates(conn, as_of.at)?.into_iter().map(|r| r.rate).collect();
    Ok(Listing {
        donors: with(donors, filter.donor),
        spenders: with(spenders, filter.spender),
        in_one: into.map(|currency| totals.in_one(currency, &rates)),
        totals,
        records: left.records(seen, with_cancelled),
        directory,
        filter,
        into,
    })
}

/// What was asked for can be asked for again.
fn with(mut choices: Vec<OrganisationId>, asked: Option<OrganisationId>) -> Vec<OrganisationId> {
    choices.extend(asked.filter(|id| !choices.contains(id)));
    choices.sort_unstable();
    choices
}
