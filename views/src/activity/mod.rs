//! One activity: its page, its form, and the page for two edits at once.

pub mod edit;
pub mod events;
pub mod evidence;
pub mod measured;
pub mod revision;
pub mod show;
mod stated;
