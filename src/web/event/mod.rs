//! Events and what came before them.

pub mod precedents;
