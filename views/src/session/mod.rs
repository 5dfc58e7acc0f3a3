//! Signing in, and going on where a session had ended.

pub mod code;
pub mod confirmation;
pub mod new;
pub mod resume;

use maud::{Markup, html};

use crate::form;
use crate::frame::Frame;

/// A form that was sent after the session had ended: held until the person has signed in again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Carried {
    /// Where the form was sent.
    pub action: String,
    /// What it held, as it was encoded.
    pub body: String,
}

/// The fields that go along with every form of this folder.
fn hidden_fields(frame: &Frame, next: &str, carried: Option<&Carried>) -> Markup {
    html! {
        (form::token(frame))
        (form::hidden("next", next))
        @if let Some(carried) = carried { (form::hidden("carried-action", &carried.action)) (form::hidden("carried-body", &carried.body)) }
    }
}
