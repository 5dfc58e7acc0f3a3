//! Mornings that come when a test wants them to, and the mails that they leave in the outbox.

use capacity_tracker::db::schema::outbox;
use capacity_tracker::reminder::job::{self, RunSummary};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use diesel::prelude::*;
use domain::clock::Clock;

use super::{TestApp, Visitor};

/// A mail of reminders as it was queued.
#[derive(Debug, Clone, Queryable)]
pub struct Reminder {
    pub message_id: String,
    pub kind: String,
    pub subject: String,
    pub text: String,
    pub html: String,
    pub calendar: Option<String>,
}

impl Reminder {
    /// The last address in the text that ends with these letters.
    pub fn link(&self, end: &str) -> String {
        self.text.split_whitespace().rfind(|w| w.starts_with("http") && w.ends_with(end)).expect("the link").to_owned()
    }
}

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

impl TestApp {
    /// Lets the reminders look at a moment. It must lie after the day on which the server's clock stands: then mails stay in the outbox.
    pub fn reminds_at(&self, at: DateTime<Utc>) -> RunSummary {
        job::remind(&self.app.db, &self.app.site, Clock::System, at).unwrap()
    }

    /// Lets noon come (UTC) on a day.
    pub fn comes(&self, on: &str) -> RunSummary {
        self.reminds_at(day(on).and_hms_opt(12, 0, 0).unwrap().and_utc())
    }

    /// Lets noon come on every day of a time, and gives the days on which an address got something.
    pub fn lives(&self, from: &str, until: &str, address: &str) -> Vec<String> {
        let (first, last) = (day(from), day(until));
        for n in 0..=(last - first).num_days() {
            self.reminds_at((first + TimeDelta::days(n)).and_hms_opt(12, 0, 0).unwrap().and_utc());
        }
        self.days_of(address)
    }

    /// The days on which an address got reminders.
    pub fn days_of(&self, address: &str) -> Vec<String> {
        let day = |m: &Reminder| m.message_id.split('@').next().unwrap().rsplit('.').next().unwrap().to_owned();
        self.reminders_to(address).iter().map(day).collect()
    }

    /// The reminders to an address, oldest first.
    pub fn reminders_to(&self, address: &str) -> Vec<Reminder> {
        self.in_database(|conn| {
            outbox::table
                .filter(outbox::recipient.eq(address))
                .filter(outbox::message_id.like("reminders.%"))
                .order(outbox::id)
                .select((outbox::message_id, outbox::kind, outbox::subject, outbox::text_body, outbox::html_body, outbox::calendar))
                .load(conn)
                .unwrap()
        })
    }

    /// The newest reminder to an address.
    #[track_caller]
    pub fn reminder_to(&self, address: &str) -> Reminder {
        self.reminders_to(address).pop().unwrap_or_else(|| panic!("no reminder to {address}"))
    }
}

impl Visitor {
    /// Leads activity 7 from 12 March 2019 on: its first update is due on 10 June.
    #[track_caller]
    pub fn leads_seven(&self, name: &str) {
        self.names_lead(7, name);
        let start = [("actual-start-day", "12"), ("actual-start-month", "3"), ("actual-start-year", "2019")];
        self.edits(7, &start).leads_to("/activities/7");
    }

    /// Expects an output of an activity on a day in 2019; `responsible` is the name of an organisation, or empty.
    #[track_caller]
    pub fn expects_output(&self, number: i32, title: &str, (d, month): (&str, &str), responsible: &str) {
        let address = format!("/activities/{number}/outputs/new");
        let page = self.gets(&address);
        let due = [("due-day", d), ("due-month", month), ("due-year", "2019")];
        let mut form = page.form(&address).with("output-title", title).with("quantity", "1").typed(&due);
        if !responsible.is_empty() {
            form = form.with("responsible", &page.choice("responsible", responsible));
        }
        let answer = self.sends(&form);
        assert_eq!(answer.status, 303, "{}", answer.text());
    }
}
