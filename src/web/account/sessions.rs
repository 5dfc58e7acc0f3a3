//! `/account/sessions/end`: ends one of one's own sessions, or all but this one.

use actix_web::{HttpResponse, web};
use application::actions::session as actions;
use domain::address;
use domain::ids::SessionId;

use crate::web::app::App;
use crate::web::error::AppError;
use crate::web::extract::Posted;
use crate::web::response;
use crate::web::visitor::Visit;

/// Ends it.
///
/// # Errors
/// [`AppError::NotFound`] for a session that is not one's own.
pub async fn submit(app: web::Data<App>, visit: Visit, Posted(fields): Posted) -> Result<HttpResponse, AppError> {
    let (actor, this) = (visit.actor(&app), visit.session);
    let one = if fields.get("session").is_empty() { None } else { Some(SessionId(fields.number("session")?)) };
    app.act(move |conn| match one {
        Some(id) => actions::end(conn, &actor, id),
        None => actions::end_others(conn, &actor, this),
    })
    .await?;
    Ok(response::done(&app, address::ACCOUNT, "session-ended"))
}
