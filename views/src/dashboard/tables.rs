//! The tables of the dashboard: its page, its charts and its downloads are made from these.

use chrono::{Datelike, NaiveDate};
use domain::activity::Status;
use domain::address;
use domain::dashboard::quarters;
use domain::event::{EventKind, Group, RegionalGroup};
use domain::figure::IndicatorFigure;
use domain::ids::ActivityId;
use domain::lang::Lang;
use domain::money::Purpose;

use super::Data;
use crate::as_of;
use crate::event::totals::group_name;
use crate::frame::Frame;
use crate::table::{Cell, Table, Value};
use crate::text::{self, t};

/// Every status that an activity can have, the best first; the last is none at all.
pub(crate) const STATUSES: [Option<Status>; 7] = [
    Some(Status::Completed),
    Some(Status::OnTrack),
    Some(Status::AtRisk),
    Some(Status::Delayed),
    Some(Status::NotStarted),
    Some(Status::Cancelled),
    None,
];

/// The name of a declared status.
pub(crate) fn status_name(lang: Lang, status: Option<Status>) -> String {
    text::text(lang, &status.map_or_else(|| "status-none".to_owned(), |s| format!("status-{s}")), &[])
}

fn words(lang: Lang, keys: &[&str]) -> Vec<String> {
    keys.iter().map(|key| text::text(lang, key, &[])).collect()
}

fn count(n: usize) -> Value {
    Value::Count(u64::try_from(n).unwrap_or(u64::MAX))
}

/// Names of the tables, as they stand in addresses.
pub const NAMES: [&str; 11] =
    ["status", "activities", "outputs", "indicators", "quarters", "kinds", "gender", "groups", "countries", "money", "contributions"];

impl Data {
    /// Every table that the reader may see, in the order of the page.
    #[must_use]
    pub fn tables(&self, frame: &Frame) -> Vec<Table> {
        let lang = frame.lang;
        let mut all = vec![
            self.statuses(lang),
            self.activities(frame),
            self.outputs(frame),
            self.indicators(frame),
            self.by_quarter(frame),
            self.by_kind(frame),
        ];
        all.extend(self.by_gender(frame));
        all.extend([self.by_group(frame), self.by_country(frame), self.money(frame)]);
        all.extend(self.contributions(frame));
        all
    }

    /// The list of events with these filters, some of them given anew.
    fn events(&self, frame: &Frame, more: &[(&str, &str)]) -> String {
        let with: Vec<(&str, &str)> = [("state", "verified")].into_iter().chain(more.iter().copied()).collect();
        as_of::address(frame, &self.query.address(&frame.plan().events(), &with))
    }

    fn activity(&self, frame: &Frame, id: ActivityId) -> Cell {
        let number = self.directory.activity(id).map_or(0, |a| a.number);
        let name = Cell::from(self.directory.activity_name(frame.lang, id));
        name.to(as_of::address(frame, &frame.plan().activity(number)))
    }

    pub(crate) fn statuses(&self, lang: Lang) -> Table {
        let head = words(lang, &["column-status", "dashboard-activities"]);
        let mut table = Table::new("status", t!(lang, "dashboard-status-title", count = self.lines.len()), &head, 1);
        for status in STATUSES {
            let n = self.lines.iter().filter(|l| l.status() == status).count();
            table.rows.push(vec![status_name(lang, status).into(), count(n).into()]);
        }
        table.foot = Some(vec![t!(lang, "people-all").into(), count(self.lines.len()).into()]);
        table
    }

    fn activities(&self, frame: &Frame) -> Table {
        let lang = frame.lang;
        let head = words(
            lang,
            &[
                "column-activity",
                "column-status",
                "from-figures",
                "column-updated",
                "dashboard-due",
                "dashboard-delivered",
                "dashboard-planned",
            ],
        );
        let mut table = Table::new("activities", t!(lang, "dashboard-activities"), &head, 4);
        for line in &self.lines {
            let outputs = domain::dashboard::OutputCount::of(self.outputs.iter().filter(|o| o.activity == line.activity.id), self.at);
            let signal = match line.computed.signal {
                domain::progress::Signal::NoData => t!(lang, "no-data-yet"),
                other => text::text(lang, &format!("status-{other}"), &[]),
            };
            let updated = line.latest.as_ref().map(|u| Value::Day(u.published_at.with_timezone(&frame.zone).date_naive()));
            let link = as_of::address(frame, &address::with_fragment(&frame.plan().activity(line.activity.number), "outputs"));
            table.rows.push(vec![
                self.activity(frame, line.activity.id),
                status_name(lang, line.status()).into(),
                signal.into(),
                updated.into(),
                Cell::from(outputs.due),
                Cell::from(outputs.delivered + outputs.early).to(link),
                Cell::from(outputs.planned),
            ]);
        }
        table
    }

    pub(crate) fn outputs(&self, frame: &Frame) -> Table {
        let lang = frame.lang;
        let head = words(lang, &["column-output", "column-activity", "field-due", "dashboard-pieces-delivered", "dashboard-pieces"]);
        let mut table = Table::new("outputs", t!(lang, "outputs"), &head, 3);
        for o in &self.outputs {
            table.rows.push(vec![
                Cell::from(o.output.title.clone()).to(as_of::address(frame, &address::output(o.id))),
                self.directory.activity_name(lang, o.activity).into(),
                o.output.due.map(Value::Day).into(),
                u64::from(o.delivered(self.at)).into(),
                u64::from(o.pieces()).into(),
            ]);
        }
        table
    }

    pub(crate) fn indicators(&self, frame: &Frame) -> Table {
        let lang = frame.lang;
        let head = words(
            lang,
            &[
                "column-indicator",
                "column-activity",
                "column-unit",
                "column-baseline",
                "indicator-value",
                "column-target",
                "indicator-reach",
            ],
        );
        let mut table = Table::new("indicators", t!(lang, "indicators"), &head, 3);
        for (activity, figure) in &self.figures {
            table.rows.push(self.indicator(frame, *activity, figure));
        }
        table
    }

    fn indicator(&self, frame: &Frame, activity: ActivityId, figure: &IndicatorFigure) -> Vec<Cell> {
        let (lang, i) = (frame.lang, &figure.indicator);
        let number = self.directory.activity(activity).map_or(0, |a| a.number);
        let pair = |pair: Option<(f64, Option<chrono::NaiveDate>)>| Cell::from(pair.map(|(n, _)| Value::Number(n)));
        let value = match (figure.value, &figure.unavailable) {
            (Some(value), _) => Value::Number(value),
            (None, Some(why)) => Value::Text(t!(lang, "value-unavailable", reason = why.as_str())),
            (None, None) => Value::Nothing,
        };
        vec![
            Cell::from(i.name.get(lang).to_owned()).to(as_of::address(frame, &address::indicator(i.id))),
            self.directory.activity_name(lang, activity).into(),
            i.unit_name.get(lang).to_owned().into(),
            pair(i.terms.baseline),
            Cell::from(value).to(as_of::address(frame, &figure.records(frame.plan(), number))),
            pair(i.terms.target),
            figure.reach().percent().map(Value::Percent).into(),
        ]
    }

    /// First and last day of the plan's years; the year of the day where the plan states none.
    pub(super) fn planned_days(&self) -> (NaiveDate, NaiveDate) {
        let this_year = domain::years::Years { first: self.day.year(), last: self.day.year() };
        let years = self.plan.years.unwrap_or(this_year);
        (years.start(), years.end())
    }

    /// Quarters of the plan up to the day, and those in which something took place before or after.
    pub(super) fn by_quarter(&self, frame: &Frame) -> Table {
        let lang = frame.lang;
        let head = words(lang, &["column-quarter", "dashboard-events", "totals-attendances"]);
        let mut table = Table::new("quarters", t!(lang, "dashboard-by-quarter"), &head, 1);
        let (start, end) = self.planned_days();
        let (mut first, mut last) = (self.selection.from.unwrap_or(start), self.selection.until.unwrap_or(end).min(self.day));
        if let (Some(earliest), Some(latest)) = (self.quarters.first(), self.quarters.last()) {
            (first, last) = (first.min(earliest.0.days().0), last.max(latest.0.days().0));
        }
        for quarter in quarters(first, last) {
            let own = self.quarters.iter().filter(|(q, ..)| *q == quarter);
            let (events, people) = own.fold((0, 0), |(e, p), (_, _, events, people)| (e + events, p + people));
            let (from, until) = quarter.days();
            let from = self.selection.from.map_or(from, |f| f.max(from)).to_string();
            let until = self.selection.until.map_or(until, |u| u.min(until)).to_string();
            table.rows.push(vec![
                t!(lang, "quarter", number = quarter.number, year = quarter.year.to_string()).into(),
                Cell::from(events).to(self.events(frame, &[("from", &from), ("until", &until)])),
                people.into(),
            ]);
        }
        table.foot = self.all_events(frame);
        table
    }

    fn all_events(&self, frame: &Frame) -> Option<Vec<Cell>> {
        let totals = &self.headline.totals;
        Some(vec![t!(frame.lang, "people-all").into(), Cell::from(totals.events).to(self.events(frame, &[])), totals.attendances.into()])
    }

    pub(crate) fn by_kind(&self, frame: &Frame) -> Table {
        let lang = frame.lang;
        let head = words(lang, &["column-kind", "dashboard-events", "totals-attendances"]);
        let mut table = Table::new("kinds", t!(lang, "dashboard-by-kind"), &head, 1);
        for kind in EventKind::ALL {
            let own = self.quarters.iter().filter(|(_, k, ..)| k == kind);
            let (events, people) = own.fold((0, 0), |(e, p), (_, _, events, people)| (e + events, p + people));
            table.rows.push(vec![
                text::text(lang, &format!("event-kind-{kind}"), &[]).into(),
                Cell::from(events).to(self.events(frame, &[("kind", kind.as_str())])),
                people.into(),
            ]);
        }
        table.foot = self.all_events(frame);
        table
    }

    /// Attendances by gender, unless that would tell the public about single people of one country.
    pub(crate) fn by_gender(&self, frame: &Frame) -> Option<Table> {
        let (lang, totals) = (frame.lang, &self.headline.totals);
        if !totals.may_split(frame.member()) {
            return None;
        }
        let head = words(lang, &["column-gender", "totals-attendances", "column-share"]);
        let mut table = Table::new("gender", t!(lang, "dashboard-by-gender"), &head, 1);
        let of = totals.attendances;
        for (name, n) in [("women", totals.women), ("men", totals.men), ("other", totals.other)] {
            let share = (of > 0).then(|| Value::Percent(i64::try_from((n * 100 + of / 2) / of.max(1)).unwrap_or(0)));
            table.rows.push(vec![text::text(lang, &format!("field-{name}"), &[]).into(), n.into(), share.into()]);
        }
        table.foot = Some(vec![t!(lang, "people-all").into(), of.into(), Value::Nothing.into()]);
        Some(table)
    }

    pub(crate) fn by_group(&self, frame: &Frame) -> Table {
        let (lang, totals) = (frame.lang, &self.headline.totals);
        let head = words(lang, &["column-group", "totals-attendances", "totals-countries"]);
        let mut table = Table::new("groups", t!(lang, "totals-by-group"), &head, 1);
        table.note = Some(t!(lang, "dashboard-groups-overlap"));
        let mut add = |group: Group, people: u64, countries: u64| {
            // The list holds whole events, also those attended from elsewhere: it is where the people took part.
            let name = Cell::from(group_name(lang, group));
            let name = if people > 0 { name.to(self.events(frame, &[("group", group.as_str())])) } else { name };
            table.rows.push(vec![name, people.into(), countries.into()]);
        };
        for region in RegionalGroup::ALL {
            let (people, countries) = totals.regions.iter().find(|(r, ..)| r == region).map_or((0, 0), |(_, p, c)| (*p, *c));
            add(Group::Region(*region), people, countries);
        }
        add(Group::Ldc, totals.ldc.0, totals.ldc.1);
        add(Group::Sids, totals.sids.0, totals.sids.1);
        if totals.without_country() > 0 {
            table.rows.push(vec![t!(lang, "people-not-stated").into(), totals.without_country().into(), Value::Nothing.into()]);
        }
        table.foot = Some(vec![t!(lang, "people-all").into(), totals.attendances.into(), totals.countries.into()]);
        table
    }

    pub(super) fn by_country(&self, frame: &Frame) -> Table {
        let lang = frame.lang;
        let head = words(lang, &["column-country", "column-code", "column-group", "dashboard-events", "totals-attendances"]);
        let mut table = Table::new("countries", t!(lang, "dashboard-countries"), &head, 3);
        for (code, events, people) in &self.countries {
            let group = self.directory.country(code).and_then(|c| c.group);
            table.rows.push(vec![
                Cell::from(self.directory.country_name(lang, code)).to(self.events(frame, &[("country", code)])),
                code.clone().into(),
                group.map(|g| group_name(lang, Group::Region(g))).into(),
                (*events).into(),
                (*people).into(),
            ]);
        }
        table
    }

    pub(crate) fn money(&self, frame: &Frame) -> Table {
        let lang = frame.lang;
        let head = words(lang, &["column-currency", "column-pledged", "column-received", "column-spent", "dashboard-spent-share"]);
        let mut table = Table::new("money", t!(lang, "dashboard-money"), &head, 1);
        table.note = Some(t!(lang, "dashboard-money-note"));
        for currency in self.money.currencies() {
            let amount = |sums: &domain::money::Sums| Cell::from(sums.amount(currency).map(Value::Amount));
            let share = match (self.money.received.minor(currency), self.money.spent.minor(currency)) {
                (Some(received), Some(spent)) if received > 0 => i64::try_from((spent * 100 + received / 2) / received).ok(),
                _ => None,
            };
            table.rows.push(vec![
                currency.as_str().to_owned().into(),
                amount(&self.money.pledged),
                amount(&self.money.received),
                amount(&self.money.spent),
                share.map(Value::Percent).into(),
            ]);
        }
        table
    }

    /// Contributions, for those who may read them.
    pub(super) fn contributions(&self, frame: &Frame) -> Option<Table> {
        let lang = frame.lang;
        if self.ledger.contributions.is_empty() {
            return None;
        }
        let head =
            words(lang, &["field-donor", "field-pledged-on", "field-purpose", "column-currency", "column-pledged", "column-received"]);
        let mut table = Table::new("contributions", t!(lang, "contributions"), &head, 4);
        for record in &self.ledger.contributions {
            let c = &record.entry;
            let purpose = match &c.purpose {
                Purpose::Plan(_) => t!(lang, "whole-plan"),
                Purpose::Activities(all) => {
                    let numbers: Vec<String> = all.iter().map(|id| self.directory.activity_number(*id)).collect();
                    t!(lang, "events-serves", count = numbers.len(), numbers = numbers.join(&t!(lang, "list-comma")))
                }
            };
            table.rows.push(vec![
                Cell::from(self.directory.organisation_name(lang, c.donor)).to(address::contribution(record.id)),
                Value::Day(c.pledged_on).into(),
                purpose.into(),
                c.pledged.currency.as_str().to_owned().into(),
                Value::Amount(c.pledged).into(),
                c.received().map(Value::Amount).into(),
            ]);
        }
        Some(table)
    }
}
