//! Cooperation: how organisations are related, since when, for which of the two Protocols, and where that is written.

mod input;
mod relationship;
mod stated;

pub use input::RelationshipInput;
pub use relationship::{Protocol, Relationship, RelationshipKind, RelationshipRecord, RelationshipState};
pub use stated::Stated;
