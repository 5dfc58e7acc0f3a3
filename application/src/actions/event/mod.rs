//! What people do with the record of an event: log it, send it for review, verify or return it, correct, cancel, merge, attach files.
//! Each stores the record with its history and queues the mails that follow; figures follow from the moment of the action.

mod attach;
mod cancel;
mod correct;
mod merge;
mod notify;
mod participants;
mod record;
mod review;
mod save;

pub use attach::{Attached, NewFile, attach, detach};
pub use cancel::{cancel, discard};
pub use correct::{Corrected, Correction, correct};
pub use merge::{merge, separate};
pub use participants::{Counts, TakenOver, take_over};
pub use review::{VerifiedTogether, reopen, send_back, verify, verify_many};
pub use save::{Intent, Saved, Sent, create, save};

pub use crate::db::event::version::Since;
