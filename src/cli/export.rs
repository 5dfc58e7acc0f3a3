//! `export`: writes out what the tracker holds.

use domain::clock::Clock;

use super::context::{prepared, print};
use crate::config::DatabaseArgs;
use crate::export;

/// `export plan`: the plan as JSON.
pub(super) fn plan(args: &DatabaseArgs) -> Result<(), String> {
    let db = prepared(args)?;
    let mut conn = db.connection().map_err(|e| e.to_string())?;
    let plan = export::plan::json(&mut conn, Clock::System.now()).map_err(|e| e.to_string())?;
    print(&format!("{plan:#}\n"))
}
