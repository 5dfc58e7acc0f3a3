//! Progress updates: the form and the list of all of one activity.

pub mod list;
pub mod new;
