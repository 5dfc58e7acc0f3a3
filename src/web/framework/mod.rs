//! The framework: what the draft Strategic Plan states, and which activities serve its objectives.

pub mod link;
pub mod show;
