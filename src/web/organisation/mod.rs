//! Organisations.

pub mod edit;
pub mod list;
pub mod show;
pub mod standing;

use domain::organisation::OrganisationRecord;

use crate::db::{Conn, organisation};
use crate::error::AppError;

/// The organisation of this name in addresses.
pub(super) fn find(conn: &mut Conn, slug: &str) -> Result<OrganisationRecord, AppError> {
    organisation::by_slug(conn, slug)?.ok_or(AppError::NotFound)
}
