//! `/measurements/{id}/review`: an officer verifies a value or returns it with a reason, where it stands on the page of its indicator.

use actix_web::{HttpResponse, web};
use domain::form::{self as rules, Errors, Problem};
use domain::history::{Action, Changes, Entry, Field, SubjectKind};
use domain::ids::MeasurementId;
use domain::measurement::Value;

use super::show::page;
use crate::app::App;
use crate::db::{history, measurement};
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
/// [`AppError::NotFound`]; [`AppError::Stale`] if the value has changed since it was seen.
pub async fn submit(app: web::Data<App>, visit: Visit, id: web::Path<i32>, Posted(fields): Posted) -> Result<HttpResponse, AppError> {
    let (by, now, id, version) = (visit.member()?, app.clock.now(), MeasurementId(*id), fields.number("version")?);
    let (is_return, reason) = (fields.get("decision") == "return", fields.string("return-reason"));
    let (indicator, back) = app
        .write(move |conn| {
            let m = measurement::find(conn, id)?.filter(|m| m.review.is_visible_to(Some(&by))).ok_or(AppError::NotFound)?;
            if m.version != version {
                return Err(AppError::Stale);
            }
            let mut errors = Errors::new();
            let why = rules::prose(&reason, REASON_MAX).and_then(|r| if r.is_empty() { Err(Problem::Required) } else { Ok(r) });
            let (review, action, why) = if is_return {
                let Some(why) = errors.check("return-reason", why) else {
                    let page = page(conn, m.indicator, AsOf { day: None, at: now }, Some(&by), Some((id, errors)))?;
                    return Ok((m.indicator, Some(page)));
                };
                (m.review.clone().send_back(&by, why.clone(), now).map_err(refused)?, Action::Returned, Some(why))
            } else {
                (m.review.clone().verify(&by, now).map_err(refused)?, Action::Verified, None)
            };
            measurement::set_state(conn, &m, &review.state, now)?;
            let told = match &m.measured.value {
                Value::Known(n) => n.to_string(),
                Value::Unavailable(why) => why.clone(),
            };
            let (subject, changes) = (SubjectKind::Indicator, Changes::new().value(Field::Value, None, Some(&told)).into_vec());
            history::add(conn, &Entry { at: now, actor: Some(by.id), subject, subject_id: m.indicator, action, changes, reason: why })?;
            Ok((m.indicator, None))
        })
        .await?;
    Ok(match back {
        None => response::done(&app, &format!("/indicators/{indicator}"), "decided"),
        Some(page) => response::invalid(page.render(&visit.frame)),
    })
}
