//! The plan as data: reading the files in `data/`, which are built into the program, and loading them into the database.
//!
//! Nothing in the program depends on how many activities there are or in which years: a successor plan is another file.

pub mod cooperation;
mod countries;
mod entries;
mod file;
mod framework;
mod load;
mod precedents;
mod read;
mod words;

pub use file::PlanData;
pub use load::load;
pub use read::DataError;

/// The plan that is built in, with its organisations, the countries and what came before it.
///
/// # Errors
/// When a file is malformed, with file, entry and reason.
pub fn built_in() -> Result<PlanData, DataError> {
    PlanData::read(
        include_str!("../../../data/plan.json"),
        include_str!("../../../data/organisations.json"),
        include_str!("../../../data/countries.csv"),
        include_str!("../../../data/precedents.json"),
        include_str!("../../../data/framework.json"),
    )
}
