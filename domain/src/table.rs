//! Tables as data: what a page shows, a chart draws and a download holds comes from the same one, so that their figures cannot differ.

use std::borrow::Cow;

use chrono::NaiveDate;

use crate::money::Amount;

/// A value of a table.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Nothing is known, or nothing applies.
    Nothing,
    /// Words, in the reader's language.
    Text(String),
    /// How many.
    Count(u64),
    /// A number.
    Number(f64),
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
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// The value.
    pub value: Value,
    /// The address of what is behind it.
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
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its head.
    pub title: String,
    /// Whether numbers stand in it, which line up at the end.
    pub is_number: bool,
}

/// A table.
#[derive(Debug, Clone, PartialEq)]
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
