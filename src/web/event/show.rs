//! `/events/{id}`.

use actix_web::{HttpResponse, web};
use application::Error;
use application::queries::event::record::{self, FullRecord};
use domain::comment::Topic;
use domain::ids::EventId;
use views::comment::Conversation;
use views::event::show::Page;

use crate::web::comment::conversation;
use crate::web::error::AppError;
use crate::web::page_cache::Cached;

/// Shows the record of an event.
///
/// # Errors
/// [`AppError::NotFound`]; [`AppError::Erased`] where a record stood that others could once read.
pub async fn show(cached: Cached, id: web::Path<i32>) -> Result<HttpResponse, AppError> {
    let now = cached.now();
    cached
        .page(move |conn, frame| {
            let id = EventId(*id);
            match record::full(conn, id, frame.member()) {
                Err(Error::NotFound) if record::is_erased(conn, id)? => Err(AppError::Erased),
                found => {
                    let conversation = conversation(conn, Topic::Event(id), frame.member(), now)?;
                    Ok(page(found?, conversation).render(frame))
                }
            }
        })
        .await
}

fn page(full: FullRecord, conversation: Conversation) -> Page {
    let FullRecord { record, directory, merged, stands_in, alike, attachments, history } = full;
    Page { record, directory, merged, stands_in, alike, attachments, conversation, history }
}
