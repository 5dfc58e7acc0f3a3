//! `/events/{id}/merging/new` and `/events/{id}/merging/end`: two records of one event become one that counts, and back.

use actix_web::{HttpRequest, HttpResponse, web};
use application::actions::event as actions;
use application::queries::event as queries;
use application::queries::event::record::Comparison;
use domain::address;
use domain::ids::EventId;
use views::event::merge::{Page, Side};

use crate::web::app::App;
use crate::web::error::AppError;
use crate::web::extract::{Fields, Posted};
use crate::web::response;
use crate::web::visitor::Visit;

/// The other record, in the address.
fn other(request: &HttpRequest) -> Result<EventId, AppError> {
    Fields::of_query(request.query_string()).get("with").parse().map(EventId).map_err(|_| AppError::NotFound)
}

/// The versions of both records as they were seen: `3-5`.
fn versions(fields: &Fields) -> Result<(i32, i32), AppError> {
    let both = fields.get("versions").split_once('-');
    both.and_then(|(a, b)| Some((a.parse().ok()?, b.parse().ok()?))).ok_or(AppError::Unreadable("the versions of the records are missing"))
}

/// Both side by side.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn form(app: web::Data<App>, visit: Visit, id: web::Path<i32>, request: HttpRequest) -> Result<HttpResponse, AppError> {
    let (member, other) = (visit.member()?, other(&request)?);
    let Comparison { directory, sides } = app.ask(move |conn| queries::record::compare(conn, EventId(*id), other, &member)).await?;
    let page = Page { directory, sides: sides.map(|(record, refusal)| Side { record, refusal }) };
    Ok(response::page(page.render(&visit.frame)))
}

/// Merges this record into the other one.
///
/// # Errors
/// [`AppError::NotFound`]; [`AppError::Stale`] if one of them has changed since they were seen.
pub async fn submit(app: web::Data<App>, visit: Visit, id: web::Path<i32>, Posted(fields): Posted) -> Result<HttpResponse, AppError> {
    let (actor, gone, kept, seen) = (visit.actor(&app), EventId(*id), EventId(fields.number("into")?), versions(&fields)?);
    app.act(move |conn| actions::merge(conn, &actor, gone, kept, seen)).await?;
    Ok(response::done(&app, &address::event(kept), "records-merged"))
}

/// Undoes the merging: this record stands by itself again, as it stood before.
///
/// # Errors
/// [`AppError::NotFound`]; [`AppError::Stale`] if one of them has changed since they were seen.
pub async fn end(app: web::Data<App>, visit: Visit, id: web::Path<i32>, Posted(fields): Posted) -> Result<HttpResponse, AppError> {
    let (actor, id, seen) = (visit.actor(&app), EventId(*id), versions(&fields)?);
    app.act(move |conn| actions::separate(conn, &actor, id, seen)).await?;
    Ok(response::done(&app, &address::event(id), "records-separated"))
}
