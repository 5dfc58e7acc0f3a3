//! What the audit trail holds of requests: refusals and downloads.

use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::Method;
use actix_web::http::header::{CONTENT_DISPOSITION, HeaderMap};
use actix_web::{HttpRequest, web};
use application::actions::request as actions;

use super::visitor::Visit;
use crate::db::Conn;
use crate::web::app::App;
use crate::web::error::AppError;

/// Records that a member asked for what their role does not open.
pub async fn denied(request: &ServiceRequest, visit: &Visit) {
    let Some(app) = request.app_data::<web::Data<App>>() else { return };
    let (actor, asked) = (visit.actor(app), format!("{} {}", request.method(), request.path()));
    record(app, visit, request.request(), move |conn| actions::deny(conn, &actor, &asked)).await;
}

/// Records that a member downloads a file, if that is what the response is.
pub async fn downloaded<B>(app: &App, visit: &Visit, response: &ServiceResponse<B>) {
    let request = response.request();
    let is_download = request.method() == Method::GET && response.status().is_success() && is_file(response.headers());
    if !is_download || visit.profile.is_none() {
        return;
    }
    let (actor, address) = (visit.actor(app), request.uri().path_and_query().map_or_else(String::new, ToString::to_string));
    record(app, visit, request, move |conn| actions::export(conn, &actor, &address)).await;
}

/// Reading goes on while the database takes no writes, and does not wait for it; the log then has what the audit trail has not.
async fn record(
    app: &App,
    visit: &Visit,
    request: &HttpRequest,
    action: impl FnOnce(&mut Conn) -> Result<(), application::Error> + Send + 'static,
) {
    let recorded = if app.db.has_failed_to_write() {
        Err(AppError::internal("the database takes no writes at present"))
    } else {
        app.act_unseen(action).await
    };
    if let Err(error) = recorded {
        let person = visit.profile.as_ref().map(|profile| profile.id.0);
        tracing::warn!(%error, person, path = request.path(), "a download or refusal could not be recorded in the audit trail");
    }
}

fn is_file(headers: &HeaderMap) -> bool {
    headers.get(CONTENT_DISPOSITION).is_some_and(|value| value.as_bytes().starts_with(b"attachment"))
}
