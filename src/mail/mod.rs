//! Mail: queued with its cause, sent by a worker, handed over by SMTP or written as files.

pub mod halt;
mod message;
pub mod refusal;
mod retry;
pub mod transport;
pub mod worker;
