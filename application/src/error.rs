//! Why something that was asked is not done. What each becomes for a reader (a page, a status, a sentence) is decided by the caller.

use diesel::result::DatabaseErrorKind;
use domain::form::Errors;
use domain::review::Refusal;
use domain::unavailable::Cause;

/// Why an action or a query did not succeed.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// It does not exist, or not for this member: the same answer. Use it for everything that the member may not know of.
    #[error("not found")]
    NotFound,
    /// Somebody else has changed it since it was read, and there is nothing typed to keep.
    #[error("changed meanwhile")]
    Stale,
    /// What was typed is wrong: each problem with its field.
    #[error("invalid input")]
    Invalid(Errors),
    /// A signed link that is expired, used up, withdrawn or not ours.
    #[error("dead link")]
    DeadLink,
    /// It cannot be done at the moment; the same may succeed later. The text is for the log.
    #[error("{0}: {1}")]
    Unavailable(Cause, String),
    /// A fault of the program or its data; the cause is for the log alone.
    #[error("internal error: {0}")]
    Internal(#[source] Box<dyn std::error::Error + Send + Sync>),
}

impl Error {
    /// Wraps a fault of the program.
    pub fn internal(error: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self::Internal(error.into())
    }
}

impl From<Refusal> for Error {
    /// What somebody may not do does not exist for them; what has meanwhile left the state for it is stale.
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::NotAllowed | Refusal::OwnRecord | Refusal::OwnFigures => Self::NotFound,
            Refusal::WrongState => Self::Stale,
        }
    }
}

impl From<diesel::result::Error> for Error {
    fn from(error: diesel::result::Error) -> Self {
        match cause(&error) {
            Some(cause) => Self::Unavailable(cause, error.to_string()),
            None => Self::internal(error),
        }
    }
}

/// Words in messages of SQLite and PostgreSQL for what passes by itself, or once somebody has made room: diesel has no kinds for them.
const PASSING: &[(&str, Cause)] = &[
    ("is locked", Cause::Busy),
    ("lock timeout", Cause::Busy),
    ("disk is full", Cause::DiskFull),
    ("disk I/O error", Cause::DiskFull),
    ("No space left on device", Cause::DiskFull),
    ("readonly database", Cause::ReadOnly),
    ("terminating connection", Cause::Lost),
    ("no connection to the server", Cause::Lost),
    ("the database system is", Cause::Unreachable),
];

/// Why the same may succeed later; `None` if it will not.
fn cause(error: &diesel::result::Error) -> Option<Cause> {
    match error {
        diesel::result::Error::DatabaseError(DatabaseErrorKind::ClosedConnection, _) => Some(Cause::Lost),
        diesel::result::Error::DatabaseError(DatabaseErrorKind::ReadOnlyTransaction, _) => Some(Cause::ReadOnly),
        diesel::result::Error::DatabaseError(_, info) => {
            PASSING.iter().find(|(words, _)| info.message().contains(words)).map(|(_, cause)| *cause)
        }
        diesel::result::Error::RollbackErrorOnCommit { commit_error, .. } => cause(commit_error),
        diesel::result::Error::BrokenTransactionManager => Some(Cause::Lost),
        _ => None,
    }
}

/// An error that says why the same may succeed later.
pub trait Passing {
    /// Why it may succeed later, and words for the log; `None` if it will not.
    fn passing(&self) -> Option<(Cause, &str)>;
}

impl Passing for Error {
    fn passing(&self) -> Option<(Cause, &str)> {
        if let Self::Unavailable(cause, why) = self { Some((*cause, why)) } else { None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_passes_is_no_fault_of_the_program() {
        let says = |message: &str| {
            let error = diesel::result::Error::DatabaseError(DatabaseErrorKind::Unknown, Box::new(message.to_owned()));
            Error::from(error).passing().map(|(cause, _)| cause)
        };
        for (message, cause) in [
            ("database is locked", Some(Cause::Busy)),
            ("canceling statement due to lock timeout", Some(Cause::Busy)),
            ("database or disk is full", Some(Cause::DiskFull)),
            ("could not extend file \"base/5/1\": No space left on device", Some(Cause::DiskFull)),
            ("attempt to write a readonly database", Some(Cause::ReadOnly)),
            ("terminating connection due to administrator command", Some(Cause::Lost)),
            ("no such table: people", None),
        ] {
            assert_eq!(says(message), cause, "{message}");
        }
    }
}
