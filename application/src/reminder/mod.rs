//! Reminders, carried out: what is due is looked up, composed, and queued in the transaction that remembers it.
//!
//! When something is due is decided in [`domain::reminder`]; here are the records from which that follows, the mails, and the job that
//! looks each morning.

pub mod donor;
mod look;
pub mod obligations;
mod preview;
mod round;

pub use look::{Morning, look, mornings};
pub use preview::on_day;
pub use round::Round;
