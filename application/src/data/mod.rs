//! The plan as data: reading the files in `data/`, which are built into the program, and loading them into the database.
//!
//! Nothing in the program depends on how many activities there are or in which years: another plan is another file, which
//! [`PlanSource::open`] reads and [`load_file`] loads beside the built-in one.

mod built_in;
mod check;
pub mod cooperation;
mod countries;
mod entries;
mod file;
mod framework;
mod json;
mod load;
mod load_file;
mod origin;
mod plan_file;
mod precedents;
mod problems;
mod read;
mod reading;
mod words;

pub use built_in::built_in;
pub use file::PlanData;
pub use load::load;
pub use load_file::{LoadError, Outcome, dry_run, load_file};
pub use plan_file::{ACTIVITIES_MAX, FILE_MAX, PlanContent, PlanSource};
pub use problems::{DataError, Problems};
