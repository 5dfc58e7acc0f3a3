//! Icons: symbols of one file that the browser keeps, drawn in the colour of the text beside them.

use maud::{Markup, html};

use crate::frame::Frame;

/// An icon beside a word; screen readers pass it over.
#[must_use]
pub fn icon(frame: &Frame, name: &str) -> Markup {
    html! { svg class="i" aria-hidden="true" { use href={ (frame.icons) "#" (name) } {} } }
}
