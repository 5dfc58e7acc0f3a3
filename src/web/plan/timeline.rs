//! `/plan/timeline`.

use actix_web::{HttpResponse, web};
use views::plan::timeline::Page;

use crate::app::App;
use crate::error::AppError;
use crate::web::answer;
use crate::web::visitor::Visit;

/// The page.
///
/// # Errors
/// Those of the database.
pub async fn show(app: web::Data<App>, visit: Visit) -> Result<HttpResponse, AppError> {
    let now = app.clock.now();
    let page = app.db.read(move |conn| Ok::<_, AppError>(Page { plan: super::current(conn)?, lines: super::lines(conn, now)? })).await?;
    Ok(answer::page(page.render(&visit.frame)))
}
