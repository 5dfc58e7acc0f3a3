//! `/dashboard`.

use actix_web::HttpResponse;

use crate::error::AppError;
use crate::web::extract::Fields;
use crate::web::kept::{Audience, Kept};

/// The page.
///
/// # Errors
/// Those of the database.
pub async fn show(kept: Kept) -> Result<HttpResponse, AppError> {
    let (fields, as_of) = (Fields::parse(kept.query().as_bytes())?, kept.as_of());
    kept.page(Audience::Organisation, move |conn, frame| Ok(super::data(conn, frame.member(), &fields, as_of, frame.today)?.render(frame)))
        .await
}
