//! Outputs and their deliveries.

pub mod deliver;
pub mod edit;
pub mod review;
pub mod show;

use domain::access::{Member, Role};
use domain::activity::Activity;
use domain::ids::OutputId;
use domain::output::OutputRecord;
use domain::plan::Plan;

use super::plan;
use crate::db::{Conn, activity, output};
use crate::error::AppError;

/// An output with its activity.
fn find(conn: &mut Conn, id: OutputId) -> Result<(Plan, Activity, OutputRecord), AppError> {
    let plan = plan::current(conn)?;
    let output = output::find(conn, id)?.ok_or(AppError::NotFound)?;
    let activity = activity::all(conn, plan.id)?.into_iter().find(|a| a.id == output.activity).ok_or(AppError::NotFound)?;
    Ok((plan, activity, output))
}

/// Whether the member may report deliveries: officers, and people of the organisation that answers for the output.
fn may_deliver(output: &OutputRecord, member: &Member) -> bool {
    let is_responsible = member.organisation.is_some() && member.organisation == output.output.responsible;
    member.role.is_officer() || (member.role == Role::Partner && is_responsible)
}
