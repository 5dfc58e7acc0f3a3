//! Format 1 of a stored report. These types mirror what lies in databases: their names and fields never change.

mod convert;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::activity::Status;
use crate::lang::Lang;
use crate::money;

/// A whole report.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Document {
    lang: Lang,
    title: String,
    facts: Vec<(String, String)>,
    sections: Vec<Section>,
    standing: Standing,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Section {
    name: String,
    title: String,
    blocks: Vec<Block>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
enum Block {
    Words(String),
    Note(String),
    Notes(Vec<String>),
    Table(Table),
    Bar(Table, Vec<Option<Status>>),
    Moves { title: String, head: [String; 3], rows: Vec<(String, Option<Status>, Option<Status>)> },
    Activity(Activity),
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Activity {
    title: String,
    status: Option<Status>,
    reason: String,
    words: String,
    instead: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    name: String,
    title: String,
    note: Option<String>,
    head: Vec<Column>,
    rows: Vec<Vec<Cell>>,
    foot: Option<Vec<Cell>>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Column {
    title: String,
    is_number: bool,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Cell {
    value: Value,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    link: Option<String>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
enum Value {
    Nothing,
    Text(String),
    Count(u64),
    Number(#[serde(with = "exact")] f64),
    Amount(Amount),
    Percent(i64),
    Day(NaiveDate),
}

/// Minor units (cents) of a currency.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Amount {
    minor: i64,
    currency: money::Currency,
}

/// The figures with which the next report is compared.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Standing {
    statuses: Vec<(i32, Option<Status>)>,
    delivered: u64,
    due: u64,
    events: u64,
    attendances: u64,
    countries: u64,
    money: Vec<MoneyStanding>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct MoneyStanding {
    currency: money::Currency,
    pledged: Option<Amount>,
    received: Option<Amount>,
    spent: Option<Amount>,
}

/// A number is stored in the digits in which it is written, so that reading it gives the very same one.
mod exact {
    use std::borrow::Cow;

    use serde::de::Error as _;
    use serde::{Deserialize, Deserializer, Serializer};

    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
    pub(super) fn serialize<S: Serializer>(number: &f64, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(number)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<f64, D::Error> {
        let digits: Cow<'de, str> = Deserialize::deserialize(deserializer)?;
        digits.parse().map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table;

    #[test]
    fn numbers_and_text_are_read_back_as_they_were() {
        let amount = money::Amount { minor: 1_234_567_890_123, currency: money::Currency::Kwd };
        let values = [
            table::Value::Nothing,
            table::Value::Text("“风险” <b>".into()),
            table::Value::Count(u64::MAX),
            table::Value::Number(0.1 + 0.2),
            table::Value::Number(-1e-7),
            table::Value::Amount(amount),
            table::Value::Percent(-3),
            table::Value::Day(NaiveDate::MAX),
        ];
        let mut live = table::Table::new("all", "Everything".into(), &["A".into(), "B".into()], 1);
        live.rows = values.into_iter().map(|v| vec![table::Cell::from(v).to("/x?a=b".into()), table::Value::Nothing.into()]).collect();
        live.foot = Some(vec![2_u64.into()]);
        let stored = serde_json::to_value(Table::from(live.clone())).unwrap();
        assert_eq!(table::Table::from(serde_json::from_value::<Table>(stored).unwrap()), live);
    }
}
