//! Mail: queued with its cause, sent by a worker, handed over by SMTP or written as files.

pub mod compose;
pub mod transport;
pub mod worker;
