//! `/account/sessions/end`: ends one of one's own sessions, or all but this one.

use actix_web::{HttpResponse, web};
use domain::ids::SessionId;

use crate::app::App;
use crate::db::session;
use crate::error::AppError;
use crate::web::extract::Posted;
use crate::web::response;
use crate::web::visitor::Visit;

/// Ends it.
///
/// # Errors
/// [`AppError::NotFound`] for a session that is not one's own.
pub async fn submit(app: web::Data<App>, visit: Visit, Posted(fields): Posted) -> Result<HttpResponse, AppError> {
    let (owner, this) = (visit.member()?.id, visit.session);
    let one = match fields.get("session") {
        "" => None,
        _ => Some(SessionId(fields.number("session")?)),
    };
    app.write(move |conn| match one {
        Some(id) if session::end(conn, owner, id)? => Ok(()),
        Some(_) => Err(AppError::NotFound),
        None => Ok(session::end_all(conn, owner, this).map(drop)?),
    })
    .await?;
    Ok(response::done(&app, "/account", "session-ended"))
}
