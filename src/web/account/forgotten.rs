//! `/password/forgotten`.

use actix_web::{HttpResponse, web};
use domain::form::Errors;
use domain::person::{self as rules, Account};
use views::account::forgotten::Page;

use crate::app::App;
use crate::auth::link::{self, Purpose};
use crate::auth::throttle;
use crate::db::{outbox, person};
use crate::error::AppError;
use crate::web::extract::Posted;
use crate::web::response;
use crate::web::visitor::Visit;
use application::messages::{self as compose, Recipient};

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
    let network = visit.origin.address.parse().map_or_else(|_| visit.origin.address.clone(), throttle::network);
    app.throttle.ask_reset(&network)?;
    if app.throttle.may_mail_reset(&email) {
        let (shared, to) = (app.clone(), email.clone());
        actix_web::rt::spawn(async move {
            if let Err(error) = queue(&shared, to).await {
                tracing::error!(%error, "a link for a new password could not be queued");
            }
        });
    }
    Ok(response::page(Page { email, errors: Errors::new(), sent: true }.render(&visit.frame)))
}

async fn queue(app: &web::Data<App>, email: String) -> Result<(), AppError> {
    let (shared, now) = (app.clone(), app.clock.now());
    app.write(move |conn| {
        let Some((profile, _)) = person::by_email(conn, &email)?.filter(|(p, _)| matches!(p.account, Account::Active { .. })) else {
            return Ok(());
        };
        let link = link::give_out(conn, &shared.keys, &shared.base_url, Purpose::Reset, Some(profile.id), now)?;
        let to = Recipient { name: &profile.person.name, email: &profile.person.email, lang: profile.person.lang };
        Ok(outbox::queue(conn, &compose::link(Purpose::Reset, &to, "", &link, &shared.site, now), now)?)
    })
    .await?;
    app.mail_waits.notify_one();
    Ok(())
}
