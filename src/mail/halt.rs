//! Points between which a process that sends mails may die. Tests halt a worker there, and kill it.

/// A point at which a worker can be halted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum HaltPoint {
    /// The lease is stored.
    Leased,
    /// The mail is about to be handed over.
    Sending,
    /// The server has taken the mail.
    Sent,
    /// What came of it is written, but not committed.
    Settling,
    /// What came of it is stored.
    Settled,
}

/// Passes a point, or stands still there for ever if it is the one at which a test halts the worker.
pub fn pass(halt_at: Option<HaltPoint>, point: HaltPoint) {
    if halt_at == Some(point) {
        tracing::warn!("halted at {point:?}");
        loop {
            std::thread::park();
        }
    }
}
