//! Money: contributions, expenditures, exchange rates. What a member may not see is not found.

pub mod cancellation;
pub mod form;
pub mod list;
pub mod rate;
pub mod record;
