//! `/money/…/{id}/cancellation/new`: a record is withdrawn, with a reason. It stays readable, and does not count.

use actix_web::{HttpResponse, web};
use application::actions::money as actions;
use application::queries::{event, money as queries};
use domain::form::Errors;
use views::money::cancellation::Page;

use super::record::Form;
use crate::web::app::App;
use crate::web::error::AppError;
use crate::web::extract::Posted;
use crate::web::response;
use crate::web::visitor::Visit;

/// The page that asks, if the record still counts.
async fn page<E: Form>(app: &App, visit: &Visit, id: i32, reason: String, errors: Errors) -> Result<Page, AppError> {
    let (record, directory) = app.ask(move |conn| Ok((queries::open::<E>(conn, E::id(id))?, event::directory(conn)?))).await?;
    let name = record.entry.name(visit.frame.lang, &directory);
    Ok(Page { name, address: E::address(record.id), version: record.version, reason, errors })
}

/// Asks why a record is withdrawn.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn form<E: Form>(app: web::Data<App>, visit: Visit, id: web::Path<i32>) -> Result<HttpResponse, AppError> {
    Ok(response::page(page::<E>(&app, &visit, *id, String::new(), Errors::new()).await?.render(&visit.frame)))
}

/// Withdraws a record.
///
/// # Errors
/// [`AppError::NotFound`]; [`AppError::Stale`] if it has changed since it was seen.
pub async fn submit<E: Form>(
    app: web::Data<App>,
    visit: Visit,
    id: web::Path<i32>,
    Posted(fields): Posted,
) -> Result<HttpResponse, AppError> {
    let (actor, id, version, reason) = (visit.actor(&app), *id, fields.number("version")?, fields.string("cancel-reason"));
    let sent = reason.clone();
    match app.submit(move |conn| actions::withdraw::<E>(conn, &actor, E::id(id), version, &sent)).await? {
        Ok(()) => Ok(response::done(&app, &E::address(E::id(id)), "money-cancelled")),
        Err(errors) => Ok(response::invalid(page::<E>(&app, &visit, id, reason, errors).await?.render(&visit.frame))),
    }
}
