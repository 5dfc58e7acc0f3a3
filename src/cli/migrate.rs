//! `migrate`: brings the database up to date and loads the plan.

use domain::clock::Clock;

use super::context::{open, print, start_log};
use crate::config::DatabaseArgs;
use crate::serve::prepare;

pub(super) fn run(args: &DatabaseArgs) -> Result<(), String> {
    start_log("text");
    let (migrated, loaded) = prepare(&open(args)?, Clock::System)?;
    print(&format!("{migrated} migrations run; the plan was {}\n", if loaded { "loaded" } else { "loaded before" }))
}
