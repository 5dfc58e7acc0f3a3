//! `/plans/{code}/activities/{number}/confirmations/new`: “nothing changed since …”, in one click.

use actix_web::{HttpResponse, web};
use application::{actions, queries};
use domain::address;
use domain::ids::UpdateId;

use crate::web::app::App;
use crate::web::error::AppError;
use crate::web::extract::{ActivityNumber, Posted};
use crate::web::response;
use crate::web::visitor::Visit;

/// Confirms the newest update.
///
/// # Errors
/// [`AppError::NotFound`]; [`AppError::Stale`] if somebody else has published in between, or there is nothing to confirm.
pub async fn submit(app: web::Data<App>, visit: Visit, number: ActivityNumber, Posted(fields): Posted) -> Result<HttpResponse, AppError> {
    let (actor, plan, number, seen) = (visit.actor(&app), visit.frame.plan.id, *number, UpdateId(fields.number("seen")?));
    app.act(move |conn| {
        let activity = queries::activity::find(conn, plan, number)?;
        actions::update::confirm(conn, &actor, activity.id, seen)
    })
    .await?;
    let activity = visit.frame.plan().activity(number);
    // My work offers the button too, and goes on from there.
    let next = if fields.get("return") == address::HOME { address::HOME } else { &activity };
    Ok(response::done(&app, next, "update-confirmed"))
}
