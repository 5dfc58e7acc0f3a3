//! What people ask. A query reads and returns a model of `domain`; whoever may not see something does not get it.

pub mod activity;
pub mod calendar;
pub mod dashboard;
pub mod event;
pub mod history;
pub mod indicator;
pub mod money;
pub mod output;
pub mod plan;
pub mod report;
pub mod update;
