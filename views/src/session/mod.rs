//! Signing in, and going on where a session had ended.

pub mod new;
pub mod resume;

/// A form that was sent after the session had ended: held until the person has signed in again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Carried {
    /// Where the form was sent.
    pub action: String,
    /// What it held, as it was encoded.
    pub body: String,
}
