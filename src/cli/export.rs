//! `export`: writes out what the tracker holds.

use domain::clock::Clock;

use super::context::{prepared, print};
use crate::config::ExportPlanArgs;
use crate::db::plan;
use crate::export;

/// `export plan`: a plan as JSON; the one that was there first unless its code is given.
pub(super) fn plan(args: &ExportPlanArgs) -> Result<(), String> {
    let db = prepared(&args.database)?;
    let mut conn = db.connection().map_err(|e| e.to_string())?;
    let found = match &args.plan {
        Some(code) => plan::by_code(&mut conn, code).map_err(|e| e.to_string())?.ok_or_else(|| format!("there is no plan {code}"))?,
        None => plan::first(&mut conn).map_err(|e| e.to_string())?.ok_or("the database holds no plan")?,
    };
    let plan = export::plan::json(&mut conn, found.id, Clock::System.now()).map_err(|e| e.to_string())?;
    print(&format!("{plan:#}\n"))
}
