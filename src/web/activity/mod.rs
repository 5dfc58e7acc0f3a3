//! Activities and their progress updates.

pub mod confirmation;
pub mod edit;
pub mod evidence;
pub mod following;
pub mod partner;
pub mod revision;
pub mod show;
pub mod update;
pub mod updates;
pub mod wording;
