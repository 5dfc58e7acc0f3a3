//! What administrators alone do.

pub mod account;
pub mod audit;
pub mod mail;
pub mod people;
pub mod settings;
