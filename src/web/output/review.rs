//! `/deliveries/{id}/review`: an officer verifies a delivery or returns it with a reason, where it stands on the page of its output.

use actix_web::{HttpResponse, web};
use application::{actions, queries};
use domain::address;
use domain::as_of::AsOf;
use domain::ids::DeliveryId;

use super::show::page;
use crate::web::app::App;
use crate::web::error::AppError;
use crate::web::extract::Posted;
use crate::web::visitor::Visit;
use crate::web::{form, response};

/// Decides.
///
/// # Errors
/// [`AppError::NotFound`]; [`AppError::Stale`] if the delivery has changed since it was seen.
pub async fn submit(app: web::Data<App>, visit: Visit, id: web::Path<i32>, Posted(fields): Posted) -> Result<HttpResponse, AppError> {
    let (actor, id, seen, decision) = (visit.actor(&app), DeliveryId(*id), fields.number("version")?, form::decision(&fields));
    let (reader, now) = (actor.member, actor.now);
    let output = app.ask(move |conn| queries::output::of_delivery(conn, id)).await?;
    let outcome = app.submit(move |conn| actions::output::review_delivery(conn, &actor, id, seen, &decision)).await?;
    Ok(match outcome {
        Ok(()) => response::done(&app, &address::output(output), "decided"),
        Err(errors) => {
            let page = page(&app, output, AsOf::now(now), reader, Some((id, errors))).await?;
            response::invalid(page.render(&visit.frame))
        }
    })
}
