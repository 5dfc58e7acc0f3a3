//! Status reports: collected from the records, worded by officers, frozen for good. A draft that a reader may not see is not found.

pub mod download;
pub mod edit;
pub mod freeze;
pub mod list;
pub mod new;
pub mod show;
