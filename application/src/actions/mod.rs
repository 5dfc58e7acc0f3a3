//! What people do. An action is one write transaction: load, ask the rules in `domain`, store, record the history, queue the mails that
//! follow. Call it inside [`crate::db::Db::write`] or [`crate::db::Conn::write`]. The same action is called by every caller: a form, the
//! command line, the reminders, the demonstration.

pub mod account;
pub mod activity;
pub mod comment;
pub mod erasure;
pub mod event;
pub mod evidence;
pub mod following;
pub mod framework;
pub mod indicator;
pub mod link;
pub mod mail;
pub mod measurement;
pub mod money;
pub mod monitoring;
mod notice;
pub mod organisation;
pub mod output;
pub mod person;
pub mod relationship;
pub mod reminder;
pub mod report;
pub mod request;
pub mod retention;
pub mod revision;
pub mod second_factor;
pub mod session;
pub mod setting;
pub mod setup;
pub mod update;

/// What came of an edit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edited {
    /// It is stored.
    Saved,
    /// It says what was stored already.
    Unchanged,
    /// Somebody else has stored another edit since the version that was seen; nothing was stored.
    Overtaken,
}
