//! Tables as markup, and their values in words.

use domain::lang::Lang;
pub use domain::table::{Cell, Column, Table, Value};
use maud::{Markup, html};

use crate::text::{self, t};

/// Values as people read them.
pub trait ValueWords {
    /// The value as people read it.
    #[must_use]
    fn words(&self, lang: Lang) -> String;
}

impl ValueWords for Value {
    fn words(&self, lang: Lang) -> String {
        match self {
            Self::Nothing => String::new(),
            Self::Text(words) => words.clone(),
            Self::Count(n) => text::count(*n),
            Self::Number(n) => text::number(*n),
            Self::Amount(amount) => amount.words(),
            Self::Percent(n) => t!(lang, "percent", number = *n),
            Self::Day(day) => text::day(lang, *day),
        }
    }
}

/// Tables as markup.
pub trait TableMarkup {
    /// The table as markup.
    #[must_use]
    fn markup(&self, lang: Lang) -> Markup;

    /// The same numbers as a table, folded below a chart. On paper the chart stands alone.
    #[must_use]
    fn folded(&self, lang: Lang) -> Markup;

    /// The table, folded below these words; on paper it is open.
    #[must_use]
    fn folded_as(&self, lang: Lang, words: &str) -> Markup;
}

impl TableMarkup for Table {
    fn markup(&self, lang: Lang) -> Markup {
        html! {
            table.fold id={ "table-" (self.name) } {
                caption { (self.title) @if let Some(note) = &self.note { ". " (note) } }
                thead { tr { @for c in &self.head { th.n[c.is_number] scope="col" { (c.title) } } } }
                tbody { @for row in &self.rows { (row_markup(self, lang, row)) } }
                @if let Some(foot) = &self.foot { tfoot { (row_markup(self, lang, foot)) } }
            }
        }
    }

    fn folded(&self, lang: Lang) -> Markup {
        fold(self, lang, &t!(lang, "same-as-table"), "more gap same")
    }

    fn folded_as(&self, lang: Lang, words: &str) -> Markup {
        fold(self, lang, words, "more gap")
    }
}

fn row_markup(table: &Table, lang: Lang, row: &[Cell]) -> Markup {
    html! {
        tr { @for (at, (cell, column)) in row.iter().zip(&table.head).enumerate() {
            @if at == 0 { th scope="row" { (shown(lang, cell)) } }
            @else { td.n[column.is_number] data-l=[(cell.value != Value::Nothing).then_some(&column.title)] { (shown(lang, cell)) } }
        } }
    }
}

fn fold(table: &Table, lang: Lang, words: &str, class: &str) -> Markup {
    html! { details class=(class) { summary { (words) } div { (table.markup(lang)) } } }
}

/// A cell's words, as a link where there is one. A zero leads nowhere.
fn shown(lang: Lang, cell: &Cell) -> Markup {
    let words = cell.value.words(lang);
    html! { @match &cell.link { Some(address) if cell.value != Value::Count(0) => a href=(address) { (words) }, _ => (words) } }
}
