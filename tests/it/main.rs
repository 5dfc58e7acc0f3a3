//! The one integration-test binary: the real server on port 0, on SQLite and on PostgreSQL, with a real mail server, and
//! journeys in a real browser.

#![expect(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test stops at the first surprise")]

#[macro_use]
mod support;

#[path = "../browser/mod.rs"]
mod browser;

mod access;
mod activity;
mod addresses;
mod attachments;
mod audit;
mod backup;
mod bad_input;
mod batch;
mod bodies;
mod calendar;
mod command_line;
mod comment;
mod cooperation;
mod dashboard;
mod doctor;
mod documents;
mod erasure;
mod event;
mod event_life;
mod event_meaning;
mod events;
mod framework;
mod home;
mod loading;
mod mail;
mod mail_crash;
mod mail_log;
mod mail_tls;
mod metrics;
mod money;
mod monitoring;
mod organisation;
mod outage;
mod page_cache;
mod parity;
mod participants;
mod people;
mod plan;
mod plan_addresses;
mod plan_file;
mod planned;
mod precedents;
mod proxy;
mod reminder;
mod report;
mod results;
mod search;
mod second_factor;
mod session;
mod setup;
mod structure;
mod sums;
mod team;
mod throttle;
mod two_plans;
mod update;
mod upgrade;
