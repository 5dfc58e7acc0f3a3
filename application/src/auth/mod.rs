//! Who somebody is: passwords, session tokens, signed links and keys.

pub mod calendar_key;
pub mod credentials;
pub mod jwt;
pub mod keys;
pub mod link;
pub mod opt_out;
pub mod password;
pub mod session;
pub mod throttle;
pub mod totp;

pub use crate::digest::{random_token, sha256_hex};
