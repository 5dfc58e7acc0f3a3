//! `/session/demo`: one click signs in as a person of the demonstration; elsewhere it does not exist.

use actix_web::{HttpResponse, web};
use application::actions::session as actions;
use domain::ids::PersonId;
use views::session::resume::Why;

use super::enter::enter;
use crate::web::app::App;
use crate::web::error::AppError;
use crate::web::extract::Posted;
use crate::web::visitor::Visit;

/// Signs in.
///
/// # Errors
/// [`AppError::NotFound`] outside the demonstration.
pub async fn submit(app: web::Data<App>, visit: Visit, Posted(fields): Posted) -> Result<HttpResponse, AppError> {
    if !app.site.demo {
        return Err(AppError::NotFound);
    }
    let (actor, id, browser) = (visit.actor(&app), PersonId(fields.number("person")?), visit.browser());
    let signed_in = app.act(move |conn| actions::sign_in_to_demonstration(conn, &actor, id, &browser)).await?;
    enter(&app, &visit, signed_in, &fields, Why::SignedIn, None)
}
