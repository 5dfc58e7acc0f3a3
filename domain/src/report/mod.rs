//! Status reports for meetings of the Parties: what one covers, its words, its state, and the figures that the next one is compared with.
//!
//! A draft follows the records; a frozen report is a document that never changes.

mod collected;
pub mod document;
mod record;
pub mod stored;

pub use collected::{Collected, Last};
pub use record::{
    MoneyStanding, ReportRecord, ReportScope, ReportScopeInput, Snapshot, State, TITLE_MAX, WORDS_MAX, Words, narrative_field,
    narrative_number,
};
