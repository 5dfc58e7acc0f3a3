//! `/indicators/{id}`.

use actix_web::{HttpResponse, web};
use application::queries::indicator::{self as queries, IndicatorDetails};
use domain::comment::Topic;
use domain::form::Errors;
use domain::ids::MeasurementId;
use views::comment::Conversation;
use views::indicator::show::Page;

use crate::web::comment::conversation;
use crate::web::error::AppError;
use crate::web::page_cache::Cached;

/// The page of an indicator.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn show(cached: Cached, id: web::Path<i32>) -> Result<HttpResponse, AppError> {
    let (as_of, now) = (cached.as_of(), cached.now());
    let render = move |conn: &mut _, frame: &views::frame::Frame| {
        let details = queries::details(conn, *id, as_of, frame.member())?;
        let conversation = conversation(conn, Topic::Indicator(*id), frame.member(), now)?;
        Ok(page(details, conversation, None).render(frame))
    };
    cached.page(render).await
}

/// The page; with what is wrong with a decision on one of its measurements.
pub(super) fn page(details: IndicatorDetails, conversation: Conversation, errors: Option<(MeasurementId, Errors)>) -> Page {
    let IndicatorDetails { activity, figure, measurements, directory, history, may_measure } = details;
    Page { activity, figure, measurements, directory, conversation, history, may_measure, errors }
}
