//! `/account/mail-failure/end`: one's own address takes mails again.

use actix_web::{HttpResponse, web};

use crate::app::App;
use crate::error::AppError;
use crate::web::admin::mail::address_works;
use crate::web::extract::Posted;
use crate::web::response;
use crate::web::visitor::Visit;

/// Forgets that the mail server has refused the address.
///
/// # Errors
/// Those of the database.
pub async fn submit(app: web::Data<App>, visit: Visit, Posted(_): Posted) -> Result<HttpResponse, AppError> {
    let (id, now) = (visit.member()?.id, app.clock.now());
    app.write(move |conn| address_works(conn, id, id, now)).await?;
    Ok(response::done(&app, "/account", "mail-trusted"))
}
