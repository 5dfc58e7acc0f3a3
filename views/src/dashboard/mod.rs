//! The dashboard: what came of the plan, on one page.

pub mod about;
mod printed;
pub mod show;
pub mod tables;

#[cfg(test)]
pub(crate) mod sample;

use domain::dashboard::Dashboard;
pub use domain::dashboard::{Earlier, Query};

/// The dashboard as tables and markup.
#[derive(Debug, Clone)]
pub struct Data(pub Dashboard);

impl std::ops::Deref for Data {
    type Target = Dashboard;

    fn deref(&self) -> &Dashboard {
        &self.0
    }
}
