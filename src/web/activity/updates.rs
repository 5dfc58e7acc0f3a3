//! `/plans/{code}/activities/{number}/updates`.

use actix_web::{HttpResponse, web};
use application::queries;
use views::update::list::Page;

use crate::web::app::App;
use crate::web::error::AppError;
use crate::web::extract::ActivityNumber;
use crate::web::response;
use crate::web::visitor::Visit;

/// All published updates of an activity.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn show(app: web::Data<App>, visit: Visit, number: ActivityNumber) -> Result<HttpResponse, AppError> {
    let plan = visit.frame.plan.id;
    let (activity, updates) = app.ask(move |conn| queries::activity::updates(conn, plan, *number)).await?;
    Ok(response::page(Page { activity, updates }.render(&visit.frame)))
}
