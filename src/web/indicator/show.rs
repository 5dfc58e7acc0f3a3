//! `/indicators/{id}`.

use actix_web::{HttpResponse, web};
use application::queries::indicator::{self as queries, IndicatorDetails};
use domain::form::Errors;
use domain::ids::MeasurementId;
use views::indicator::show::Page;

use crate::web::error::AppError;
use crate::web::page_cache::Cached;

/// The page of an indicator.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn show(cached: Cached, id: web::Path<i32>) -> Result<HttpResponse, AppError> {
    let as_of = cached.as_of();
    let render =
        move |conn: &mut _, frame: &views::frame::Frame| Ok(page(queries::details(conn, *id, as_of, frame.member())?, None).render(frame));
    cached.page(render).await
}

/// The page; with what is wrong with a decision on one of its measurements.
pub(super) fn page(details: IndicatorDetails, errors: Option<(MeasurementId, Errors)>) -> Page {
    let IndicatorDetails { activity, figure, measurements, directory, history, may_measure } = details;
    Page { activity, figure, measurements, directory, history, may_measure, errors }
}
