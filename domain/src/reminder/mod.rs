//! Reminders: what somebody has to do, when they are reminded, and what the digest of a day holds.
//!
//! Each [`Obligation`] has a day from which it counts and a sequence of steps, so many days before or after that day ([`Rule`]). What is
//! open stands on the list of whoever has to act ([`worklist`]). On a day on which the newest step of anything on it has come and was not
//! sent yet, the person gets the list by mail ([`due`]). Nothing here reads the clock: what is due follows from obligations, rules,
//! reminders sent before, and a day.

mod digest;
mod obligation;
mod rule;
mod worklist;

pub use digest::{Choices, Coming, Reader, SentReminders, coming, due};
pub use obligation::{About, Choice, Escalation, HOUR, Kind, Obligation, Subject, reviewers, unmeasured};
pub use rule::{OFFSET_MAX, Rule, RuleInput, Rules, STEPS_MAX};
pub use worklist::{Group, Notice, Part, Tally, outstanding, worklist};
