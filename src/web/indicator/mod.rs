//! Indicators, their terms and their measurements.

pub mod measure;
pub mod review;
pub mod show;
pub mod terms;

use chrono::{DateTime, Utc};
use domain::access::{Member, may_log_for};
use domain::activity::Activity;
use domain::directory::Directory;
use domain::indicator::Indicator;
use domain::measurement::Measurement;

use super::plan;
use crate::db::{Conn, activity, directory, indicator};
use crate::error::AppError;

/// An indicator with everything around it.
struct Found {
    activity: Activity,
    indicator: Indicator,
    directory: Directory,
}

fn find(conn: &mut Conn, id: i32, at: DateTime<Utc>) -> Result<Found, AppError> {
    let plan = plan::current(conn)?;
    let (of, indicator) = indicator::find(conn, id, at)?.ok_or(AppError::NotFound)?;
    let activity = activity::all(conn, plan.id)?.into_iter().find(|a| a.id == of).ok_or(AppError::NotFound)?;
    Ok(Found { activity, indicator, directory: directory::load(conn, plan.id)? })
}

impl Found {
    /// Whether the member may report values: officers, and partners on the activity.
    fn may_measure(&self, member: &Member) -> bool {
        let partners = self.directory.activity(self.activity.id).map_or(&[][..], |a| &a.partners);
        may_log_for(member, partners)
    }
}

/// Whether a measurement exists for this reader: as any record; what was replaced, for officers and those who reported it.
fn is_visible(m: &Measurement, member: Option<&Member>) -> bool {
    let works_on_it = || member.is_some_and(|member| member.role.is_officer() || m.review.is_own(member));
    m.review.is_visible_to(member) && (m.gone_at.is_none() || works_on_it())
}
