//! `/account/calendar`: the secret address of one's own calendar.

use actix_web::{HttpResponse, web};
use application::actions::account as actions;
use application::queries::account as queries;
use domain::address;
use views::calendar::show::Page;

use crate::web::app::App;
use crate::web::error::AppError;
use crate::web::extract::Posted;
use crate::web::response;
use crate::web::visitor::Visit;

/// Shows the secret address of the member's calendar.
///
/// # Errors
/// When the database fails.
pub async fn show(app: web::Data<App>, visit: Visit) -> Result<HttpResponse, AppError> {
    let (id, site) = (visit.member()?.id, app.site.clone());
    let address = app.ask(move |conn| queries::calendar_address(conn, &site, id)).await?;
    Ok(response::page(Page { address }.render(&visit.frame)))
}

/// Makes an address, in the place of the one before.
///
/// # Errors
/// When the database fails.
pub async fn renew(app: web::Data<App>, visit: Visit, Posted(_): Posted) -> Result<HttpResponse, AppError> {
    let actor = visit.actor(&app);
    app.act(move |conn| actions::open_calendar(conn, &actor)).await?;
    Ok(response::done(&app, address::OWN_CALENDAR, "calendar-made"))
}

/// Ends the address.
///
/// # Errors
/// When the database fails.
pub async fn end(app: web::Data<App>, visit: Visit, Posted(_): Posted) -> Result<HttpResponse, AppError> {
    let actor = visit.actor(&app);
    app.act(move |conn| actions::end_calendar(conn, &actor)).await?;
    Ok(response::done(&app, address::OWN_CALENDAR, "calendar-ended"))
}
