//! Reminders: one's own, the rules, what would go out, and the way to end them.

pub mod account;
pub mod end;
pub mod preview;
pub mod rules;
