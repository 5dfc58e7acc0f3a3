//! Events: their files, counting their participants, and what came before them.

pub mod attach;
pub mod attachment;
mod found;
pub mod participants;
pub mod precedents;
