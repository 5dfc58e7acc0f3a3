//! The words and tables of a report, for a workbook.

use domain::activity::Status;
use domain::lang::Lang;
pub use domain::report::document::{Activity, Block, Document, Section};

use crate::dashboard::tables::status_name;
use crate::table::Table;

/// Its tables, for a workbook: first one that says what the report is, then its words, then its figures.
#[must_use]
pub fn tables(document: &Document, about: &str, label: &str, words: &str) -> Vec<Table> {
    let mut first = Table::new("about", about.to_owned(), &[label.to_owned(), document.title.clone()], 2);
    first.rows = document.facts.iter().map(|(label, value)| vec![label.clone().into(), value.clone().into()]).collect();
    let mut told = Table::new("words", words.to_owned(), &[label.to_owned(), words.to_owned()], 2);
    let mut tables = Vec::new();
    for section in &document.sections {
        for block in &section.blocks {
            match block {
                Block::Words(words) | Block::Note(words) => told.rows.push(vec![section.title.clone().into(), words.clone().into()]),
                Block::Notes(all) => told.rows.extend(all.iter().map(|n| vec![section.title.clone().into(), n.clone().into()])),
                Block::Activity(a) => told.rows.push(vec![a.title.clone().into(), prose(a, document.lang).into()]),
                Block::Table(table) | Block::Bar(table, _) => tables.push(table.clone()),
                Block::Moves { title, head, rows } => tables.push(moves(document.lang, title, head, rows)),
            }
        }
    }
    [first, told].into_iter().chain(tables).collect()
}

/// Status, reason and words, one below the other.
fn prose(activity: &Activity, lang: Lang) -> String {
    let words = if activity.words.is_empty() { &activity.instead } else { &activity.words };
    let parts = [&status_name(lang, activity.status), &activity.reason, words];
    parts.into_iter().filter(|p| !p.is_empty()).map(String::as_str).collect::<Vec<_>>().join("\n")
}

fn moves(lang: Lang, title: &str, head: &[String; 3], rows: &[(String, Option<Status>, Option<Status>)]) -> Table {
    let status = |status: Option<Status>| status_name(lang, status).into();
    let mut table = Table::new("moves", title.to_owned(), head, 3);
    table.rows = rows.iter().map(|(name, then, now)| vec![name.clone().into(), status(*then), status(*now)]).collect();
    table
}
