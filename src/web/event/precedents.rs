//! `/plans/{code}/events/precedents`.

use actix_web::{HttpResponse, web};
use views::event::precedents::{Line, Page};

use crate::app::App;
use crate::db::precedent;
use crate::error::AppError;
use crate::web::response;
use crate::web::visitor::Visit;

/// The page.
///
/// # Errors
/// Those of the database.
pub async fn show(app: web::Data<App>, visit: Visit) -> Result<HttpResponse, AppError> {
    let all = app.read(precedent::all).await?;
    let page = Page { lines: all.into_iter().map(|(precedent, country)| Line { precedent, country }).collect() };
    Ok(response::page(page.render(&visit.frame)))
}
