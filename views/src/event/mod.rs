//! Events: the form, the record, its files, counting participants, review, merging, lists, and what came before them.

pub mod alike;
pub mod attach;
pub mod attachments;
pub mod edit;
mod facts;
pub mod list;
pub mod merge;
pub mod participants;
pub mod people;
pub mod precedents;
pub mod reason;
pub mod review;
pub mod reviews;
#[cfg(test)]
pub(crate) mod sample;
pub mod show;
pub mod table;
pub mod totals;

use domain::lang::Lang;

use crate::text::t;

/// The title of an event, or what stands for it in a draft without one.
#[must_use]
pub fn title(lang: Lang, title: Option<&str>) -> String {
    title.map_or_else(|| t!(lang, "event-untitled"), str::to_owned)
}
