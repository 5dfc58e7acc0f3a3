//! What people ask. A query reads and returns a model of `domain`, without what the reader may not see.

pub mod account;
pub mod activity;
pub mod audit;
pub mod calendar;
pub mod cooperation;
pub mod dashboard;
pub mod event;
pub mod framework;
pub mod history;
pub mod indicator;
pub mod link;
pub mod mail;
pub mod money;
pub mod operation;
pub mod organisation;
pub mod output;
pub mod person;
pub mod plan;
pub mod plan_export;
pub mod precedent;
pub mod reminder;
pub mod report;
pub mod second_factor;
pub mod setting;
pub mod update;
pub mod work;
