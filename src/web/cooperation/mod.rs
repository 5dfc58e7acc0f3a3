//! Cooperation: relationships between organisations, and members of groups.

pub mod edit;
pub mod list;
pub mod members;
