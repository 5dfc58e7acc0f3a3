//! The pages and mails of Capacity Tracker: data in, markup out.
//!
//! Nothing here reads a database or a clock. Every text that a person reads comes from the Fluent files in `locales/`
//! or from the data. Each page has a `sample()`; one test renders all of them in every language.

pub mod account;
pub mod activity;
pub mod as_of;
pub mod audit;
pub mod calendar;
pub mod chart;
pub mod comment;
pub mod cooperation;
pub mod dashboard;
pub mod erasure;
pub mod error;
pub mod event;
pub mod form;
pub mod frame;
pub mod framework;
pub mod history;
pub mod home;
pub mod icon;
pub mod indicator;
pub mod layout;
pub mod mail;
pub mod money;
pub mod organisation;
pub mod output;
pub mod person;
pub mod plan;
pub mod reminder;
pub mod report;
pub mod retention;
pub mod search;
pub mod session;
pub mod setting;
pub mod status;
pub mod table;
pub mod text;
pub mod update;

/// The one stylesheet.
pub const STYLESHEET: &str = include_str!("../assets/app.css");
/// The icons, one symbol each.
pub const ICONS: &str = include_str!("../assets/icons.svg");

/// The one script: it makes the form of an event pleasanter. Everything works without it.
pub const SCRIPT: &str = include_str!("../assets/form.js");

#[cfg(test)]
mod sample;
#[cfg(test)]
mod tests;
