//! What people ask. A query reads and returns a model of `domain`; whoever may not see something does not get it.

pub mod calendar;
pub mod dashboard;
pub mod event;
pub mod money;
pub mod plan;
pub mod report;
