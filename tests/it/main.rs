//! The one integration-test binary: the real server on port 0, on SQLite and on PostgreSQL, with a real mail server, and
//! journeys in a real browser.

#![expect(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test stops at the first surprise")]
#![expect(missing_docs, reason = "the names of tests say what they show")]

#[macro_use]
mod support;

mod access;
mod parity;
mod precedents;
