//! `/indicators/{id}/measurements/new` and `/measurements/{id}/edit`: a value is reported, changed before it counts, or replaced.

use actix_web::{HttpResponse, web};
use application::actions;
use application::queries::indicator::{self as queries, IndicatorOf};
use domain::address;
use domain::form::Errors;
use domain::ids::MeasurementId;
use domain::measurement::{Measurement, MeasurementInput};
use domain::review::Stage;
use views::indicator::measure::Page;

use crate::auth::random_token;
use crate::web::app::App;
use crate::web::error::AppError;
use crate::web::extract::{Fields, Posted};
use crate::web::response;
use crate::web::visitor::Visit;

/// Most lines of countries that are read.
const COUNTRIES_MAX: usize = 200;

async fn measurable(app: &App, visit: &Visit, id: i32) -> Result<IndicatorOf, AppError> {
    let (member, now) = (visit.member()?, app.clock.now());
    app.ask(move |conn| queries::measurable(conn, id, &member, now)).await
}

async fn changeable(app: &App, visit: &Visit, id: MeasurementId) -> Result<(IndicatorOf, Measurement), AppError> {
    let (member, now) = (visit.member()?, app.clock.now());
    app.ask(move |conn| queries::changeable(conn, id, &member, now)).await
}

fn new_page(found: IndicatorOf, idempotency_key: String, typed: MeasurementInput, errors: Errors) -> Page {
    let action = address::new_measurement(found.indicator.id);
    Page { indicator: found.indicator, action, idempotency_key, version: 0, replaces: false, typed, errors, directory: found.directory }
}

fn edit_page(found: IndicatorOf, m: &Measurement, idempotency_key: String, typed: MeasurementInput, errors: Errors) -> Page {
    let replaces = m.review.state.stage() == Stage::Verified;
    let action = address::edit_measurement(m.id);
    Page { indicator: found.indicator, action, idempotency_key, version: m.version, replaces, typed, errors, directory: found.directory }
}

/// The empty form.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn new_form(app: web::Data<App>, visit: Visit, id: web::Path<i32>) -> Result<HttpResponse, AppError> {
    let page = new_page(measurable(&app, &visit, *id).await?, random_token(), MeasurementInput::default(), Errors::new());
    Ok(response::page(page.render(&visit.frame)))
}

fn typed(fields: &Fields) -> MeasurementInput {
    let text = |name: &str| fields.string(name);
    let line = |at: usize| (fields.string(&format!("country-{at}")), fields.string(&format!("people-{at}")));
    let mut countries: Vec<(String, String)> = (0..COUNTRIES_MAX).map(line).collect();
    countries.retain(|(name, value)| !(name.trim().is_empty() && value.trim().is_empty()));
    MeasurementInput {
        day: fields.day("day"),
        value: text("value"),
        unavailable: text("unavailable"),
        people: ["women", "men", "other"].map(text),
        countries,
        part: text("part"),
        language: text("language"),
        source: text("source"),
        level: text("level"),
        evidence: text("evidence"),
        note: text("note"),
    }
}

/// Reports a value; it waits for review.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn new_submit(app: web::Data<App>, visit: Visit, id: web::Path<i32>, Posted(fields): Posted) -> Result<HttpResponse, AppError> {
    let (actor, id, key, typed) = (visit.actor(&app), *id, fields.idempotency_key()?, typed(&fields));
    let (form_key, input) = (key.clone(), typed.clone());
    let outcome = app.submit(move |conn| actions::measurement::record(conn, &actor, id, &input, &form_key)).await?;
    Ok(match outcome {
        Ok(_) => response::done(&app, &address::indicator(id), "measured"),
        Err(errors) => response::invalid(new_page(measurable(&app, &visit, id).await?, key, typed, errors).render(&visit.frame)),
    })
}

/// The form with what is stored.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn edit_form(app: web::Data<App>, visit: Visit, id: web::Path<i32>) -> Result<HttpResponse, AppError> {
    let (found, m) = changeable(&app, &visit, MeasurementId(*id)).await?;
    let typed = MeasurementInput::of(visit.frame.lang, &found.directory, &m.measured);
    Ok(response::page(edit_page(found, &m, random_token(), typed, Errors::new()).render(&visit.frame)))
}

/// Changes a measurement that does not count yet and sends it for review again; replaces one that counts by another that waits.
///
/// # Errors
/// [`AppError::NotFound`]; [`AppError::Stale`] if it has changed since it was seen.
pub async fn edit_submit(app: web::Data<App>, visit: Visit, id: web::Path<i32>, Posted(fields): Posted) -> Result<HttpResponse, AppError> {
    let (actor, id, key, typed) = (visit.actor(&app), MeasurementId(*id), fields.idempotency_key()?, typed(&fields));
    let seen = fields.number("version")?;
    let (indicator, _) = changeable(&app, &visit, id).await?;
    let address = address::indicator(indicator.indicator.id);
    let (form_key, input) = (key.clone(), typed.clone());
    let outcome = app.submit(move |conn| actions::measurement::correct(conn, &actor, id, &input, &form_key, seen)).await?;
    Ok(match outcome {
        Ok(()) => response::done(&app, &address, "measured"),
        Err(errors) => {
            let (found, m) = changeable(&app, &visit, id).await?;
            response::invalid(edit_page(found, &m, key, typed, errors).render(&visit.frame))
        }
    })
}
