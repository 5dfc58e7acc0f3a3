//! Events: their files, counting their participants, and what came before them.

pub mod attach;
pub mod attachments;
pub mod participants;
pub mod precedents;

use domain::lang::Lang;

use crate::text::t;

/// The title of an event, or what stands for it in a draft without one.
#[must_use]
pub fn title(lang: Lang, title: Option<&str>) -> String {
    title.map_or_else(|| t!(lang, "event-untitled"), str::to_owned)
}
