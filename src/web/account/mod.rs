//! A person's own account.

pub mod calendar;
pub mod forgotten;
pub mod mail_failure;
pub mod password;
pub mod second_factor;
pub mod sessions;
pub mod show;
