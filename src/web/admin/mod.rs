//! What administrators alone do.

pub mod account;
pub mod people;
pub mod settings;
