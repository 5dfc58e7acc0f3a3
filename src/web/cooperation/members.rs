//! `/organisations/{slug}/members/new` and `/organisations/{slug}/members/end`: organisations become members of a group and leave it.

use actix_web::{HttpResponse, web};
use application::actions::organisation;
use domain::address;
use domain::ids::OrganisationId;

use crate::web::app::App;
use crate::web::error::AppError;
use crate::web::extract::{Fields, Posted};
use crate::web::response;
use crate::web::visitor::Visit;

fn member(fields: &Fields) -> Option<OrganisationId> {
    fields.get("member").parse().ok().map(OrganisationId)
}

/// Attaches an organisation. Without a choice nothing happens.
///
/// # Errors
/// [`AppError::NotFound`] for an organisation that does not exist, or a group that is none.
pub async fn attach(app: web::Data<App>, visit: Visit, slug: web::Path<String>, Posted(fields): Posted) -> Result<HttpResponse, AppError> {
    let (actor, address) = (visit.actor(&app), address::organisation(&slug));
    let Some(member) = member(&fields) else { return Ok(response::to(&address)) };
    app.act(move |conn| organisation::attach_member(conn, &actor, &slug, member)).await?;
    Ok(response::done(&app, &address, "member-attached"))
}

/// Detaches an organisation.
///
/// # Errors
/// [`AppError::NotFound`] for an organisation that does not exist, or a group that is none.
pub async fn detach(app: web::Data<App>, visit: Visit, slug: web::Path<String>, Posted(fields): Posted) -> Result<HttpResponse, AppError> {
    let (actor, address) = (visit.actor(&app), address::organisation(&slug));
    let Some(member) = member(&fields) else { return Ok(response::to(&address)) };
    app.act(move |conn| organisation::detach_member(conn, &actor, &slug, member)).await?;
    Ok(response::done(&app, &address, "member-detached"))
}
