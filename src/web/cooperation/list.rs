//! `/cooperation`.

use actix_web::HttpResponse;
use application::queries::cooperation::{self, Listing};
use domain::cooperation::Protocol;
use views::cooperation::list::Page;

use crate::web::error::AppError;
use crate::web::extract::Fields;
use crate::web::page_cache::Cached;

/// Shows the relationships between organisations.
///
/// # Errors
/// When the database fails.
pub async fn show(cached: Cached) -> Result<HttpResponse, AppError> {
    let asked = Fields::of_query(cached.query());
    // The plan is about the Cartagena Protocol: the other one is shown when it is asked for.
    let (protocol, kind) = (asked.get("protocol").parse().unwrap_or(Protocol::Cartagena), asked.get("kind").parse().ok());
    cached
        .page(move |conn, frame| {
            let Listing { directory, records, groups, members } = cooperation::list(conn, protocol, kind)?;
            Ok(Page { directory, protocol, kind, records, groups, members }.render(frame))
        })
        .await
}
