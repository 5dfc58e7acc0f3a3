//! `/plans/{code}/framework`.

use actix_web::HttpResponse;
use application::queries::framework::{self, Framework};
use views::framework::show::Page;

use crate::web::error::AppError;
use crate::web::page_cache::Cached;

/// Shows the results framework with its objectives and linked activities.
///
/// # Errors
/// When the database fails, and [`AppError::NotFound`] when the data holds no framework.
pub async fn show(cached: Cached) -> Result<HttpResponse, AppError> {
    cached.page(|conn, frame| Ok(page(framework::whole(conn, frame.plan.id)?).render(frame))).await
}

fn page(whole: Framework) -> Page {
    let Framework { document, notes, priorities, areas, objectives, programme, names } = whole;
    Page { document, notes, priorities, areas, objectives, programme, names }
}
