//! The plan that is built into the program.

use super::file::PlanData;
use super::problems::DataError;

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
