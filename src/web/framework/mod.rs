//! The framework: what the draft Strategic Plan states, and which activities serve its objectives.

pub mod link;
pub mod show;

use std::collections::HashMap;

use domain::activity::Activity;
use domain::ids::ActivityId;
use views::framework::Names;

use super::plan;
use crate::db::{Conn, activity};
use crate::error::AppError;

/// The activities of the plan that is being carried out.
fn activities(conn: &mut Conn) -> Result<Vec<Activity>, AppError> {
    let plan = plan::current(conn)?;
    Ok(activity::all(conn, plan.id)?)
}

/// Their short titles by number.
fn names(activities: &[Activity]) -> Names {
    activities.iter().map(|a| (a.number, a.short_title.clone())).collect()
}

/// Their keys by number.
fn keys(activities: &[Activity]) -> HashMap<i32, ActivityId> {
    activities.iter().map(|a| (a.number, a.id)).collect()
}
