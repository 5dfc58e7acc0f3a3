//! Capacity Tracker: the web application around the rules (`domain`) and the pages (`views`).

pub mod db;
pub mod error;
