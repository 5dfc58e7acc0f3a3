//! Events as a table for people, a row each: for workbooks.

use domain::access::Member;
use domain::directory::Directory;
use domain::event::EventSummary;
use domain::lang::Lang;
use domain::participation::StakeholderGroup;

use crate::table::{Cell, Table, Value};
use crate::text::{self, t};

/// Heads of the columns before those of stakeholder groups.
const HEADS: [&str; 19] = [
    "field-title",
    "field-kind",
    "field-mode",
    "field-start",
    "field-end",
    "field-city",
    "field-country",
    "field-region",
    "field-activities",
    "field-organiser",
    "field-co-organisers",
    "column-event-state",
    "field-registered",
    "field-attended",
    "field-women",
    "field-men",
    "field-other",
    "field-basis",
    "field-countries",
];

/// The table without its rows.
#[must_use]
pub fn head(lang: Lang) -> Table {
    let groups = StakeholderGroup::ALL.iter().map(|g| text::text(lang, &format!("stakeholders-{g}"), &[]));
    let heads: Vec<String> = HEADS.iter().map(|key| text::text(lang, key, &[])).chain(groups).collect();
    Table::new("events", t!(lang, "place-events"), &heads, heads.len())
}

/// An event as a row, with what the reader may see.
#[must_use]
pub fn row(lang: Lang, directory: &Directory, reader: Option<&Member>, line: &EventSummary) -> Vec<Cell> {
    let word = |prefix: &str, word: Option<&str>| Cell::from(word.map(|w| text::text(lang, &format!("{prefix}-{w}"), &[])));
    let count = |n: Option<u32>| Cell::from(n.map(u64::from));
    let organisation = |id| directory.organisation_name(lang, id);
    let joined = |parts: Vec<String>| Cell::from((!parts.is_empty()).then(|| parts.join("; ")));
    let [women, men, other] = line.by_gender(reader);
    let group = |group: &StakeholderGroup| count(line.groups.iter().find(|(g, _)| g == group).map(|(_, n)| *n));
    let mut row = vec![
        Cell::from(line.title.clone()),
        word("event-kind", line.kind.map(domain::event::EventKind::as_str)),
        word("event-mode", line.mode.map(domain::event::Mode::as_str)),
        line.days.map(|d| Value::Day(d.0)).into(),
        line.days.map(|d| Value::Day(d.1)).into(),
        line.city.clone().into(),
        line.country.as_deref().map(|code| directory.country_name(lang, code)).into(),
        word("region", line.region.map(domain::event::RegionalGroup::as_str)),
        joined(line.activities.iter().map(|id| directory.activity_name(lang, *id)).collect()),
        line.organiser.map(organisation).into(),
        joined(line.co_organisers.iter().map(|id| organisation(*id)).collect()),
        word("stage", Some(line.stage.as_str())),
        count(line.registered),
        count(line.attended),
        count(women),
        count(men),
        count(other),
        word("basis", line.basis.map(domain::participation::Basis::as_str)),
        joined(line.countries.iter().map(|(code, n)| format!("{} {n}", directory.country_name(lang, code))).collect()),
    ];
    row.extend(StakeholderGroup::ALL.iter().map(group));
    row
}
