//! What people ask. A query reads and returns a model of `domain`; whoever may not see something does not get it.

pub mod account;
pub mod calendar;
pub mod dashboard;
pub mod event;
pub mod link;
pub mod mail;
pub mod money;
pub mod person;
pub mod plan;
pub mod reminder;
pub mod report;
pub mod setting;
pub mod work;
