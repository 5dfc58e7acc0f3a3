//! `plan check` and `plan load`: a plan from a file, without a new build.

use std::path::Path;

use application::data::{self, PlanContent, PlanSource};
use domain::clock::Clock;

use crate::db::Db;

/// Says what loading a file would do, and changes nothing about the plans in the database.
///
/// # Errors
/// Everything that is wrong with the file, or why the database cannot be used.
pub fn check(file: &Path, database: impl FnOnce() -> Result<Db, String>, clock: Clock) -> Result<String, String> {
    let (mut conn, content) = read(file, database)?;
    let outcome = data::dry_run(&mut conn, &content, clock.now()).map_err(|e| e.to_string())?;
    Ok(format!("{} is right; loading it would give\n{outcome}", file.display()))
}

/// Loads a plan from a file, and says what became of its activities.
///
/// # Errors
/// Everything that is wrong with the file, or why the database cannot be used; nothing has changed then.
pub fn load(file: &Path, database: impl FnOnce() -> Result<Db, String>, clock: Clock) -> Result<String, String> {
    let (mut conn, content) = read(file, database)?;
    let outcome = data::load_file(&mut conn, &content, clock.now()).map_err(|e| e.to_string())?;
    Ok(format!("{} is loaded\n{outcome}", file.display()))
}

type Connection = diesel::r2d2::PooledConnection<crate::db::Manager>;

/// The file is looked at before the database is: a file that is no JSON leaves nothing behind.
fn read(file: &Path, database: impl FnOnce() -> Result<Db, String>) -> Result<(Connection, PlanContent), String> {
    let source = PlanSource::open(file).map_err(|e| e.to_string())?;
    let mut conn = database()?.connection().map_err(|e| e.to_string())?;
    let content = source.read(&mut conn).map_err(|e| e.to_string())?.map_err(|e| e.to_string())?;
    Ok((conn, content))
}
