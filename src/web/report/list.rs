//! `/reports`.

use actix_web::HttpResponse;
use views::report::list::Page;

use crate::db::report;
use crate::error::AppError;
use crate::web::page_cache::{Audience, Cached};
use crate::web::plan;

/// The page.
///
/// # Errors
/// Those of the database.
pub async fn show(cached: Cached) -> Result<HttpResponse, AppError> {
    cached
        .page(Audience::Role, |conn, frame| {
            let plan = plan::current(conn)?;
            let mut reports = report::all(conn, plan.id)?;
            reports.retain(|r| r.is_visible_to(frame.member()));
            Ok(Page { reports }.render(frame))
        })
        .await
}
