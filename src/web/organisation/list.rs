//! `/organisations`.

use actix_web::HttpResponse;
use views::organisation::list::Page;

use crate::db::organisation;
use crate::error::AppError;
use crate::web::page_cache::{Audience, Cached};
use crate::web::plan;

/// The page.
///
/// # Errors
/// Those of the database.
pub async fn show(cached: Cached) -> Result<HttpResponse, AppError> {
    let now = cached.now();
    cached
        .page(Audience::Role, move |conn, frame| {
            let lines = plan::lines(conn, now)?;
            let numbers =
                |id| lines.iter().filter(|l| l.partners.iter().any(|p| p.organisation == id)).map(|l| l.activity.number).collect();
            let organisations = organisation::all(conn)?.into_iter().map(|o| (o.clone(), numbers(o.id))).collect();
            Ok(Page { organisations }.render(frame))
        })
        .await
}
