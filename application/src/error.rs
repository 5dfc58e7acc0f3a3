//! Why something that was asked is not done. What each becomes for a reader (a page, a status, a sentence) is decided by the caller.

use diesel::result::DatabaseErrorKind;
use domain::form::Errors;
use domain::review::Refusal;

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
    /// The database cannot be reached at the moment; the same may succeed later.
    #[error("unavailable: {0}")]
    Unavailable(String),
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

/// Who may not review a record is not told that there is something to review.
impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::NotAllowed | Refusal::OwnRecord => Self::NotFound,
            Refusal::WrongState => Self::Stale,
        }
    }
}

impl From<diesel::result::Error> for Error {
    fn from(error: diesel::result::Error) -> Self {
        match error {
            diesel::result::Error::DatabaseError(DatabaseErrorKind::ClosedConnection, info) => Self::Unavailable(info.message().to_owned()),
            diesel::result::Error::DatabaseError(_, ref info) if info.message().contains("database is locked") => {
                Self::Unavailable("the database is busy".to_owned())
            }
            diesel::result::Error::BrokenTransactionManager => Self::Unavailable("the connection was lost".to_owned()),
            other => Self::internal(other),
        }
    }
}
