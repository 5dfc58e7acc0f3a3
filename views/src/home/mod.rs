//! `/`: what waits for those who work.

pub mod work;
