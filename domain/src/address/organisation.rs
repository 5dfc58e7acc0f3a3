//! Organisations and their cooperation.

use crate::ids::RelationshipId;

/// The organisations.
pub const ORGANISATIONS: &str = "/organisations";

/// The form of a new organisation.
pub const NEW_ORGANISATION: &str = "/organisations/new";

/// The relationships between organisations.
pub const COOPERATION: &str = "/cooperation";

/// The form of a new relationship between organisations.
pub const NEW_RELATIONSHIP: &str = "/cooperation/relationships/new";

/// An organisation, by its slug.
#[must_use]
pub fn organisation(slug: &str) -> String {
    format!("/organisations/{slug}")
}

/// The form of an organisation.
#[must_use]
pub fn edit_organisation(slug: &str) -> String {
    format!("/organisations/{slug}/edit")
}

/// Where it is recorded that an organisation confirms or declines its part in an activity.
#[must_use]
pub fn edit_standing(slug: &str) -> String {
    format!("/organisations/{slug}/standing/edit")
}

/// Where an organisation becomes a member of a group of organisations.
#[must_use]
pub fn new_member(slug: &str) -> String {
    format!("/organisations/{slug}/members/new")
}

/// Where the membership of an organisation in a group ends.
#[must_use]
pub fn end_member(slug: &str) -> String {
    format!("/organisations/{slug}/members/end")
}

/// The form of a relationship between organisations.
#[must_use]
pub fn edit_relationship(id: RelationshipId) -> String {
    format!("/cooperation/relationships/{id}/edit")
}
