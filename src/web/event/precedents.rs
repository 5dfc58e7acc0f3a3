//! `/plans/{code}/events/precedents`.

use actix_web::{HttpResponse, web};
use application::queries::precedent;
use views::event::precedents::{Line, Page};

use crate::web::app::App;
use crate::web::error::AppError;
use crate::web::response;
use crate::web::visitor::Visit;

/// The list of events that preceded the plan.
///
/// # Errors
/// When the database fails.
pub async fn show(app: web::Data<App>, visit: Visit) -> Result<HttpResponse, AppError> {
    let all = app.ask(precedent::all).await?;
    let page = Page { lines: all.into_iter().map(|(precedent, country)| Line { precedent, country }).collect() };
    Ok(response::page(page.render(&visit.frame)))
}
