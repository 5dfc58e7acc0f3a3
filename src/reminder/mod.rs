//! The job that sends reminders each morning. What is due is decided in `domain::reminder` and read in `application::reminder`.

pub mod job;
