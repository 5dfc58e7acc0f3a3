//! What can go wrong in answering a request, and the status it becomes. The page is made in [`crate::web::frame`].

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, ResponseError};
use application::error::Passing;
use domain::throttle::TooMany;
use domain::unavailable::Cause;

/// Why a request is not answered as asked.
#[derive(Debug, thiserror::Error)]
pub enum AppError {
    /// It does not exist, or not for this member: the same answer.
    #[error("not found")]
    NotFound,
    /// Nobody is signed in, and the address is for members.
    #[error("sign-in needed")]
    SignInNeeded,
    /// The form did not come from a page of ours, or from one of another session.
    #[error("the form is not from this site or session: {0}")]
    Forged(&'static str),
    /// The form came from a page of ours, but the session it was made for has ended: its fields, to be sent once more.
    #[error("the form is of an ended session")]
    Outlived {
        /// Where the form was sent.
        action: String,
        /// What it held, without secrets.
        fields: Vec<(String, String)>,
    },
    /// The request cannot be read.
    #[error("bad request: {0}")]
    Unreadable(&'static str),
    /// The address asks for a day that does not exist, or that is far from all that is recorded.
    #[error("the address holds an impossible day")]
    ImpossibleDay,
    /// The body is compressed, which no page of ours sends and which would have to be unpacked before its size is known.
    #[error("the request body is compressed")]
    CompressedBody,
    /// The request is larger than allowed.
    #[error("too large")]
    TooLarge,
    /// Too many tries; `seconds` until the next.
    #[error("too many tries; again in {seconds} s")]
    TooMany {
        /// Seconds until the next try.
        seconds: u64,
    },
    /// A signed link that is expired, used up, withdrawn or not ours.
    #[error("dead link")]
    DeadLink,
    /// What was here was erased.
    #[error("erased")]
    Erased,
    /// Somebody else has changed it meanwhile and there is nothing typed to keep.
    #[error("changed meanwhile")]
    Stale,
    /// It cannot be done at the moment; the text is for the log.
    #[error("{0}: {1}")]
    Unavailable(Cause, String),
    /// The body of the request has not arrived in time.
    #[error("the body did not arrive in time")]
    TooSlow,
    /// A fault of ours; the cause is logged, never shown.
    #[error("internal error: {0}")]
    Internal(#[source] Box<dyn std::error::Error + Send + Sync>),
}

impl AppError {
    /// Wraps a fault of ours.
    pub fn internal(error: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self::Internal(error.into())
    }

    /// Work on another thread was given up, as the server is stopping.
    #[must_use]
    pub fn stopping(_: actix_web::error::BlockingError) -> Self {
        Self::Unavailable(Cause::Stopping, "the server is stopping".to_owned())
    }
}

impl From<application::Error> for AppError {
    fn from(error: application::Error) -> Self {
        match error {
            application::Error::NotFound => Self::NotFound,
            application::Error::Stale => Self::Stale,
            // Forms show what is wrong beside their fields; what comes here was not made by one of our forms.
            application::Error::Invalid(_) => Self::Unreadable("a field of the form is wrong"),
            application::Error::DeadLink => Self::DeadLink,
            application::Error::Unavailable(cause, why) => Self::Unavailable(cause, why),
            application::Error::Internal(cause) => Self::Internal(cause),
        }
    }
}

impl Passing for AppError {
    fn passing(&self) -> Option<(Cause, &str)> {
        if let Self::Unavailable(cause, why) = self { Some((*cause, why)) } else { None }
    }
}

impl From<TooMany> for AppError {
    fn from(TooMany { seconds }: TooMany) -> Self {
        Self::TooMany { seconds }
    }
}

impl From<diesel::result::Error> for AppError {
    fn from(error: diesel::result::Error) -> Self {
        application::Error::from(error).into()
    }
}

impl ResponseError for AppError {
    fn status_code(&self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::SignInNeeded => StatusCode::UNAUTHORIZED,
            Self::Forged(_) | Self::Outlived { .. } => StatusCode::FORBIDDEN,
            Self::Unreadable(_) | Self::ImpossibleDay => StatusCode::BAD_REQUEST,
            Self::CompressedBody => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::TooMany { .. } => StatusCode::TOO_MANY_REQUESTS,
            Self::DeadLink | Self::Erased => StatusCode::GONE,
            Self::Stale => StatusCode::CONFLICT,
            Self::TooSlow => StatusCode::REQUEST_TIMEOUT,
            Self::Unavailable(..) => StatusCode::SERVICE_UNAVAILABLE,
            Self::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    fn error_response(&self) -> HttpResponse {
        HttpResponse::new(self.status_code())
    }
}
