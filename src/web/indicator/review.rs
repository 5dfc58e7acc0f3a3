//! `/measurements/{id}/review`: an officer verifies a value or returns it with a reason, where it stands on the page of its indicator.

use actix_web::{HttpResponse, web};
use application::{actions, queries};
use domain::address;
use domain::as_of::AsOf;
use domain::comment::Topic;
use domain::ids::MeasurementId;

use super::show::page;
use crate::web::app::App;
use crate::web::comment::conversation;
use crate::web::error::AppError;
use crate::web::extract::Posted;
use crate::web::visitor::Visit;
use crate::web::{form, response};

/// Decides.
///
/// # Errors
/// [`AppError::NotFound`]; [`AppError::Stale`] if the value has changed since it was seen.
pub async fn submit(app: web::Data<App>, visit: Visit, id: web::Path<i32>, Posted(fields): Posted) -> Result<HttpResponse, AppError> {
    let (actor, id, seen, decision) = (visit.actor(&app), MeasurementId(*id), fields.number("version")?, form::decision(&fields));
    let (reader, now) = (actor.member, actor.now);
    let indicator = app.ask(move |conn| queries::indicator::of_measurement(conn, id)).await?;
    let outcome = app.submit(move |conn| actions::measurement::review(conn, &actor, id, seen, &decision)).await?;
    Ok(match outcome {
        Ok(()) => response::done(&app, &address::indicator(indicator), "decided"),
        Err(errors) => {
            let load = move |conn: &mut _| {
                let details = queries::indicator::details(conn, indicator, AsOf::now(now), reader.as_ref())?;
                Ok((details, conversation(conn, Topic::Indicator(indicator), reader.as_ref(), now)?))
            };
            let (details, conversation) = app.ask(load).await?;
            response::invalid(page(details, conversation, Some((id, errors))).render(&visit.frame))
        }
    })
}
