//! `/account/mail-failure/end`: one's own address takes mails again.

use actix_web::{HttpResponse, web};
use application::actions::person as actions;
use domain::address;

use crate::web::app::App;
use crate::web::error::AppError;
use crate::web::extract::Posted;
use crate::web::response;
use crate::web::visitor::Visit;

/// Forgets that the mail server has refused the address.
///
/// # Errors
/// When the database fails.
pub async fn submit(app: web::Data<App>, visit: Visit, Posted(_): Posted) -> Result<HttpResponse, AppError> {
    let (id, actor) = (visit.member()?.id, visit.actor(&app));
    app.act(move |conn| actions::trust_address(conn, &actor, id)).await?;
    Ok(response::done(&app, address::ACCOUNT, "mail-trusted"))
}
