//! All records of money that a reader may see, filtered and summed.

use chrono::NaiveDate;

use super::amount::{Currency, Sums};
use super::contribution::{ContributionRecord, Purpose};
use super::expenditure::ExpenditureRecord;
use super::rate::{Converted, ExchangeRate, in_one};
use crate::access::MoneySeen;
use crate::dashboard::Selection;
use crate::ids::{ActivityId, OrganisationId, PlanId};

/// Which records are asked for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct LedgerFilter {
    /// Those for this activity, alone or with others.
    pub activity: Option<ActivityId>,
    /// Contributions of this donor. Expenditures are not recorded by donor, so none of them fits.
    pub donor: Option<OrganisationId>,
    /// Expenditures of this organisation. No contribution fits.
    pub spender: Option<OrganisationId>,
    /// Those in this currency.
    pub currency: Option<Currency>,
}

impl LedgerFilter {
    /// What a reader may ask for. Figures of one donor or spender could be a single record, so those who read totals alone get none.
    #[must_use]
    pub fn for_reader(self, seen: MoneySeen) -> Self {
        if seen.has_records() { self } else { Self { donor: None, spender: None, ..self } }
    }

    /// Whether contributions are asked for at all.
    #[must_use]
    pub const fn has_contributions(&self) -> bool {
        self.donor.is_some() || self.spender.is_none()
    }

    /// Whether expenditures are asked for at all.
    #[must_use]
    pub const fn has_expenditures(&self) -> bool {
        self.spender.is_some() || self.donor.is_none()
    }

    fn takes(&self, record: &ContributionRecord) -> bool {
        let c = &record.entry;
        self.has_contributions()
            && self.activity.is_none_or(|a| c.purpose.serves(a))
            && self.donor.is_none_or(|d| c.donor == d)
            && self.currency.is_none_or(|wanted| c.pledged.currency == wanted)
    }

    fn takes_spent(&self, record: &ExpenditureRecord) -> bool {
        let e = &record.entry;
        self.has_expenditures()
            && self.activity.is_none_or(|a| e.activity == a)
            && self.spender.is_none_or(|s| e.spender == s)
            && self.currency.is_none_or(|wanted| e.amount.currency == wanted)
    }
}

/// Records of money, the newest first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ledger {
    /// Contributions.
    pub contributions: Vec<ContributionRecord>,
    /// Expenditures.
    pub expenditures: Vec<ExpenditureRecord>,
}

/// Figures by currency. What is cancelled does not count.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Totals {
    /// Pledged.
    pub pledged: Sums,
    /// Received.
    pub received: Sums,
    /// Spent.
    pub spent: Sums,
    /// How many of the contributions that count are for other activities too, if one activity was asked for.
    pub shared: usize,
}

/// Totals in one currency. `None` where nothing is recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InOne {
    /// The currency.
    pub currency: Currency,
    /// Pledged.
    pub pledged: Option<Converted>,
    /// Received.
    pub received: Option<Converted>,
    /// Spent.
    pub spent: Option<Converted>,
}

impl Totals {
    /// The totals in one currency, by rates in the order in which they count.
    #[must_use]
    pub fn in_one(&self, currency: Currency, rates: &[ExchangeRate]) -> InOne {
        let one = |sums: &Sums| (!sums.is_empty()).then(|| in_one(sums, currency, rates));
        InOne { currency, pledged: one(&self.pledged), received: one(&self.received), spent: one(&self.spent) }
    }

    /// Every currency in which something is recorded, in the order of [`Currency::ALL`].
    #[must_use]
    pub fn currencies(&self) -> Vec<Currency> {
        let has = |c: &&Currency| [&self.pledged, &self.received, &self.spent].iter().any(|s| s.minor(**c).is_some());
        Currency::ALL.iter().filter(has).copied().collect()
    }
}

impl Ledger {
    /// What is for a plan, as a whole or for one of its `activities`. What is for activities of two plans belongs to both.
    #[must_use]
    pub fn of_plan(mut self, plan: PlanId, activities: &[ActivityId]) -> Self {
        self.contributions.retain(|r| r.entry.purpose.is_for_plan(plan, activities));
        self.expenditures.retain(|r| activities.contains(&r.entry.activity));
        self
    }

    /// The activities, of these, that a donor has given money for: named ones, or all by a contribution to the plan as a whole. Meant for
    /// the ledger of one plan.
    #[must_use]
    pub fn funded_by(&self, donor: OrganisationId, of: &[ActivityId]) -> Vec<ActivityId> {
        let given: Vec<&Purpose> =
            self.contributions.iter().filter(|r| r.counts() && r.entry.donor == donor).map(|r| &r.entry.purpose).collect();
        of.iter().copied().filter(|a| given.iter().any(|p| matches!(p, Purpose::Plan(_)) || p.serves(*a))).collect()
    }

    /// Everybody who has given something, in the order of keys.
    #[must_use]
    pub fn donors(&self) -> Vec<OrganisationId> {
        let mut donors: Vec<OrganisationId> = self.contributions.iter().filter(|r| r.counts()).map(|r| r.entry.donor).collect();
        donors.sort_unstable();
        donors.dedup();
        donors
    }

    /// What is for one of these activities at least.
    #[must_use]
    pub fn for_any(mut self, of: &[ActivityId]) -> Self {
        self.contributions.retain(|r| of.iter().any(|a| r.entry.purpose.serves(*a)));
        self.expenditures.retain(|r| of.contains(&r.entry.activity));
        self
    }

    /// What was pledged in the selected time, with what was received of it in that time, and what was spent in it.
    #[must_use]
    pub fn during(mut self, selection: &Selection) -> Self {
        if selection.from.is_none() && selection.until.is_none() {
            return self;
        }
        self.contributions.iter_mut().for_each(|r| r.entry.payments.retain(|p| selection.covers(p.on)));
        self.contributions.retain(|r| selection.covers(r.entry.pledged_on));
        self.expenditures.retain(|r| selection.covers(r.entry.last));
        self
    }

    /// What had happened by the end of a past day: what was pledged, received or spent later is left out.
    #[must_use]
    pub fn until(mut self, day: NaiveDate) -> Self {
        self.contributions.retain(|r| r.entry.pledged_on <= day);
        self.contributions.iter_mut().for_each(|r| r.entry.payments.retain(|p| p.on <= day));
        self.expenditures.retain(|r| r.entry.last <= day);
        self
    }

    /// What a reader may see and has asked for. Totals are made from what is left, but for readers of totals alone, to whom
    /// [`Self::records`] gives nothing.
    #[must_use]
    pub fn seen(mut self, seen: MoneySeen, filter: &LedgerFilter) -> Self {
        self.contributions.retain(|r| filter.takes(r) && seen.may_sum(r.entry.donor));
        self.expenditures.retain(|r| filter.takes_spent(r) && seen.may_sum(r.entry.spender));
        self
    }

    /// The figures.
    #[must_use]
    pub fn totals(&self, filter: &LedgerFilter) -> Totals {
        let mut totals = Totals::default();
        for record in self.contributions.iter().filter(|r| r.counts()) {
            totals.pledged.add(record.entry.pledged);
            record.entry.add_received(&mut totals.received);
            totals.shared += usize::from(filter.activity.is_some_and(|a| record.entry.purpose.is_shared(a)));
        }
        totals.spent = self.expenditures.iter().filter(|r| r.counts()).map(|r| r.entry.amount).collect::<Sums>();
        totals
    }

    /// Those who have given, and those who have spent something, in the order of keys.
    #[must_use]
    pub fn organisations(&self) -> [Vec<OrganisationId>; 2] {
        let (mut donors, mut spenders): (Vec<_>, Vec<_>) =
            (self.contributions.iter().map(|r| r.entry.donor).collect(), self.expenditures.iter().map(|r| r.entry.spender).collect());
        for named in [&mut donors, &mut spenders] {
            named.sort_unstable();
            named.dedup();
        }
        [donors, spenders]
    }

    /// The records themselves; those who read totals alone get none.
    #[must_use]
    pub fn records(self, seen: MoneySeen, with_cancelled: bool) -> Self {
        if !seen.has_records() {
            return Self::default();
        }
        let mut records = self;
        records.contributions.retain(|r| with_cancelled || r.counts());
        records.expenditures.retain(|r| with_cancelled || r.counts());
        records
    }
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, NaiveDate};
    use proptest::prelude::*;

    use super::super::{Amount, Cancelled, Contribution, Expenditure, Payment, Purpose};
    use super::*;
    use crate::ids::{ContributionId, ExpenditureId};

    fn day() -> NaiveDate {
        NaiveDate::from_ymd_opt(2019, 3, 1).unwrap()
    }

    fn cancelled(is: bool) -> Option<Cancelled> {
        is.then(|| Cancelled { at: DateTime::UNIX_EPOCH, reason: "Twice".into() })
    }

    fn contribution(donor: i32, minor: i64, currency: usize, activities: &[i32], is_cancelled: bool) -> ContributionRecord {
        let amount = Amount { minor, currency: Currency::ALL[currency] };
        let purpose = if activities.is_empty() {
            Purpose::Plan(PlanId(1))
        } else {
            Purpose::Activities(activities.iter().map(|a| ActivityId(*a)).collect())
        };
        let payments = vec![Payment { amount, on: day() }, Payment { amount, on: day() }];
        let contribution = Contribution {
            donor: OrganisationId(donor),
            pledged: amount,
            pledged_on: day(),
            payments,
            purpose,
            source: String::new(),
            note: String::new(),
        };
        ContributionRecord {
            id: ContributionId(1),
            entry: contribution,
            created_at: DateTime::UNIX_EPOCH,
            cancelled: cancelled(is_cancelled),
            version: 0,
        }
    }

    #[test]
    fn a_contribution_to_activities_of_two_plans_is_in_both_ledgers() {
        let whole = contribution(2, 1, 0, &[], false);
        let [own, shared, other] = [&[7][..], &[7, 21], &[21]].map(|activities| contribution(2, 1, 0, activities, false));
        let all = Ledger {
            contributions: vec![whole, own, shared, other],
            expenditures: vec![expenditure(3, 1, 0, 7, false), expenditure(3, 1, 0, 21, false)],
        };
        let of = |plan, activity| {
            let ledger = all.clone().of_plan(PlanId(plan), &[ActivityId(activity)]);
            (ledger.contributions.len(), ledger.expenditures.len())
        };
        assert_eq!((of(1, 7), of(2, 21)), ((3, 1), (2, 1)));
    }

    fn expenditure(spender: i32, minor: i64, currency: usize, activity: i32, is_cancelled: bool) -> ExpenditureRecord {
        let expenditure = Expenditure {
            activity: ActivityId(activity),
            spender: OrganisationId(spender),
            amount: Amount { minor, currency: Currency::ALL[currency] },
            first: day(),
            last: day(),
            purpose: String::new(),
            source: String::new(),
        };
        ExpenditureRecord {
            id: ExpenditureId(1),
            entry: expenditure,
            created_at: DateTime::UNIX_EPOCH,
            cancelled: cancelled(is_cancelled),
            version: 0,
        }
    }

    #[test]
    fn what_is_cancelled_does_not_count() {
        let ledger = Ledger {
            contributions: vec![contribution(1, 100, 0, &[7], false), contribution(1, 50, 0, &[7, 8], true)],
            expenditures: vec![expenditure(2, 30, 0, 7, false), expenditure(2, 9, 1, 7, true)],
        };
        let filter = LedgerFilter { activity: Some(ActivityId(7)), ..LedgerFilter::default() };
        let totals = ledger.totals(&filter);
        let usd = Currency::ALL[0];
        assert_eq!(
            (totals.pledged.minor(usd), totals.received.minor(usd), totals.spent.minor(usd), totals.shared),
            (Some(100), Some(200), Some(30), 0)
        );
        assert_eq!(totals.currencies(), [usd]);
    }

    #[test]
    fn donors_and_spenders_are_asked_for_apart() {
        let all = Ledger { contributions: vec![contribution(1, 5, 0, &[], false)], expenditures: vec![expenditure(1, 5, 0, 7, false)] };
        let seen = |filter: LedgerFilter| {
            let left = all.clone().seen(MoneySeen::Everything, &filter);
            (left.contributions.len(), left.expenditures.len())
        };
        let one = Some(OrganisationId(1));
        assert_eq!(seen(LedgerFilter::default()), (1, 1));
        assert_eq!(seen(LedgerFilter { donor: one, ..LedgerFilter::default() }), (1, 0));
        assert_eq!(seen(LedgerFilter { spender: one, ..LedgerFilter::default() }), (0, 1));
        assert_eq!(seen(LedgerFilter { donor: one, spender: one, ..LedgerFilter::default() }), (1, 1));
        assert_eq!(
            seen(LedgerFilter { activity: Some(ActivityId(7)), ..LedgerFilter::default() }),
            (0, 1),
            "the whole plan is no activity"
        );
    }

    proptest! {
        /// A partner's figures hold the own organisation's records and nothing else, in every currency.
        #[test]
        fn partners_sum_their_own_alone(records in proptest::collection::vec((1i32..4, 1i64..1_000_000, 0usize..3, any::<bool>()), 0..30)) {
            let all = Ledger {
                contributions: records.iter().map(|(who, minor, at, gone)| contribution(*who, *minor, *at, &[7], *gone)).collect(),
                expenditures: records.iter().map(|(who, minor, at, gone)| expenditure(*who, *minor, *at, 7, *gone)).collect(),
            };
            let own = MoneySeen::Own(Some(OrganisationId(2)));
            let left = all.clone().seen(own, &LedgerFilter::default());
            prop_assert!(left.contributions.iter().all(|r| r.entry.donor == OrganisationId(2)));
            let totals = left.totals(&LedgerFilter::default());
            for (at, currency) in Currency::ALL.iter().enumerate().take(3) {
                let sum: i128 = records.iter().filter(|(who, _, c, gone)| *who == 2 && *c == at && !gone).map(|(_, m, ..)| i128::from(*m)).sum();
                prop_assert_eq!(totals.spent.minor(*currency).unwrap_or(0), sum);
                prop_assert_eq!(totals.received.minor(*currency).unwrap_or(0), 2 * sum);
            }
            let public = all.seen(MoneySeen::Totals, &LedgerFilter::default()).records(MoneySeen::Totals, true);
            prop_assert_eq!(public, Ledger::default());
        }
    }
}
