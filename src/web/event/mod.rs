//! Events: logging, files, counting participants, review, merging, lists, and what came before them.

pub mod attach;
pub mod attachment;
pub mod cancellation;
pub mod correction;
pub mod csv;
pub mod discard;
pub mod edit;
pub mod erasure;
mod form;
pub mod list;
pub mod merging;
pub mod new;
pub mod participants;
pub mod precedents;
pub mod reopening;
pub mod review;
pub mod reviews;
pub mod show;
pub mod xlsx;
