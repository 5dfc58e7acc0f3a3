//! `/password/forgotten`.

use actix_web::{HttpResponse, web};
use application::actions::link as actions;
use domain::form::Errors;
use domain::person as rules;
use views::account::forgotten::Page;

use crate::auth::throttle::Attempt;
use crate::web::app::App;
use crate::web::error::AppError;
use crate::web::extract::Posted;
use crate::web::response;
use crate::web::visitor::Visit;

/// The form.
pub async fn form(visit: Visit) -> HttpResponse {
    response::page(Page::default().render(&visit.frame))
}

/// Sends a link, if the address belongs to somebody who can sign in. The answer is the same if it does not, and takes as long:
/// finding out and queueing happen after it.
///
/// # Errors
/// [`AppError::TooMany`] for a network that asks too often.
pub async fn submit(app: web::Data<App>, visit: Visit, Posted(fields): Posted) -> Result<HttpResponse, AppError> {
    let mut errors = Errors::new();
    let Some(email) = errors.check("email", rules::email(fields.get("email"))) else {
        return Ok(response::invalid(Page { email: fields.string("email"), errors, sent: false }.render(&visit.frame)));
    };
    app.throttle(Attempt::Reset { network: visit.origin.address.clone() }).await?;
    let (shared, actor, to) = (app.clone(), visit.actor(&app), email.clone());
    actix_web::rt::spawn(async move {
        if shared.throttle(Attempt::ResetMail { account: to.clone() }).await.is_err() {
            return;
        }
        match shared.act(move |conn| actions::ask_reset(conn, &actor, &to)).await {
            Ok(_) => shared.mail_waits.notify_one(),
            Err(error) => tracing::error!(%error, "a link for a new password could not be queued"),
        }
    });
    Ok(response::page(Page { email, errors: Errors::new(), sent: true }.render(&visit.frame)))
}
