//! A status report as a document: words, tables and a chart in one language, whole in itself. A draft is composed into one
//! whenever it is shown; freezing keeps the document, and from then on nothing else is read.

use domain::activity::Status;
use domain::lang::Lang;
use domain::report::Snapshot;
use serde::{Deserialize, Serialize};

use crate::dashboard::tables::status_name;
use crate::table::Table;

/// Part of a section.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Block {
    /// Typed prose.
    Words(String),
    /// A remark on what stands around it.
    Note(String),
    /// A list of short remarks.
    Notes(Vec<String>),
    /// A table.
    Table(Table),
    /// One bar made of the rows of a table, each in the colour of its status; the last one has none.
    Bar(Table, Vec<Option<Status>>),
    /// An activity that goes from one status to another.
    Moves {
        /// What the table shows.
        title: String,
        /// Names of the columns: activity, then, now.
        head: [String; 3],
        /// Activity, status then, status now.
        rows: Vec<(String, Option<Status>, Option<Status>)>,
    },
    /// What is told of one activity.
    Activity(Activity),
}

/// What is told of one activity.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Activity {
    /// Its number and title.
    pub title: String,
    /// Its declared status.
    pub status: Option<Status>,
    /// Why it has this status; may be empty.
    pub reason: String,
    /// Typed prose; may be empty.
    pub words: String,
    /// What stands there if nothing was typed.
    pub instead: String,
}

/// A section.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Section {
    /// Its name within the page.
    pub name: String,
    /// Its heading.
    pub title: String,
    /// Its parts.
    pub blocks: Vec<Block>,
}

/// A whole report.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Document {
    /// Language of every word in it.
    pub lang: Lang,
    /// Its title.
    pub title: String,
    /// Label and value of what it is: meeting, period, plan.
    pub facts: Vec<(String, String)>,
    /// Its sections.
    pub sections: Vec<Section>,
    /// The figures with which the next report is compared.
    pub standing: Snapshot,
}

impl Document {
    /// Its tables, for a workbook: first one that says what the report is, then its words, then its figures.
    #[must_use]
    pub fn tables(&self, about: &str, label: &str, words: &str) -> Vec<Table> {
        let mut first = Table::new("about", about.to_owned(), &[label.to_owned(), self.title.clone()], 2);
        first.rows = self.facts.iter().map(|(label, value)| vec![label.clone().into(), value.clone().into()]).collect();
        let mut told = Table::new("words", words.to_owned(), &[label.to_owned(), words.to_owned()], 2);
        let mut tables = Vec::new();
        for section in &self.sections {
            for block in &section.blocks {
                match block {
                    Block::Words(words) | Block::Note(words) => told.rows.push(vec![section.title.clone().into(), words.clone().into()]),
                    Block::Notes(all) => told.rows.extend(all.iter().map(|n| vec![section.title.clone().into(), n.clone().into()])),
                    Block::Activity(a) => told.rows.push(vec![a.title.clone().into(), a.prose(self.lang).into()]),
                    Block::Table(table) | Block::Bar(table, _) => tables.push(table.clone()),
                    Block::Moves { title, head, rows } => tables.push(moves(self.lang, title, head, rows)),
                }
            }
        }
        [first, told].into_iter().chain(tables).collect()
    }
}

impl Activity {
    /// Status, reason and words, one below the other.
    fn prose(&self, lang: Lang) -> String {
        let words = if self.words.is_empty() { &self.instead } else { &self.words };
        let parts = [&status_name(lang, self.status), &self.reason, words];
        parts.into_iter().filter(|p| !p.is_empty()).map(String::as_str).collect::<Vec<_>>().join("\n")
    }
}

fn moves(lang: Lang, title: &str, head: &[String; 3], rows: &[(String, Option<Status>, Option<Status>)]) -> Table {
    let status = |status: Option<Status>| status_name(lang, status).into();
    let mut table = Table::new("moves", title.to_owned(), head, 3);
    table.rows = rows.iter().map(|(name, then, now)| vec![name.clone().into(), status(*then), status(*now)]).collect();
    table
}
