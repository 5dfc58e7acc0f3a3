//! `/reports/{id}`.

use actix_web::{HttpResponse, web};
use domain::history::SubjectKind;
use views::report::show::Page;

use super::{document, find};
use crate::db::history;
use crate::error::AppError;
use crate::web::page_cache::{Audience, Cached};

/// The page.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn show(cached: Cached, id: web::Path<i32>) -> Result<HttpResponse, AppError> {
    let site = cached.site();
    cached
        .page(Audience::Role, move |conn, frame| {
            let record = find(conn, *id, frame.member())?;
            let document = document(conn, &record, &site)?;
            Ok(Page { document, history: history::of(conn, SubjectKind::Report, *id)?, record }.render(frame))
        })
        .await
}
