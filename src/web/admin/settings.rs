//! `/admin/settings`.

use actix_web::{HttpResponse, web};
use application::actions::setting as actions;
use application::queries::setting as queries;
use domain::access::Role;
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
    let queries::Settings { public_pages, second_factor_roles, history } = app.ask(queries::all).await?;
    Ok(response::page(Page { public_pages, second_factor_roles, history }.render(&visit.frame)))
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

/// Sets which roles have to have a second factor.
///
/// # Errors
/// [`AppError::Unreadable`] for a role that does not exist.
pub async fn require_second_factor(app: web::Data<App>, visit: Visit, Posted(fields): Posted) -> Result<HttpResponse, AppError> {
    let roles = fields.all("second-factor-roles").iter().map(|role| role.parse()).collect::<Result<Vec<Role>, _>>();
    let roles = roles.map_err(|_| AppError::Unreadable("no such role"))?;
    let actor = visit.actor(&app);
    app.act(move |conn| actions::require_second_factor(conn, &actor, &roles)).await?;
    Ok(response::done(&app, address::SETTINGS, "settings-saved"))
}
