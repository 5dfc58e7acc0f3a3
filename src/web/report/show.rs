//! `/reports/{id}`.

use actix_web::{HttpResponse, web};
use application::queries::report;
use views::report::show::Page;

use crate::web::error::AppError;
use crate::web::page_cache::Cached;

/// Shows a status report.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn show(cached: Cached, id: web::Path<i32>) -> Result<HttpResponse, AppError> {
    let site = cached.site();
    cached
        .page(move |conn, frame| {
            let report::Shown { record, document, history } = report::shown(conn, *id, frame.member(), &site)?;
            Ok(Page { record, document, history }.render(frame))
        })
        .await
}
