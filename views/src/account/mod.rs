//! A person's own account: preferences, password, sessions; setting a password by a link.

pub mod forgotten;
pub mod password;
pub mod second_factor;
pub mod set_password;
pub mod show;
