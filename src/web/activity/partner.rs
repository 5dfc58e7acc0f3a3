//! `/plans/{code}/activities/{number}/partners/new`: an officer adds an organisation that takes part, with one click from an event that it organised.

use actix_web::{HttpResponse, web};
use application::{actions, queries};
use domain::address;
use domain::ids::{EventId, OrganisationId};

use crate::web::app::App;
use crate::web::error::AppError;
use crate::web::extract::{ActivityNumber, Posted};
use crate::web::response;
use crate::web::visitor::Visit;

/// Adds it as a collaborating partner that has confirmed; the form of the activity changes that.
///
/// # Errors
/// [`AppError::NotFound`] for an unknown activity or organisation.
pub async fn submit(app: web::Data<App>, visit: Visit, number: ActivityNumber, Posted(fields): Posted) -> Result<HttpResponse, AppError> {
    let (actor, plan, number) = (visit.actor(&app), visit.frame.plan.id, *number);
    let (organisation, event) = (OrganisationId(fields.number("organisation")?), EventId(fields.number("event")?));
    app.act(move |conn| {
        let activity = queries::activity::find(conn, plan, number)?;
        actions::activity::add_partner(conn, &actor, activity.id, organisation)
    })
    .await?;
    Ok(response::done(&app, &address::event(event), "partner-added"))
}
