//! From stored documents to live ones and back.

use super::{Activity, Amount, Block, Cell, Column, Document, MoneyStanding, Section, Standing, Table, Value};
use crate::money;
use crate::report::{self, document};
use crate::table;

fn all<T, U: From<T>>(list: Vec<T>) -> Vec<U> {
    list.into_iter().map(U::from).collect()
}

/// Conversions in both directions between types whose fields have the same names: some are moved, some converted into the other type,
/// some (lists) converted item by item.
macro_rules! same_fields {
    ($stored:ty, $live:path: $($moved:ident),* ; $($converted:ident),* ; $($listed:ident),*) => {
        impl From<$live> for $stored {
            fn from(live: $live) -> Self {
                Self { $($moved: live.$moved,)* $($converted: live.$converted.into(),)* $($listed: all(live.$listed),)* }
            }
        }
        impl From<$stored> for $live {
            fn from(stored: $stored) -> Self {
                Self { $($moved: stored.$moved,)* $($converted: stored.$converted.into(),)* $($listed: all(stored.$listed),)* }
            }
        }
    };
}

same_fields!(Document, document::Document: lang, title, facts; standing; sections);
same_fields!(Section, document::Section: name, title;; blocks);
same_fields!(Activity, document::Activity: title, status, reason, words, instead;;);
same_fields!(Column, table::Column: title, is_number;;);
same_fields!(Cell, table::Cell: link; value;);
same_fields!(Amount, money::Amount: minor, currency;;);
same_fields!(Standing, report::Snapshot: statuses, delivered, due, events, attendances, countries;; money);

impl From<table::Table> for Table {
    fn from(t: table::Table) -> Self {
        let rows = t.rows.into_iter().map(all).collect();
        Self { name: t.name.into_owned(), title: t.title, note: t.note, head: all(t.head), rows, foot: t.foot.map(all) }
    }
}

impl From<Table> for table::Table {
    fn from(t: Table) -> Self {
        let rows = t.rows.into_iter().map(all).collect();
        Self { name: t.name.into(), title: t.title, note: t.note, head: all(t.head), rows, foot: t.foot.map(all) }
    }
}

impl From<report::MoneyStanding> for MoneyStanding {
    fn from(m: report::MoneyStanding) -> Self {
        let [pledged, received, spent] = [m.pledged, m.received, m.spent].map(|a| a.map(Amount::from));
        Self { currency: m.currency, pledged, received, spent }
    }
}

impl From<MoneyStanding> for report::MoneyStanding {
    fn from(m: MoneyStanding) -> Self {
        let [pledged, received, spent] = [m.pledged, m.received, m.spent].map(|a| a.map(money::Amount::from));
        Self { currency: m.currency, pledged, received, spent }
    }
}

/// The conversion of a block from one type to the other.
macro_rules! block {
    ($from:path => $to:path) => {
        impl From<$from> for $to {
            fn from(block: $from) -> Self {
                type Source = $from;
                match block {
                    Source::Words(words) => Self::Words(words),
                    Source::Note(note) => Self::Note(note),
                    Source::Notes(notes) => Self::Notes(notes),
                    Source::Table(table) => Self::Table(table.into()),
                    Source::Bar(table, statuses) => Self::Bar(table.into(), statuses),
                    Source::Moves { title, head, rows } => Self::Moves { title, head, rows },
                    Source::Activity(activity) => Self::Activity(activity.into()),
                }
            }
        }
    };
}

/// The conversion of a value from one type to the other.
macro_rules! value {
    ($from:path => $to:path) => {
        impl From<$from> for $to {
            fn from(value: $from) -> Self {
                type Source = $from;
                match value {
                    Source::Nothing => Self::Nothing,
                    Source::Text(words) => Self::Text(words),
                    Source::Count(n) => Self::Count(n),
                    Source::Number(n) => Self::Number(n),
                    Source::Amount(amount) => Self::Amount(amount.into()),
                    Source::Percent(n) => Self::Percent(n),
                    Source::Day(day) => Self::Day(day),
                }
            }
        }
    };
}

block!(document::Block => Block);
block!(Block => document::Block);
value!(table::Value => Value);
value!(Value => table::Value);
