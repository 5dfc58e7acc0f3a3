//! `/events/{id}`.

use actix_web::{HttpResponse, web};
use application::queries::event::record::{self, FullRecord};
use domain::ids::EventId;
use views::event::show::Page;

use crate::web::error::AppError;
use crate::web::page_cache::Cached;

/// Shows the record of an event.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn show(cached: Cached, id: web::Path<i32>) -> Result<HttpResponse, AppError> {
    cached.page(move |conn, frame| Ok(page(record::full(conn, EventId(*id), frame.member())?).render(frame))).await
}

fn page(full: FullRecord) -> Page {
    let FullRecord { record, directory, merged, stands_in, alike, attachments, history } = full;
    Page { record, directory, merged, stands_in, alike, attachments, history }
}
