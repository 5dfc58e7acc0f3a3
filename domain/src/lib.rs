//! The rules of Capacity Tracker.
//!
//! Everything here is a pure function of its arguments: what a record may become, who may do what,
//! what is due on a day. It knows nothing of databases, web pages or mail, so every rule can be read
//! and tested by itself. Words are those of the plan: activity, expected result, indicator, partner.

pub mod access;
pub mod activity;
pub mod address;
pub mod as_of;
pub mod attachment;
pub mod audit;
pub mod calendar;
pub mod clock;
pub mod comment;
pub mod cooperation;
pub mod country;
pub mod dashboard;
pub mod decision;
pub mod directory;
pub mod erasure;
pub mod event;
pub mod figure;
pub mod form;
pub mod framework;
pub mod handover;
pub mod history;
pub mod ids;
pub mod indicator;
pub mod invitation;
pub mod lang;
pub mod mail;
pub mod measurement;
pub mod money;
pub mod monitoring;
pub mod number;
pub mod organisation;
pub mod outcome;
pub mod output;
pub mod participation;
pub mod partner;
pub mod password;
pub mod person;
pub mod plan;
pub mod precedent;
pub mod problem;
pub mod progress;
pub mod quarter;
pub mod reminder;
pub mod report;
pub mod result;
pub mod retention;
pub mod review;
pub mod revision;
pub mod schedule;
pub mod search;
pub mod second_factor;
pub mod setup;
pub mod status;
pub mod string_enum;
pub mod table;
pub mod text;
pub mod throttle;
pub mod unavailable;
pub mod update;
pub mod visibility;
pub mod work;
pub mod years;

/// A stored word that no enum of ours knows: the database or a data file is corrupt or newer than the program.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{value}” is not a {what}")]
pub struct UnknownValue {
    /// What was expected, for instance “role”.
    pub what: &'static str,
    /// What was found.
    pub value: String,
}
