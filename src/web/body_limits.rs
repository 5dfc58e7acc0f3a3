//! Bodies of requests while they arrive: within which time, how many at once, and how much memory all of them hold together.
//!
//! Strangers and those who are signed in have limits of their own, so that nobody from outside keeps members from sending a form.

use std::sync::Arc;
use std::time::Duration;

use domain::unavailable::Cause;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::web::error::AppError;

/// How many times longer than a form a file may take to arrive.
const FILE_PATIENCE: u32 = 20;
/// Most bytes that half-sent bodies of members hold together.
const MEMBERS_MEMORY: usize = 64 * 1024 * 1024;
/// Most bytes that half-sent bodies of strangers hold together.
const STRANGERS_MEMORY: usize = 16 * 1024 * 1024;

/// The limits of one process.
pub struct Bodies {
    within: Duration,
    members: Limits,
    strangers: Limits,
}

struct Limits {
    slots: Arc<Semaphore>,
    memory: Arc<Semaphore>,
}

impl Limits {
    fn new(slots: usize, memory: usize) -> Self {
        Self { slots: Arc::new(Semaphore::new(slots)), memory: Arc::new(Semaphore::new(memory)) }
    }
}

/// A body that arrives: its place, and the memory that it holds.
pub struct Arriving {
    _slot: OwnedSemaphorePermit,
    memory: OwnedSemaphorePermit,
    source: Arc<Semaphore>,
}

fn crowded() -> AppError {
    AppError::Unavailable(Cause::Crowded, "too many requests are half sent".to_owned())
}

impl Bodies {
    /// Limits for a process that holds so many connections: a quarter of them for bodies of strangers, a quarter for those of members. A form
    /// must have arrived `within` this time.
    #[must_use]
    pub fn new(connections: usize, within: Duration) -> Self {
        let slots = (connections / 4).max(1);
        Self { within, members: Limits::new(slots, MEMBERS_MEMORY), strangers: Limits::new(slots, STRANGERS_MEMORY) }
    }

    /// How long a form may take.
    #[must_use]
    pub const fn form_within(&self) -> Duration {
        self.within
    }

    /// How long a file may take.
    #[must_use]
    pub fn file_within(&self) -> Duration {
        self.within * FILE_PATIENCE
    }

    /// Lets the body of a request of a member or a stranger arrive.
    ///
    /// # Errors
    /// [`AppError::Unavailable`] when too many do.
    pub fn enter(&self, is_member: bool) -> Result<Arriving, AppError> {
        let limits = if is_member { &self.members } else { &self.strangers };
        let slot = Arc::clone(&limits.slots).try_acquire_owned().map_err(|_| crowded())?;
        let memory = Arc::clone(&limits.memory).try_acquire_many_owned(0).map_err(|_| crowded())?;
        Ok(Arriving { _slot: slot, memory, source: Arc::clone(&limits.memory) })
    }
}

impl Arriving {
    /// Counts bytes that are kept.
    ///
    /// # Errors
    /// [`AppError::Unavailable`] when all bodies together hold too much.
    pub fn keep(&mut self, bytes: usize) -> Result<(), AppError> {
        let count = u32::try_from(bytes).map_err(|_| crowded())?;
        self.memory.merge(Arc::clone(&self.source).try_acquire_many_owned(count).map_err(|_| crowded())?);
        Ok(())
    }
}
