//! `plan check` and `plan load`: a plan from a file, without a new build.

use application::data::{self, PlanContent, PlanSource};
use domain::clock::Clock;

use super::context::{prepared, print};
use crate::config::PlanArgs;

/// Says what loading a file would do, and changes nothing about the plans in the database.
pub(super) fn check(args: &PlanArgs) -> Result<(), String> {
    let (mut conn, content) = read(args)?;
    let outcome = data::dry_run(&mut conn, &content, Clock::System.now()).map_err(|e| e.to_string())?;
    print(&format!("{} is right; loading it would give\n{outcome}", args.file.display()))
}

/// Loads a plan from a file, and says what became of its activities.
pub(super) fn load(args: &PlanArgs) -> Result<(), String> {
    let (mut conn, content) = read(args)?;
    let outcome = data::load_file(&mut conn, &content, Clock::System.now()).map_err(|e| e.to_string())?;
    print(&format!("{} is loaded\n{outcome}", args.file.display()))
}

type Connection = diesel::r2d2::PooledConnection<crate::db::Manager>;

/// The file is read before the database is opened: a file that is no JSON leaves nothing behind.
fn read(args: &PlanArgs) -> Result<(Connection, PlanContent), String> {
    let source = PlanSource::open(&args.file).map_err(|e| e.to_string())?;
    let mut conn = prepared(&args.database)?.connection().map_err(|e| e.to_string())?;
    let content = source.read(&mut conn).map_err(|e| e.to_string())?.map_err(|e| e.to_string())?;
    Ok((conn, content))
}
