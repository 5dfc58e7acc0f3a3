//! Sending reminders: what is due is read, composed, and queued in the transaction that records it as sent.
//!
//! When something is due is decided in [`domain::reminder`]; here are the records from which that follows, and the mails.

pub mod donor;
pub mod obligations;
mod preview;
mod round;
pub(crate) mod send;

pub use preview::on_day;
pub use round::Round;
pub use send::{Morning, mornings, send_morning};
