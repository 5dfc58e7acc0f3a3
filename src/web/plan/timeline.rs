//! `/plans/{code}/timeline`.

use actix_web::HttpResponse;
use views::plan::timeline::Page;

use crate::web::error::AppError;
use crate::web::page_cache::Cached;

/// Shows the activities along the years of the plan.
///
/// # Errors
/// When the database fails.
pub async fn show(cached: Cached) -> Result<HttpResponse, AppError> {
    let now = cached.now();
    cached
        .page(move |conn, frame| {
            Ok(Page { plan: super::of(conn, frame.plan.id)?, lines: super::lines(conn, frame.plan.id, now)? }.render(frame))
        })
        .await
}
