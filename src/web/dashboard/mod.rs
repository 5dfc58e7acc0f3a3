//! The dashboard: what came of the plan, on one page, in tables to download, and as of any day.

pub mod download;
pub mod show;
