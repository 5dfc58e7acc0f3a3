//! `/plans/{code}/reports`.

use actix_web::HttpResponse;
use application::queries::report;
use views::report::list::Page;

use crate::web::error::AppError;
use crate::web::page_cache::Cached;

/// Shows all status reports that the reader may see.
///
/// # Errors
/// When the database fails.
pub async fn show(cached: Cached) -> Result<HttpResponse, AppError> {
    cached.page(|conn, frame| Ok(Page { reports: report::list(conn, frame.plan.id, frame.member())? }.render(frame))).await
}
