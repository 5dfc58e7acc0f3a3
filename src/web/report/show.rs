//! `/reports/{id}`.

use actix_web::{HttpResponse, web};
use domain::history::SubjectKind;
use views::report::show::Page;

use super::{document, find};
use crate::app::App;
use crate::db::history;
use crate::error::AppError;
use crate::web::answer;
use crate::web::visitor::Visit;

/// The page.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn show(app: web::Data<App>, visit: Visit, id: web::Path<i32>) -> Result<HttpResponse, AppError> {
    let (reader, frame) = (visit.member().ok(), visit.frame.clone());
    let page = app
        .db
        .read(move |conn| {
            let record = find(conn, *id, reader.as_ref())?;
            let document = document(conn, &record, &frame)?;
            Ok::<_, AppError>(Page { document, history: history::of(conn, SubjectKind::Report, *id)?, record })
        })
        .await?;
    Ok(answer::page(page.render(&visit.frame)))
}
