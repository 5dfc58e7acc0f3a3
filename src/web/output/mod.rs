//! Outputs and their deliveries.

pub mod deliver;
pub mod edit;
pub mod review;
pub mod show;
