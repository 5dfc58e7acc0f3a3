//! `/deliveries/{id}/review`: an officer verifies a delivery or returns it with a reason, where it stands on the page of its output.

use actix_web::{HttpResponse, web};
use domain::form::{self as rules, Errors, Problem};
use domain::history::{Action, Changes, Entry, Field, SubjectKind};
use domain::ids::DeliveryId;

use super::show::page;
use crate::app::App;
use crate::db::{history, output};
use crate::error::AppError;
use crate::web::as_of::AsOf;
use crate::web::event::refused;
use crate::web::extract::Posted;
use crate::web::response;
use crate::web::visitor::Visit;

/// Longest reason.
const REASON_MAX: usize = 2000;

/// Decides.
///
/// # Errors
/// [`AppError::NotFound`]; [`AppError::Stale`] if the delivery has changed since it was seen.
pub async fn submit(app: web::Data<App>, visit: Visit, id: web::Path<i32>, Posted(fields): Posted) -> Result<HttpResponse, AppError> {
    let (by, now, id, version) = (visit.member()?, app.clock.now(), DeliveryId(*id), fields.number("version")?);
    let (is_return, reason) = (fields.get("decision") == "return", fields.string("return-reason"));
    let (address, back) = app
        .write(move |conn| {
            let record = output::of_delivery(conn, id)?.ok_or(AppError::NotFound)?;
            let delivery = record.deliveries.iter().find(|d| d.id == id).ok_or(AppError::NotFound)?;
            if delivery.version != version {
                return Err(AppError::Stale);
            }
            let address = format!("/outputs/{}", record.id);
            let mut errors = Errors::new();
            let why = rules::prose(&reason, REASON_MAX).and_then(|r| if r.is_empty() { Err(Problem::Required) } else { Ok(r) });
            let (review, action, why) = if is_return {
                let Some(why) = errors.check("return-reason", why) else {
                    let page = page(conn, record.id, AsOf { day: None, at: now }, Some(&by), Some((id, errors)))?;
                    return Ok((address, Some(page)));
                };
                (delivery.review.clone().send_back(&by, why.clone(), now).map_err(refused)?, Action::Returned, Some(why))
            } else {
                (delivery.review.clone().verify(&by, now).map_err(refused)?, Action::Verified, None)
            };
            output::set_state(conn, delivery, &review.state, now)?;
            let changes = Changes::new().count(Field::Quantity, None, Some(delivery.quantity)).into_vec();
            let (subject, subject_id) = (SubjectKind::Output, record.id.0);
            history::add(conn, &Entry { at: now, actor: Some(by.id), subject, subject_id, action, changes, reason: why })?;
            Ok((address, None))
        })
        .await?;
    Ok(match back {
        None => response::done(&app, &address, "decided"),
        Some(page) => response::invalid(page.render(&visit.frame)),
    })
}
