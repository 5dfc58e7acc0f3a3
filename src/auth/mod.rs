//! Proofs that a form is ours, and that somebody is who they say.

pub mod form_token;

pub use application::auth::{calendar_key, jwt, keys, link, opt_out, password, random_token, session, sha256_hex, throttle};
