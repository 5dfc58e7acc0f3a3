//! Progress updates: the form, the list of all of one activity, corrections and other languages.

pub mod list;
pub mod new;
pub mod wording;
