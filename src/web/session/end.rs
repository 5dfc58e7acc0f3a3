//! `/session/end`.

use actix_web::http::header;
use actix_web::{HttpResponse, web};
use application::actions::session as actions;
use domain::address;

use crate::web::app::App;
use crate::web::error::AppError;
use crate::web::extract::Posted;
use crate::web::response;
use crate::web::visitor::{SESSION, Visit, no_cookie};

/// Signs out.
///
/// # Errors
/// When the database fails.
pub async fn submit(app: web::Data<App>, visit: Visit, posted: Result<Posted, AppError>) -> Result<HttpResponse, AppError> {
    let (Some(id), Some(_)) = (visit.session, &visit.profile) else {
        // Signed out already, perhaps in another tab. No cookie is touched: without a session, the form may come from anywhere.
        return Ok(response::to(address::SIGN_IN));
    };
    posted?;
    let actor = visit.actor(&app);
    match app.act(move |conn| actions::end(conn, &actor, id)).await {
        // Ended meanwhile, perhaps from another browser.
        Ok(()) | Err(AppError::NotFound) => {}
        Err(error) => return Err(error),
    }
    let mut answer = response::done(&app, address::SIGN_IN, "signed-out");
    answer.add_cookie(&no_cookie(&app, SESSION)).map_err(AppError::internal)?;
    // Pages in the browser's history must not be shown to the next person at the machine.
    answer.headers_mut().insert(header::HeaderName::from_static("clear-site-data"), header::HeaderValue::from_static("\"cache\""));
    Ok(answer)
}
