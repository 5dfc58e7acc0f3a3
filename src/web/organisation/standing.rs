//! `/organisations/{slug}/standing/edit`: sets an organisation as active or not. It is never removed.

use actix_web::{HttpResponse, web};
use application::actions::organisation;
use domain::address;

use crate::web::app::App;
use crate::web::error::AppError;
use crate::web::extract::Posted;
use crate::web::response;
use crate::web::visitor::Visit;

/// Sets it.
///
/// # Errors
/// [`AppError::NotFound`]; [`AppError::Stale`] if somebody else has changed the organisation in between.
pub async fn submit(app: web::Data<App>, visit: Visit, slug: web::Path<String>, Posted(fields): Posted) -> Result<HttpResponse, AppError> {
    let (actor, is_active, version) = (visit.actor(&app), fields.is_ticked("active"), fields.number("version")?);
    let address = address::organisation(&slug);
    app.act(move |conn| organisation::set_active(conn, &actor, &slug, version, is_active)).await?;
    Ok(response::done(&app, &address, "organisation-saved"))
}
