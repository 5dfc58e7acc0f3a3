//! Tables as data: what a page shows, a chart draws and a download holds comes from the same one, so that their figures cannot differ.

use std::borrow::Cow;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::money::Amount;

/// A value of a table.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Value {
    /// Nothing is known, or nothing applies.
    Nothing,
    /// Words, in the reader's language.
    Text(String),
    /// How many.
    Count(u64),
    /// A number.
    Number(#[serde(with = "exact")] f64),
    /// An amount of money; the currency stands in another column.
    Amount(Amount),
    /// A share in per cent.
    Percent(i64),
    /// A day.
    Day(NaiveDate),
}

impl Value {
    /// The value as machines read it: no blanks between thousands, a point before decimals, days as ISO 8601.
    #[must_use]
    pub fn plain(&self) -> String {
        match self {
            Self::Nothing => String::new(),
            Self::Text(words) => words.clone(),
            Self::Count(n) => n.to_string(),
            Self::Number(n) => n.to_string(),
            Self::Amount(amount) => amount.plain(),
            Self::Percent(n) => n.to_string(),
            Self::Day(day) => day.to_string(),
        }
    }
}

/// A cell: a value, and where its records are.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Cell {
    /// The value.
    pub value: Value,
    /// The address of what is behind it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
}

impl Cell {
    /// The same value with a way to its records.
    #[must_use]
    pub fn to(mut self, address: String) -> Self {
        self.link = Some(address);
        self
    }
}

impl From<Value> for Cell {
    fn from(value: Value) -> Self {
        Self { value, link: None }
    }
}

impl From<String> for Cell {
    fn from(words: String) -> Self {
        Value::Text(words).into()
    }
}

impl From<u64> for Cell {
    fn from(n: u64) -> Self {
        Value::Count(n).into()
    }
}

impl<T: Into<Self>> From<Option<T>> for Cell {
    fn from(value: Option<T>) -> Self {
        value.map_or_else(|| Value::Nothing.into(), Into::into)
    }
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// Its head.
    pub title: String,
    /// Whether numbers stand in it, which line up at the end.
    pub is_number: bool,
}

/// A table.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Table {
    /// Its name in addresses and file names.
    pub name: Cow<'static, str>,
    /// What it shows.
    pub title: String,
    /// How it is counted, where that has to be said.
    pub note: Option<String>,
    /// Its columns; the first one names the row.
    pub head: Vec<Column>,
    /// Its rows.
    pub rows: Vec<Vec<Cell>>,
    /// The row of totals.
    pub foot: Option<Vec<Cell>>,
}

impl Table {
    /// A table without rows. `numbers`: from which column on numbers stand in it.
    #[must_use]
    pub fn new(name: &'static str, title: String, head: &[String], numbers: usize) -> Self {
        let head = head.iter().enumerate().map(|(at, title)| Column { title: title.clone(), is_number: at >= numbers }).collect();
        Self { name: Cow::Borrowed(name), title, note: None, head, rows: Vec::new(), foot: None }
    }
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
    use crate::money::Currency;

    #[test]
    fn a_stored_table_is_read_back_as_it_was() {
        let mut table = Table::new("all", "Everything".into(), &["A".into(), "B".into()], 1);
        let amount = Amount { minor: 1_234_567_890_123, currency: Currency::Kwd };
        let values = [
            Value::Nothing,
            Value::Text("“风险” <b>".into()),
            Value::Count(u64::MAX),
            Value::Number(0.1 + 0.2),
            Value::Number(-1e-7),
            Value::Amount(amount),
            Value::Percent(-3),
            Value::Day(NaiveDate::MAX),
        ];
        table.rows = values.into_iter().map(|v| vec![Cell::from(v).to("/x?a=b".into()), Value::Nothing.into()]).collect();
        table.foot = Some(vec![2_u64.into()]);
        let stored = serde_json::to_string(&table).unwrap();
        assert_eq!(serde_json::from_str::<Table>(&stored).unwrap(), table, "{stored}");
    }
}
