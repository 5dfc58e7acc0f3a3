//! `/plans/{code}/dashboard`.

use actix_web::HttpResponse;
use application::queries::dashboard::dashboard;
use views::dashboard::Data;

use crate::web::error::AppError;
use crate::web::extract::Fields;
use crate::web::page_cache::Cached;

/// Shows the dashboard.
///
/// # Errors
/// When the database fails.
pub async fn show(cached: Cached) -> Result<HttpResponse, AppError> {
    let (fields, as_of) = (Fields::parse(cached.query().as_bytes())?, cached.as_of());
    cached
        .page(move |conn, frame| {
            Ok(Data(dashboard(conn, frame.plan.id, frame.member(), |name| fields.string(name), as_of, frame.today)?).render(frame))
        })
        .await
}
