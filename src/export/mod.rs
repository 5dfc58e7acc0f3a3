//! What the tracker holds, written out for other programs.

pub mod plan;
