//! People with accounts, as administrators see them.

pub mod edit;
pub mod invitations;
pub mod list;
