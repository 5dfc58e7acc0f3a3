//! Proofs that a form is ours, and limits on guessing.

pub mod form_token;
pub mod throttle;

pub use application::auth::{calendar_key, keys, link, opt_out, password, random_token, session, sha256_hex};
