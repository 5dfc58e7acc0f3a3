//! `/plans/{code}/activities/{number}/following/edit`: following an activity to hear of its changes.

use actix_web::{HttpResponse, web};
use application::{actions, queries};

use crate::web::app::App;
use crate::web::error::AppError;
use crate::web::extract::{ActivityNumber, Posted};
use crate::web::response;
use crate::web::visitor::Visit;

/// Follows the activity, or stops following it.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn submit(app: web::Data<App>, visit: Visit, number: ActivityNumber, Posted(fields): Posted) -> Result<HttpResponse, AppError> {
    let (actor, plan, number, follows) = (visit.actor(&app), visit.frame.plan.id, *number, fields.get("follow") == "yes");
    app.act(move |conn| {
        let activity = queries::activity::find(conn, plan, number)?;
        actions::following::follow(conn, &actor, activity.id, follows)
    })
    .await?;
    Ok(response::done(&app, &visit.frame.plan().activity(number), if follows { "following" } else { "following-ended" }))
}
