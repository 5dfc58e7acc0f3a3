//! The plan.

pub mod list;
pub mod monitoring;
pub mod setup;
pub mod source;
pub mod timeline;

pub use application::queries::plan::{lines, of};
