//! Organisations.

pub mod edit;
pub mod list;
pub mod show;
pub mod standing;
