//! `/reports/{id}.xlsx`: words and tables of a report.

use std::sync::Arc;

use actix_web::{HttpResponse, web};
use application::queries::report;
use views::report::document::tables;
use views::text::text;

use crate::export::workbook;
use crate::web::app::App;
use crate::web::error::AppError;
use crate::web::response;
use crate::web::visitor::Visit;

/// The workbook.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn xlsx(app: web::Data<App>, visit: Visit, id: web::Path<i32>) -> Result<HttpResponse, AppError> {
    let (reader, site, id) = (visit.member().ok(), Arc::clone(&app.site), *id);
    let document = app
        .ask(move |conn| {
            let record = report::find(conn, id, reader.as_ref())?;
            report::document(conn, &record, &site)
        })
        .await?;
    let words = |key| text(document.lang, key, &[]);
    let tables = tables(&document, &words("sheet-about"), &words("sheet-what"), &words("report-words"));
    let bytes = web::block(move || workbook::bytes(&tables)).await.map_err(AppError::internal)?.map_err(AppError::internal)?;
    Ok(response::file(workbook::MEDIA_TYPE, &format!("report-{id}.xlsx"), bytes))
}
