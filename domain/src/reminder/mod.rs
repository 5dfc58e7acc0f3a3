//! Reminders: what somebody has to do, when they are reminded, and what the digest of a day holds.
//!
//! Each [`Obligation`] has a day from which it counts and a sequence of steps, so many days before or after that day ([`Rule`]). On a day
//! a person is sent the newest step that has come and was not sent yet; it replaces earlier ones that were missed ([`due`]). Nothing
//! here reads the clock: what is due follows from obligations, rules, reminders sent before, and a day.

mod digest;
mod obligation;
mod rule;

pub use digest::{Choices, Coming, Notice, Part, Reader, SentReminders, coming, due};
pub use obligation::{About, Choice, Escalation, HOUR, Kind, Obligation, Subject, reviewers, unmeasured};
pub use rule::{OFFSET_MAX, Rule, RuleInput, Rules, STEPS_MAX};
