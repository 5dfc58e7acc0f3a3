//! Capacity Tracker: the program around what people do and ask (`application`), the rules (`domain`) and the pages (`views`).

pub mod allocator;
pub mod assets;
pub mod auth;
pub mod cli;
pub mod config;
pub mod data_dir;
pub mod export;
pub mod mail;
pub mod metrics;
pub mod page_cache;
pub mod reminder;
pub mod serve;
pub mod session_cache;
pub mod signal;
pub mod web;
pub mod wording;

pub use application::{attachment, db, participant_list};
