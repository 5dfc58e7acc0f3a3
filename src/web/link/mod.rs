//! The pages behind signed links.

pub mod first;
pub mod password;
