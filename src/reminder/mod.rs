//! The job that reminds each morning. What is due is decided in `domain::reminder` and looked up in `application::reminder`.

pub mod job;
