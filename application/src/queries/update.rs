//! What a progress update begins with.

use chrono::{DateTime, Utc};
use domain::activity::Activity;
use domain::ids::{PersonId, PlanId};
use domain::update::{Draft, Update, UpdateKind};

use super::activity;
use crate::db::{Conn, update};
use crate::error::Error;

/// What an officer has before their eyes when writing an update.
#[derive(Debug, Clone)]
pub struct UpdateForm {
    /// The activity.
    pub activity: Activity,
    /// Its newest update.
    pub latest: Option<Update>,
    /// Its newest update with words of its own.
    pub words: Option<Update>,
    /// The author's draft, and when it was stored.
    pub draft: Option<(Draft, DateTime<Utc>)>,
}

/// What an update of the activity of a plan with this number begins with.
///
/// # Errors
/// [`Error::NotFound`].
pub fn form(conn: &mut Conn, plan: PlanId, number: i32, author: PersonId) -> Result<UpdateForm, Error> {
    let (activity, updates) = activity::updates(conn, plan, number)?;
    let words = updates.iter().find(|u| u.kind == UpdateKind::Report).cloned();
    Ok(UpdateForm { draft: update::draft(conn, activity.id, author)?, words, latest: updates.into_iter().next(), activity })
}
