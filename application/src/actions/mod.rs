//! What people do. An action is one write transaction: load, ask the rules in `domain`, store, record the history, queue the mails that
//! follow. Call it inside [`crate::db::Db::write`] or [`crate::db::Conn::write`]. It is the same action, whoever calls it: a form, the
//! command line, the reminders, the demonstration.

pub mod event;
