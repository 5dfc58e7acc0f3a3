//! The sheet of a workbook that says what the others hold: filters, day, and how figures are counted.

use chrono::{DateTime, NaiveDate, Utc};

use super::Data;
use crate::as_of;
use crate::frame::Frame;
use crate::table::{Table, Value};
use crate::text::{self, t};

/// The sheet of the dashboard. `base`: where the tracker is reached, for the address of the page; `now`: when the workbook was made.
#[must_use]
pub fn sheet(data: &Data, frame: &Frame, base: &str, now: DateTime<Utc>) -> Table {
    let filters: Vec<(&str, &str)> = data.query.filters().into_iter().filter(|(_, value)| !value.is_empty()).collect();
    let page = as_of::address(frame, &data.query.address(&frame.plan().dashboard(), &[]));
    sheet_of(frame, data.day, &filters, &format!("{}{page}", base.trim_end_matches('/')), now)
}

/// The sheet of a page at an address, with the filters that were chosen there.
#[must_use]
pub fn sheet_of(frame: &Frame, day: NaiveDate, filters: &[(&str, &str)], address: &str, now: DateTime<Utc>) -> Table {
    let lang = frame.lang;
    let mut table = Table::new("about", t!(lang, "sheet-about"), &[t!(lang, "sheet-what"), t!(lang, "dashboard-title")], 2);
    let mut add = |key: &str, value: Value| table.rows.push(vec![text::text(lang, key, &[]).into(), value.into()]);
    add("sheet-as-of", Value::Day(day));
    add("sheet-made", Value::Text(now.format("%Y-%m-%dT%H:%M:%SZ").to_string()));
    if frame.demo {
        add("demo-title", Value::Text(t!(lang, "demo-text", day = text::day(lang, frame.today))));
    }
    if filters.is_empty() {
        add("sheet-filters", Value::Text(t!(lang, "sheet-none")));
    }
    for (name, value) in filters {
        add(&format!("filter-{name}"), Value::Text((*value).to_owned()));
    }
    add("sheet-address", Value::Text(address.to_owned()));
    for part in ["events", "attendances", "countries", "outputs", "reach", "money"] {
        add("sheet-definitions", Value::Text(text::text(lang, &format!("sheet-definition-{part}"), &[])));
    }
    table
}
