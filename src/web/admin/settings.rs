//! `/admin/settings`.

use actix_web::{HttpResponse, web};
use application::actions::setting as actions;
use application::queries::setting as queries;
use domain::address;
use views::setting::Page;

use crate::web::app::App;
use crate::web::error::AppError;
use crate::web::extract::Posted;
use crate::web::response;
use crate::web::visitor::Visit;

/// Shows the settings of the tracker.
///
/// # Errors
/// When the database fails.
pub async fn form(app: web::Data<App>, visit: Visit) -> Result<HttpResponse, AppError> {
    let (public_pages, history) = app.ask(queries::public_pages).await?;
    Ok(response::page(Page { public_pages, history }.render(&visit.frame)))
}

/// Opens or closes published pages to the public.
///
/// # Errors
/// When the database fails.
pub async fn submit(app: web::Data<App>, visit: Visit, Posted(fields): Posted) -> Result<HttpResponse, AppError> {
    let (actor, open) = (visit.actor(&app), fields.is_ticked("public-pages"));
    app.act(move |conn| actions::set_public_pages(conn, &actor, open)).await?;
    Ok(response::done(&app, address::SETTINGS, "settings-saved"))
}
