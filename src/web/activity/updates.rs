//! `/activities/{number}/updates`.

use actix_web::{HttpResponse, web};
use views::update::list::Page;

use super::find;
use crate::app::App;
use crate::db::update;
use crate::error::AppError;
use crate::web::response;
use crate::web::visitor::Visit;

/// The page.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn show(app: web::Data<App>, visit: Visit, number: web::Path<i32>) -> Result<HttpResponse, AppError> {
    let page = app
        .read(move |conn| {
            let (_, activity) = find(conn, *number)?;
            Ok::<_, AppError>(Page { updates: update::of(conn, activity.id)?, activity })
        })
        .await?;
    Ok(response::page(page.render(&visit.frame)))
}
