//! The job that reminds each morning, and its preview for the command line. What is due is decided in `domain::reminder` and looked up in
//! `application::reminder`.

pub mod job;
mod preview;

pub use preview::printed;
