//! `/organisations`.

use actix_web::HttpResponse;
use application::queries::organisation;
use views::organisation::list::Page;

use crate::web::error::AppError;
use crate::web::page_cache::Cached;

/// Shows all organisations.
///
/// # Errors
/// When the database fails.
pub async fn show(cached: Cached) -> Result<HttpResponse, AppError> {
    let now = cached.now();
    cached.page(move |conn, frame| Ok(Page { organisations: organisation::list(conn, frame.plan.id, now)? }.render(frame))).await
}
