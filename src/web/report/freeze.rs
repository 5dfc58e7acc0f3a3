//! `/reports/{id}/freeze/new`: a draft becomes a document that never changes.

use std::sync::Arc;

use actix_web::{HttpResponse, web};
use application::actions::report::{self as actions, Freezing};
use application::queries::report::{self as queries, Preview};
use domain::address;
use domain::ids::ReportId;
use views::report::freeze::Page;

use crate::web::app::App;
use crate::web::error::AppError;
use crate::web::extract::Posted;
use crate::web::response;
use crate::web::visitor::Visit;

async fn page(app: &App, visit: &Visit, id: i32) -> Result<Page, AppError> {
    let (reader, site) = (visit.member()?, Arc::clone(&app.site));
    let Preview { record, document, stored } = app.ask(move |conn| queries::preview(conn, id, &reader, &site)).await?;
    let silent = document.silent_activities().map(str::to_owned).collect();
    Ok(Page { id: record.id, title: record.terms.title, silent, fingerprint: stored.fingerprint, overtaken: false })
}

/// Asks.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn form(app: web::Data<App>, visit: Visit, id: web::Path<i32>) -> Result<HttpResponse, AppError> {
    Ok(response::page(page(&app, &visit, *id).await?.render(&visit.frame)))
}

/// Freezes what the reader was asked about. If words or figures have changed since, it asks again.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn submit(app: web::Data<App>, visit: Visit, id: web::Path<i32>, Posted(fields): Posted) -> Result<HttpResponse, AppError> {
    let (actor, id, seen) = (visit.actor(&app), *id, fields.string("seen"));
    match app.act(move |conn| actions::freeze(conn, &actor, ReportId(id), &seen)).await? {
        Freezing::Frozen => Ok(response::done(&app, &address::report(ReportId(id)), "report-frozen")),
        Freezing::Overtaken => {
            let page = page(&app, &visit, id).await?;
            Ok(response::conflict(Page { overtaken: true, ..page }.render(&visit.frame)))
        }
    }
}
