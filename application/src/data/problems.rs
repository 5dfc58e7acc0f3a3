//! What is wrong with a data file, each problem with its place. All are collected, so that a file can be corrected in one go.

use std::fmt;

/// One thing that is wrong with a data file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("data file {file}, at {entry}: {reason}")]
pub struct DataError {
    file: String,
    entry: String,
    reason: String,
}

impl DataError {
    pub(super) fn new(file: impl Into<String>, entry: impl Into<String>, reason: impl Into<String>) -> Self {
        Self { file: file.into(), entry: entry.into(), reason: reason.into() }
    }
}

/// How many problems are listed; the rest is counted.
pub const LISTED: usize = 50;

/// Everything that is wrong with one data file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problems {
    file: String,
    listed: Vec<DataError>,
    count: usize,
}

impl Problems {
    /// Nothing is known to be wrong with this file.
    pub(super) fn new(file: impl Into<String>) -> Self {
        Self { file: file.into(), listed: Vec::new(), count: 0 }
    }

    /// One problem, with which reading ended.
    pub(super) fn one(file: impl Into<String>, entry: impl Into<String>, reason: impl Into<String>) -> Self {
        let mut problems = Self::new(file);
        problems.add(entry, reason);
        problems
    }

    pub(super) fn add(&mut self, entry: impl Into<String>, reason: impl Into<String>) {
        self.count += 1;
        if self.listed.len() < LISTED {
            self.listed.push(DataError::new(self.file.clone(), entry, reason));
        }
    }

    /// How many there are, listed or not.
    #[must_use]
    pub const fn count(&self) -> usize {
        self.count
    }

    /// The first problem, if there is any.
    pub(super) fn first(self) -> Result<(), DataError> {
        self.listed.into_iter().next().map_or(Ok(()), Err)
    }

    /// An error if there is any problem.
    pub(super) fn refuse(self) -> Result<(), Self> {
        if self.count == 0 { Ok(()) } else { Err(self) }
    }
}

impl std::error::Error for Problems {}

impl fmt::Display for Problems {
    /// One problem on the line; several on a line each below it, at most [`LISTED`].
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let [only] = self.listed.as_slice() {
            return write!(f, "{only}");
        }
        write!(f, "data file {}: {} problems", self.file, self.count)?;
        for DataError { entry, reason, .. } in &self.listed {
            write!(f, "\n  at {entry}: {reason}")?;
        }
        let more = self.count - self.listed.len();
        if more > 0 { write!(f, "\n  and {more} more") } else { Ok(()) }
    }
}
