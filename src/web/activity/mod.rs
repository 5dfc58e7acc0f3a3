//! Activities and their progress updates.

pub mod confirmation;
pub mod edit;
pub mod evidence;
pub mod partner;
pub mod show;
pub mod update;
pub mod updates;

use domain::activity::Activity;
use domain::plan::Plan;

use super::plan;
use crate::db::{Conn, activity};
use crate::error::AppError;

/// The plan and its activity of this number.
fn find(conn: &mut Conn, number: i32) -> Result<(Plan, Activity), AppError> {
    let plan = plan::current(conn)?;
    let activity = activity::by_number(conn, plan.id, number)?.ok_or(AppError::NotFound)?;
    Ok((plan, activity))
}
