//! Capacity Tracker: the program around what people do and ask (`application`), the rules (`domain`) and the pages (`views`).

pub mod admin;
pub mod app;
pub mod auth;
pub mod cli;
pub mod config;
pub mod demo;
pub mod error;
pub mod export;
pub mod mail;
pub mod reminder;
pub mod signal;
pub mod web;
pub mod wording;

pub use application::{attachment, db, participant_list};
