//! Indicators, their terms and their measurements.

pub mod measure;
pub mod review;
pub mod show;
pub mod terms;
