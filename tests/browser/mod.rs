//! Journeys in a real browser, on the real server with a real mail server: what people do, from their first page to their last.
//!
//! `SCREENSHOTS=<folder> cargo test --test it browser` keeps a picture of every step in that folder.

mod dashboard;
mod demo;
mod draft;
mod driver;
mod event;
mod keyboard;
mod plan;
mod report;
mod result;
mod window;
