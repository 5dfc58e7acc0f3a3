//! A status report as a document: words, tables and a chart in one language, whole in itself. A draft is composed into one
//! whenever it is shown; freezing stores the document ([`super::stored`]), and from then on nothing else is read.

use super::record::Snapshot;
use crate::lang::Lang;
use crate::status::Status;
use crate::table::Table;

/// Part of a section.
#[derive(Debug, Clone, PartialEq)]
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
    /// What the report says of one activity.
    Activity(Activity),
}

/// What the report says of one activity.
#[derive(Debug, Clone, PartialEq)]
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
#[derive(Debug, Clone, PartialEq)]
pub struct Section {
    /// Its name within the page.
    pub name: String,
    /// Its heading.
    pub title: String,
    /// Its parts.
    pub blocks: Vec<Block>,
}

/// A whole report.
#[derive(Debug, Clone, PartialEq)]
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
    /// Titles of the activities on which nothing was written.
    pub fn silent_activities(&self) -> impl Iterator<Item = &str> {
        self.sections.iter().flat_map(|s| &s.blocks).filter_map(|block| match block {
            Block::Activity(a) if a.words.is_empty() => Some(a.title.as_str()),
            _ => None,
        })
    }
}
