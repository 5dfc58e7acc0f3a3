//! What people do and ask in Capacity Tracker, and where it is stored.
//!
//! An *action* is one thing that a person (or the program) does: one write transaction that loads, asks the rules in `domain`, stores,
//! records the history and queues the mails that follow. A *query* answers one question with a read model of `domain`. The HTML pages,
//! the command line, the reminders and the demonstration all call these; nothing here knows of HTTP or markup.

pub mod actions;
pub mod actor;
pub mod attachment;
pub mod audit;
pub mod auth;
pub mod backup;
pub mod data;
pub mod db;
pub mod demo;
pub mod digest;
pub mod error;
pub mod messages;
pub mod participant_list;
pub mod queries;
pub mod reminder;
pub mod search;
pub mod wording;

pub use actor::{Actor, Site};
pub use error::Error;
