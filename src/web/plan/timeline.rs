//! `/plan/timeline`.

use actix_web::HttpResponse;
use views::plan::timeline::Page;

use crate::error::AppError;
use crate::web::kept::{Audience, Kept};

/// The page.
///
/// # Errors
/// Those of the database.
pub async fn show(kept: Kept) -> Result<HttpResponse, AppError> {
    let now = kept.now();
    kept.page(Audience::Role, move |conn, frame| Ok(Page { plan: super::current(conn)?, lines: super::lines(conn, now)? }.render(frame)))
        .await
}
