//! Events: workshops, training courses, webinars, online discussions, meetings.
//!
//! What is typed about one stands in [`EventInput`], what can be understood of it in [`Event`], and whose it is and where it stands in
//! [`EventRecord`].

mod facts;
mod input;
mod list;
mod query;
mod record;

pub use facts::{Event, EventKind, Mode, RegionalGroup};
pub use input::{EventInput, LANGUAGES, LINKS_MAX, Offer, PROSE_MAX, TITLE_MAX};
pub use list::{EventSummary, Group, Totals};
pub use query::EventQuery;
pub use record::{EventRecord, NotMergeable};
