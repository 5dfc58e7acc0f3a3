//! What administrators alone do.

pub mod account;
pub mod audit;
pub mod erasure;
pub mod invitations;
pub mod mail;
pub mod people;
pub mod retention;
pub mod settings;
