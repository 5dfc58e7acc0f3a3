//! Money that is there already when a test begins.

use capacity_tracker::db::money::{New, contribution, expenditure};
use capacity_tracker::db::{activity, organisation, plan};
use chrono::NaiveDate;
use domain::money::{Amount, Contribution, Currency, Expenditure, Purpose};

use super::TestApp;

impl TestApp {
    /// A contribution and an expenditure of an organisation, for activity 7.
    pub fn has_money(&self, slug: &str) {
        let (now, day) = (self.app.clock.now(), NaiveDate::from_ymd_opt(2019, 2, 1).unwrap());
        let amount = Amount { minor: 1_000, currency: Currency::Usd };
        self.in_database(|conn| {
            let plan = plan::first(conn).unwrap().unwrap();
            let activity = activity::by_number(conn, plan.id, 7).unwrap().unwrap().id;
            let organisation = organisation::by_slug(conn, slug).unwrap().unwrap().id;
            let given = Contribution {
                donor: organisation,
                pledged: amount,
                pledged_on: day,
                payments: Vec::new(),
                purpose: Purpose::Activities(vec![activity]),
                source: "Letter".into(),
                note: String::new(),
            };
            let spent = Expenditure {
                activity,
                spender: organisation,
                amount,
                first: day,
                last: day,
                purpose: "Travel".into(),
                source: "Statement".into(),
            };
            let new = New { idempotency_key: slug, now };
            contribution::insert(conn, new, &given).unwrap();
            expenditure::insert(conn, new, &spent).unwrap();
        });
    }
}
