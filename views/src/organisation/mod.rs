//! Organisations: their list, the page of one, the form.

pub mod edit;
pub mod list;
pub mod show;
