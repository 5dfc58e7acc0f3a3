//! `/session/code`: the second factor, after the password; and the way back for somebody who has lost it.

use actix_web::{HttpResponse, web};
use application::actions::second_factor as factor;
use application::actions::session::{self as actions, Step};
use application::auth::credentials;
use domain::form::{Errors, Problem};
use views::session::code::{Asked, Page};
use views::session::resume::Why;

use super::carried;
use super::enter::enter;
use crate::auth::throttle::Attempt;
use crate::web::app::App;
use crate::web::error::AppError;
use crate::web::extract::{Fields, Posted};
use crate::web::response;
use crate::web::visitor::Visit;

/// The page that asks for the second factor of somebody whose password was right.
pub(super) fn page(proof: String, fields: &Fields, errors: Errors) -> Page {
    Page { proof, next: fields.string("next"), carried: carried::of_form(fields), errors }
}

async fn throttle(app: &App, proof: &str) -> Result<(), AppError> {
    let person = credentials::person(&app.site.keys, proof, app.clock.now())?;
    app.throttle(Attempt::Code { account: person.to_string() }).await
}

/// Signs in.
///
/// # Errors
/// [`AppError::DeadLink`] if the password was given too long ago; [`AppError::TooMany`].
pub async fn submit(app: web::Data<App>, visit: Visit, Posted(fields): Posted) -> Result<HttpResponse, AppError> {
    let proof = fields.string("proof");
    throttle(&app, &proof).await?;
    let (actor, browser, typed, given) = (visit.actor(&app), visit.browser(), fields.string("factor-code"), proof.clone());
    let step = app.act(move |conn| actions::sign_in_with_code(conn, &actor, &given, &typed, &browser)).await?;
    if let Step::Done(signed_in) = step {
        app.mail_waits.notify_one();
        return enter(&app, &visit, signed_in, &fields, Why::SignedIn, None);
    }
    let mut errors = Errors::new();
    errors.add("factor-code", Problem::WrongCode);
    Ok(response::invalid(page(proof, &fields, errors).render(&visit.frame)))
}

/// Asks the administrators to remove the second factor.
///
/// # Errors
/// [`AppError::DeadLink`] if the password was given too long ago; [`AppError::TooMany`].
pub async fn ask_removal(app: web::Data<App>, visit: Visit, Posted(fields): Posted) -> Result<HttpResponse, AppError> {
    let proof = fields.string("proof");
    throttle(&app, &proof).await?;
    let actor = visit.actor(&app);
    app.act(move |conn| factor::ask_removal(conn, &actor, &proof)).await?;
    app.mail_waits.notify_one();
    Ok(response::page(Asked.render(&visit.frame)))
}
